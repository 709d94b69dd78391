//! What a supplier, a contract, a payment and a score is.
//!
//! Pure rules and the shapes that every floor of the house shares: no file, no clock, no window.
//! Amounts are yuan with two decimals, scores are 0–100 with two decimals, dates are civil dates,
//! instants are UTC. Everything that crosses a border as JSON crosses as decimal strings.

#[macro_use]
mod choice;
mod decimal;

pub mod access;
pub mod archive;
pub mod backed_up;
pub mod backup;
pub mod batch;
pub mod code;
pub mod comparison;
pub mod contract;
pub mod date;
pub mod deadline;
pub mod deletion;
pub mod detail;
pub mod diagnosis;
pub mod evaluation;
pub mod exchange;
pub mod file_name;
pub mod go_live;
pub mod grade;
pub mod health;
pub mod home;
pub mod interview;
pub mod journal;
pub mod layout;
pub mod list;
pub mod log;
pub mod merge;
pub mod migration;
pub mod minute;
pub mod moment;
pub mod money;
pub mod name;
pub mod noun;
pub mod payment;
pub mod payment_plan;
pub mod period;
pub mod plan;
pub mod position;
pub mod problem;
pub mod procurement;
pub mod project;
pub mod rating;
pub mod ratio;
pub mod reading;
pub mod score;
pub mod selection;
pub mod settings;
pub mod settlement;
pub mod similar;
pub mod stored;
pub mod supplier;
pub mod surroundings;
pub mod text;
pub mod topic;
pub mod trial;
pub mod undertaking;
pub mod upkeep;
pub mod uscc;

pub use code::Code;
pub use money::Money;
pub use noun::Noun;
pub use problem::{Problem, Problems};
pub use ratio::Ratio;
pub use score::Score;
pub use stored::Stored;
pub use topic::Topic;
