//! What an operation changes, recorded while it is under way.

use std::cell::RefCell;
use std::fmt;
use std::io::Write;

use domain::Noun;
use rusqlite::Connection;
use rusqlite::session::Session;

use crate::Result;
use crate::appended::Appended;
use crate::changeset::RECORDED;

/// A session for all that changes, and beside it the records of which very many are appended.
pub(crate) struct Recording<'c> {
    connection: &'c Connection,
    session: RefCell<Session<'c>>,
    appended: RefCell<Appended>,
}

impl<'c> Recording<'c> {
    /// Begins to record every table that the journal tells of.
    pub(crate) fn begin(connection: &'c Connection) -> Result<Self> {
        let mut session = Session::new(connection)?;
        for table in RECORDED {
            session.attach(Some(table.name))?;
        }
        Ok(Self { connection, session: RefCell::new(session), appended: RefCell::default() })
    }

    /// Tells that very many records of a noun are about to be written.
    pub(crate) fn expect_many(&self, noun: Noun) -> Result<()> {
        self.appended.borrow_mut().begin(self.connection, noun)
    }

    /// Writes to a record, or to a row that belongs to it; without an id, to one that is to come.
    ///
    /// Whatever is written to an appended record has to go through here: its rows are told once, as
    /// they stand at the end.
    pub(crate) fn write<T>(&self, table: &str, id: Option<i64>, write: impl FnOnce() -> T) -> T {
        if !self.appended.borrow().has(table, id) {
            return write();
        }
        self.session.borrow_mut().set_enabled(false);
        let written = write();
        self.session.borrow_mut().set_enabled(true);
        written
    }

    /// Writes the changes as one changeset, in which every row stands once.
    pub(crate) fn tell(self, into: &mut dyn Write) -> Result<()> {
        self.session.into_inner().changeset_strm(into)?;
        self.appended.into_inner().write(self.connection, into)
    }
}

impl fmt::Debug for Recording<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Recording").field("appended", &self.appended).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use domain::evaluation::Evaluation;
    use domain::supplier::Supplier;
    use domain::{Noun, Score};

    use crate::changeset::{RowChange, for_each};
    use crate::perform::{TO_THE_END, record};
    use crate::tests::{TestResult, any_contract, empty_ledger, writer};
    use crate::{Error, Result, Stamp, Writer, evaluation, supplier};

    fn scored(contract_id: i64, scores: &[(u16, i64)]) -> Result<Evaluation> {
        let score = |hundredths: i64| {
            Score::from_hundredths(hundredths).map_err(|_| Error::Value(hundredths.to_string()))
        };
        let mut evaluation = Evaluation::of_contract(contract_id);
        for (year, hundredths) in scores {
            evaluation.yearly_scores.insert(*year, score(*hundredths)?);
        }
        Ok(evaluation)
    }

    fn called(name: &str, former: &[&str]) -> Supplier {
        let former_names = former.iter().map(|name| (*name).to_owned()).collect();
        Supplier { former_names, ..Supplier::named(name) }
    }

    /// Changes what was there, appends, and changes again what it has appended.
    fn work(writer: &Writer<'_>, contracts: &[i64]) -> Result<()> {
        let old = evaluation::insert(writer, &scored(contracts[1], &[(2021, 9_000), (2022, 8_000)])?)?;
        let gone = evaluation::insert(writer, &scored(contracts[2], &[(2023, 10_000)])?)?;
        evaluation::update(writer, old, 1, &scored(contracts[1], &[(2021, 9_050), (2024, 100)])?)?;
        evaluation::delete(writer, gone, 1)?;
        evaluation::update(writer, 1, 1, &scored(contracts[0], &[(2020, 7_000)])?)?;
        let renamed = supplier::insert(writer, &called("中建", &["中建一局", &"长名".repeat(100)]))?;
        supplier::update(writer, renamed, 1, &called("中建三局", &["中建", "中建一局"]))?;
        supplier::update(writer, 1, 1, &called("老公司", &["旧名"]))
    }

    /// Returns every change that the work makes in a ledger of its own, in one order.
    fn changes(nouns: &[Noun]) -> std::result::Result<Vec<String>, Box<dyn std::error::Error>> {
        let connection = empty_ledger()?;
        let before = writer(&connection);
        let mut contracts = Vec::new();
        for code in ["甲", "乙", "丙"] {
            contracts.push(any_contract(&before, code)?);
        }
        evaluation::insert(&before, &scored(contracts[0], &[(2019, 6_000)])?)?;
        let stamp = Stamp { at: "2024-03-05T01:02:03Z".to_owned(), actor: "张三".to_owned() };
        let ((), done) = record::<_, Error>(
            &connection,
            stamp,
            TO_THE_END,
            |writer| {
                nouns.iter().try_for_each(|noun| writer.expect_many(*noun))?;
                work(writer, &contracts)
            },
            |()| true,
        )?;
        let mut rows = Vec::new();
        for_each(&zstd::decode_all(done.changeset.as_slice())?, |row: RowChange| {
            rows.push(format!("{row:?}"));
            Ok(())
        })?;
        rows.sort_unstable();
        Ok(rows)
    }

    #[test]
    fn appended_records_are_told_as_a_session_tells_them() -> TestResult {
        let one_by_one = changes(&[])?;
        assert_eq!(one_by_one.len(), 11, "{one_by_one:#?}");
        assert_eq!(changes(&[Noun::Evaluation])?, one_by_one);
        assert_eq!(changes(&[Noun::Supplier, Noun::Evaluation])?, one_by_one);
        Ok(())
    }
}
