//! The supplier in the file.

pub mod detail;
pub mod list;
pub mod lookup;
pub mod record;

mod former_name;
mod similar;

pub use detail::*;
pub use list::*;
pub use lookup::*;
pub use record::*;
pub use similar::similar;
