//! Faults on purpose: a ledger at work is killed, loses its power, or finds its disk full, and
//! afterwards has every change that was acknowledged, and no half of another.
//!
//! Every run is seeded, and says its seed where it fails.

pub mod backups;
pub mod chance;
pub mod contents;
pub mod crash;
pub mod full_disk;
pub mod kills;
pub mod layer;
pub mod migrations;
pub mod office;
pub mod recoveries;
pub mod restores;
pub mod starts;
pub mod worker;
