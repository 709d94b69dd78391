//! Whole-system tests that need no window: one binary, a module for each subject.

// Cargo is asked about the sources, on the system that builds Lantai.
#[cfg(not(windows))]
mod architecture;
mod archives;
mod backup;
mod bad_corpus;
mod bad_files;
mod bad_ledgers;
mod bad_places;
mod batch;
mod beside;
mod cli;
mod deletion;
mod documents;
mod drafts;
mod errors;
mod evaluation;
mod full_disk;
mod go_live;
mod health;
mod held;
mod import;
mod imports;
mod interrupted;
mod journal;
mod kit;
mod layouts;
mod logs;
mod migrate;
mod moments;
mod moments_random;
mod never_again;
#[cfg(target_os = "linux")]
mod offline;
mod own_templates;
mod payment_plans;
mod places;
mod plans;
mod plans_random;
mod portable;
mod project_file;
mod random_work;
mod records;
mod recover;
mod rehearsal;
mod releases;
mod restore;
mod round_trip;
mod runner;
mod sample;
mod search;
mod settings;
mod suppliers;
mod tampering;
mod templates;
mod upkeep;
mod users;
mod whole_ledger;
mod wide;
#[cfg(windows)]
mod windows;
