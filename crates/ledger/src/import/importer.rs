//! How rows become records of one noun.

use domain::Problem;
use domain::date::Date;
use domain::exchange::CellChange;
use exchange::{Field, Value};
use storage::{Reader, Writer};

use super::references::References;
use super::row::RowView;
use crate::Result;
use crate::fields::{Fields, reference_text};
use crate::in_table::InTable;
use crate::mark::LedgerMark;

/// What an import knows besides the row.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) references: References,
    pub(super) today: Date,
    pub(super) mark: LedgerMark,
}

/// Whether a cell could be understood.
pub(super) enum Assigned {
    Done,
    /// The field is none of this importer's.
    NotMine,
    Wrong(Problem),
    /// It names a record that a later row of the same file may create.
    NotYet(Problem),
}

impl From<Result<(), Problem>> for Assigned {
    fn from(result: Result<(), Problem>) -> Self {
        result.map_or_else(Self::Wrong, |()| Self::Done)
    }
}

/// Turns rows into records of one noun. The steps are those of `run`, the same for every noun.
pub(super) trait Importer {
    type Record: InTable + Fields + Clone + PartialEq;

    /// Returns a record of which nothing is stated yet.
    fn blank(&self) -> Self::Record;

    /// Sets what refers to other records and what repeats; `None` clears it.
    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Self::Record,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned;

    /// Returns what [`Importer::assign`] set, in words, for the preview of an update.
    fn show(&self, context: &Context, record: &Self::Record, field: Field) -> Option<Value>;

    /// Fields that a new record cannot do without.
    fn required(&self, record: &Self::Record) -> &'static [&'static str];

    /// Fills in what follows from the rest: what a supplement inherits, what is computed.
    ///
    /// `before` is the record as the ledger has it.
    fn complete(
        &mut self,
        _reader: &Reader<'_>,
        _record: &mut Self::Record,
        _view: RowView<'_>,
        _before: Option<&Self::Record>,
    ) -> Result<()> {
        Ok(())
    }

    /// Returns every rule that the record breaks, alone and against the others.
    fn problems(
        &mut self,
        reader: &Reader<'_>,
        context: &Context,
        record: &Self::Record,
        own: Option<i64>,
    ) -> Result<Vec<Problem>>;

    /// Whether the row is to be done after all that do not say so.
    fn comes_last(&self, _record: &Self::Record, _view: RowView<'_>) -> bool {
        false
    }

    /// Returns what is worth knowing of a record that is imported all the same.
    fn warnings(&mut self, _record: &Self::Record, _own: Option<i64>) -> Vec<Problem> {
        Vec::new()
    }

    /// Returns what is odd about how a record that is imported all the same stands to others.
    fn oddities(
        &self,
        _reader: &Reader<'_>,
        _context: &Context,
        _record: &Self::Record,
        _own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        Ok(Vec::new())
    }

    /// Finds the record of the ledger that the row means.
    fn identify(&mut self, context: &Context, record: &Self::Record) -> Option<i64>;

    /// Returns the words by which people know the record; also what may stand once in a file.
    fn key(&self, context: &Context, record: &Self::Record) -> Option<String>;

    /// Whether two rows of one file may have the same key.
    fn repeats(&self) -> bool {
        false
    }

    /// Returns the supplier of a record, with the field that names it: about one that is not known
    /// somebody may have decided.
    fn supplier(_record: &mut Self::Record) -> Option<(&'static str, &mut i64)> {
        None
    }

    /// Gives a new record the code that its row does not state.
    fn give_code(&mut self, _context: &Context, _record: &mut Self::Record) {}

    /// Takes in a record that was written, so that later rows find it.
    fn note(&mut self, _context: &mut Context, _id: i64, _record: &Self::Record) {}

    /// Checks what the row says of another record beside its own, such as the settlement in a row
    /// of payments.
    fn check_beside(
        &mut self,
        _reader: &Reader<'_>,
        _context: &Context,
        _record: &Self::Record,
        _view: RowView<'_>,
    ) -> Result<Vec<Problem>> {
        Ok(Vec::new())
    }

    /// Returns the words by which people know that other record.
    fn key_beside(&self, _context: &Context, _record: &Self::Record) -> Option<String> {
        None
    }

    /// Writes what the row says of another record; returns what that changed.
    fn write_beside(&mut self, _writer: &Writer<'_>, _context: &Context) -> Result<Vec<CellChange>> {
        Ok(Vec::new())
    }
}

/// A contract or supplier that is not stated yet.
pub(super) const NOT_STATED: i64 = 0;

/// Sets a reference that a record may do without.
pub(super) fn refer(
    reference: &mut Option<i64>,
    value: Option<&Value>,
    find: impl FnOnce(&str) -> Result<i64, Problem>,
) -> Assigned {
    value.map(|value| find(&reference_text(value))).transpose().map(|id| *reference = id).into()
}

/// Sets a reference that no record does without: where nothing is stated, it stays.
pub(super) fn refer_always(
    reference: &mut i64,
    value: Option<&Value>,
    find: impl FnOnce(&str) -> Result<i64, Problem>,
) -> Assigned {
    let Some(value) = value else { return Assigned::Done };
    find(&reference_text(value)).map(|id| *reference = id).into()
}

/// Sets the contract that a record belongs to, and no other field.
pub(super) fn assign_contract(
    context: &Context,
    contract_id: &mut i64,
    field: Field,
    value: Option<&Value>,
) -> Assigned {
    match field.name {
        "contract" => refer_always(contract_id, value, |text| context.references.contract("contract", text)),
        _ => Assigned::NotMine,
    }
}

/// Shows what [`assign_contract`] set.
pub(super) fn show_contract(context: &Context, contract_id: i64, field: Field) -> Option<Value> {
    let code = (field.name == "contract").then(|| context.references.contract_code(contract_id));
    code.flatten().map(Value::Text)
}

/// Returns the text by which people know a record, once it is stated.
pub(super) fn stated(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
