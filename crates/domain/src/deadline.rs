//! How near a day is: the end of a contract, the release of a retention.

use crate::date::Date;
use crate::settings::Settings;

choice! {
    /// 到期情况: where a deadline stands against today.
    pub enum Deadline {
        Passed = "已到期",
        Urgent = "马上到期",
        Near = "即将到期",
        Far = "未到期",
    }
}

/// From how many days before it on a deadline is told of; people set them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    pub near_days: u16,
    /// Fewer than the near days; none where there is only one notice.
    pub urgent_days: Option<u16>,
}

impl Notice {
    /// The notice of the end of a contract.
    pub fn of_expiry(settings: &Settings) -> Self {
        Self { near_days: settings.expiry_days, urgent_days: Some(settings.expiry_urgent_days) }
    }

    /// The notice of the release of a retention.
    pub fn of_retention(settings: &Settings) -> Self {
        Self { near_days: settings.retention_days, urgent_days: None }
    }
}

impl Deadline {
    /// Tells where a day stands; the day itself has not passed yet.
    pub fn of(day: Date, today: Date, notice: Notice) -> Self {
        let left = i64::from(today.days_until(day));
        if left < 0 {
            Self::Passed
        } else if notice.urgent_days.is_some_and(|urgent| left <= i64::from(urgent)) {
            Self::Urgent
        } else if left <= i64::from(notice.near_days) {
            Self::Near
        } else {
            Self::Far
        }
    }

    /// Returns the first and the last day that stand so; none where there is no bound, and
    /// nothing at all where no day can.
    pub fn days(self, today: Date, notice: Notice) -> Option<(Option<Date>, Option<Date>)> {
        let last_urgent = notice.urgent_days.map(|days| today.after(days));
        let last_near = today.after(notice.near_days);
        match self {
            Self::Passed => Some((None, Some(today.previous()))),
            Self::Urgent => last_urgent.map(|last| (Some(today), Some(last))),
            Self::Near => Some((Some(last_urgent.map_or(today, Date::next)), Some(last_near))),
            Self::Far => Some((Some(last_near.next()), None)),
        }
    }
}
