//! Deleting records, one or many, as one operation.

use std::collections::BTreeMap;

use domain::access::{Operation, Row};
use domain::deletion::{DeletionRecord, DeletionReport, NamedRecord, Refusal};
use domain::selection::Selection;
use domain::{Code, Noun};
use storage::list::Version;
use storage::perform::Verdict;
use storage::{Reader, Writer};

use crate::{Ledger, Result, Session};

/// How many deleted records, and how many refused ones, a report names.
const NAMED: usize = 200;

impl Ledger {
    /// Deletes the chosen records but for those that cannot be deleted, which the report names.
    ///
    /// What others refer to stays (DOMAIN: deleting), unless they are deleted with it: a main
    /// contract goes together with its chosen supplements.
    pub fn delete_records(
        &self,
        session: &Session,
        noun: Noun,
        selection: &Selection,
    ) -> Result<DeletionReport> {
        self.authorise(session, Operation::Delete(noun), Row::Any)?;
        let chosen = self.chosen(noun, selection)?;
        let entry = self.entry(session, Operation::Delete(noun), "")?;
        let outcome = self.store().perform_or_roll_back(entry, |writer| {
            let report = delete(writer, noun, &chosen)?;
            let detail = format!(r#"{{"deleted":{},"refused":{}}}"#, report.deleted, report.refused);
            Ok::<_, crate::Error>(Verdict::CommitAbout {
                subject: subject(&report),
                value: report,
                detail: Some(detail),
            })
        })?;
        let (seq, changed) = (outcome.seq, outcome.changed);
        Ok(DeletionReport { seq, changed, ..outcome.value })
    }

    /// Tells what a deletion would do: the deletion itself, rolled back.
    pub fn rehearse_deletion(
        &self,
        session: &Session,
        noun: Noun,
        selection: &Selection,
    ) -> Result<DeletionReport> {
        self.authorise(session, Operation::Delete(noun), Row::Any)?;
        let chosen = self.chosen(noun, selection)?;
        self.store().rehearse(session.stamp(self.clock()), |writer| delete(writer, noun, &chosen))
    }

    /// Returns the records that people mean by a code or a name; see [`storage::naming::meant`].
    pub fn records_meant(&self, noun: Noun, text: &str) -> Result<Vec<i64>> {
        self.read(|reader| storage::naming::meant(reader, noun, text))
    }
}

/// Deletes whatever can be deleted, in as many rounds as that makes further records deletable.
fn delete(writer: &Writer<'_>, noun: Noun, chosen: &[Version]) -> Result<DeletionReport> {
    let mut deleted: Vec<NamedRecord> = Vec::new();
    let mut count: i64 = 0;
    let mut refused: BTreeMap<usize, (i64, Code)> = BTreeMap::new();
    let mut waiting: Vec<(usize, Version)> = chosen.iter().copied().enumerate().collect();
    loop {
        let before = count;
        for (place, (id, revision)) in std::mem::take(&mut waiting) {
            let named = storage::naming::named(writer, noun, id)?;
            match storage::deletion::delete(writer, noun, id, revision) {
                Ok(()) => {
                    count += 1;
                    if deleted.len() < NAMED {
                        deleted.push(named);
                    }
                    refused.remove(&place);
                }
                Err(error) => {
                    let code = refusal_code(error)?;
                    refused.insert(place, (id, code));
                    if code == Code::RecordReferred {
                        waiting.push((place, (id, revision)));
                    }
                }
            }
        }
        if waiting.is_empty() || count == before {
            break;
        }
    }
    let mut records = Vec::new();
    for (id, code) in refused.values().take(NAMED) {
        records.push(refusal(writer, noun, *id, *code)?);
    }
    records.extend(deleted.into_iter().map(|record| DeletionRecord { record, refusal: None }));
    let refused = i64::try_from(refused.len()).unwrap_or(i64::MAX);
    Ok(DeletionReport { noun, seq: None, deleted: count, refused, records, changed: Vec::new() })
}

/// Returns why one record stays; any other error ends the operation.
fn refusal_code(error: storage::Error) -> Result<Code> {
    let code = error.code();
    let stays = [Code::RecordReferred, Code::RecordStale, Code::RecordNotFound].contains(&code);
    if stays { Ok(code) } else { Err(error.into()) }
}

fn refusal(reader: &Reader<'_>, noun: Noun, id: i64, code: Code) -> Result<DeletionRecord> {
    let referred = code == Code::RecordReferred;
    let referrers = if referred { storage::referrers::named(reader, noun, id)? } else { Vec::new() };
    let record = storage::naming::named(reader, noun, id)?;
    Ok(DeletionRecord { record, refusal: Some(Refusal { code, referrers }) })
}

/// Says what was deleted: the record, or the first of them and how many they are.
fn subject(report: &DeletionReport) -> String {
    let first = report.records.iter().find(|record| record.refusal.is_none());
    let key = first.map_or("", |record| record.record.key.as_str());
    if report.deleted > 1 { format!("{key} … × {}", report.deleted) } else { key.to_owned() }
}
