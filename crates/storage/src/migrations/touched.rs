//! Which tables a step touches, as SQLite itself sees it.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::run::run;
use super::shape::shape;
use super::{ALL, Migration, fresh};
use crate::Result;
use crate::perform::TO_THE_END;

/// Returns the tables that a step of this program makes, changes or fills.
pub(super) fn tables(number: i64) -> BTreeSet<String> {
    static TABLES: LazyLock<Vec<(i64, BTreeSet<String>)>> = LazyLock::new(|| {
        let touched = |step: &Migration| touched_by(&ALL, step.number).unwrap_or_default();
        ALL.iter().map(|step| (step.number, touched(step))).collect()
    });
    TABLES.iter().find(|(of, _)| *of == number).map(|(_, tables)| tables.clone()).unwrap_or_default()
}

/// Applies a step to an empty ledger and listens to what it does.
pub(super) fn touched_by(chain: &[Migration], number: i64) -> Result<BTreeSet<String>> {
    let mut connection = fresh(chain, number - 1)?;
    let before = shape(&connection)?;
    let heard: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let hearing = Arc::clone(&heard);
    connection.authorizer(Some(move |context: AuthContext<'_>| {
        if let Some(table) = written(&context.action) {
            hearing.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned());
        }
        Authorization::Allow
    }))?;
    run(&mut connection, chain, number, "", TO_THE_END, |_| Ok(()))?;
    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    let after = shape_and_virtual(&connection)?;
    let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    // A table that is only there in between, under which another is rebuilt, is none of the ledger's.
    Ok(heard.iter().filter(|table| before.contains_key(*table) || after.contains(*table)).cloned().collect())
}

fn shape_and_virtual(connection: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'")?;
    let names = statement.query_map([], |row| row.get(0))?;
    let mut names: BTreeSet<String> = names.collect::<rusqlite::Result<_>>()?;
    names.extend(shape(connection)?.into_keys());
    Ok(names)
}

/// Returns the table that an action writes to or changes.
fn written<'a>(action: &AuthAction<'a>) -> Option<&'a str> {
    if let AuthAction::CreateTable { table_name }
    | AuthAction::CreateIndex { table_name, .. }
    | AuthAction::CreateTrigger { table_name, .. }
    | AuthAction::CreateVtable { table_name, .. }
    | AuthAction::AlterTable { table_name, .. }
    | AuthAction::DropTable { table_name }
    | AuthAction::DropIndex { table_name, .. }
    | AuthAction::DropTrigger { table_name, .. }
    | AuthAction::DropVtable { table_name, .. }
    | AuthAction::Insert { table_name }
    | AuthAction::Update { table_name, .. }
    | AuthAction::Delete { table_name } = *action
    {
        return Some(table_name);
    }
    None
}
