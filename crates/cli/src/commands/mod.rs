//! The commands, a file for each.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod delete;
pub(crate) mod diagnose;
pub(crate) mod evaluation;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod import_plan;
pub(crate) mod imports;
pub(crate) mod init;
pub(crate) mod journal;
pub(crate) mod layouts;
pub(crate) mod list;
pub(crate) mod migrate;
pub(crate) mod recover;
pub(crate) mod report;
pub(crate) mod settings;
pub(crate) mod supplier;
pub(crate) mod template;
pub(crate) mod todo;
pub(crate) mod upkeep;
pub(crate) mod user;
