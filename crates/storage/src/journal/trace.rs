//! Traces of tampering in the journal, all of them: an entry that was edited, entries that are gone or
//! stand elsewhere; and what later entries say of accounts and of traces that were looked into.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use domain::access::TamperFinding;
use domain::migration::Migrated;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::chain::{break_of, walk};
use super::whole::{Head, Heading, Whole};
use crate::migrations::{MIGRATED, hex};
use crate::people::{PEOPLE_SCHEMA, Seals};
use crate::{Reader, Result};

/// The operation by which an administrator says that traces were looked into.
pub const ACKNOWLEDGED: &str = "acknowledge_tampering";

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
    walk(reader, |entry, before| {
        trace.findings.extend(fault(entry, before));
        trace.take_facts(&entry.heading);
        ControlFlow::Continue(())
    })?;
    Ok(trace)
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

/// Tells of an entry that does not fit behind the head before it.
fn fault(entry: &Whole, before: &Head) -> Option<TamperFinding> {
    let kind = break_of(entry, before)?;
    let heading = &entry.heading;
    let mut digest = Sha256::new();
    digest.update(&before.hash);
    digest.update(heading.seq.to_be_bytes());
    digest.update(&heading.hash);
    digest.update(&heading.prev_hash);
    digest.update(entry.computed_hash());
    Some(TamperFinding { kind, seq: Some(heading.seq), value: None, digest: hex(&digest.finalize()) })
}
