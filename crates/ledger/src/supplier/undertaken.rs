//! 承接项目: what a supplier has undertaken, on screen and in a file.

use std::path::Path;

use domain::contract::ContractStatus;
use domain::undertaking::{Undertaking, undertaken};
use exchange::write::{Table, table_csv, tables};

use super::sheets;
use crate::export::{ends_with, unknown_format};
use crate::{Ledger, Result};

impl Ledger {
    /// Returns what a supplier has undertaken; `status` leaves only what stands there.
    pub fn undertaken(&self, id: i64, status: Option<ContractStatus>) -> Result<Undertaking> {
        Ok(undertaken(&self.supplier_detail(id)?, status))
    }

    /// Writes what the page shows to a workbook or, by the ending of the name, to CSV; returns
    /// how many families.
    pub fn export_undertaken(&self, id: i64, status: Option<ContractStatus>, to: &Path) -> Result<u64> {
        let undertaking = self.undertaken(id, status)?;
        let what = status.map_or("全部合同", ContractStatus::label);
        let heading = self.said(&[&undertaking.supplier.name, "承接项目", what]);
        let table: Table = sheets::undertaken_sheet(&undertaking, heading);
        if ends_with(to, "csv") {
            Ok(table_csv(&table, to)?)
        } else if ends_with(to, "xlsx") {
            Ok(tables(&[table], to)?)
        } else {
            Err(unknown_format(to))
        }
    }

    /// Joins what a sheet is about with the time it was written.
    pub(super) fn said(&self, parts: &[&str]) -> String {
        let time = self.clock().now().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M");
        format!("{} · 导出于 {time}", parts.join(" · "))
    }
}
