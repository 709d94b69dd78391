//! Accounts: what is stated of a person who signs in.

use serde::{Deserialize, Serialize};

use crate::{Code, Problem, Problems, name};

/// What a person may do, from most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 系统管理员: everything.
    Administrator,
    /// 采购管理员: all work with the ledger, deleting and undoing what others did included.
    Manager,
    /// 编辑员: creates, edits and imports, and undoes what they did themselves.
    Editor,
    /// 只读用户: looks, prints and exports.
    Reader,
}

impl Role {
    /// Every role, from most to least.
    pub const ALL: &'static [Self] = &[Self::Administrator, Self::Manager, Self::Editor, Self::Reader];

    /// Returns the English name, as the ledger keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::Editor => "editor",
            Self::Reader => "reader",
        }
    }

    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Administrator => "系统管理员",
            Self::Manager => "采购管理员",
            Self::Editor => "编辑员",
            Self::Reader => "只读用户",
        }
    }

    /// Finds a role by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// What is stated of an account. It is never deleted, for the journal names it: it is disabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Account {
    /// With which the person signs in, and by which the journal names them; fixed once given.
    pub name: String,
    pub role: Role,
    pub disabled: bool,
    /// Whether the person tries features that are not there for all yet.
    pub in_test_group: bool,
}

impl Account {
    /// Checks the name; `name` is one as it is kept.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        problems.require("name", &self.name, Code::AccountNameMissing);
        let is_long = self.name.chars().count() > LONGEST_NAME;
        if is_long || self.name.chars().any(char::is_control) {
            problems.add(Problem::new(Code::AccountNameInvalid).field("name"));
        }
        problems
    }

    /// Whether this account can do what only an administrator can.
    pub fn is_active_administrator(&self) -> bool {
        self.role == Role::Administrator && !self.disabled
    }
}

/// The longest name, in characters: it stands in lists and in the journal.
const LONGEST_NAME: usize = 40;

/// An account as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountRow {
    pub id: i64,
    pub revision: i64,
    pub account: Account,
    /// Whether the password was given by somebody else, and is to be changed first.
    pub must_change: bool,
    /// UTC, RFC 3339, as all instants here.
    pub created_at: String,
    pub created_by: String,
    pub signed_in_at: Option<String>,
    /// Until when nobody can sign in with this account, after wrong passwords.
    pub locked_until: Option<String>,
    /// When and by whom the password was set by the command for IT, until an administrator has seen it.
    pub reset_at: Option<String>,
    pub reset_by: Option<String>,
}

/// The fewest characters of a password.
const SHORTEST_PASSWORD: usize = 8;
/// The most characters of a password: more is a text that was pasted by mistake.
const LONGEST_PASSWORD: usize = 200;

/// The longest time without a key or a movement until the desk is locked, in minutes.
pub const MOST_IDLE_MINUTES: u16 = 480;

/// Checks a new password: long enough, of two kinds of signs, without the name in it.
///
/// # Errors
///
/// `account.password_weak`, with the rule that it breaks.
pub fn check_password(account: &str, password: &str) -> Result<(), Problem> {
    let weak =
        |rule: &str| Err(Problem::new(Code::AccountPasswordWeak).field("password").param("rule", rule));
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return weak("length");
    }
    if length > LONGEST_PASSWORD {
        return weak("too_long");
    }
    let kinds: [fn(char) -> bool; 3] =
        [char::is_alphabetic, char::is_numeric, |character| !character.is_alphanumeric()];
    if kinds.into_iter().filter(|kind| password.contains(*kind)).count() < 2 {
        return weak("kinds");
    }
    let account = name::normalise(account);
    // A name of one character stands in many words.
    if account.chars().count() > 1 && name::normalise(password).contains(&account) {
        return weak("name");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(password: &str) -> Option<String> {
        check_password("张三", password).err().and_then(|problem| problem.params.get("rule").cloned())
    }

    #[test]
    fn a_password_is_long_of_two_kinds_and_without_the_name() {
        assert_eq!(rule("abc-123").as_deref(), Some("length"));
        assert_eq!(rule("abcdefghij").as_deref(), Some("kinds"));
        assert_eq!(rule("12345678").as_deref(), Some("kinds"));
        assert_eq!(rule("张三的密码2026").as_deref(), Some("name"));
        assert_eq!(rule(&"a1".repeat(101)).as_deref(), Some("too_long"));
        for good in ["abcd1234", "采购台账-新密码", "correct horse battery"] {
            assert_eq!(rule(good), None, "{good}");
        }
    }

    #[test]
    fn a_name_is_given_short_and_on_one_line() {
        let account = |name: &str| Account {
            name: name.to_owned(),
            role: Role::Editor,
            disabled: false,
            in_test_group: false,
        };
        assert!(account("张三").check().is_empty());
        assert!(!account(" ").check().is_empty());
        assert!(!account(&"三".repeat(41)).check().is_empty());
        assert!(!account("张\n三").check().is_empty());
    }

    #[test]
    fn every_role_is_found_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(*role));
        }
    }
}
