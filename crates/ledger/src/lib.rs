//! The operations: what a person can do with the ledger.
//!
//! The one door for the window and the command line. An operation authorises, loads, applies the
//! rules of `domain`, and writes through one `perform`.

mod access;
pub mod backup;
pub mod batch;
pub mod clock;
pub mod contract;
pub mod deletion;
pub mod diagnosis;
pub mod error;
pub mod evaluation;
pub mod export;
mod fields;
pub mod go_live;
pub mod health;
pub mod history;
pub mod home;
pub mod import;
mod in_table;
pub mod interview;
pub mod logs;
mod mark;
pub mod migration;
pub mod open;
mod origin;
pub mod overview;
pub mod payment;
pub mod payment_plan;
mod people;
pub mod preferences;
pub mod procurement;
pub mod project;
pub mod rating;
pub mod report;
pub mod sample;
pub mod search;
pub mod selection;
pub mod session;
pub mod settings;
pub mod settlement;
pub mod supplier;
mod trust;
pub mod upkeep;
pub mod watch;

pub use clock::{Clock, SystemClock};
pub use domain;
pub use error::{Error, Result};
pub use exchange::run_reader_if_asked;
pub use home::Home;
pub use open::Ledger;
pub use session::Session;
pub use storage::Outcome;
pub use watch::{Unwatched, Watch};
