//! A drill: one row of the file to one record, and back.

use domain::upkeep::DrillRecord;

use crate::table;

table::table! {
    DrillRecord in "upkeep_drill" {
        kind,
        held_at,
        held_by,
        scope,
        result,
        seconds,
        findings,
        links,
    }
}
