//! The door: where whoever asks stands, and what is refused there.

use domain::access::{Access, Feature, Operation, PasswordReset, Person, Role, Row, Standing, authorise};
use domain::{Code, Problem};
use storage::{Reader, people};

use crate::session::Who;
use crate::{Error, Ledger, Result, Session};

impl Ledger {
    /// Refuses what whoever asks may not do; for work that touches no record, such as deleting a
    /// backup.
    ///
    /// # Errors
    ///
    /// Those of [`authorise`].
    pub fn refuse_unless_may(&self, operation: Operation) -> Result<()> {
        self.authorise(&self.asked_by, operation, Row::Any)
    }

    /// Refuses what somebody may not do, and what nobody may do while traces of tampering are not
    /// acknowledged.
    ///
    /// # Errors
    ///
    /// Those of [`authorise`]; `ledger.tampered`.
    pub(crate) fn authorise(&self, session: &Session, operation: Operation, row: Row<'_>) -> Result<()> {
        let standing = self.store().read(|reader| standing(reader, session))?;
        authorise(&standing, operation, row)?;
        if operation.changes_records() && self.tampering().is_some() {
            return Err(Error::rule(Problem::new(Code::LedgerTampered)));
        }
        Ok(())
    }

    /// Refuses a feature that is not switched on for whoever asks.
    pub(crate) fn refuse_unless_there(&self, session: &Session, feature: Feature) -> Result<()> {
        let (standing, state) = self
            .store()
            .read(|reader| Ok::<_, Error>((standing(reader, session)?, people::state(reader, feature)?)))?;
        if state.is_there(standing.in_test_group()) {
            return Ok(());
        }
        Err(Error::rule(Problem::new(Code::AccessFeatureOff)))
    }

    /// Returns where a session stands, for the screens; answered to everybody.
    pub fn access(&self, session: &Session) -> Result<Access> {
        let is_tampered = self.tampering().is_some();
        let access = self.store().read(|reader| {
            let rules = people::rules(reader)?;
            let standing = standing(reader, session)?;
            let person = person(&standing, session);
            let is_administrator = person.as_ref().is_some_and(|person| person.role == Role::Administrator);
            let features = people::features(reader)?.into_iter();
            Ok::<_, storage::Error>(Access {
                with_accounts: rules.with_accounts,
                locked: standing == Standing::Locked,
                must_change: standing == Standing::MustChange,
                idle_minutes: rules.idle_minutes,
                may: if is_tampered { standing.may_while_tampered() } else { standing.may() },
                features: features
                    .filter(|switch| switch.state.is_there(standing.in_test_group()))
                    .map(|switch| switch.feature.name().to_owned())
                    .collect(),
                resets: if is_administrator { resets(reader)? } else { Vec::new() },
                person,
            })
        })?;
        Ok(access)
    }
}

/// Returns where a session stands towards a ledger.
pub(crate) fn standing(reader: &Reader<'_>, session: &Session) -> storage::Result<Standing> {
    let alone = || Standing::Alone { name: session.actor.clone() };
    if session.who == Who::Program || !people::rules(reader)?.with_accounts {
        return Ok(alone());
    }
    let id = match session.who {
        Who::Program => return Ok(alone()),
        Who::HasComputer => return Ok(Standing::Operator),
        Who::AtWindow => return Ok(Standing::Nobody),
        Who::Away(_) => return Ok(Standing::Locked),
        Who::SignedIn(id) => id,
    };
    let account = people::get(reader, id)?.map(|stored| stored.record);
    // A restore may bring back other accounts under the numbers of those that are gone.
    let account = account.filter(|account| !account.disabled && account.name == session.actor);
    Ok(match account {
        None => Standing::Disabled,
        Some(account) if account.must_change => Standing::MustChange,
        Some(account) => {
            Standing::Acting { name: account.name, role: account.role, in_test_group: account.in_test_group }
        }
    })
}

fn person(standing: &Standing, session: &Session) -> Option<Person> {
    let (Who::SignedIn(id), Standing::Acting { name, role, in_test_group }) = (session.who, standing) else {
        return None;
    };
    Some(Person { id, name: name.clone(), role: *role, in_test_group: *in_test_group })
}

/// Returns the passwords that were set by the command for IT and that no administrator has seen yet.
fn resets(reader: &Reader<'_>) -> storage::Result<Vec<PasswordReset>> {
    let accounts = people::accounts(reader)?.into_iter();
    let reset = accounts.filter_map(|stored| {
        let (at, by) = (stored.record.reset_at?, stored.record.reset_by?);
        Some(PasswordReset { id: stored.id, name: stored.record.name, at, by })
    });
    Ok(reset.collect())
}
