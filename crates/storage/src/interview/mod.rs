//! The interview in the file.

pub mod list;
pub mod record;

pub use list::*;
pub use record::*;
