//! Merging two suppliers that are one company.

use domain::access::{Operation, Row};
use domain::merge::{self, MergePreview, MergeRequest, Merged};
use domain::supplier::Supplier;
use domain::{Code, Problem, Stored};
use storage::perform::Verdict;
use storage::{Reader, Writer};

use super::check;
use crate::error::refuse_broken;
use crate::project::found;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Tells what a merge of `gone` into `kept` would do, without doing it.
    ///
    /// # Errors
    ///
    /// `supplier.merge_same` where both are one.
    pub fn preview_merge(&self, kept_id: i64, gone_id: i64) -> Result<MergePreview> {
        if kept_id == gone_id {
            return Err(Error::rule(Problem::new(Code::SupplierMergeSame)));
        }
        self.read(|reader| preview(reader, kept_id, gone_id))
    }

    /// Merges one supplier into another, as one operation that can be undone at any time.
    ///
    /// # Errors
    ///
    /// `supplier.merge_uscc_differs` where two credit codes differ and nobody confirmed it, and
    /// whatever rule the survivor would break.
    pub fn merge_suppliers(&self, session: &Session, request: &MergeRequest) -> Result<Outcome<Merged>> {
        self.authorise(session, Operation::MergeSuppliers, Row::Any)?;
        let name = |id| self.read(|reader| Ok(load(reader, id)?.record.name));
        let (kept, gone) = (name(request.kept_id)?, name(request.gone_id)?);
        let entry = self.entry(session, Operation::MergeSuppliers, &format!("{gone} → {kept}"))?;
        self.store().perform_or_roll_back(entry, |writer| {
            let merged = self.merge_within(writer, request)?;
            let detail = serde_json::json!({
                "kept": kept,
                "gone": gone,
                "contracts": merged.contracts,
                "interviews": merged.interviews,
                "procurements": merged.procurements,
            });
            Ok(Verdict::Commit(merged, Some(detail.to_string())))
        })
    }

    fn merge_within(&self, writer: &Writer<'_>, request: &MergeRequest) -> Result<Merged> {
        let kept = load(writer, request.kept_id)?.record;
        let gone = load(writer, request.gone_id)?.record;
        refuse_broken(merge::check(request, &kept, &gone))?;
        let survivor = merge::merged(&kept, &gone, &request.taken).cleaned();
        let merged = storage::supplier::hand_over(writer, request.gone_id, request.kept_id)?;
        // Before the survivor takes over what only one of them may have.
        storage::supplier::delete(writer, request.gone_id, request.gone_revision)?;
        check(writer, &survivor, Some(request.kept_id), self.clock().today())?;
        storage::supplier::update(writer, request.kept_id, request.kept_revision, &survivor)?;
        Ok(merged)
    }
}

fn preview(reader: &Reader<'_>, kept_id: i64, gone_id: i64) -> storage::Result<MergePreview> {
    let kept = load(reader, kept_id)?.record;
    let gone = load(reader, gone_id)?.record;
    let row = |id| found(id, storage::supplier::rows_by_ids(reader, &[id])?.pop());
    let belongings = storage::supplier::belongings(reader, gone_id)?;
    Ok(MergePreview {
        kept: row(kept_id)?,
        gone: row(gone_id)?,
        differences: merge::differences(&kept, &gone),
        former_names: merge::merged(&kept, &gone, &[]).former_names,
        contracts: belongings.contracts,
        interviews: belongings.interviews,
        procurements: belongings.procurements,
        warnings: merge::warnings(&kept, &gone),
    })
}

fn load(reader: &Reader<'_>, id: i64) -> storage::Result<Stored<Supplier>> {
    found(id, storage::supplier::get(reader, id)?)
}
