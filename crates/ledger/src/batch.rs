//! Giving one field of many records the same value, as one operation.

use domain::access::{Operation, Row};
use domain::batch::{BatchRefusal, BatchReport, fields};
use domain::contract::Contract;
use domain::date::Date;
use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::Procurement;
use domain::project::Project;
use domain::selection::Selection;
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use domain::{Code, Noun, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use storage::Writer;
use storage::list::Version;
use storage::perform::Verdict;

use crate::error::refuse_broken;
use crate::in_table::InTable;
use crate::{Error, Ledger, Result, Session};

/// How many refused records a report names.
const NAMED: usize = 200;

impl Ledger {
    /// Returns the fields that many records of a noun may be given at once.
    pub fn batch_fields(&self, noun: Noun) -> Vec<String> {
        fields(noun).iter().map(|field| (*field).to_owned()).collect()
    }

    /// Gives a field of the chosen records a value; a record that would break a rule stays as it
    /// is, and the report says why.
    ///
    /// # Errors
    ///
    /// `list.unknown_field` where the field is not one to be given to many.
    pub fn batch_edit(
        &self,
        session: &Session,
        noun: Noun,
        selection: &Selection,
        field: &str,
        value: &Value,
    ) -> Result<BatchReport> {
        self.authorise(session, Operation::Batch(noun), Row::Any)?;
        let edit = Edit::of(noun, field, value, self.clock().today())?;
        let chosen = self.chosen(noun, selection)?;
        let entry = self.entry(session, Operation::Batch(noun), "")?;
        let outcome = self.store().perform_or_roll_back(entry, |writer| {
            let (report, first) = edit.all(writer, &chosen)?;
            let detail = serde_json::json!({
                "field": field, "value": value, "edited": report.edited, "refused": report.refused,
            });
            let subject = match report.edited {
                0 | 1 => first,
                count => format!("{first} … × {count}"),
            };
            Ok::<_, Error>(Verdict::CommitAbout { value: report, subject, detail: Some(detail.to_string()) })
        })?;
        let (seq, changed) = (outcome.seq, outcome.changed);
        Ok(BatchReport { seq, changed, ..outcome.value })
    }

    /// Tells what a batch edit would do: the edit itself, rolled back.
    pub fn rehearse_batch_edit(
        &self,
        session: &Session,
        noun: Noun,
        selection: &Selection,
        field: &str,
        value: &Value,
    ) -> Result<BatchReport> {
        self.authorise(session, Operation::Batch(noun), Row::Any)?;
        let edit = Edit::of(noun, field, value, self.clock().today())?;
        let chosen = self.chosen(noun, selection)?;
        let stamp = session.stamp(self.clock());
        self.store().rehearse(stamp, |writer| Ok(edit.all(writer, &chosen)?.0))
    }
}

/// One field and the value it gets.
struct Edit<'a> {
    noun: Noun,
    field: &'a str,
    value: &'a Value,
    today: Date,
}

/// What became of one record.
enum Fate {
    Edited,
    Unchanged,
    Refused(Vec<Problem>),
}

impl<'a> Edit<'a> {
    fn of(noun: Noun, field: &'a str, value: &'a Value, today: Date) -> Result<Self> {
        if fields(noun).contains(&field) {
            return Ok(Self { noun, field, value, today });
        }
        Err(Error::rule(Problem::new(Code::ListUnknownField).field(field).param("value", field)))
    }

    /// Edits every record that may be; returns the report, and the first edited record by its key.
    fn all(&self, writer: &Writer<'_>, chosen: &[Version]) -> Result<(BatchReport, String)> {
        let mut report = BatchReport {
            noun: self.noun,
            field: self.field.to_owned(),
            seq: None,
            edited: 0,
            unchanged: 0,
            refused: 0,
            refusals: Vec::new(),
            changed: Vec::new(),
        };
        let mut first = String::new();
        for (id, revision) in chosen {
            match self.one(writer, *id, *revision)? {
                Fate::Edited => {
                    if report.edited == 0 {
                        first = storage::naming::named(writer, self.noun, *id)?.key;
                    }
                    report.edited += 1;
                }
                Fate::Unchanged => report.unchanged += 1,
                Fate::Refused(problems) => {
                    report.refused += 1;
                    if report.refusals.len() < NAMED {
                        let record = storage::naming::named(writer, self.noun, *id)?;
                        report.refusals.push(BatchRefusal { record, problems });
                    }
                }
            }
        }
        Ok((report, first))
    }

    /// Edits one record; a broken rule or another revision is its fate, any other error ends all.
    fn one(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<Fate> {
        let edited = match self.noun {
            Noun::Project => self.edit::<Project>(writer, id, revision),
            Noun::Procurement => self.edit::<Procurement>(writer, id, revision),
            Noun::Supplier => self.edit::<Supplier>(writer, id, revision),
            Noun::Contract => self.edit::<Contract>(writer, id, revision),
            Noun::PaymentPlan => self.edit::<PaymentPlan>(writer, id, revision),
            Noun::Payment => self.edit::<Payment>(writer, id, revision),
            Noun::Settlement => self.edit::<Settlement>(writer, id, revision),
            Noun::Evaluation => self.edit::<Evaluation>(writer, id, revision),
            Noun::Interview => self.edit::<Interview>(writer, id, revision),
        };
        edited.or_else(|error| {
            let problems = error.problems();
            let code = error.code();
            match problems.is_empty() {
                false => Ok(Fate::Refused(problems)),
                true if code == Code::RecordStale || code == Code::RecordNotFound => {
                    Ok(Fate::Refused(vec![Problem::new(code)]))
                }
                true => Err(error),
            }
        })
    }

    fn edit<T: Edited>(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<Fate> {
        let before = T::load(writer, id)?.ok_or(storage::Error::NotFound { id })?.record;
        let Some(after) = self.with_value(&before)? else { return Ok(Fate::Unchanged) };
        after.check(writer, id, self.today)?;
        after.update(writer, id, revision)?;
        Ok(Fate::Edited)
    }

    /// Returns the record with the value in its field; none where it has it already.
    ///
    /// The value goes the way of a form's: as JSON, read by the type of the field.
    fn with_value<T: Edited>(&self, before: &T) -> Result<Option<T>> {
        let mut record = serde_json::to_value(before)?;
        record[self.field] = self.value.clone();
        let after: T = serde_json::from_value(record).map_err(|_| {
            let value = self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned);
            let problem = Problem::new(Code::ListBadValue).field(self.field);
            Error::rule(problem.param("field", self.field).param("value", &value))
        })?;
        Ok((after != *before).then_some(after))
    }
}

/// A record whose fields can be given in a batch.
trait Edited: InTable + Serialize + DeserializeOwned + PartialEq {
    /// Checks what a form would check.
    fn check(&self, writer: &Writer<'_>, id: i64, today: Date) -> Result<()>;
}

macro_rules! edited {
    ($($record:ty: |$self:ident, $writer:ident, $id:ident, $today:ident| $check:expr;)+) => {$(
        impl Edited for $record {
            fn check(&self, $writer: &Writer<'_>, $id: i64, $today: Date) -> Result<()> {
                let $self = self;
                $check
            }
        }
    )+};
}

edited! {
    Project: |record, _writer, _id, _today| refuse_broken(record.check());
    Procurement: |record, _writer, _id, _today| refuse_broken(record.check());
    Supplier: |record, writer, id, today| crate::supplier::check(writer, record, Some(id), today);
    Contract: |record, writer, id, _today| crate::contract::check(writer, record, Some(id));
    PaymentPlan: |record, _writer, _id, _today| refuse_broken(record.check());
    Payment: |record, writer, _id, _today| {
        refuse_broken(record.check())?;
        crate::payment::refuse_plan_of_other(writer, record)
    };
    Settlement: |record, _writer, _id, _today| refuse_broken(record.check());
    Evaluation: |record, _writer, _id, _today| refuse_broken(record.check());
    Interview: |record, _writer, _id, today| refuse_broken(record.check(today));
}
