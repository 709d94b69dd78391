//! What the forms ask of the ledger: every rule by its code, every field.

mod bad_input;
mod contracts;
mod deadlines;
mod desk;
mod payment_plans;
mod procurements;
mod projects;
mod settlements;
