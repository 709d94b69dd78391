//! Who is at work.

use storage::Stamp;

use crate::Clock;

/// The person in whose name operations are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The name that the journal shows.
    pub actor: String,
}

impl Session {
    /// The person who is logged in to the computer.
    pub fn of_this_computer() -> Self {
        let name = ["LANTAI_USER", "USERNAME", "USER"].iter().find_map(|name| std::env::var(name).ok());
        Self {
            actor: name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "本机用户".to_owned())
        }
    }

    pub(crate) fn stamp(&self, clock: &dyn Clock) -> Stamp {
        Stamp { at: clock.now_text(), actor: self.actor.clone() }
    }
}
