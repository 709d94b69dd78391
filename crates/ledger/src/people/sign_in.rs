//! The door: signing in, and changing one's own password.

use domain::access::{FREE_FAILURES, Operation, Row, check_password, seconds_locked};
use domain::{Code, Problem, Stored};
use storage::people::{self, StoredAccount};

use super::{locked, password, text_of};
use crate::session::Who;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Lets somebody in; returns their session.
    ///
    /// A name that nobody has costs as much time as a wrong password, is answered like one, and is
    /// locked like one.
    ///
    /// # Errors
    ///
    /// `access.wrong_password`, `access.locked_out`, `access.disabled`; `access.has_none` where nobody
    /// signs in.
    pub fn sign_in(&self, name: &str, password: &str) -> Result<Session> {
        let stored = self.knock(name, password)?;
        if stored.record.disabled {
            return Err(Error::rule(Problem::new(Code::AccessDisabled)));
        }
        Ok(Session::of_account(stored.id, &stored.record.name))
    }

    /// Lets the person back to a desk that they left.
    ///
    /// # Errors
    ///
    /// As [`Ledger::sign_in`].
    pub fn unlock(&self, session: &Session, password: &str) -> Result<Session> {
        self.sign_in(&session.actor, password)
    }

    /// Changes the own password; returns the session that goes on.
    ///
    /// # Errors
    ///
    /// `access.wrong_password` and `access.locked_out` for the old one; `account.password_weak`, also
    /// where the new one is the old one.
    pub fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::ChangePassword, Row::Any)?;
        let Who::SignedIn(id) = session.who else {
            return Err(Error::rule(Problem::new(Code::AccessNotSignedIn)));
        };
        self.knock(&session.actor, old)?;
        check_password(&session.actor, new)?;
        if old == new {
            let problem = Problem::new(Code::AccountPasswordWeak).field("password");
            return Err(Error::rule(problem.param("rule", "same")));
        }
        let hash = password::hash(new)?;
        self.keep_accounts(session, Operation::ChangePassword, "change_password", &session.actor, |writer| {
            let Stored { revision, record, .. } = super::stored(writer, id)?;
            let record = StoredAccount { password: hash, must_change: false, ..record };
            people::update(writer, id, revision, &record)?;
            Ok(id)
        })
    }

    /// Compares a password where people sign in.
    fn knock(&self, name: &str, given: &str) -> Result<Stored<StoredAccount>> {
        if !self.store().read(people::rules)?.with_accounts {
            return Err(Error::rule(Problem::new(Code::AccessHasNone)));
        }
        self.compare_password(name, given)
    }

    /// Compares a password, and counts it where it is wrong.
    ///
    /// # Errors
    ///
    /// `access.wrong_password`, `access.locked_out`.
    pub(super) fn compare_password(&self, name: &str, given: &str) -> Result<Stored<StoredAccount>> {
        let (attempt, found) = self.store().read(|reader| {
            Ok::<_, Error>((people::attempt(reader, name)?, people::by_name(reader, name)?))
        })?;
        let now = self.clock().now();
        if let Some(until) = locked(&attempt, now) {
            let problem = Problem::new(Code::AccessLockedOut).param("until", &text_of(until));
            let seconds = seconds_locked(until, now).to_string();
            return Err(Error::rule(problem.param("seconds", &seconds)));
        }
        let hash = found.as_ref().map(|stored| stored.record.password.as_str());
        let is_right = password::is_right(given, hash)?;
        let stamp = Session::named(name).stamp(self.clock());
        if let Some(stored) = found.filter(|_| is_right) {
            self.note_at_door(stamp, |writer| people::note_success(writer, name))?;
            return Ok(stored);
        }
        self.note_at_door(stamp, |writer| people::note_failure(writer, name))?;
        let left = FREE_FAILURES.saturating_sub(attempt.failures + 1);
        let problem = Problem::new(Code::AccessWrongPassword).field("password");
        Err(Error::rule(if left > 0 { problem.param("left", &left.to_string()) } else { problem }))
    }

    fn note_at_door(
        &self,
        stamp: storage::Stamp,
        note: impl FnOnce(&storage::Writer<'_>) -> storage::Result<()>,
    ) -> Result<()> {
        Ok(self.store().keep_aside(stamp, note)?)
    }
}
