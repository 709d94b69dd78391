//! Who is at work.

use storage::Stamp;

use crate::Clock;

/// The person in whose name operations are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The name that the journal shows.
    pub actor: String,
    pub(crate) who: Who,
}

/// How somebody came to work with a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// They have the computer: the one person of a ledger without accounts; of one with accounts, who
    /// keeps it in order from the command line.
    HasComputer,
    /// They sit at the window and have not signed in: the one person of a ledger without accounts;
    /// nobody for one with accounts.
    AtWindow,
    /// Signed in with the account of this number.
    SignedIn(i64),
    /// Signed in, and away: the desk is locked.
    Away(i64),
    /// The program itself, on a copy that belongs to nobody.
    Program,
}

impl Session {
    /// The person who is logged in to the computer.
    pub fn of_this_computer() -> Self {
        let name = ["LANTAI_USER", "USERNAME", "USER"].iter().find_map(|name| std::env::var(name).ok());
        Self::named(&name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "本机用户".to_owned()))
    }

    /// A person who has the computer, under this name.
    pub fn named(actor: &str) -> Self {
        Self { actor: actor.to_owned(), who: Who::HasComputer }
    }

    /// Whoever sits at the window before anybody signs in.
    pub fn at_window() -> Self {
        Self { who: Who::AtWindow, ..Self::of_this_computer() }
    }

    pub(crate) fn of_account(id: i64, name: &str) -> Self {
        Self { actor: name.to_owned(), who: Who::SignedIn(id) }
    }

    pub(crate) fn of_program() -> Self {
        Self { actor: String::new(), who: Who::Program }
    }

    /// The same person, away from the desk: nothing is answered until they unlock it.
    #[must_use]
    pub fn away(&self) -> Self {
        let who = match self.who {
            Who::SignedIn(id) => Who::Away(id),
            other @ (Who::HasComputer | Who::AtWindow | Who::Away(_) | Who::Program) => other,
        };
        Self { actor: self.actor.clone(), who }
    }

    /// Whether somebody has signed in.
    pub fn is_signed_in(&self) -> bool {
        matches!(self.who, Who::SignedIn(_) | Who::Away(_))
    }

    pub(crate) fn stamp(&self, clock: &dyn Clock) -> Stamp {
        Stamp { at: clock.now_text(), actor: self.actor.clone() }
    }
}
