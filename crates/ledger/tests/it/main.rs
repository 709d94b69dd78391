//! The operations over real ledger files: one binary, a module for each subject.

mod backups;
mod comparisons;
mod evaluations;
mod fields;
mod forms;
mod home;
mod interviews;
mod journal;
mod kit;
mod people;
mod plant;
mod ratings;
mod restores;
mod rights;
mod settings;
mod upkeep;
