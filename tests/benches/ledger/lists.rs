//! Lists, searches and single edits, each many times with other arguments, beside the bare SQL.

use anyhow::{Context, Result, ensure};
use ledger::Ledger;
use ledger::domain::Money;
use ledger::domain::list::{Comparison, Filter, ListQuery, Sort};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::clock::Times;
use crate::dice::Dice;
use crate::imports::session;

/// Repetitions of each query; of its floor a fifth, for some floors are slow.
const COUNT: usize = 1_000;
const FLOOR_COUNT: usize = COUNT / 5;
const PAGE: u32 = 50;

/// One query beside its floor.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) what: &'static str,
    pub(crate) ours: Times,
    pub(crate) floor: Times,
}

const COMMON: [&str; 8] = ["锅炉", "合同", "采购", "检修", "电缆", "机组", "有限", "系统"];
const RARE: [&str; 10] = ["秀英", "灰库", "清淤", "烟囱", "吊车", "哈尔", "会计", "无锡", "恒达", "长春"];
const INITIALS: [&str; 8] = ["gljx", "dlcg", "qcdx", "tlxt", "bgl", "xxxt", "jkwh", "ysbg"];

/// What the bare program reads of a contract on a page, given its ids in order.
const ROWS: &str = "SELECT t.id, t.revision, t.code, t.sequence, t.name, t.kind, m.code, t.source, q.code,
        j.code, t.category, t.party_a, t.supplier_id, s.name, t.amount_fen, t.signed_on, t.starts_on,
        t.ends_on, t.officer, p.family_amount_fen, p.paid_fen, p.base_fen, p.progress_ten_thousandths,
        p.remaining_fen, p.status
    FROM (IDS) AS page
    JOIN contract AS t ON t.id = page.id
    JOIN contract_position AS p ON p.contract_id = t.id
    JOIN supplier AS s ON s.id = t.supplier_id
    LEFT JOIN contract AS m ON m.id = t.parent_id
    LEFT JOIN procurement AS q ON q.id = t.procurement_id
    LEFT JOIN project AS j ON j.id = t.project_id";

const SUMMARY: &str = "SELECT (SELECT count(*) FROM contract), (SELECT sum(amount_fen) FROM contract),
    (SELECT sum(own_paid_fen) FROM contract_position)";

/// The contracts whose own words or whose supplier's words meet the condition `?1`.
const FOUND: &str =
    "WITH hit AS MATERIALIZED (SELECT rowid % 8 AS noun, rowid / 8 AS id FROM search WHERE search MATCH ?1),
    found AS MATERIALIZED (SELECT id FROM hit WHERE noun = 4
        UNION SELECT c.id FROM hit JOIN contract AS c ON c.supplier_id = hit.id WHERE hit.noun = 3)";

/// Measures every query of the issue on a full ledger.
pub(crate) fn measure(ledger: &Ledger, bare: &Connection) -> Result<Vec<Answered>> {
    let contracts = u64::try_from(ledger.list_contracts(&ListQuery::default())?.count)?;
    let mut dice = Dice::new(7);
    let offsets: Vec<u32> = (0..COUNT).map(|_| dice.day(contracts.saturating_sub(50))).collect();
    let suppliers: Vec<i64> = (0..COUNT).map(|_| 1 + i64::from(dice.day(200))).collect();
    let first = |_| 0;
    let deep = |number: usize| offsets[number];
    let paged = |offset, sort: Option<(&str, bool)>| ListQuery {
        sort: sort
            .map(|(field, descending)| Sort { field: field.to_owned(), descending })
            .into_iter()
            .collect(),
        offset,
        limit: PAGE,
        ..ListQuery::default()
    };
    let ask = |query: ListQuery| -> Result<()> {
        ensure!(!ledger.list_contracts(&query)?.rows.is_empty(), "nothing on {query:?}");
        Ok(())
    };
    let by_progress =
        |number: usize| (number.is_multiple_of(2), u32::try_from(number % 20).unwrap_or(0) * PAGE);
    let bare_page = |order: &str, offset: u32| {
        answer(bare, SUMMARY, &[])?;
        let ids = format!("SELECT t.id FROM contract AS t ORDER BY {order} LIMIT 50 OFFSET ?1");
        answer(bare, &ROWS.replace("IDS", &ids), &[i64::from(offset).into()])
    };
    let mut answered = vec![
        Answered {
            what: "contracts, first page of 50",
            ours: Times::of(COUNT, |number| ask(paged(first(number), None)))?,
            floor: Times::of(FLOOR_COUNT, |number| bare_page("t.code", first(number)))?,
        },
        Answered {
            what: "contracts, page at any depth",
            ours: Times::of(COUNT, |number| ask(paged(deep(number), None)))?,
            floor: Times::of(FLOOR_COUNT, |number| bare_page("t.code", deep(number)))?,
        },
        Answered {
            what: "contracts sorted by progress",
            ours: Times::of(COUNT, |number| {
                let (descending, offset) = by_progress(number);
                ask(paged(offset, Some(("progress", descending))))
            })?,
            floor: Times::of(FLOOR_COUNT, |number| {
                let (descending, offset) = by_progress(number);
                answer(bare, SUMMARY, &[])?;
                let order = if descending { "DESC" } else { "ASC NULLS LAST" };
                let ids = format!(
                    "SELECT contract_id AS id FROM contract_position
                     ORDER BY progress_ten_thousandths {order} LIMIT 50 OFFSET ?1"
                );
                answer(bare, &ROWS.replace("IDS", &ids), &[i64::from(offset).into()])
            })?,
        },
        Answered {
            what: "totals of one supplier's contracts",
            ours: Times::of(COUNT, |number| {
                let filter = Filter {
                    field: "supplier_id".to_owned(),
                    comparison: Comparison::Is,
                    values: vec![suppliers[number].to_string()],
                };
                let page =
                    ledger.list_contracts(&ListQuery { filters: vec![filter], ..ListQuery::default() })?;
                ensure!(page.rows.is_empty() && page.totals.len() == 2, "{page:?}");
                Ok(())
            })?,
            floor: Times::of(FLOOR_COUNT, |number| {
                let sql = "SELECT count(*), sum(t.amount_fen), sum(p.own_paid_fen) FROM contract AS t
                           JOIN contract_position AS p ON p.contract_id = t.id WHERE t.supplier_id = ?1";
                answer(bare, sql, &[suppliers[number].into()])
            })?,
        },
    ];
    answered.push(payments(ledger, bare, &offsets)?);
    answered.push(supplier_panel(ledger, bare, &suppliers)?);
    answered.push(undertaken(ledger, bare, &suppliers)?);
    answered.push(near_names(ledger, bare)?);
    answered.push(home(ledger, bare)?);
    answered.push(search(ledger, bare, "search, two characters, common", &COMMON)?);
    answered.push(search(ledger, bare, "search, two characters, rare", &RARE)?);
    answered.push(search(ledger, bare, "search by pinyin initials", &INITIALS)?);
    Ok(answered)
}

fn payments(ledger: &Ledger, bare: &Connection, offsets: &[u32]) -> Result<Answered> {
    Ok(Answered {
        what: "payments, page at any depth",
        ours: Times::of(COUNT, |number| {
            let query = ListQuery { offset: offsets[number], limit: PAGE, ..ListQuery::default() };
            ensure!(!ledger.list_payments(&query)?.rows.is_empty(), "no payments");
            Ok(())
        })?,
        floor: Times::of(FLOOR_COUNT, |number| {
            answer(bare, "SELECT sum(payments), sum(own_paid_fen) FROM contract_position", &[])?;
            let sql = "SELECT t.id, t.revision, t.code, t.contract_id, c.code, c.sequence, c.name, s.name,
                    t.amount_fen, t.paid_on, t.refund, t.purpose, t.invoice, t.remarks
                FROM (SELECT id FROM payment ORDER BY paid_on DESC, id DESC LIMIT 50 OFFSET ?1) AS page
                JOIN payment AS t ON t.id = page.id
                JOIN contract AS c ON c.id = t.contract_id
                JOIN supplier AS s ON s.id = c.supplier_id";
            answer(bare, sql, &[i64::from(offsets[number]).into()])
        })?,
    })
}

/// What the bare program asks for a home page: the counts and the sums, a statement for each.
pub(crate) const HOME: [&str; 8] = [
    "SELECT count(*), sum(remaining_fen) FROM contract_position
        WHERE remaining_fen < 0 AND contract_id = main_id",
    "SELECT count(*), sum(t.ends_on < date()) FROM contract AS t
        JOIN contract_position AS p ON p.contract_id = t.id
        WHERE p.contract_id = p.main_id AND p.status = '在执行' AND t.ends_on <= date('now', '+30 days')",
    "SELECT count(*) FROM interview WHERE status IN ('待整改', '整改中') AND due_on < date()",
    "SELECT count(*) FROM contract_position AS p WHERE p.contract_id = p.main_id AND p.contract_id NOT IN (
        SELECT e.contract_id FROM evaluation_score AS x JOIN evaluation AS e ON e.id = x.evaluation_id
        WHERE x.kind = 'yearly' AND x.ordinal = 2026)",
    "SELECT (SELECT count(*) FROM contract WHERE amount_fen IS NULL),
        (SELECT count(*) FROM contract WHERE signed_on IS NULL),
        (SELECT count(*) FROM supplier WHERE uscc IS NULL)",
    "SELECT substr(paid_on, 1, 7), sum(CASE WHEN refund THEN -amount_fen ELSE amount_fen END) FROM payment
        WHERE paid_on >= date('now', '-24 months') AND paid_on <= date() GROUP BY 1",
    "SELECT category, count(*), sum(amount_fen) FROM contract GROUP BY 1",
    "SELECT c.project_id, sum(p.base_fen), sum(p.paid_fen) FROM contract AS c
        JOIN contract_position AS p ON p.contract_id = c.id AND p.main_id = p.contract_id GROUP BY 1",
];

fn home(ledger: &Ledger, bare: &Connection) -> Result<Answered> {
    Ok(Answered {
        what: "home page",
        ours: Times::of(COUNT, |_| {
            ensure!(!ledger.overview()?.todos.is_empty(), "nothing waits");
            Ok(())
        })?,
        floor: Times::of(FLOOR_COUNT, |_| HOME.iter().try_for_each(|sql| answer(bare, sql, &[])))?,
    })
}

/// What the bare program reads of a supplier's panel: its contracts, evaluations with their
/// scores, and talks.
pub(crate) const OF_SUPPLIER: [&str; 4] = [
    "SELECT s.*, p.* FROM supplier AS s JOIN supplier_position AS p ON p.supplier_id = s.id WHERE s.id = ?1",
    "SELECT t.*, p.*, j.code, q.code FROM contract AS t JOIN contract_position AS p ON p.contract_id = t.id
        LEFT JOIN project AS j ON j.id = t.project_id LEFT JOIN procurement AS q ON q.id = t.procurement_id
        WHERE t.supplier_id = ?1 ORDER BY t.code",
    "SELECT e.*, x.* FROM contract AS c JOIN evaluation AS e ON e.contract_id = c.id
        LEFT JOIN evaluation_score AS x ON x.evaluation_id = e.id WHERE c.supplier_id = ?1 ORDER BY c.code",
    "SELECT * FROM interview WHERE supplier_id = ?1 ORDER BY held_on DESC",
];

fn supplier_panel(ledger: &Ledger, bare: &Connection, suppliers: &[i64]) -> Result<Answered> {
    Ok(Answered {
        what: "panel of a supplier, everything about it",
        ours: Times::of(COUNT, |number| {
            let detail = ledger.supplier_detail(suppliers[number])?;
            ensure!(!detail.contracts.is_empty() && !detail.evaluations.is_empty(), "nothing undertaken");
            Ok(())
        })?,
        floor: of_supplier(bare, suppliers)?,
    })
}

fn undertaken(ledger: &Ledger, bare: &Connection, suppliers: &[i64]) -> Result<Answered> {
    Ok(Answered {
        what: "what a supplier has undertaken, with totals",
        ours: Times::of(COUNT, |number| {
            ensure!(!ledger.undertaken(suppliers[number], None)?.families.is_empty(), "nothing undertaken");
            Ok(())
        })?,
        floor: of_supplier(bare, suppliers)?,
    })
}

fn of_supplier(bare: &Connection, suppliers: &[i64]) -> Result<Times> {
    Times::of(FLOOR_COUNT, |number| {
        OF_SUPPLIER.iter().try_for_each(|sql| answer(bare, sql, &[suppliers[number].into()]))
    })
}

/// The bare program only reads the names; what is near is decided beyond SQL.
fn near_names(ledger: &Ledger, bare: &Connection) -> Result<Answered> {
    Ok(Answered {
        what: "near names while a supplier is typed",
        ours: Times::of(COUNT, |number| {
            ledger.similar_suppliers(COMMON[number % COMMON.len()], None)?;
            Ok(())
        })?,
        floor: Times::of(FLOOR_COUNT, |_| answer(bare, "SELECT id, name FROM supplier", &[]))?,
    })
}

/// The bare program asks the same index: what it finds, counted and summed, and the first page.
fn search(ledger: &Ledger, bare: &Connection, what: &'static str, words: &[&str]) -> Result<Answered> {
    let condition = |word: &str| -> Value {
        if word.is_ascii() {
            return format!("initials : \"{word}\" *").into();
        }
        format!("text : \"{word}\"").into()
    };
    Ok(Answered {
        what,
        ours: Times::of(COUNT, |number| {
            let search = words[number % words.len()].to_owned();
            ledger.list_contracts(&ListQuery { search, limit: PAGE, ..ListQuery::default() })?;
            Ok(())
        })?,
        floor: Times::of(FLOOR_COUNT, |number| {
            let word = condition(words[number % words.len()]);
            let summary = format!(
                "{FOUND} SELECT count(*), sum(t.amount_fen), sum(p.own_paid_fen) FROM found
                 JOIN contract AS t ON t.id = found.id JOIN contract_position AS p ON p.contract_id = t.id"
            );
            answer(bare, &summary, std::slice::from_ref(&word))?;
            let ids = "SELECT t.id FROM found JOIN contract AS t ON t.id = found.id ORDER BY t.code LIMIT 50";
            answer(bare, &format!("{FOUND} {}", ROWS.replace("IDS", ids)), &[word])
        })?,
    })
}

/// Runs a prepared statement and reads every value of its answer.
pub(crate) fn answer(bare: &Connection, sql: &str, values: &[Value]) -> Result<()> {
    let mut statement = bare.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            std::hint::black_box(row.get_ref(column)?);
        }
    }
    Ok(())
}

/// Changes the amount of one contract after the other, each change an operation of its own.
pub(crate) fn edits(ledger: &Ledger, bare: &mut Connection) -> Result<Answered> {
    let contracts = u64::try_from(ledger.list_contracts(&ListQuery::default())?.count)?;
    let mut dice = Dice::new(11);
    let ids: Vec<i64> = (0..COUNT).map(|_| 1 + i64::from(dice.day(contracts))).collect();
    let ours = {
        let mut next = 0;
        // Loading the form is not the saving of it.
        let mut times = Vec::with_capacity(COUNT);
        for id in &ids {
            let stored = ledger.contract_detail(*id)?.contract;
            let mut record = stored.record;
            next += 1;
            record.amount = Some(Money::from_fen(1_000_000 + next));
            times.push(Times::of(1, |_| {
                let outcome = ledger.update_contract(&session(), stored.id, stored.revision, &record)?;
                outcome.seq.map(|_| ()).context("nothing changed")
            })?);
        }
        Times::all(times)
    };
    let floor = Times::of(COUNT, |number| {
        let transaction = bare.transaction()?;
        let mut update = transaction.prepare_cached(
            "UPDATE contract SET amount_fen = ?1, revision = revision + 1, updated_at = ?2 WHERE id = ?3",
        )?;
        update.execute((i64::try_from(number)?, "2026-01-02T00:00:00Z", ids[number]))?;
        drop(update);
        Ok(transaction.commit()?)
    })?;
    Ok(Answered { what: "one edit of a contract saved", ours, floor })
}
