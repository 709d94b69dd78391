//! What a cell means.

use domain::date::Date;
use domain::{Money, Problem, Ratio, Score};

/// A cell of a file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// As the file shows it.
    pub text: String,
    /// None is an empty cell.
    pub value: Result<Option<Value>, Problem>,
    /// Whether a person wrote it in place of what the file shows.
    pub amended: bool,
}

/// A typed value, read from a cell or to be written to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Money(Money),
    Score(Score),
    Ratio(Ratio),
    Date(Date),
    Flag(bool),
    /// The word of a closed list, as the domain spells it.
    Choice(&'static str),
    Integer(i64),
}
