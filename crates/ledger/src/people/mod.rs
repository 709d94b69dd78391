//! Accounts: who may sign in, and what is set for them.
//!
//! Each operation writes the seals of all accounts into its entry of the journal, so that a row that
//! was changed by other means shows (`trust`).

mod password;
mod sign_in;

use domain::access::{
    Account, AccountRow, FeatureSwitch, MOST_IDLE_MINUTES, Operation, Role, Row, check_password, locked_until,
};
use domain::{Code, Problem, Stored, text};
use jiff::Timestamp;
use storage::people::{self, AccessRules, Attempt, StoredAccount};
use storage::perform::Verdict;
use storage::{Reader, Writer};

use crate::error::refuse_broken;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Turns a ledger of one person into one with accounts, and makes the first administrator; returns
    /// their session. An account from earlier is an administrator again, with the password that it had.
    ///
    /// # Errors
    ///
    /// `access.has_accounts`, `access.former_account`, `access.locked_out`; those of
    /// [`Ledger::create_account`].
    pub fn begin_accounts(&self, session: &Session, name: &str, password: &str) -> Result<Session> {
        self.authorise(session, Operation::ManageAccounts, Row::Any)?;
        let account = Account {
            name: text::tidy(name),
            role: Role::Administrator,
            disabled: false,
            in_test_group: false,
        };
        let former = self.former_account(&account.name, password)?;
        let name = former.as_ref().map_or(&account.name, |former| &former.record.name).clone();
        let first = match &former {
            Some(Stored { record, .. }) => {
                StoredAccount { role: Role::Administrator, disabled: false, ..record.clone() }
            }
            None => StoredAccount::new(&account, new_hash(&account, password)?, false),
        };
        let begun = self.manage(session, "begin_accounts", &name, |writer| {
            let rules = expect_alone(writer)?;
            people::set_rules(writer, AccessRules { with_accounts: true, ..rules })?;
            let Some(Stored { id, revision, .. }) = former else {
                return Ok(people::insert(writer, &first)?);
            };
            people::update(writer, id, revision, &first)?;
            Ok(id)
        })?;
        Ok(Session::of_account(begun.value, &name))
    }

    /// Returns the account of this name from when the ledger had accounts before, if there is one.
    fn former_account(&self, name: &str, password: &str) -> Result<Option<Stored<StoredAccount>>> {
        let found = self.store().read(|reader| {
            expect_alone(reader)?;
            Ok::<_, Error>(people::by_name(reader, name)?)
        })?;
        if found.is_none() {
            return Ok(None);
        }
        self.compare_password(name, password).map(Some).map_err(|error| {
            if error.code() != Code::AccessWrongPassword {
                return error;
            }
            let problem = Problem::new(Code::AccessFormerAccount).field("password");
            Error::rule(problem.param("value", name))
        })
    }

    /// Turns a ledger with accounts into one of one person, who does not sign in. The accounts stay, in
    /// case they are wanted again.
    ///
    /// # Errors
    ///
    /// `access.has_none`.
    pub fn end_accounts(&self, session: &Session) -> Result<Outcome<()>> {
        self.manage(session, "end_accounts", "", |writer| {
            let rules = people::rules(writer)?;
            if !rules.with_accounts {
                return Err(Error::rule(Problem::new(Code::AccessHasNone)));
            }
            Ok(people::set_rules(writer, AccessRules { with_accounts: false, ..rules })?)
        })
    }

    /// Returns every account.
    pub fn list_accounts(&self) -> Result<Vec<AccountRow>> {
        let now = self.clock().now();
        self.read_for(Operation::ManageAccounts, |reader| {
            let mut attempts = people::attempts(reader)?;
            let row = |stored: Stored<StoredAccount>| {
                let attempt = attempts.remove(&stored.record.name_key).unwrap_or_default();
                account_row(stored, attempt, now)
            };
            Ok(people::accounts(reader)?.into_iter().map(row).collect())
        })
    }

    /// Makes an account. Its password is to be changed at the first sign-in.
    ///
    /// # Errors
    ///
    /// `account.name_missing`, `account.name_invalid`, `account.name_taken`, `account.password_weak`.
    pub fn create_account(
        &self,
        session: &Session,
        account: &Account,
        password: &str,
    ) -> Result<Outcome<i64>> {
        let account = Account { name: text::tidy(&account.name), ..account.clone() };
        self.authorise(session, Operation::ManageAccounts, Row::Any)?;
        let hash = new_hash(&account, password)?;
        self.manage(session, "create_account", &account.name, |writer| {
            refuse_taken(writer, &account.name)?;
            Ok(people::insert(writer, &StoredAccount::new(&account, hash, true))?)
        })
    }

    /// Changes the role of an account, disables it or puts it into the test group; its name is fixed.
    ///
    /// # Errors
    ///
    /// `account.last_administrator`; `record.stale`, `record.not_found`.
    pub fn update_account(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        account: &Account,
    ) -> Result<Outcome<i64>> {
        self.manage(session, "update_account", &account.name, |writer| {
            let before = stored(writer, id)?.record;
            let after = StoredAccount {
                role: account.role,
                disabled: account.disabled,
                in_test_group: account.in_test_group,
                ..before.clone()
            };
            let loses =
                before.account().is_active_administrator() && !after.account().is_active_administrator();
            if loses && !people::has_administrator_besides(writer, Some(id))? {
                return Err(Error::rule(Problem::new(Code::AccountLastAdministrator).field("role")));
            }
            people::update(writer, id, revision, &after)?;
            Ok(id)
        })
    }

    /// Gives an account another password, to be changed at the next sign-in, and forgets its wrong ones.
    ///
    /// # Errors
    ///
    /// `account.password_weak`, `record.not_found`.
    pub fn reset_password(&self, session: &Session, id: i64, password: &str) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::ManageAccounts, Row::Any)?;
        let account = self.store().read(|reader| stored(reader, id))?.record;
        let hash = new_hash(&account.account(), password)?;
        self.manage(session, "reset_password", &account.name, |writer| {
            let Stored { revision, record, .. } = stored(writer, id)?;
            let record = StoredAccount { password: hash, must_change: true, ..record };
            people::update(writer, id, revision, &record)?;
            people::forgive(writer, &record.name)?;
            Ok(id)
        })
    }

    /// Gives an account another password in the name of whoever has the computer, and enables it: for
    /// IT, where no administrator can sign in. Administrators see it until one of them confirms it.
    ///
    /// # Errors
    ///
    /// `account.unknown`, `account.password_weak`, `access.has_none`.
    pub fn reset_password_by_operator(
        &self,
        session: &Session,
        name: &str,
        password: &str,
    ) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::ResetByOperator, Row::Any)?;
        let found = self.store().read(|reader| people::by_name(reader, name))?;
        let unknown = || Error::rule(Problem::new(Code::AccountUnknown).param("value", name));
        let id = found.ok_or_else(unknown)?.id;
        let account = self.store().read(|reader| stored(reader, id))?.record;
        let hash = new_hash(&account.account(), password)?;
        self.keep_accounts(
            session,
            Operation::ResetByOperator,
            "reset_by_operator",
            &account.name,
            |writer| {
                let Stored { revision, record, .. } = stored(writer, id)?;
                let stamp = writer.stamp();
                let record = StoredAccount {
                    password: hash,
                    must_change: true,
                    disabled: false,
                    reset_at: Some(stamp.at.clone()),
                    reset_by: Some(stamp.actor.clone()),
                    ..record
                };
                people::update(writer, id, revision, &record)?;
                people::forgive(writer, &record.name)?;
                Ok(id)
            },
        )
    }

    /// Notes that an administrator has seen which passwords IT has set.
    pub fn confirm_resets(&self, session: &Session) -> Result<Outcome<()>> {
        self.manage(session, "confirm_resets", "", |writer| {
            for stored in people::accounts(writer)? {
                if stored.record.reset_at.is_some() {
                    let record = StoredAccount { reset_at: None, reset_by: None, ..stored.record };
                    people::update(writer, stored.id, stored.revision, &record)?;
                }
            }
            Ok(())
        })
    }

    /// Returns for whom each feature is there.
    pub fn features(&self) -> Result<Vec<FeatureSwitch>> {
        self.read_for(Operation::ManageAccounts, |reader| Ok(people::features(reader)?))
    }

    /// Switches a feature.
    pub fn set_feature(&self, session: &Session, switch: FeatureSwitch) -> Result<Outcome<()>> {
        self.manage(session, "set_feature", switch.feature.name(), |writer| {
            Ok(people::set_feature(writer, switch)?)
        })
    }

    /// Sets after how many minutes without a key or a movement the desk is locked; 0 never locks it.
    ///
    /// # Errors
    ///
    /// `account.idle_invalid`.
    pub fn set_idle_minutes(&self, session: &Session, minutes: u16) -> Result<Outcome<()>> {
        self.manage(session, "set_idle_minutes", &minutes.to_string(), |writer| {
            if minutes > MOST_IDLE_MINUTES {
                let problem = Problem::new(Code::AccountIdleInvalid).field("idle_minutes");
                return Err(Error::rule(problem.param("limit", &MOST_IDLE_MINUTES.to_string())));
            }
            let rules = people::rules(writer)?;
            Ok(people::set_rules(writer, AccessRules { idle_minutes: minutes, ..rules })?)
        })
    }

    fn manage<T>(
        &self,
        session: &Session,
        name: &str,
        subject: &str,
        work: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        self.keep_accounts(session, Operation::ManageAccounts, name, subject, work)
    }

    /// Does one operation on accounts or what is set for them, and seals what it leaves.
    fn keep_accounts<T>(
        &self,
        session: &Session,
        operation: Operation,
        name: &str,
        subject: &str,
        work: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        let entry = self.entry_called(session, operation, name, subject)?;
        self.store().perform_or_roll_back(entry, |writer| {
            let value = work(writer)?;
            let detail = serde_json::json!({ "seals": people::seals(writer)? });
            Ok(Verdict::Commit(value, Some(detail.to_string())))
        })
    }
}

/// Refuses a ledger that has accounts; returns what is set for people in any other.
fn expect_alone(reader: &Reader<'_>) -> Result<AccessRules> {
    let rules = people::rules(reader)?;
    if rules.with_accounts {
        return Err(Error::rule(Problem::new(Code::AccessHasAccounts)));
    }
    Ok(rules)
}

/// Checks a new account's name and password; returns the hash of the password.
fn new_hash(account: &Account, password: &str) -> Result<String> {
    refuse_broken(account.check())?;
    check_password(&account.name, password)?;
    password::hash(password)
}

fn refuse_taken(reader: &Reader<'_>, name: &str) -> Result<()> {
    if people::by_name(reader, name)?.is_none() {
        return Ok(());
    }
    Err(Error::rule(Problem::new(Code::AccountNameTaken).field("name").param("value", name)))
}

fn stored(reader: &Reader<'_>, id: i64) -> Result<Stored<StoredAccount>> {
    people::get(reader, id)?.ok_or_else(|| storage::Error::NotFound { id }.into())
}

fn account_row(stored: Stored<StoredAccount>, attempt: Attempt, now: Timestamp) -> AccountRow {
    let account = stored.record.account();
    AccountRow {
        id: stored.id,
        revision: stored.revision,
        account,
        must_change: stored.record.must_change,
        created_at: stored.created_at,
        created_by: stored.created_by,
        locked_until: locked(&attempt, now).map(text_of),
        signed_in_at: attempt.signed_in_at,
        reset_at: stored.record.reset_at,
        reset_by: stored.record.reset_by,
    }
}

/// Returns until when nobody can sign in with a name.
fn locked(attempt: &Attempt, now: Timestamp) -> Option<Timestamp> {
    let failed_at = attempt.failed_at.as_ref()?.parse().ok()?;
    locked_until(attempt.failures, failed_at, now)
}

/// Returns an instant as the ledger writes it.
fn text_of(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
