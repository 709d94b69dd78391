//! Every row of a list, page by page.

use std::io;

use ledger::Ledger;
use ledger::domain::list::{Comparison, Filter, ListQuery, Page};
use ledger::domain::name::normalise;
use ledger::domain::{Code, Noun};
use serde::Serialize;

use crate::failure::Failure;
use crate::record::{
    ContractRecord, EvaluationRecord, InterviewRecord, PaymentPlanRecord, PaymentRecord, ProcurementRecord,
    ProjectRecord, SettlementRecord, SupplierRecord,
};

/// How many rows are in memory at once.
const PAGE: u32 = 1000;

/// Looks at records one after the other.
pub(super) trait Visitor {
    fn visit<Record: Serialize>(&mut self, record: &Record) -> io::Result<()>;

    /// Whether no further record is wanted.
    fn is_done(&self) -> bool;
}

/// Shows every record of a kind that fits to the visitor, in the order of the list.
pub(super) fn each_row(
    ledger: &Ledger,
    noun: Noun,
    query: &ListQuery,
    visitor: &mut impl Visitor,
) -> Result<(), Failure> {
    match noun {
        Noun::Project => each::<_, ProjectRecord>(|page| ledger.list_projects(page), query, visitor),
        Noun::Procurement => {
            each::<_, ProcurementRecord>(|page| ledger.list_procurements(page), query, visitor)
        }
        Noun::Supplier => each::<_, SupplierRecord>(|page| ledger.list_suppliers(page), query, visitor),
        Noun::Contract => each::<_, ContractRecord>(|page| ledger.list_contracts(page), query, visitor),
        Noun::PaymentPlan => {
            each::<_, PaymentPlanRecord>(|page| ledger.list_payment_plans(page), query, visitor)
        }
        Noun::Payment => each::<_, PaymentRecord>(|page| ledger.list_payments(page), query, visitor),
        Noun::Settlement => each::<_, SettlementRecord>(|page| ledger.list_settlements(page), query, visitor),
        Noun::Evaluation => each::<_, EvaluationRecord>(|page| ledger.list_evaluations(page), query, visitor),
        Noun::Interview => each::<_, InterviewRecord>(|page| ledger.list_interviews(page), query, visitor),
    }
}

/// Returns the condition that a record is of one supplier, who may be named by a former name.
///
/// Suppliers are compared as wholes: "A公司" is not "A公司分公司".
pub(super) fn of_supplier(ledger: &Ledger, noun: Noun, name: &str) -> Result<Filter, Failure> {
    let field = match noun {
        Noun::Supplier => "name",
        Noun::Procurement => "winning_supplier",
        Noun::Contract
        | Noun::PaymentPlan
        | Noun::Payment
        | Noun::Settlement
        | Noun::Evaluation
        | Noun::Interview => "supplier",
        Noun::Project => return Err(Failure::new(Code::ListUnknownField, "value", "supplier")),
    };
    let values = vec![known_name(ledger, name)?.unwrap_or_else(|| name.to_owned())];
    Ok(Filter { field: field.to_owned(), comparison: Comparison::Is, values })
}

/// Returns the name under which the ledger has a supplier.
fn known_name(ledger: &Ledger, name: &str) -> Result<Option<String>, Failure> {
    let wanted = normalise(name);
    let mut former = None;
    for page in pages(|query| ledger.list_suppliers(query), &ListQuery::default()) {
        for supplier in page?.rows {
            if normalise(&supplier.name) == wanted {
                return Ok(Some(supplier.name));
            }
            if supplier.former_names.iter().any(|name| normalise(name) == wanted) {
                former = Some(supplier.name);
            }
        }
    }
    Ok(former)
}

fn each<Row, Record: From<Row> + Serialize>(
    list: impl Fn(&ListQuery) -> ledger::Result<Page<Row>>,
    query: &ListQuery,
    visitor: &mut impl Visitor,
) -> Result<(), Failure> {
    for page in pages(list, query) {
        for row in page?.rows {
            if visitor.is_done() {
                return Ok(());
            }
            visitor.visit(&Record::from(row))?;
        }
    }
    Ok(())
}

/// Returns the pages of a list; nobody else writes meanwhile, for the ledger is locked.
fn pages<Row>(
    list: impl Fn(&ListQuery) -> ledger::Result<Page<Row>>,
    query: &ListQuery,
) -> impl Iterator<Item = Result<Page<Row>, Failure>> {
    let mut query = ListQuery { limit: PAGE, offset: 0, ..query.clone() };
    let mut more = true;
    std::iter::from_fn(move || {
        if !more {
            return None;
        }
        let page = list(&query);
        query.offset += PAGE;
        more = page.as_ref().is_ok_and(|page| i64::from(query.offset) < page.count);
        Some(page.map_err(Failure::from))
    })
}
