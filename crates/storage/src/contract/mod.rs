//! The contract in the file.

pub mod family;
pub mod detail;
pub mod list;
pub mod lookup;
pub mod record;

pub use family::family_paid_and_base;
pub use detail::*;
pub use list::*;
pub use lookup::*;
pub use record::*;
