//! A ledger in a folder of its own, on a day that the test chooses.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::domain::date::Date;
use ledger::{Clock, Ledger, Result, Session};
use tempfile::TempDir;

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    today: Date,
    now: Timestamp,
}

impl Standing {
    pub(crate) fn on(day: &str) -> Self {
        let today: Date = day.parse().expect("a date");
        let now = format!("{day}T04:00:00Z").parse().expect("an instant");
        Self { today, now }
    }
}

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn today(&self) -> Date {
        self.today
    }
}

/// A new ledger with the person who works on it.
#[derive(Debug)]
pub(crate) struct Desk {
    _folder: TempDir,
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
}

impl Desk {
    /// A new, empty ledger on the given day.
    pub(crate) fn on(day: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("台账.sqlite3");
        let ledger = Ledger::create_with(&path, Arc::new(Standing::on(day)))?;
        // As the window asks.
        ledger.keep_at_hand();
        ledger.wait_until_at_hand();
        Ok(Self { _folder: folder, ledger, session: Session::named("张三") })
    }

    /// The same ledger, opened on another day.
    pub(crate) fn on_another_day(self, day: &str) -> Result<Self> {
        let path = self.ledger.path().to_owned();
        drop(self.ledger);
        Ok(Self { ledger: Ledger::open_with(&path, Arc::new(Standing::on(day)))?, ..self })
    }
}
