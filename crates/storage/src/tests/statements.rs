//! How many statements a screen takes: as many for one record as for fifty, never one per row.

use std::cell::Cell;

use domain::contract::{ContractKind, ContractSource};
use domain::date::Date;
use domain::detail::ProjectFile;
use domain::evaluation::Evaluation;
use domain::home::TodoKind;
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::list::ListQuery;
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::Procurement;
use domain::rating::DueQuery;
use domain::settings::EvaluationRule;
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use tempfile::TempDir;

use super::{TestResult, contract_of, payment_of, project_of};
use crate::columns::Columns;
use crate::opening::{Role, connect};
use crate::perform::NewEntry;
use crate::{Reader, Result, Stamp, Store, Writer};
use crate::{
    contract, evaluation, home, interview, payment, payment_plan, procurement, project, rules, settings,
    settlement, supplier,
};

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the statements that `work` runs on a connection, those that SQLite runs for its own
/// search index left out.
pub(crate) fn counted<T>(
    connection: &Connection,
    columns: Option<&Columns>,
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
    let done = work(&Reader::new(connection).beside(columns).on(today()?));
    connection.trace_v2(TraceEventCodes::empty(), None);
    done.map(|_| STATEMENTS.with(Cell::get))
}

fn today() -> Result<Date> {
    "2026-11-22".parse().map_err(|_| crate::Error::Value("a day".to_owned()))
}

/// A ledger with one project and one supplier, which has `families` contracts with a procurement,
/// a supplement, payments, a settlement, an evaluation and a talk each.
struct Plant {
    columns: Columns,
    connection: Connection,
    _folder: TempDir,
}

impl Plant {
    fn new(families: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ledger.sqlite3");
        let stamp = Stamp { at: "2026-11-21T09:00:00Z".to_owned(), actor: "张三".to_owned() };
        let store = Store::create(&path, "test", &stamp.at)?;
        let entry = NewEntry { stamp, operation: "import".to_owned(), subject: String::new(), undoes: None };
        store.perform(entry, |writer| fill(writer, families))?;
        let columns = Columns::new(&path);
        columns.keep();
        columns.wait();
        Ok(Self { columns, connection: connect(&path, Role::Reader)?, _folder: folder })
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
        let awarded = serde_json::json!({ "code": format!("ZC-{number:03}"), "name": "桩基工程" });
        let mut awarded: Procurement =
            serde_json::from_value(awarded).map_err(|error| crate::Error::Value(error.to_string()))?;
        (awarded.project_id, awarded.winning_supplier_id) = (project_id, Some(owner));
        let mut main = contract_of(owner, &code, None);
        main.project_id = project_id;
        // The panel of the first procurement has as many contracts as there are families.
        let of = procurement::insert(writer, &awarded)?;
        (main.source, main.procurement_id) = (ContractSource::Procured, Some(of.min(1)));
        (main.amount, main.ends_on) = (Some(domain::Money::from_fen(900)), Some(day));
        main.retention_percent = Some(domain::Ratio::from_ten_thousandths(300));
        main.retention_due_on = Some(day);
        let main = contract::insert(writer, &main)?;
        if number % 2 == 0 {
            settlement::insert(writer, &settlement_of(main, day))?;
        }
        let mut child = contract_of(owner, &format!("{code}-1"), None);
        (child.kind, child.parent_id) = (ContractKind::Supplement, Some(main));
        contract::insert(writer, &child)?;
        // The panel of the first contract has as many payments as there are families.
        // As has its payment plan.
        let row = payment_plan::insert(writer, &instalment(1, &code, day))?;
        let payment = payment_of(1, &format!("{code}-FK"), 100, day);
        payment::insert(writer, &Payment { payment_plan_id: Some(row.min(1)), ..payment })?;
        let mut scores = Evaluation::of_contract(main);
        scores.yearly_scores.extend((2019..2025).filter_map(|year| Some((year, "80".parse().ok()?))));
        evaluation::insert(writer, &scores)?;
        interview::insert(writer, &talk(owner, main, day))?;
        supplier::insert(writer, &Supplier::named(&format!("厦门建工第{number}分公司")))?;
        project::insert(writer, &project_of(&format!("P-{number}")))?;
    }
    Ok(())
}

fn instalment(contract_id: i64, term: &str, day: Date) -> PaymentPlan {
    PaymentPlan {
        contract_id,
        term: term.to_owned(),
        due_on: Some(day),
        amount: None,
        percent: Some(domain::Ratio::from_ten_thousandths(100)),
        remarks: None,
    }
}

fn settlement_of(contract_id: i64, day: Date) -> Settlement {
    Settlement {
        contract_id,
        final_amount: domain::Money::from_fen(800),
        completed_on: Some(day),
        archived_on: None,
        remarks: None,
    }
}

fn talk(supplier_id: i64, contract_id: i64, held_on: domain::date::Date) -> Interview {
    Interview {
        contract_id: Some(contract_id),
        kind: InterviewKind::Breach,
        held_on,
        interviewer: "王五".to_owned(),
        reason: "延期".to_owned(),
        content: "说明".to_owned(),
        rectification: Some("限期".to_owned()),
        status: InterviewStatus::Open,
        ..Interview::of_supplier(supplier_id)
    }
}

/// One screen: what it is, and what it reads.
type Screen = (&'static str, fn(&Reader<'_>) -> Result<bool>);

const SCREENS: &[Screen] = &[
    ("supplier panel, summary and file", |reader| Ok(supplier::detail(reader, 1)?.is_some())),
    ("supplier files, all of them", |reader| Ok(supplier::details(reader, &every_id())?.len() > 1)),
    ("project files, all of them", |reader| {
        let files = project::files(reader, &every_id())?;
        let whole = |file: &ProjectFile| {
            let bought = !file.procurements.is_empty() && !file.contracts.is_empty();
            let paid = !file.payments.is_empty() && !file.settlements.is_empty();
            bought && paid && !file.evaluations.is_empty() && !file.interviews.is_empty()
        };
        Ok(files.len() > 1 && files.iter().any(whole))
    }),
    ("near names while typing", |reader| Ok(!supplier::similar(reader, "厦门建工", Some(1))?.is_empty())),
    ("preview of a merge", |reader| Ok(!supplier::belongings(reader, 1)?.contracts.is_empty())),
    ("supplier list", |reader| Ok(!supplier::list(reader, &page())?.rows.is_empty())),
    ("contract panel", |reader| Ok(contract::detail(reader, 1)?.is_some())),
    ("contract list", |reader| Ok(!contract::list(reader, &page())?.rows.is_empty())),
    ("project panel", |reader| Ok(project::detail(reader, 1)?.is_some())),
    ("payment plan list", |reader| Ok(!payment_plan::list(reader, &page())?.rows.is_empty())),
    ("payment plan panel", |reader| Ok(payment_plan::detail(reader, 1)?.is_some())),
    ("payment list", |reader| Ok(!payment::list(reader, &page())?.rows.is_empty())),
    ("payment panel", |reader| Ok(payment::detail(reader, 1)?.is_some())),
    ("evaluation list", |reader| Ok(!evaluation::list(reader, &page())?.rows.is_empty())),
    ("evaluation panel", |reader| Ok(evaluation::detail(reader, 1)?.is_some())),
    ("interview panel", |reader| Ok(interview::detail(reader, 1)?.is_some())),
    ("interview list", |reader| Ok(!interview::list(reader, &page())?.rows.is_empty())),
    ("project list", |reader| Ok(!project::list(reader, &page())?.rows.is_empty())),
    ("procurement panel", |reader| Ok(procurement::detail(reader, 1)?.is_some())),
    ("procurement list", |reader| Ok(!procurement::list(reader, &page())?.rows.is_empty())),
    ("settlement panel", |reader| Ok(settlement::detail(reader, 1)?.is_some())),
    ("settlement list", |reader| Ok(!settlement::list(reader, &page())?.rows.is_empty())),
    ("ratings of suppliers", |reader| Ok(!evaluation::ratings(reader, &page())?.rows.is_empty())),
    ("years and numbers of scores", |reader| Ok(!evaluation::ordinals(reader)?.0.is_empty())),
    ("evaluations due", |reader| evaluation::due(reader, due(), 0, 50).map(|_| true)),
    ("evaluations due, counted", |reader| evaluation::due_count(reader, due()).map(|_| true)),
    ("trials and differences", |reader| {
        let ids: Vec<i64> = evaluation::standings(reader)?.iter().map(|one| one.evaluation_id).collect();
        Ok(!evaluation::rows_by_ids(reader, &ids)?.is_empty())
    }),
    ("charts of the home page", |reader| {
        let months = domain::home::months(today()?, 24);
        let paid = home::paid_by_month(reader, &months)?;
        let grades = home::suppliers_by_grade(reader, &rules::bands(reader)?)?;
        let projects = home::projects(reader, 10)?;
        Ok(!paid.is_empty()
            && !grades.is_empty()
            && !projects.is_empty()
            && !home::amounts_by_type(reader)?.is_empty())
    }),
];

/// More ids than there are suppliers or projects; those that are gone are left out.
fn every_id() -> Vec<i64> {
    (1..=60).collect()
}

/// The lines of the home page: each takes a few statements, whatever waits.
fn what_waits(reader: &Reader<'_>, kind: TodoKind) -> Result<()> {
    let settings = settings::get(reader)?.settings;
    home::waiting(reader, kind, today()?, &settings).map(|_| ())
}

fn due() -> DueQuery {
    DueQuery { year: 2024, rule: EvaluationRule { in_execution: true, settled: true } }
}

fn page() -> ListQuery {
    ListQuery { limit: 50, ..ListQuery::default() }
}

#[test]
fn a_screen_takes_as_many_statements_for_one_record_as_for_fifty() -> TestResult {
    let (few, many) = (Plant::new(1)?, Plant::new(50)?);
    for (screen, read) in SCREENS {
        as_many(screen, &few, &many, |reader| {
            assert!(read(reader)?, "{screen} shows nothing");
            Ok(())
        })?;
    }
    for kind in TodoKind::ALL {
        as_many(&format!("{kind:?} on the home page"), &few, &many, |reader| what_waits(reader, *kind))?;
    }
    Ok(())
}

/// Asks of the file, and of the columns in memory.
fn as_many(screen: &str, few: &Plant, many: &Plant, read: impl Fn(&Reader<'_>) -> Result<()>) -> Result<()> {
    for is_kept in [false, true] {
        let count = |plant: &Plant| {
            counted(&plant.connection, is_kept.then_some(&plant.columns), |reader| {
                assert_eq!(reader.kept()?.is_some(), is_kept);
                read(reader)
            })
        };
        let (few, many) = (count(few)?, count(many)?);
        assert_eq!(few, many, "{screen}, in memory: {is_kept}");
        assert!((1..=24).contains(&many), "{screen}: {many}");
    }
    Ok(())
}

#[test]
fn the_counter_counts() -> TestResult {
    let plant = Plant::new(1)?;
    let twice = counted(&plant.connection, None, |reader| {
        for _ in 0..2 {
            reader.connection().query_row("SELECT 1", [], |_| Ok(()))?;
        }
        Ok(())
    })?;
    assert_eq!(twice, 2);
    Ok(())
}
