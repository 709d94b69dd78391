//! The journal: every operation, once, in order, never changed.

mod append;
mod chain;
mod entries;
mod history;
mod key;
mod lived;
mod search;

pub use chain::{Head, first_hash, hash_of, head, verify};
pub use entries::{earlier_import, entry, imports, is_undone, last_restore, list, undo_state};
pub use history::{changes, history};
pub use search::{Wanted, choices, search};

pub(crate) use append::append;
pub(crate) use chain::head_of;
pub(crate) use entries::{Recorded, recorded};
pub use key::record_key;
pub use lived::lived;
