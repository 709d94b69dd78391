//! Backups of the ledger: a self-contained snapshot and, beside it, a manifest that proves it.
//!
//! A backup exists only once it is verified: until then it is a temporary file that nobody could
//! take for one.

pub mod error;
pub mod fs;
pub mod manifest;
mod prune;
pub mod recover;
pub mod restore;
mod retention;
pub mod snapshot;
pub mod verify;

mod space;

pub use error::{Error, Result};
pub use fs::{Disk, Fs};
pub use manifest::{Manifest, Reason};
pub use prune::{Plan, plan, prune};
pub use restore::{Candidate, Expected, Restored};
pub use retention::Ground;
pub use snapshot::{Backup, create, find, list};
pub use space::free as free_space;
pub use verify::verify;
