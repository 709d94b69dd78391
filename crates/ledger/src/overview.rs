//! 首页: what waits, and the four charts.

use domain::date::Date;
use domain::grade::Bands;
use domain::home::{Overview, TodoKind, Waiting, months, todos};
use std::collections::HashMap;

use crate::{Ledger, Result};

/// Months of the chart of payments.
const MONTHS: i64 = 24;
/// Projects of the chart of progress.
const PROJECTS: u32 = 10;

impl Ledger {
    /// Returns what waits for a person today, in order of harm, and the sums of the charts.
    pub fn overview(&self) -> Result<Overview> {
        let today = self.clock().today();
        self.read(|reader| {
            let settings = storage::settings::get(reader)?.settings;
            let mut waiting: HashMap<TodoKind, Waiting> = HashMap::new();
            for kind in TodoKind::ALL {
                waiting.insert(*kind, storage::home::waiting(reader, *kind, today, &settings)?);
            }
            let bands = Bands::new(settings.bands.clone())?;
            Ok(Overview {
                today,
                todos: todos(today, &settings, |kind| waiting.get(&kind).copied().unwrap_or_default()),
                payments: storage::home::paid_by_month(reader, &months(today, MONTHS))?,
                types: storage::home::amounts_by_type(reader)?,
                grades: storage::home::suppliers_by_grade(reader, &bands)?,
                projects: storage::home::projects(reader, PROJECTS)?,
            })
        })
    }

    /// Returns the day that the ledger's clock shows.
    pub fn today(&self) -> Date {
        self.clock().today()
    }
}
