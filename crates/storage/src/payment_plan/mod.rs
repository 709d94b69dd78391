//! The payment plan in the file.

pub mod detail;
pub mod list;
pub mod lookup;
pub mod record;

pub use detail::*;
pub use list::*;
pub use lookup::*;
pub use record::*;
