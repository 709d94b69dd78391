//! What the forms ask of the ledger: every rule by its code, every field.

mod deadlines;
mod desk;
mod procurements;
mod projects;
