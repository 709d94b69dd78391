//! The contract in the file.

pub mod detail;
pub mod family;
pub mod list;
pub mod lookup;
pub mod record;

pub use detail::*;
pub use family::{family_paid_and_base, paid_and_settled, relatives};
pub use list::*;
pub use lookup::*;
pub use record::*;
