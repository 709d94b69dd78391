//! 故障: what failed, and each step until it was understood.

use super::{UpkeepKind, UpkeepRecord, check_person, check_steps, links};
use crate::minute::Minute;
use crate::text::texts;
use crate::{Code, Problems, Stored};

choice! {
    /// 故障等级: how much of the work stands still.
    pub enum IncidentLevel {
        /// The ledger cannot be used, or records are lost.
        P0 = "P0",
        /// A part of the work stands still.
        P1 = "P1",
        /// It is hindered, and there is a way round.
        P2 = "P2",
        /// Hardly anybody is hindered.
        P3 = "P3",
    }
}

choice! {
    /// 进展: the last step that was taken.
    pub enum IncidentStage {
        Found = "已发现",
        Confirmed = "已确认",
        Located = "已定位",
        Handled = "已处置",
        Analysed = "已复盘",
    }
}

/// What people state of a fault.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Incident {
    pub level: IncidentLevel,
    pub title: String,
    pub description: Option<String>,
    pub found_at: Minute,
    pub found_by: String,
    pub confirmed_at: Option<Minute>,
    pub located_at: Option<Minute>,
    pub handled_at: Option<Minute>,
    pub handled_by: Option<String>,
    pub analysed_at: Option<Minute>,
    pub cause: Option<String>,
    pub measures: Option<String>,
    /// Operations and backups; see [`links`].
    pub links: Option<String>,
}

texts!(Incident: title found_by; description handled_by cause measures links);

impl Incident {
    pub fn stage(&self) -> IncidentStage {
        let later = [
            (self.analysed_at, IncidentStage::Analysed),
            (self.handled_at, IncidentStage::Handled),
            (self.located_at, IncidentStage::Located),
            (self.confirmed_at, IncidentStage::Confirmed),
        ];
        later.into_iter().find(|(at, _)| at.is_some()).map_or(IncidentStage::Found, |(_, stage)| stage)
    }

    /// Returns how many minutes passed until it was dealt with.
    pub fn minutes_to_handle(&self) -> Option<i64> {
        self.handled_at.map(|handled| self.found_at.minutes_until(handled))
    }
}

impl UpkeepRecord for Incident {
    const KIND: UpkeepKind = UpkeepKind::Incident;
    type Row = IncidentRow;

    fn title(&self) -> &str {
        &self.title
    }

    fn began_at(&self) -> Minute {
        self.found_at
    }

    /// A fault that is dealt with and not understood comes again: it stays open.
    fn is_open(&self) -> bool {
        self.analysed_at.is_none()
    }

    fn links(&self) -> Option<&str> {
        self.links.as_deref()
    }

    fn check(&self, now: Minute) -> Problems {
        let mut problems = Problems::default();
        problems.require("title", &self.title, Code::RecordFieldMissing);
        problems.require("found_by", &self.found_by, Code::RecordFieldMissing);
        let steps = [
            ("found_at", Some(self.found_at)),
            ("confirmed_at", self.confirmed_at),
            ("located_at", self.located_at),
            ("handled_at", self.handled_at),
            ("analysed_at", self.analysed_at),
        ];
        check_steps(&mut problems, &steps, now);
        let handled_by = ("handled_by", self.handled_by.as_deref());
        check_person(&mut problems, ("handled_at", self.handled_at), handled_by);
        if self.analysed_at.is_some() {
            for (field, text) in [("cause", &self.cause), ("measures", &self.measures)] {
                problems.require(field, text.as_deref().unwrap_or_default(), Code::RecordFieldMissing);
            }
        }
        if let Err(problem) = links(self.links.as_deref().unwrap_or_default()) {
            problems.add(problem);
        }
        problems
    }

    fn row(stored: Stored<Self>) -> IncidentRow {
        let Stored { id, revision, record: incident, .. } = stored;
        let (stage, minutes_to_handle) = (incident.stage(), incident.minutes_to_handle());
        IncidentRow { id, revision, stage, minutes_to_handle, incident }
    }
}

/// A fault in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IncidentRow {
    pub id: i64,
    pub revision: i64,
    pub stage: IncidentStage,
    pub minutes_to_handle: Option<i64>,
    #[serde(flatten)]
    pub incident: Incident,
}
