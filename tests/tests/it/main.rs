//! Whole-system tests that need no window: one binary, a module for each subject.

mod architecture;
mod bad_input;
mod cli;
mod errors;
mod import;
mod journal;
mod kit;
mod never_again;
mod rehearsal;
mod round_trip;
mod runner;
mod sample;
