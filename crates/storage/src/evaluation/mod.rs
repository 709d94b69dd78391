//! The evaluation in the file.

pub mod detail;
pub mod due;
pub mod list;
pub mod lookup;
pub mod ordinals;
pub mod ratings;
pub mod record;
pub mod standing;

mod score;

pub use detail::*;
pub use due::*;
pub use list::*;
pub use lookup::*;
pub use ordinals::ordinals;
pub use ratings::*;
pub use record::*;
pub use standing::*;
