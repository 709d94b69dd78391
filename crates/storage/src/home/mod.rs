//! What the home page asks of the file, in a number of statements that does not grow with it.

mod charts;
mod kept;
mod waiting;

pub use charts::{amounts_by_type, paid_by_month, projects, suppliers_by_grade};
pub use waiting::waiting;
