//! The operations over real ledger files: one binary, a module for each subject.

mod kit;
mod settings;
