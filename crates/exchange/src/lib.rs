//! Workbooks and CSV: read, recognise, map and parse; write.
//!
//! A foreign file is parsed in a child process ([`run_reader_if_asked`]) that leaves a spool of
//! rows behind, so that a crafted file can at worst end the child. What this crate hands on are
//! typed cells; which record a row means is decided by `ledger`.

mod cage;
mod choices;
mod digest;
mod encoding;
mod error;
pub mod extract;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod label;
mod limits;
mod own;
mod page;
mod parse;
mod raw;
mod reader;
mod recognise;
mod rows;
mod skip;
mod source;
mod spool;
mod template;
mod value;
pub mod write;

pub use choices::Choices;
pub use domain::reading::Unit;
pub use encoding::Encoding;
pub use error::{Error, Result};
pub use extract::TextFormat;
pub use limits::Limits;
pub use own::{OwnTemplates, TemplateError};
pub use page::RawRow;
pub use parse::text::names;
pub use reader::run_reader_if_asked;
pub use recognise::{Column, KnownHeader, PERIOD, Recognition};
pub use rows::{ImportRow, Part, Rows};
pub use source::{OpenOptions, SheetInfo, SourceFile};
pub use template::{ColumnType, Field, Ordinal, Template, TemplateColumn, template};
pub use value::{Cell, Value};
