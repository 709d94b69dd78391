//! 结算 from rows: in files of their own, and in the columns of payment files.

use std::collections::HashMap;

use domain::date::Date;
use domain::exchange::CellChange;
use domain::settlement::Settlement;
use domain::{Code, Money, Problem, Stored};
use exchange::{Field, Value};
use storage::{Reader, Writer};

use super::file::column_number;
use super::importer::{Assigned, Context, Importer, NOT_STATED, assign_contract, show_contract};
use super::row::RowView;
use crate::Result;
use crate::fields::{Fields, Plain, words};

/// Settlements in a file of their own.
#[derive(Debug)]
pub(super) struct Settlements {
    by_contract: HashMap<i64, i64>,
}

impl Settlements {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self { by_contract: storage::settlement::ids_by_contract(reader)? })
    }
}

impl Importer for Settlements {
    type Record = Settlement;

    fn blank(&self) -> Settlement {
        Settlement::of_contract(NOT_STATED)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Settlement,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        assign_contract(context, &mut record.contract_id, field, value)
    }

    fn show(&self, context: &Context, record: &Settlement, field: Field) -> Option<Value> {
        show_contract(context, record.contract_id, field)
    }

    fn required(&self, _: &Settlement) -> &'static [&'static str] {
        &["contract", "final_amount"]
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        context: &Context,
        record: &Settlement,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let mut problems: Vec<Problem> = record.check().into_iter().collect();
        let key = context.references.contracts.get(record.contract_id);
        if key.is_some_and(|key| key.kind.needs_parent()) {
            problems.push(Problem::new(Code::SettlementNotMain).field("contract"));
        }
        Ok(problems)
    }

    fn identify(&mut self, _: &Context, record: &Settlement) -> Option<i64> {
        self.by_contract.get(&record.contract_id).copied()
    }

    fn key(&self, context: &Context, record: &Settlement) -> Option<String> {
        context.references.contract_code(record.contract_id)
    }

    fn note(&mut self, _: &mut Context, id: i64, record: &Settlement) {
        self.by_contract.insert(record.contract_id, id);
    }
}

/// What one row of payments says of the settlement of its contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    settled: Option<bool>,
    amount: Option<Money>,
    completed_on: Option<Date>,
    archived_on: Option<Date>,
}

impl Stated {
    /// Reads the settlement columns of a row; none where they say nothing, or say 否.
    pub(super) fn in_payment_row(view: RowView<'_>) -> Option<Self> {
        let settled = match view.value("settled") {
            Some(Value::Flag(settled)) => Some(*settled),
            _ => None,
        };
        let amount = match view.value("settlement_amount") {
            Some(Value::Money(amount)) => Some(*amount),
            _ => None,
        };
        let date = |field| match view.value(field) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        };
        let stated = Self {
            settled,
            amount,
            completed_on: date("settlement_completed_on"),
            archived_on: date("settlement_archived_on"),
        };
        let says_nothing = stated.settled.is_none()
            && stated.amount.is_none()
            && stated.completed_on.is_none()
            && stated.archived_on.is_none();
        let says_no = stated.settled == Some(false);
        (!says_nothing && !says_no).then_some(stated)
    }

    /// Whether two rows of one contract can both be true: what both say is equal.
    fn agrees_with(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        agree(self.amount.as_ref(), other.amount.as_ref())
            && agree(self.completed_on.as_ref(), other.completed_on.as_ref())
            && agree(self.archived_on.as_ref(), other.archived_on.as_ref())
    }

    fn set_on(&self, settlement: &mut Settlement) {
        settlement.final_amount = self.amount.unwrap_or(settlement.final_amount);
        settlement.completed_on = self.completed_on.or(settlement.completed_on);
        settlement.archived_on = self.archived_on.or(settlement.archived_on);
    }
}

/// The settlements that the rows of a payment file state.
#[derive(Debug)]
pub(super) struct StatedSettlements {
    by_contract: HashMap<i64, i64>,
    /// What a contract's rows said so far, and in which row it was said first.
    said: HashMap<i64, (u32, Stated)>,
    pending: Option<Pending>,
}

/// A settlement that the row at hand creates or changes, once the row has proved good.
#[derive(Debug)]
struct Pending {
    before: Option<Stored<Settlement>>,
    after: Settlement,
    columns: Vec<(&'static str, u32, String)>,
}

/// The columns of payment files, and the fields of a settlement that they fill.
const COLUMNS: [(&str, &str); 3] = [
    ("settlement_amount", "final_amount"),
    ("settlement_completed_on", "completed_on"),
    ("settlement_archived_on", "archived_on"),
];

impl StatedSettlements {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        let by_contract = storage::settlement::ids_by_contract(reader)?;
        Ok(Self { by_contract, said: HashMap::new(), pending: None })
    }

    pub(super) fn nothing_stated(&mut self) {
        self.pending = None;
    }

    /// Checks what a row says against the rows before it, and prepares the settlement.
    pub(super) fn check(
        &mut self,
        reader: &Reader<'_>,
        main: i64,
        stated: Stated,
        view: RowView<'_>,
    ) -> Result<Vec<Problem>> {
        self.pending = None;
        if let Some((row, before)) = self.said.get(&main)
            && !stated.agrees_with(before)
        {
            let problem = Problem::new(Code::SettlementContradicts).field("settlement_amount");
            return Ok(vec![problem.param("row", &row.to_string())]);
        }
        let before = match self.by_contract.get(&main) {
            Some(id) => storage::settlement::get(reader, *id)?,
            None => None,
        };
        let amount_known = stated.amount.is_some() || before.is_some();
        if !amount_known {
            return Ok(vec![Problem::new(Code::RecordFieldMissing).field("settlement_amount")]);
        }
        let mut after =
            before.as_ref().map_or_else(|| Settlement::of_contract(main), |stored| stored.record.clone());
        stated.set_on(&mut after);
        let problems: Vec<Problem> =
            after.check().into_iter().map(|problem| problem.field("settlement_amount")).collect();
        if problems.is_empty() {
            self.said.entry(main).or_insert((view.row.number, stated));
            let columns = COLUMNS.iter().filter_map(|(name, field)| {
                let (column, _) = view.cell(name)?;
                Some((*field, column_number(column), column.label.clone()))
            });
            self.pending = Some(Pending { before, after, columns: columns.collect() });
        }
        Ok(problems)
    }

    /// Writes the prepared settlement where it differs from the ledger's; returns what changed.
    pub(super) fn write(&mut self, writer: &Writer<'_>) -> Result<Vec<CellChange>> {
        let Some(Pending { before, after, columns }) = self.pending.take() else { return Ok(Vec::new()) };
        match &before {
            Some(stored) if stored.record == after => return Ok(Vec::new()),
            Some(stored) => storage::settlement::update(writer, stored.id, stored.revision, &after)?,
            None => {
                let id = storage::settlement::insert(writer, &after)?;
                self.by_contract.insert(after.contract_id, id);
            }
        }
        let show = |settlement: &Settlement, field: &str| match settlement.get(field) {
            Plain::Field(value) => words(value.as_ref()),
            Plain::NoSuchField => None,
        };
        let change = |(field, at, label): (&str, u32, String)| {
            let old = before.as_ref().and_then(|stored| show(&stored.record, field));
            let new = show(&after, field);
            (old != new).then_some(CellChange { column: label, at, old, new })
        };
        Ok(columns.into_iter().filter_map(change).collect())
    }
}
