//! How many statements a screen takes: as many for one record as for fifty, never one per row.

use std::cell::Cell;

use domain::contract::ContractKind;
use domain::evaluation::Evaluation;
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::list::ListQuery;
use domain::supplier::Supplier;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use tempfile::TempDir;

use super::{TestResult, contract_of, payment_of, project_of};
use crate::opening::{Role, connect};
use crate::perform::NewEntry;
use crate::{Reader, Result, Stamp, Store, Writer};
use crate::{contract, evaluation, interview, payment, project, supplier};

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the statements that `work` runs on a connection, those that SQLite runs for its own
/// search index left out.
pub(crate) fn counted<T>(
    connection: &Connection,
    work: impl FnOnce(&Reader<'_>) -> Result<T>,
) -> Result<usize> {
    fn note(event: TraceEvent<'_>) {
        if let TraceEvent::Stmt(_, sql) = event
            && !sql.starts_with("--")
            && !sql.contains("'search_")
        {
            STATEMENTS.with(|count| count.set(count.get() + 1));
        }
    }
    STATEMENTS.with(|count| count.set(0));
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note));
    let done = work(&Reader::new(connection));
    connection.trace_v2(TraceEventCodes::empty(), None);
    done.map(|_| STATEMENTS.with(Cell::get))
}

/// A ledger with one project and one supplier, which has `families` contracts with a supplement,
/// payments, an evaluation and a talk each.
struct Plant {
    _folder: TempDir,
    connection: Connection,
}

impl Plant {
    fn new(families: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ledger.sqlite3");
        let stamp = Stamp { at: "2026-11-21T09:00:00Z".to_owned(), actor: "张三".to_owned() };
        let store = Store::create(&path, "test", &stamp.at)?;
        let entry = NewEntry { stamp, operation: "import".to_owned(), subject: String::new(), undoes: None };
        store.perform(entry, |writer| fill(writer, families))?;
        Ok(Self { connection: connect(&path, Role::Reader)?, _folder: folder })
    }
}

fn fill(writer: &Writer<'_>, families: usize) -> Result<()> {
    let day = "2024-03-05".parse().map_err(|_| crate::Error::Value("a day".to_owned()))?;
    let mut owner = Supplier::named("厦门建工");
    owner.former_names = (0..families).map(|number| format!("厦门第{number}建筑公司")).collect();
    let owner = supplier::insert(writer, &owner)?;
    let project_id = Some(project::insert(writer, &project_of("P"))?);
    for number in 0..families {
        let code = format!("HT-{number:03}");
        let main = contract::insert(
            writer,
            &domain::contract::Contract { project_id, ..contract_of(owner, &code, None) },
        )?;
        let mut child = contract_of(owner, &format!("{code}-1"), None);
        (child.kind, child.parent_id) = (ContractKind::Supplement, Some(main));
        contract::insert(writer, &child)?;
        // The panel of the first contract has as many payments as there are families.
        payment::insert(writer, &payment_of(1, &format!("{code}-FK"), 100, day))?;
        let mut scores = Evaluation::of_contract(main);
        scores.yearly_scores.extend((2019..2025).filter_map(|year| Some((year, "80".parse().ok()?))));
        evaluation::insert(writer, &scores)?;
        interview::insert(writer, &talk(owner, main, day))?;
        supplier::insert(writer, &Supplier::named(&format!("厦门建工第{number}分公司")))?;
    }
    Ok(())
}

fn talk(supplier_id: i64, contract_id: i64, held_on: domain::date::Date) -> Interview {
    Interview {
        supplier_id,
        contract_id: Some(contract_id),
        kind: InterviewKind::Breach,
        held_on,
        interviewer: "王五".to_owned(),
        representative: None,
        reason: "延期".to_owned(),
        content: "说明".to_owned(),
        rectification: Some("限期".to_owned()),
        due_on: None,
        result: None,
        status: InterviewStatus::Open,
    }
}

/// One screen: what it is, and what it reads.
type Screen = (&'static str, fn(&Reader<'_>) -> Result<bool>);

const SCREENS: &[Screen] = &[
    ("supplier panel, summary and file", |reader| Ok(supplier::detail(reader, 1)?.is_some())),
    ("near names while typing", |reader| Ok(!supplier::similar(reader, "厦门建工", Some(1))?.is_empty())),
    ("preview of a merge", |reader| Ok(!supplier::belongings(reader, 1)?.contracts.is_empty())),
    ("supplier list", |reader| Ok(!supplier::list(reader, &page())?.rows.is_empty())),
    ("contract panel", |reader| Ok(contract::detail(reader, 1)?.is_some())),
    ("contract list", |reader| Ok(!contract::list(reader, &page())?.rows.is_empty())),
    ("project panel", |reader| Ok(project::detail(reader, 1)?.is_some())),
    ("payment list", |reader| Ok(!payment::list(reader, &page())?.rows.is_empty())),
    ("payment panel", |reader| Ok(payment::detail(reader, 1)?.is_some())),
    ("evaluation list", |reader| Ok(!evaluation::list(reader, &page())?.rows.is_empty())),
    ("evaluation panel", |reader| Ok(evaluation::detail(reader, 1)?.is_some())),
    ("interview panel", |reader| Ok(interview::detail(reader, 1)?.is_some())),
    ("interview list", |reader| Ok(!interview::list(reader, &page())?.rows.is_empty())),
];

fn page() -> ListQuery {
    ListQuery { limit: 50, ..ListQuery::default() }
}

#[test]
fn a_screen_takes_as_many_statements_for_one_record_as_for_fifty() -> TestResult {
    let (few, many) = (Plant::new(1)?, Plant::new(50)?);
    for (screen, read) in SCREENS {
        let count = |plant: &Plant| {
            counted(&plant.connection, |reader| {
                assert!(read(reader)?, "{screen} shows nothing");
                Ok(())
            })
        };
        let (few, many) = (count(&few)?, count(&many)?);
        assert_eq!(few, many, "{screen}");
        assert!((1..=20).contains(&many), "{screen}: {many}");
    }
    Ok(())
}

#[test]
fn the_counter_counts() -> TestResult {
    let plant = Plant::new(1)?;
    let twice = counted(&plant.connection, |reader| {
        for _ in 0..2 {
            reader.connection().query_row("SELECT 1", [], |_| Ok(()))?;
        }
        Ok(())
    })?;
    assert_eq!(twice, 2);
    Ok(())
}
