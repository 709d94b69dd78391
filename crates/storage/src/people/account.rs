//! The account: one row of the file to one record, and back.

use domain::access::{Account, Role};
use domain::{Stored, name};

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::table;

/// An account with what nobody is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAccount {
    pub name: String,
    /// The name as it is compared.
    pub name_key: String,
    pub role: Role,
    /// Argon2id, as a PHC string.
    pub password: String,
    pub disabled: bool,
    pub must_change: bool,
    pub in_test_group: bool,
    pub reset_at: Option<String>,
    pub reset_by: Option<String>,
}

table::table! {
    StoredAccount in "account" {
        name,
        name_key,
        role,
        password,
        disabled,
        must_change,
        in_test_group,
        reset_at,
        reset_by,
    }
}

impl StoredAccount {
    /// Makes an account whose password is this hash.
    pub fn new(account: &Account, password: String, must_change: bool) -> Self {
        Self {
            name: account.name.clone(),
            name_key: name::normalise(&account.name),
            role: account.role,
            password,
            disabled: account.disabled,
            must_change,
            in_test_group: account.in_test_group,
            reset_at: None,
            reset_by: None,
        }
    }

    /// Returns what is stated of it.
    pub fn account(&self) -> Account {
        Account {
            name: self.name.clone(),
            role: self.role,
            disabled: self.disabled,
            in_test_group: self.in_test_group,
        }
    }
}

/// Reads one account.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<StoredAccount>>> {
    table::get(reader, id)
}

/// Finds an account by its name, however that is typed.
pub fn by_name(reader: &Reader<'_>, name: &str) -> Result<Option<Stored<StoredAccount>>> {
    let mut statement = reader.connection().prepare_cached("SELECT id FROM account WHERE name_key = ?1")?;
    let mut rows = statement.query([name::normalise(name)])?;
    match rows.next()? {
        Some(row) => get(reader, row.get(0)?),
        None => Ok(None),
    }
}

/// Returns every account, in the order in which they were created.
pub fn accounts(reader: &Reader<'_>) -> Result<Vec<Stored<StoredAccount>>> {
    let mut statement = reader.connection().prepare_cached("SELECT id FROM account ORDER BY id")?;
    let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut found = table::get_some::<StoredAccount>(reader, &ids)?;
    Ok(ids.into_iter().filter_map(|id| found.remove(&id)).collect())
}

/// Whether an administrator who is not disabled is there beside this account.
pub fn has_administrator_besides(reader: &Reader<'_>, id: Option<i64>) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'administrator' AND disabled = 0 AND id IS NOT ?1)";
    Ok(reader.connection().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Writes a new account and returns its id.
pub fn insert(writer: &Writer<'_>, record: &StoredAccount) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of an account; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &StoredAccount) -> Result<()> {
    table::update(writer, id, revision, record)
}
