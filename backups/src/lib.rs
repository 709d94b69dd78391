//! Backups of the ledger: a self-contained snapshot and, beside it, a manifest that proves it.
//!
//! A backup exists only once it is verified: until then it is a temporary file that nobody could
//! take for one.

pub mod error;
pub mod manifest;
pub mod snapshot;
pub mod verify;

pub use error::{Error, Result};
pub use manifest::{Manifest, Reason};
pub use snapshot::{Backup, create, list};
pub use verify::verify;
