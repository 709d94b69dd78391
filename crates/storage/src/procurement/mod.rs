//! The procurement in the file.

pub mod list;
pub mod lookup;
pub mod record;

pub use list::*;
pub use lookup::*;
pub use record::*;
