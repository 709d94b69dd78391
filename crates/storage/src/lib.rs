//! The SQLite file: open it, read it, write it, migrate it, and keep the journal of it.
//!
//! Every noun has a folder with its SQL beside its caller. Reading takes a [`Reader`], writing a
//! [`Writer`], and a writer exists only inside [`Store::perform`], the one door to a write.

pub mod access;
pub mod bell;
pub mod codes;
pub mod compare;
pub mod contract;
pub mod deletion;
pub mod error;
pub mod evaluation;
pub mod fingerprint;
pub mod health;
pub mod held;
pub mod home;
pub mod imports;
pub mod indexes;
pub mod interview;
pub mod journal;
pub mod list;
pub mod lock;
pub mod migrations;
pub mod naming;
pub mod opening;
pub mod payment;
pub mod payment_plan;
pub mod people;
pub mod perform;
pub mod position;
pub mod procurement;
pub mod project;
pub mod referrers;
pub mod replace;
pub mod rules;
pub mod sealed;
pub mod search;
pub mod settings;
pub mod settlement;
pub mod store;
pub mod supplier;
pub mod totals;
pub mod undo;
pub mod upkeep;

mod appended;
mod cell;
mod changeset;
mod columns;
mod derived;
mod desk;
mod keys;
mod place;
mod recording;
mod table;
mod unmerge;

pub use access::{Reader, Stamp, Writer};
pub use bell::Bell;
pub use error::{Error, Result, code_of_io, is_held};
pub use held::Held;
pub use perform::{GoOn, NewEntry, Outcome};
pub use sealed::read_sealed;
pub use store::Store;

#[cfg(test)]
mod tests;
