//! Backups of the ledger: a self-contained snapshot and, beside it, a manifest that proves it.
//!
//! A backup exists only once it is verified: until then it is a temporary file that nobody could
//! take for one.

pub mod archive;
pub mod error;
pub mod fs;
pub mod manifest;
pub mod moment;
mod places;
mod prune;
pub mod recover;
pub mod restore;
mod retention;
pub mod seal;
pub mod snapshot;
mod space;
mod unseal;
pub mod verify;
mod watch;
mod workshop;

pub use error::{Error, Result};
pub use fs::{Disk, Fs};
pub use manifest::{Manifest, Reason};
pub use places::{Found, copy, is_among_last, is_newest_sound, is_same, list_all, missing};
pub use prune::{Plan, plan, prune};
pub use restore::{Candidate, Expected, Restored};
pub use retention::Ground;
pub use seal::{Passphrase, SealingKey};
pub use snapshot::{Backup, create, find, is_sealed, list, read};
pub use space::{free as free_space, room as disk_room};
pub use unseal::unseal;
pub use verify::{hexadecimal, verify};
pub use watch::Watch;
pub use workshop::{Workshop, sweep};
