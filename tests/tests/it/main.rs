//! Whole-system tests that need no window: one binary, a module for each subject.

mod architecture;
mod bad_files;
mod bad_ledgers;
mod bad_places;
mod batch;
mod cli;
mod deletion;
mod errors;
mod evaluation;
mod full_disk;
mod health;
mod import;
mod imports;
mod interrupted;
mod journal;
mod kit;
mod never_again;
mod random_work;
mod records;
mod rehearsal;
mod round_trip;
mod runner;
mod sample;
mod search;
mod settings;
mod suppliers;
