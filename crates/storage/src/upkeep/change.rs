//! A change: one row of the file to one record, and back.

use domain::upkeep::SystemChange;

use crate::table;

table::table! {
    SystemChange in "upkeep_change" {
        title,
        description,
        risk,
        applied_at,
        applied_by,
        assessed_at,
        assessed_by,
        approved_at,
        approved_by,
        done_at,
        done_by,
        outcome,
        concluded_at,
        concluded_by,
        note,
        links,
    }
}
