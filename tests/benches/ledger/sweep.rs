//! Every list in every order and by every kind of filter: `cargo xtask bench --lists`.

use anyhow::Result;
use ledger::Ledger;
use ledger::domain::list::{Comparison, Filter, ListQuery, Sort};
use rusqlite::Connection;

use crate::clock::Times;
use crate::table::Table;

/// Repetitions of each order and filter.
const COUNT: usize = 60;
const PAGE: u32 = 50;

/// Asks for one page and gives the count of what fits.
type Ask<'l> = Box<dyn Fn(&ListQuery) -> Result<i64> + 'l>;

const CONTRACTS: &[&str] = &[
    "code",
    "sequence",
    "name",
    "kind",
    "parent_code",
    "source",
    "procurement_code",
    "project_code",
    "type",
    "party_a",
    "supplier",
    "amount",
    "signed_on",
    "starts_on",
    "ends_on",
    "officer",
    "family_amount",
    "paid",
    "base",
    "progress",
    "remaining",
    "status",
];
const PAYMENTS: &[&str] = &[
    "code",
    "contract_code",
    "contract_sequence",
    "contract_name",
    "supplier",
    "project_code",
    "amount",
    "paid_on",
    "refund",
    "purpose",
    "invoice",
    "remarks",
];
const EVALUATIONS: &[&str] = &[
    "contract_code",
    "contract_sequence",
    "contract_name",
    "supplier",
    "project_code",
    "period",
    "evaluator",
    "last_score",
    "comprehensive_score",
    "comprehensive_origin",
    "grade",
    "remarks",
];
const SUPPLIERS: &[&str] = &[
    "name",
    "code",
    "uscc",
    "category",
    "contact",
    "phone",
    "status",
    "contracts",
    "in_execution",
    "total_amount",
    "paid",
    "progress",
    "mean_score",
    "grade",
    "interviews",
    "breaches",
];

const PROJECTS: &[&str] = &["code", "name", "status", "contracts", "total_amount"];
const PROCUREMENTS: &[&str] = &[
    "code",
    "project_code",
    "name",
    "method",
    "budget_amount",
    "award_amount",
    "officer",
    "winning_supplier",
    "announced_on",
];
const SETTLEMENTS: &[&str] = &[
    "contract_code",
    "contract_name",
    "supplier",
    "project_code",
    "final_amount",
    "family_amount",
    "difference",
    "completed_on",
];
const INTERVIEWS: &[&str] = &[
    "supplier",
    "contract_code",
    "project_code",
    "kind",
    "held_on",
    "interviewer",
    "reason",
    "due_on",
    "status",
];

/// Several levels at once.
const LEVELS: &[(&str, &[&str])] = &[
    ("payment", &["supplier", "paid_on"]),
    ("payment", &["purpose", "amount"]),
    ("contract", &["status", "ends_on"]),
    ("contract", &["project_code", "supplier", "amount"]),
    ("supplier", &["grade", "total_amount"]),
];

/// One filter: field, comparison, values.
type Asked = (&'static str, Comparison, &'static [&'static str]);

const PAYMENT_FILTERS: &[Asked] = &[
    ("paid_on", Comparison::AtLeast, &["2019-01-01"]),
    ("paid_on", Comparison::AtLeast, &["2024-01-01"]),
    ("refund", Comparison::Is, &["false"]),
    ("refund", Comparison::Is, &["true"]),
    ("purpose", Comparison::Contains, &["进度"]),
    ("purpose", Comparison::NotEmpty, &[]),
    ("invoice", Comparison::Contains, &["12"]),
    ("amount", Comparison::AtLeast, &["100000"]),
    ("code", Comparison::Contains, &["FK-00"]),
    ("supplier", Comparison::Contains, &["公司"]),
    ("contract_name", Comparison::Contains, &["锅炉"]),
    ("project_code", Comparison::NotEmpty, &[]),
];
const CONTRACT_FILTERS: &[Asked] = &[
    ("signed_on", Comparison::AtLeast, &["2020-01-01"]),
    ("name", Comparison::Contains, &["锅炉"]),
    ("supplier", Comparison::Contains, &["公司"]),
    ("amount", Comparison::AtLeast, &["100000"]),
    ("progress", Comparison::AtLeast, &["0.5"]),
    ("status", Comparison::Is, &["在执行"]),
    ("parent_code", Comparison::Empty, &[]),
    ("project_code", Comparison::NotEmpty, &[]),
];
const EVALUATION_FILTERS: &[Asked] = &[
    ("grade", Comparison::Is, &["优秀"]),
    ("last_score", Comparison::AtLeast, &["80"]),
    ("supplier", Comparison::Contains, &["公司"]),
];

const SUPPLIER_FILTERS: &[Asked] = &[
    ("name", Comparison::Contains, &["公司"]),
    ("grade", Comparison::Is, &["良好"]),
    ("contracts", Comparison::AtLeast, &["10"]),
];
const PROCUREMENT_FILTERS: &[Asked] =
    &[("method", Comparison::Is, &["公开招标"]), ("name", Comparison::Contains, &["锅炉"])];
const SETTLEMENT_FILTERS: &[Asked] = &[("difference", Comparison::AtMost, &["-0.01"])];
const INTERVIEW_FILTERS: &[Asked] =
    &[("status", Comparison::Is, &["待整改", "整改中"]), ("content", Comparison::Contains, &["工期"])];

/// What a list of a noun is measured by.
type Measured<'m> = (&'static str, &'m Ask<'m>, &'static [&'static str], &'static [Asked]);

/// Measures every list; where a list has no such order or filter, that is an error.
pub(crate) fn measure(ledger: &Ledger, bare: &Connection, table: &mut Table, aim: &str) -> Result<()> {
    let contracts: Ask<'_> = Box::new(|query| Ok(ledger.list_contracts(query)?.count));
    let payments: Ask<'_> = Box::new(|query| Ok(ledger.list_payments(query)?.count));
    let evaluations: Ask<'_> = Box::new(|query| Ok(ledger.list_evaluations(query)?.count));
    let suppliers: Ask<'_> = Box::new(|query| Ok(ledger.list_suppliers(query)?.count));
    let projects: Ask<'_> = Box::new(|query| Ok(ledger.list_projects(query)?.count));
    let procurements: Ask<'_> = Box::new(|query| Ok(ledger.list_procurements(query)?.count));
    let settlements: Ask<'_> = Box::new(|query| Ok(ledger.list_settlements(query)?.count));
    let interviews: Ask<'_> = Box::new(|query| Ok(ledger.list_interviews(query)?.count));
    let lists: [Measured<'_>; 8] = [
        ("payment", &payments, PAYMENTS, PAYMENT_FILTERS),
        ("contract", &contracts, CONTRACTS, CONTRACT_FILTERS),
        ("evaluation", &evaluations, EVALUATIONS, EVALUATION_FILTERS),
        ("supplier", &suppliers, SUPPLIERS, SUPPLIER_FILTERS),
        ("project", &projects, PROJECTS, &[]),
        ("procurement", &procurements, PROCUREMENTS, PROCUREMENT_FILTERS),
        ("settlement", &settlements, SETTLEMENTS, SETTLEMENT_FILTERS),
        ("interview", &interviews, INTERVIEWS, INTERVIEW_FILTERS),
    ];
    for (noun, ask, fields, filters) in lists {
        // The least that a list of this noun can do: count, and a page in the order of the ids.
        let floor = Times::of(COUNT, |number| {
            let rows =
                bare.query_row(&format!("SELECT count(*) FROM {noun}"), [], |row| row.get::<_, i64>(0))?;
            let offset = rows * i64::try_from(number)? / i64::try_from(COUNT)?;
            let sql = format!("SELECT * FROM {noun} WHERE id > ?1 ORDER BY id LIMIT {PAGE}");
            let mut statement = bare.prepare_cached(&sql)?;
            let mut rows = statement.query([offset])?;
            while rows.next()?.is_some() {}
            Ok(())
        })?;
        for field in fields {
            let times = orders(ask, &[field])?;
            table.query(&format!("{noun}s by {field}, any depth"), &times, &floor, aim);
        }
        for (_, fields) in LEVELS.iter().filter(|(of, _)| *of == noun) {
            let times = orders(ask, fields)?;
            table.query(&format!("{noun}s by {}, any depth", fields.join(", ")), &times, &floor, aim);
        }
        for (field, comparison, values) in filters {
            let times = filtered(ask, field, *comparison, values)?;
            let what = format!("{noun}s where {field} {comparison:?} {}", values.join(" "));
            table.query(&what, &times, &floor, aim);
        }
    }
    Ok(())
}

/// Asks for pages from the first to the last, up and down.
fn orders(ask: &Ask<'_>, fields: &[&str]) -> Result<Times> {
    let count = ask(&ListQuery::default())?;
    Times::of(COUNT, |number| {
        let level = |field: &&str| Sort { field: (*field).to_owned(), descending: number.is_multiple_of(2) };
        let sort = fields.iter().map(level).collect();
        ask(&ListQuery { sort, offset: place(number, count)?, limit: PAGE, ..ListQuery::default() })
            .map(|_| ())
    })
}

fn filtered(ask: &Ask<'_>, field: &str, comparison: Comparison, values: &[&str]) -> Result<Times> {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    let filters = vec![Filter { field: field.to_owned(), comparison, values }];
    let query = ListQuery { filters, limit: PAGE, ..ListQuery::default() };
    let count = ask(&query)?;
    Times::of(COUNT, |number| {
        // Mostly the first page, now and then a deep one.
        let offset = if number.is_multiple_of(4) { place(number, count)? } else { 0 };
        ask(&ListQuery { offset, ..query.clone() }).map(|_| ())
    })
}

fn place(number: usize, count: i64) -> Result<u32> {
    Ok(u32::try_from((count - i64::from(PAGE)).max(0) * i64::try_from(number)? / i64::try_from(COUNT)?)?)
}
