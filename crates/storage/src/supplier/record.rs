//! The supplier: one row of the file and its former names to one record, and back.

use domain::supplier::Supplier;
use domain::{Noun, Stored, name};

use crate::access::{Reader, Writer};
use crate::cell::{Cell, Cells, ToCell};
use crate::error::Result;
use crate::table::{self, Sql, Table};
use crate::{referrers, supplier::former_name};

impl Table for Supplier {
    const NAME: &'static str = "supplier";
    const SQL: Sql = table::sql!(
        "supplier",
        "name",
        "name_key",
        "code",
        "uscc",
        "category",
        "contact",
        "phone",
        "bank",
        "account",
        "address",
        "status",
        "status_reason",
        "status_on",
        "remarks",
    );

    fn each_cell<F>(&self, mut visit: F) -> rusqlite::Result<()>
    where
        F: FnMut(&'static str, Cell<'_>) -> rusqlite::Result<()>,
    {
        visit("name", self.name.cell())?;
        visit("name_key", name::normalise(&self.name).cell())?;
        visit("code", self.code.cell())?;
        visit("uscc", self.uscc.cell())?;
        visit("category", self.category.cell())?;
        visit("contact", self.contact.cell())?;
        visit("phone", self.phone.cell())?;
        visit("bank", self.bank.cell())?;
        visit("account", self.account.cell())?;
        visit("address", self.address.cell())?;
        visit("status", self.status.cell())?;
        visit("status_reason", self.status_reason.cell())?;
        visit("status_on", self.status_on.cell())?;
        visit("remarks", self.remarks.cell())
    }

    /// Leaves the former names empty: they stand in a table of their own.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        let name: String = cells.take()?;
        let _name_key: String = cells.take()?;
        Ok(Self {
            name,
            former_names: Vec::new(),
            code: cells.take()?,
            uscc: cells.take()?,
            category: cells.take()?,
            contact: cells.take()?,
            phone: cells.take()?,
            bank: cells.take()?,
            account: cells.take()?,
            address: cells.take()?,
            status: cells.take()?,
            status_reason: cells.take()?,
            status_on: cells.take()?,
            remarks: cells.take()?,
        })
    }
}

/// Reads one supplier.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Supplier>>> {
    let Some(mut stored) = table::get::<Supplier>(reader, id)? else { return Ok(None) };
    stored.record.former_names = former_name::of_supplier(reader, id)?;
    Ok(Some(stored))
}

/// Writes a new supplier and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Supplier) -> Result<i64> {
    let id = table::insert(writer, record)?;
    former_name::bring_to(writer, id, &[], &record.former_names)?;
    Ok(id)
}

/// Writes over revision `revision` of a supplier; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Supplier) -> Result<()> {
    table::update(writer, id, revision, record)?;
    let before = former_name::of_supplier(writer, id)?;
    former_name::bring_to(writer, id, &before, &record.former_names)
}

/// Removes revision `revision` of a supplier; refused where it was changed since, or others refer
/// to it.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    referrers::refuse(writer, Noun::Supplier, id)?;
    table::expect_revision::<Supplier>(writer, id, revision)?;
    let before = former_name::of_supplier(writer, id)?;
    former_name::bring_to(writer, id, &before, &[])?;
    table::delete::<Supplier>(writer, id, revision)
}
