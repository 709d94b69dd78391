//! What screens ask besides their lists: the home page, panels, views of evaluations, and the first
//! question after a write.

use anyhow::{Context, Result, ensure};
use ledger::Ledger;
use ledger::domain::list::{ListQuery, Sort};
use ledger::domain::trial::TrialRules;
use rusqlite::Connection;

use crate::clock::Times;
use crate::dice::Dice;
use crate::imports::session;
use crate::lists::{HOME, OF_SUPPLIER, answer};
use crate::table::Table;

/// Repetitions of each question.
const COUNT: usize = 100;
const PAGE: u32 = 50;

/// Measures every view.
pub(crate) fn measure(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    home(ledger, bare, table, aim)?;
    panels(ledger, bare, table, aim)?;
    evaluations(ledger, bare, table, aim)?;
    ratings(ledger, bare, table, aim)?;
    after_a_write(ledger, bare, table, aim)
}

fn home(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let times = Times::of(COUNT, |_| {
        ensure!(!ledger.overview()?.todos.is_empty(), "nothing waits");
        Ok(())
    })?;
    let floor = Times::of(COUNT / 5, |_| HOME.iter().try_for_each(|sql| answer(bare, sql, &[])))?;
    table.query("home page", &times, &floor, aim);
    let times =
        Times::of(COUNT, |_| ledger.interview_cards(&ListQuery::default()).map(|_| ()).map_err(Into::into))?;
    let sql = "SELECT status, count(*) FROM interview GROUP BY status";
    table.query("cards of interviews", &times, &Times::of(COUNT, |_| answer(bare, sql, &[]))?, aim);
    Ok(())
}

/// A panel: its name, its table, and what asks for it.
type Panel<'l> = (&'static str, &'static str, Box<dyn Fn(i64) -> Result<()> + 'l>);

fn panels(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let asks: [Panel<'_>; 8] = [
        ("project", "project", Box::new(|id| Ok(ledger.project_detail(id).map(|_| ())?))),
        ("procurement", "procurement", Box::new(|id| Ok(ledger.procurement_detail(id).map(|_| ())?))),
        ("contract", "contract", Box::new(|id| Ok(ledger.contract_detail(id).map(|_| ())?))),
        ("payment", "payment", Box::new(|id| Ok(ledger.payment_detail(id).map(|_| ())?))),
        ("settlement", "settlement", Box::new(|id| Ok(ledger.settlement_detail(id).map(|_| ())?))),
        ("evaluation", "evaluation", Box::new(|id| Ok(ledger.evaluation_detail(id).map(|_| ())?))),
        ("interview", "interview", Box::new(|id| Ok(ledger.interview_detail(id).map(|_| ())?))),
        (
            "near names",
            "supplier",
            Box::new(|id| Ok(ledger.similar_suppliers("华源电力", Some(id)).map(|_| ())?)),
        ),
    ];
    for (what, of, ask) in asks {
        let ids = some_ids(bare, of)?;
        let times = Times::of(COUNT, |number| ask(ids[number]))?;
        let sql = format!("SELECT * FROM {of} WHERE id = ?1");
        let floor = Times::of(COUNT, |number| answer(bare, &sql, &[ids[number].into()]))?;
        table.query(&format!("panel: {what}"), &times, &floor, aim);
    }
    let ids = some_ids(bare, "supplier")?;
    let floor = Times::of(COUNT, |number| {
        OF_SUPPLIER.iter().try_for_each(|sql| answer(bare, sql, &[ids[number].into()]))
    })?;
    let times = Times::of(COUNT, |number| Ok(ledger.supplier_detail(ids[number]).map(|_| ())?))?;
    table.query("panel: supplier", &times, &floor, aim);
    let times = Times::of(COUNT, |number| Ok(ledger.undertaken(ids[number], None).map(|_| ())?))?;
    table.query("what a supplier has undertaken", &times, &floor, aim);
    Ok(())
}

/// Ids from all over a table, the first ones, which have the most hanging on them, among them.
fn some_ids(bare: &Connection, of: &str) -> Result<Vec<i64>> {
    let sql = format!("SELECT count(*) FROM {of}");
    let count: i64 = bare.query_row(&sql, [], |row| row.get(0))?;
    let mut dice = Dice::new(5);
    let any = |number: usize| {
        let drawn = 1 + i64::from(dice.day(u64::try_from(count).unwrap_or_default()));
        if number.is_multiple_of(4) {
            (1 + i64::try_from(number).unwrap_or_default()).min(count)
        } else {
            drawn
        }
    };
    Ok((0..COUNT).map(any).collect())
}

fn evaluations(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let due = ledger.count_evaluations_due(Some(2025))?;
    let place = |number: usize| {
        u32::try_from(due * i64::try_from(number).unwrap_or_default() / 100).unwrap_or_default()
    };
    let floor = Times::of(COUNT / 5, |_| {
        let sql =
            "SELECT contract_id FROM contract_position WHERE main_id = contract_id AND contract_id NOT IN (
            SELECT e.contract_id FROM evaluation_score AS x JOIN evaluation AS e ON e.id = x.evaluation_id
            WHERE x.kind = 'yearly' AND x.ordinal = 2025)";
        answer(bare, sql, &[])
    })?;
    let times = Times::of(COUNT, |number| {
        Ok(ledger.list_evaluations_due(Some(2025), place(number), PAGE).map(|_| ())?)
    })?;
    table.query("evaluations due, any depth", &times, &floor, aim);
    let times = Times::of(COUNT, |_| Ok(ledger.count_evaluations_due(Some(2025)).map(|_| ())?))?;
    table.query("evaluations due, counted", &times, &floor, aim);
    let floor = Times::of(COUNT / 5, |_| {
        answer(
            bare,
            "SELECT c.supplier_id, e.* FROM evaluation AS e JOIN contract AS c ON c.id = e.contract_id",
            &[],
        )
    })?;
    let rules = rules(ledger)?;
    let times = Times::of(COUNT, |number| {
        let mut rules = rules.clone();
        rules.weights.last_percent = u8::try_from(number)?;
        rules.weights.process_percent = 100 - rules.weights.last_percent;
        Ok(ledger.try_rules(&rules).map(|_| ())?)
    })?;
    table.query("trial of other rules", &times, &floor, aim);
    let times = Times::of(COUNT, |number| {
        Ok(ledger.list_score_differences(u32::try_from(number)? * 10, PAGE).map(|_| ())?)
    })?;
    table.query("differences of scores, any depth", &times, &floor, aim);
    Ok(())
}

fn rules(ledger: &Ledger) -> Result<TrialRules> {
    let settings = ledger.settings()?.settings;
    let bands = ledger::domain::grade::Bands::new(settings.bands.clone())?;
    Ok(TrialRules { weights: settings.weights, bands })
}

fn ratings(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let count = ledger.list_suppliers(&ListQuery::default())?.count;
    let floor = Times::of(COUNT, |number| {
        let sql = "SELECT e.*, x.* FROM contract AS c JOIN evaluation AS e ON e.contract_id = c.id
            LEFT JOIN evaluation_score AS x ON x.evaluation_id = e.id
            WHERE c.supplier_id BETWEEN ?1 AND ?1 + 49";
        answer(bare, sql, &[i64::try_from(number)?.into()])
    })?;
    for field in ["name", "mean_score", "contracts"] {
        let times = Times::of(COUNT, |number| {
            let sort = vec![Sort { field: field.to_owned(), descending: number.is_multiple_of(2) }];
            let deep = u32::try_from(count * i64::try_from(number)? / 100)?;
            let offset = if number.is_multiple_of(4) { deep } else { 0 };
            let query = ListQuery { sort, offset, limit: PAGE, ..ListQuery::default() };
            Ok(ledger.list_supplier_ratings(&query).map(|_| ())?)
        })?;
        table.query(&format!("ratings of suppliers by {field}"), &times, &floor, aim);
    }
    Ok(())
}

/// The first question of a screen.
type Question<'l> = (&'static str, Box<dyn Fn() -> Result<()> + 'l>);

/// After each of many edits of a payment, the first question of every kind.
fn after_a_write(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let by = |field: &str| ListQuery {
        sort: vec![Sort { field: field.to_owned(), descending: true }],
        limit: PAGE,
        ..ListQuery::default()
    };
    let questions: [Question<'_>; 4] = [
        ("payments", Box::new(|| Ok(ledger.list_payments(&by("paid_on")).map(|_| ())?))),
        ("payments by supplier", Box::new(|| Ok(ledger.list_payments(&by("supplier")).map(|_| ())?))),
        ("contracts by progress", Box::new(|| Ok(ledger.list_contracts(&by("progress")).map(|_| ())?))),
        ("home page", Box::new(|| Ok(ledger.overview().map(|_| ())?))),
    ];
    let ids = some_ids(bare, "payment")?;
    let floor = Times::of(COUNT, |number| {
        answer(bare, "SELECT * FROM payment WHERE id = ?1", &[ids[number].into()])
    })?;
    for (what, ask) in questions {
        let mut times = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            let stored = ledger.payment_detail(*id)?.payment;
            let mut record = stored.record;
            record.amount = ledger::domain::Money::from_fen(100 + i64::try_from(times.len())?);
            record.remarks = Some(format!("{what} {number} {}", stored.revision));
            let reason = Some("更正");
            let outcome = ledger.update_payment(&session(), stored.id, stored.revision, &record, reason)?;
            outcome.seq.context("nothing changed")?;
            times.push(Times::of(1, |_| ask())?);
        }
        table.query(&format!("first question after an edit: {what}"), &Times::all(times), &floor, aim);
    }
    Ok(())
}
