//! Whether the file was changed by other means than this program (SAFETY: people and trust).
//!
//! The chain of the journal shows an entry that was edited, taken out or put in; the head beside the
//! file shows that the newest ones were cut off, or that the file is another one; the seals in the
//! journal show an account that was edited. What was found makes the ledger read-only until an
//! administrator has looked into it. Whoever can run a debugger as the same user can forge all of this;
//! nobody else does it by accident.

mod head;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::access::{Operation, TamperFinding, TamperKind, Tampering};
use domain::health::TrustFacts;
use domain::{Code, Problem};
use sha2::{Digest, Sha256};
use storage::journal::{self, Trace};
use storage::people::{self, Seals};
use storage::{Reader, Store};

use self::head::HeadKeeper;
pub(crate) use self::head::Remembered;
use crate::{Clock, Error, Ledger, Outcome, Result, Session};

/// What is known of that, for all handles of one ledger.
#[derive(Debug, Default)]
pub(crate) struct Trust {
    tampering: Mutex<Option<Tampering>>,
    /// How many traces administrators have acknowledged; none until the journal was read.
    acknowledged: Mutex<Option<usize>>,
    /// What lay beside the ledger when it was opened.
    opened_with: Option<Remembered>,
    // Dropped with the last handle: it writes the head once more.
    keeper: Mutex<Option<HeadKeeper>>,
}

impl Trust {
    /// Begins to watch over a ledger that was just opened; what is found at a glance is known at once.
    pub(crate) fn over(store: &Arc<Store>, clock: &Arc<dyn Clock>) -> Result<Self> {
        let remembered = Remembered::read(store.path());
        let cut = store.read(|reader| journal_cut(reader, remembered.as_ref()))?;
        let tampering = match remembered.as_ref().and_then(|remembered| remembered.tampering.clone()) {
            Some(known) => Some(known),
            None => cut.map(|finding| Tampering { found_at: clock.now_text(), findings: vec![finding] }),
        };
        let keeper = HeadKeeper::start(store, Arc::clone(clock), remembered.clone(), tampering.clone());
        Ok(Self {
            tampering: Mutex::new(tampering),
            acknowledged: Mutex::new(None),
            opened_with: remembered,
            keeper: Mutex::new(Some(keeper)),
        })
    }

    fn set(&self, tampering: Option<Tampering>) {
        lock(&self.tampering).clone_from(&tampering);
        if let Some(keeper) = lock(&self.keeper).as_ref() {
            keeper.remember(tampering);
        }
    }
}

impl Ledger {
    /// Returns the traces of tampering that no administrator has acknowledged yet, as far as they are
    /// known; see [`Ledger::check_trust`].
    pub fn tampering(&self) -> Option<Tampering> {
        lock(&self.trust.tampering).clone()
    }

    /// Returns what is known so far of changes that went around the program.
    pub fn trust_facts(&self) -> TrustFacts {
        TrustFacts { tampering: self.tampering(), acknowledged: *lock(&self.trust.acknowledged) }
    }

    /// Reads the whole journal, and holds the accounts against it; what is found makes the ledger
    /// read-only from now on.
    pub fn check_trust(&self) -> Result<Option<Tampering>> {
        self.refuse_unless_may(Operation::Check)?;
        self.look_for_tampering()
    }

    /// Does what [`Ledger::check_trust`] does, in nobody's name: for the program itself.
    pub fn look_for_tampering(&self) -> Result<Option<Tampering>> {
        let remembered = self.trust.opened_with.as_ref();
        let (findings, known) = self.store().read(|reader| {
            let Trace { mut findings, seals, acknowledged } = journal::trace(reader)?;
            findings.extend(journal_cut(reader, remembered)?);
            findings.extend(sealed_otherwise(reader, seals.as_ref())?);
            Ok::<_, storage::Error>((findings, acknowledged))
        })?;
        *lock(&self.trust.acknowledged) = Some(known.len());
        let news = unknown(findings, &known);
        let found_at = self.tampering().map_or_else(|| self.clock().now_text(), |known| known.found_at);
        let tampering = (!news.is_empty()).then_some(Tampering { found_at, findings: news });
        if self.tampering() != tampering {
            if let Some(tampering) = &tampering {
                tracing::error!(findings = tampering.findings.len(), "the ledger was changed by other means");
            }
            self.trust.set(tampering.clone());
        }
        Ok(tampering)
    }

    /// Notes in the journal that an administrator has looked into the traces; from then on the ledger
    /// can be changed again. Nothing is repaired.
    ///
    /// # Errors
    ///
    /// `access.reason_missing`.
    pub fn acknowledge_tampering(&self, session: &Session, reason: &str) -> Result<Outcome<()>> {
        let entry = self.entry(session, Operation::AcknowledgeTampering, "")?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::rule(Problem::new(Code::AccessReasonMissing).field("reason")));
        }
        let Some(tampering) = self.look_for_tampering()? else {
            return Ok(Outcome { value: (), seq: None, changed: Vec::new() });
        };
        let digests: Vec<&str> = tampering.findings.iter().map(|finding| finding.digest.as_str()).collect();
        let seals = self.store().read(people::seals)?;
        let detail = serde_json::json!({
            "reason": reason,
            "findings": tampering.findings,
            "acknowledged": digests,
            "seals": seals,
        });
        let outcome = self.store().note(&entry, detail.to_string())?;
        *lock(&self.trust.acknowledged).get_or_insert_default() += digests.len();
        self.trust.set(None);
        Ok(outcome)
    }
}

/// Leaves out what an administrator has looked into, and what is told twice.
fn unknown(findings: Vec<TamperFinding>, known: &BTreeSet<String>) -> Vec<TamperFinding> {
    let news = findings.into_iter().filter(|finding| !known.contains(&finding.digest));
    let mut news: Vec<TamperFinding> = news.collect();
    news.sort();
    news.dedup();
    news
}

/// Says that the journal no longer has the entry that was its newest when this program wrote it last.
fn journal_cut(
    reader: &Reader<'_>,
    remembered: Option<&Remembered>,
) -> storage::Result<Option<TamperFinding>> {
    let Some(remembered) = remembered else { return Ok(None) };
    let found = journal::hash_of(reader, remembered.seq)?.map(|hash| backups::hexadecimal(&hash));
    if found.as_ref() == Some(&remembered.hash) || is_restored_since(reader, remembered)? {
        return Ok(None);
    }
    let digest = Sha256::digest(format!("{} {} {found:?}", remembered.seq, remembered.hash));
    Ok(Some(TamperFinding {
        kind: TamperKind::JournalCut,
        seq: Some(remembered.seq),
        value: None,
        digest: backups::hexadecimal(&digest),
    }))
}

/// Whether a restore by this program took the place of the journal that is remembered.
fn is_restored_since(reader: &Reader<'_>, remembered: &Remembered) -> storage::Result<bool> {
    let Some(entry) = journal::last_restore(reader)? else { return Ok(false) };
    let detail = entry.detail.unwrap_or_default();
    let Ok(restored) = serde_json::from_str::<backups::Restored>(&detail) else { return Ok(false) };
    let covers = restored.replaced_head.is_none_or(|head| head.seq >= remembered.seq);
    Ok(covers && entry.at >= remembered.at)
}

/// Says which accounts are not as the journal says they were left.
fn sealed_otherwise(reader: &Reader<'_>, sealed: Option<&Seals>) -> storage::Result<Vec<TamperFinding>> {
    let now = people::seals(reader)?;
    let untouched = people::untouched_seals();
    let sealed = sealed.unwrap_or(&untouched);
    let keys: BTreeSet<&String> = sealed.keys().chain(now.keys()).collect();
    let differing = keys.into_iter().filter(|key| sealed.get(*key) != now.get(*key));
    differing.map(|key| finding_of_seal(reader, key, now.get(key))).collect()
}

fn finding_of_seal(reader: &Reader<'_>, key: &str, now: Option<&String>) -> storage::Result<TamperFinding> {
    let digest = Sha256::digest(format!("{key} {now:?}"));
    let digest = backups::hexadecimal(&digest);
    let Some(id) = key.strip_prefix("account:") else {
        return Ok(TamperFinding { kind: TamperKind::AccessEdited, seq: None, value: None, digest });
    };
    let account = id.parse().ok().map(|id| people::get(reader, id)).transpose()?.flatten();
    let name = account.map_or_else(|| format!("#{id}"), |stored| stored.record.name);
    Ok(TamperFinding { kind: TamperKind::AccountEdited, seq: None, value: Some(name), digest })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
