//! A fault: one row of the file to one record, and back.

use domain::upkeep::Incident;

use crate::table;

table::table! {
    Incident in "upkeep_incident" {
        level,
        title,
        description,
        found_at,
        found_by,
        confirmed_at,
        located_at,
        handled_at,
        handled_by,
        analysed_at,
        cause,
        measures,
        links,
    }
}
