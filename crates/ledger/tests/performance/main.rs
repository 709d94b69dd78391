//! Evaluations and interviews, over real ledger files.

mod evaluations;
mod interviews;
mod plant;
mod ratings;
