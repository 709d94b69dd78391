//! The operations over real ledger files: one binary, a module for each subject.

mod forms;
mod home;
mod kit;
mod settings;
