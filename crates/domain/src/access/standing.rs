//! Where somebody stands, and what they may do there.

use serde::{Deserialize, Serialize};

use super::{Operation, Role, Row};
use crate::{Code, Problem};

/// Where whoever asks stands towards the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The one person of a ledger without accounts.
    Alone {
        name: String,
    },
    /// Whoever has the computer and asks from the command line, while the ledger has accounts.
    Operator,
    /// Nobody has signed in.
    Nobody,
    /// Signed in; the desk is locked.
    Locked,
    /// The account is disabled, or gone with a restore.
    Disabled,
    /// Signed in with a password that somebody else gave.
    MustChange,
    Acting {
        name: String,
        role: Role,
        in_test_group: bool,
    },
}

impl Standing {
    /// Whether features are there for them that are for the test group.
    pub const fn in_test_group(&self) -> bool {
        match self {
            Self::Alone { .. } => true,
            Self::Acting { in_test_group, .. } => *in_test_group,
            Self::Operator | Self::Nobody | Self::Locked | Self::Disabled | Self::MustChange => false,
        }
    }

    /// Returns the names of everything they may do; what they may do to others' work has a name of its
    /// own.
    pub fn may(&self) -> Vec<String> {
        self.may_of(|_| true)
    }

    /// Returns what [`Standing::may`] does, without what nobody may while a trace of tampering is not
    /// acknowledged.
    pub fn may_while_tampered(&self) -> Vec<String> {
        self.may_of(|operation| !operation.changes_records())
    }

    fn may_of(&self, is_there: impl Fn(Operation) -> bool) -> Vec<String> {
        let may = |operation| is_there(operation) && authorise(self, operation, Row::Any).is_ok();
        let mut names: Vec<String> =
            Operation::all().filter(|operation| may(*operation)).map(Operation::name).collect();
        if is_there(Operation::Undo) && authorise(self, Operation::Undo, Row::DoneBy(OTHERS)).is_ok() {
            names.push("undo_others".to_owned());
        }
        names
    }
}

/// A name that no account has: names are never empty.
const OTHERS: &str = "";

/// Refuses what somebody may not do (SAFETY: people and trust).
///
/// # Errors
///
/// `access.not_signed_in`, `access.locked`, `access.disabled`, `access.password_change_due`;
/// `access.denied` for what the role does not allow.
pub fn authorise(standing: &Standing, operation: Operation, row: Row<'_>) -> Result<(), Problem> {
    let refuse = |code| Err(Problem::new(code));
    match standing {
        // There is no account whose password could be set or changed, and no other person.
        Standing::Alone { .. } if operation == Operation::ChangePassword => refuse(Code::AccessNotSignedIn),
        Standing::Alone { .. } => Ok(()),
        Standing::Operator if operation.is_upkeep() => Ok(()),
        Standing::Operator | Standing::Nobody => refuse(Code::AccessNotSignedIn),
        Standing::Locked => refuse(Code::AccessLocked),
        Standing::Disabled => refuse(Code::AccessDisabled),
        Standing::MustChange if operation == Operation::ChangePassword => Ok(()),
        Standing::MustChange => refuse(Code::AccessPasswordChangeDue),
        Standing::Acting { name, role, .. } => {
            let own = match row {
                Row::Any => true,
                Row::DoneBy(actor) => actor == name,
            };
            if permits(*role, operation, own) {
                return Ok(());
            }
            let problem = Problem::new(Code::AccessDenied).param("role", role.label());
            Err(problem.param("operation", &operation.name()))
        }
    }
}

/// What a role allows; `own` says whether it is about the person's own work.
const fn permits(role: Role, operation: Operation, own: bool) -> bool {
    let least = match operation {
        Operation::Read
        | Operation::Export
        | Operation::TryRules
        | Operation::ChangePassword
        | Operation::BackUp
        | Operation::Check => Role::Reader,
        Operation::Create(_)
        | Operation::Update(_)
        | Operation::Batch(_)
        | Operation::SavePaymentPlan
        | Operation::Import(_) => Role::Editor,
        Operation::Undo if own => Role::Editor,
        Operation::Undo
        | Operation::Delete(_)
        | Operation::MergeSuppliers
        | Operation::AdoptRules
        | Operation::UpdateSettings
        | Operation::KeepUpkeep => Role::Manager,
        Operation::ManageAccounts
        | Operation::AcknowledgeTampering
        | Operation::KeepBackups
        | Operation::Restore
        | Operation::Migrate
        | Operation::Diagnose => Role::Administrator,
        // Only whoever has the computer, from the command line.
        Operation::ResetByOperator => return false,
    };
    role as u8 <= least as u8
}

/// What a role may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RoleRights {
    pub role: Role,
    /// The names of operations, as in [`Access::may`].
    pub may: Vec<String>,
}

impl RoleRights {
    /// Returns what each role may do, from most to least.
    pub fn all() -> Vec<Self> {
        let of = |role: &Role| {
            // The name stands for anybody: it only tells own work from that of others.
            let standing = Standing::Acting { name: "·".to_owned(), role: *role, in_test_group: false };
            Self { role: *role, may: standing.may() }
        };
        Role::ALL.iter().map(of).collect()
    }
}

/// Somebody who has signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub role: Role,
    pub in_test_group: bool,
}

/// A password that was set by the command for IT, until an administrator has seen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PasswordReset {
    /// The account.
    pub id: i64,
    pub name: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub by: String,
}

/// Where the person at the window stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Access {
    /// Whether people sign in; else one person works without.
    pub with_accounts: bool,
    /// Who has signed in.
    pub person: Option<Person>,
    /// Whether the desk is locked until the person gives the password again.
    pub locked: bool,
    /// Whether the password was given by somebody else, and is to be changed first.
    pub must_change: bool,
    /// Minutes without a key or a movement until the desk is locked; 0 never locks it.
    pub idle_minutes: u16,
    /// The names of the operations that they may do.
    pub may: Vec<String>,
    /// The names of the switched features that are there for them.
    pub features: Vec<String>,
    /// Passwords that were set by the command for IT; for an administrator only.
    pub resets: Vec<PasswordReset>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acting(role: Role) -> Standing {
        Standing::Acting { name: "张三".to_owned(), role, in_test_group: false }
    }

    fn may(role: Role, operation: Operation, row: Row<'_>) -> bool {
        authorise(&acting(role), operation, row).is_ok()
    }

    #[test]
    fn an_editor_undoes_only_what_they_did_themselves() {
        for (role, own, others) in [
            (Role::Administrator, true, true),
            (Role::Manager, true, true),
            (Role::Editor, true, false),
            (Role::Reader, false, false),
        ] {
            assert_eq!(may(role, Operation::Undo, Row::DoneBy("张三")), own, "{role:?}");
            assert_eq!(may(role, Operation::Undo, Row::DoneBy("李四")), others, "{role:?}");
        }
    }

    #[test]
    fn each_role_may_whatever_the_next_one_may() {
        for pair in Role::ALL.windows(2) {
            for operation in Operation::all() {
                let (more, less) = (may(pair[0], operation, Row::Any), may(pair[1], operation, Row::Any));
                assert!(more || !less, "{operation:?}");
            }
        }
    }

    #[test]
    fn whoever_has_the_computer_keeps_it_and_reads_nothing() {
        for operation in Operation::all() {
            let allowed = authorise(&Standing::Operator, operation, Row::Any).is_ok();
            assert_eq!(allowed, operation.is_upkeep(), "{operation:?}");
        }
        assert!(!Operation::Read.is_upkeep());
    }
}
