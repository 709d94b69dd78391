//! The contract in the file.

pub mod detail;
pub mod family;
pub mod list;
pub mod lookup;
pub mod record;

pub use detail::*;
pub use family::family_paid_and_base;
pub use list::*;
pub use lookup::*;
pub use record::*;
