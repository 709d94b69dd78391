//! Today, and from when on deadlines are told of.

use domain::contract::ContractRow;
use domain::date::Date;
use domain::deadline::{Deadline, Notice};
use domain::payment_plan;

use crate::{Reader, Result, settings};

/// Which notice a deadline has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notified {
    Expiry,
    Retention,
    Payment,
}

/// What deadlines are measured against.
#[derive(Debug, Clone)]
pub(crate) struct Days {
    pub(crate) today: Option<Date>,
    expiry: Notice,
    retention: Notice,
}

impl Days {
    /// Reads the notices that people set.
    pub(crate) fn of(reader: &Reader<'_>) -> Result<Self> {
        let settings = settings::get(reader)?.settings;
        let (expiry, retention) = (Notice::of_expiry(&settings), Notice::of_retention(&settings));
        Ok(Self { today: reader.today(), expiry, retention })
    }

    pub(crate) fn notice(&self, notified: Notified) -> Notice {
        match notified {
            Notified::Expiry => self.expiry,
            Notified::Retention => self.retention,
            Notified::Payment => payment_plan::NOTICE,
        }
    }

    /// Says of a contract where its deadlines stand.
    pub(crate) fn tell(&self, row: &mut ContractRow) {
        let Some(today) = self.today else { return };
        let stands = |day: Option<Date>, notice| day.map(|day| Deadline::of(day, today, notice));
        let left = |day: Option<Date>| day.map(|day| today.days_until(day).into());
        row.expiry = stands(row.expires_on, self.expiry);
        row.days_left = left(row.expires_on);
        row.release = stands(row.releases_on, self.retention);
        row.release_days = left(row.releases_on);
    }
}
