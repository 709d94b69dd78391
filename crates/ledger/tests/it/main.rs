//! The operations over real ledger files: one binary, a module for each subject.

mod forms;
mod home;
mod journal;
mod kit;
mod settings;
