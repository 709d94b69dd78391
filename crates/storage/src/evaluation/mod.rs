//! The evaluation in the file.

pub mod detail;
pub mod list;
pub mod lookup;
pub mod ordinals;
pub mod record;

mod score;

pub use detail::*;
pub use list::*;
pub use lookup::*;
pub use ordinals::ordinals;
pub use record::*;
