//! Finding records by what people type: parts of names and codes, initials, pinyin.
//!
//! The words of each record stand in one full-text table, cut into pairs of neighbouring
//! characters, so that any two characters of a Chinese name find it. Payments, settlements,
//! evaluations and interviews are found through their contract and their supplier, and by the
//! texts of their own.

mod condition;
mod find;
mod functions;
mod hits;
mod id_set;
mod index;
mod own;
mod pinyin;
mod text;
mod words;

#[cfg(test)]
pub(crate) mod tests;

pub use find::find;
pub use functions::register;

pub(crate) use condition::{Among, Fitting, fitting};
pub(crate) use id_set::IdSet;
#[cfg(test)]
pub(crate) use index::searched_columns;
pub(crate) use index::{forget, refresh};
