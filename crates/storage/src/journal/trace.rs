//! Traces of tampering in the journal, all of them: an entry that was edited, entries that are gone or
//! stand elsewhere; and what later entries say of accounts and of traces that were looked into.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{TamperFinding, TamperKind};
use domain::migration::Migrated;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::whole::{Heading, Whole, between};
use crate::migrations::{MIGRATED, hex};
use crate::people::{PEOPLE_SCHEMA, Seals};
use crate::{Reader, Result};

/// The operation by which an administrator says that traces were looked into.
pub const ACKNOWLEDGED: &str = "acknowledge_tampering";

/// Changes that are held in memory at once.
const AT_ONCE: usize = 8 << 20;

/// What the journal says of itself, from its first entry to its last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    pub findings: Vec<TamperFinding>,
    /// The newest seals of accounts and access settings; none where there was never an operation on
    /// them.
    pub seals: Option<Seals>,
    /// The digests of findings that an administrator has looked into.
    pub acknowledged: BTreeSet<String>,
}

/// What an entry may say in its facts.
#[derive(Deserialize)]
struct Facts {
    seals: Option<BTreeMap<String, String>>,
    #[serde(default)]
    acknowledged: Vec<String>,
}

/// Reads the whole journal.
pub fn trace(reader: &Reader<'_>) -> Result<Trace> {
    let mut trace = Trace::default();
    let mut last: Option<(i64, Vec<u8>)> = None;
    loop {
        let after = last.as_ref().map_or(i64::MIN, |(seq, _)| *seq);
        let entries = between(reader, after, i64::MAX, AT_ONCE)?;
        if entries.is_empty() {
            return Ok(trace);
        }
        for entry in entries {
            trace.findings.extend(fault(&entry, last.as_ref()));
            trace.take_facts(&entry.heading);
            last = Some((entry.heading.seq, entry.heading.hash));
        }
    }
}

impl Trace {
    fn take_facts(&mut self, heading: &Heading) {
        let Some(detail) = &heading.detail else { return };
        if heading.operation == MIGRATED {
            // The accounts went with their tables.
            if serde_json::from_str(detail).is_ok_and(|migrated: Migrated| migrated.to < PEOPLE_SCHEMA) {
                self.seals = None;
            }
            return;
        }
        // Most details are long and tell of imports.
        if !detail.contains("\"seals\"") {
            return;
        }
        let Ok(facts) = serde_json::from_str::<Facts>(detail) else { return };
        self.seals = facts.seals.or(self.seals.take());
        if heading.operation == ACKNOWLEDGED {
            self.acknowledged.extend(facts.acknowledged);
        }
    }
}

/// Says what is wrong with an entry behind the one before it.
fn fault(entry: &Whole, before: Option<&(i64, Vec<u8>)>) -> Option<TamperFinding> {
    let heading = &entry.heading;
    let (seq, hash) = before.map_or((0, &[][..]), |(seq, hash)| (*seq, hash.as_slice()));
    let kind = if !entry.is_sound() {
        TamperKind::EntryEdited
    } else if heading.seq != seq + 1 || heading.prev_hash != hash {
        TamperKind::EntryMissing
    } else {
        return None;
    };
    let mut digest = Sha256::new();
    digest.update(hash);
    digest.update(heading.seq.to_be_bytes());
    digest.update(&heading.hash);
    digest.update(&heading.prev_hash);
    digest.update(entry.computed_hash());
    Some(TamperFinding { kind, seq: Some(heading.seq), value: None, digest: hex(&digest.finalize()) })
}
