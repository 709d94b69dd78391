//! The supplier in the file.

pub mod detail;
pub mod list;
pub mod lookup;
pub mod merge;
pub mod record;

pub(crate) mod former_name;
mod similar;

pub use detail::*;
pub use list::*;
pub use lookup::*;
pub use merge::*;
pub use record::*;
pub use similar::similar;
