//! The journal: every operation, once, in order, never changed.

mod append;
mod chain;
mod entries;
mod history;
mod key;
mod lived;
mod replay;
mod search;
mod touched;
mod trace;
mod whole;

pub use chain::{first_hash, verify};
pub use entries::{
    earlier_import, entry, imports, is_undone, last_migration, last_restore, list, undo_state,
};
pub use history::{changes, history};
pub use key::record_key;
pub use lived::lived;
pub use replay::Replay;
pub use search::{Wanted, choices, search};
pub use touched::touched_after;
pub use trace::{ACKNOWLEDGED, Trace, trace};
pub use whole::{Head, Heading, Whole, between, hash_of, head, headings, whole};

pub(crate) use append::append;
pub(crate) use entries::{Recorded, is_migrated_since, recorded};
pub(crate) use history::field_changes;
pub(crate) use key::{key_select, topic_key};
pub(crate) use whole::head_of;
