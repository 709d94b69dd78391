//! The commands, as `wire` lists them: each hands its request on in one line.

pub(crate) mod app;
pub(crate) mod backup;
pub(crate) mod contract;
pub(crate) mod evaluation;
pub(crate) mod exchange;
pub(crate) mod health;
pub(crate) mod home;
pub(crate) mod interview;
pub(crate) mod journal;
pub(crate) mod migration;
pub(crate) mod payment;
pub(crate) mod payment_plan;
pub(crate) mod people;
pub(crate) mod procurement;
pub(crate) mod project;
pub(crate) mod restore;
pub(crate) mod search;
pub(crate) mod selection;
pub(crate) mod settings;
pub(crate) mod settlement;
pub(crate) mod supplier;
pub(crate) mod upkeep;
