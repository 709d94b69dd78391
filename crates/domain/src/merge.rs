//! Merging two suppliers that are one company.
//!
//! One survives; the other's contracts, interviews and procurements become the survivor's, and its
//! names become former names, so that a workbook that still says the old name means the survivor.

use crate::contract::ContractRow;
use crate::interview::InterviewRow;
use crate::name;
use crate::procurement::ProcurementRow;
use crate::supplier::{Supplier, SupplierRow, SupplierStatus, former_names};
use crate::{Code, Problem, Problems};

choice! {
    /// A field of a supplier that a merge must choose between.
    pub enum MergeField {
        Code = "code",
        Uscc = "uscc",
        Category = "category",
        Contact = "contact",
        Phone = "phone",
        Bank = "bank",
        Account = "account",
        Address = "address",
        /// With its reason and date: they go together.
        Status = "status",
        Remarks = "remarks",
    }
}

choice! {
    /// Whose value of a field stays.
    pub enum MergeSide {
        Kept = "kept",
        Gone = "gone",
    }
}

/// One field in which two suppliers differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergeDifference {
    pub field: MergeField,
    pub kept: Option<String>,
    pub gone: Option<String>,
    /// What a merge takes where nobody chooses: what is stated over what is empty, the graver of
    /// two standings, else the survivor's.
    pub proposed: MergeSide,
}

/// What is to be merged, and what was chosen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergeRequest {
    pub kept_id: i64,
    /// The versions that the person saw; a merge over others is refused.
    pub kept_revision: i64,
    pub gone_id: i64,
    pub gone_revision: i64,
    /// The fields whose value the survivor takes from the other.
    pub taken: Vec<MergeField>,
    /// Whether two different credit codes were seen, and meant.
    pub confirmed: bool,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergePreview {
    pub kept: SupplierRow,
    pub gone: SupplierRow,
    pub differences: Vec<MergeDifference>,
    /// The former names that the survivor would have.
    pub former_names: Vec<String>,
    /// What goes over to the survivor.
    pub contracts: Vec<ContractRow>,
    pub interviews: Vec<InterviewRow>,
    pub procurements: Vec<ProcurementRow>,
    /// What speaks against it: two different credit codes.
    pub warnings: Vec<Problem>,
}

/// What a merge did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Merged {
    pub contracts: i64,
    pub interviews: i64,
    pub procurements: i64,
}

/// Returns the fields in which two suppliers differ, each with what is proposed.
pub fn differences(kept: &Supplier, gone: &Supplier) -> Vec<MergeDifference> {
    let fields = MergeField::ALL.iter().copied();
    fields
        .filter(|field| field.parts(kept) != field.parts(gone))
        .map(|field| MergeDifference {
            field,
            kept: field.words(kept),
            gone: field.words(gone),
            proposed: field.proposed(kept, gone),
        })
        .collect()
}

/// Returns the survivor as it will be, with the `taken` fields from the other one.
pub fn merged(kept: &Supplier, gone: &Supplier, taken: &[MergeField]) -> Supplier {
    let mut survivor = kept.clone();
    for field in taken {
        field.take(&mut survivor, gone);
    }
    let names = kept.former_names.iter().chain([&gone.name]).chain(&gone.former_names);
    survivor.former_names = former_names(&kept.name, &names.cloned().collect::<Vec<_>>());
    survivor
}

/// Returns what speaks against taking two suppliers for one company.
pub fn warnings(kept: &Supplier, gone: &Supplier) -> Vec<Problem> {
    let differ = matches!((&kept.uscc, &gone.uscc), (Some(kept), Some(gone)) if kept != gone);
    if differ { vec![Problem::new(Code::SupplierMergeUsccDiffers)] } else { Vec::new() }
}

/// Refuses a supplier merged with itself, and different credit codes that nobody confirmed.
pub fn check(request: &MergeRequest, kept: &Supplier, gone: &Supplier) -> Problems {
    let mut problems = Problems::default();
    if request.kept_id == request.gone_id {
        problems.add(Problem::new(Code::SupplierMergeSame));
    } else if !request.confirmed {
        for warning in warnings(kept, gone) {
            problems.add(warning);
        }
    }
    problems
}

/// The texts that a field is compared by.
type Parts = [Option<String>; 3];

impl MergeField {
    fn parts(self, supplier: &Supplier) -> Parts {
        let one = |text: &Option<String>| [text.clone(), None, None];
        match self {
            Self::Code => one(&supplier.code),
            Self::Uscc => one(&supplier.uscc),
            Self::Category => one(&supplier.category),
            Self::Contact => one(&supplier.contact),
            Self::Phone => one(&supplier.phone),
            Self::Bank => one(&supplier.bank),
            Self::Account => one(&supplier.account),
            Self::Address => one(&supplier.address),
            Self::Status => [
                Some(supplier.status.label().to_owned()),
                supplier.status_on.map(|day| day.to_string()),
                supplier.status_reason.clone(),
            ],
            Self::Remarks => one(&supplier.remarks),
        }
    }

    fn words(self, supplier: &Supplier) -> Option<String> {
        let parts: Vec<String> = self.parts(supplier).into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn proposed(self, kept: &Supplier, gone: &Supplier) -> MergeSide {
        let graver = self == Self::Status && gravity(gone) > gravity(kept);
        let stated = self.words(kept).is_none() && self.words(gone).is_some();
        if graver || stated { MergeSide::Gone } else { MergeSide::Kept }
    }

    fn take(self, survivor: &mut Supplier, gone: &Supplier) {
        match self {
            Self::Code => survivor.code.clone_from(&gone.code),
            Self::Uscc => survivor.uscc.clone_from(&gone.uscc),
            Self::Category => survivor.category.clone_from(&gone.category),
            Self::Contact => survivor.contact.clone_from(&gone.contact),
            Self::Phone => survivor.phone.clone_from(&gone.phone),
            Self::Bank => survivor.bank.clone_from(&gone.bank),
            Self::Account => survivor.account.clone_from(&gone.account),
            Self::Address => survivor.address.clone_from(&gone.address),
            Self::Status => {
                survivor.status = gone.status;
                survivor.status_on = gone.status_on;
                survivor.status_reason.clone_from(&gone.status_reason);
            }
            Self::Remarks => survivor.remarks.clone_from(&gone.remarks),
        }
    }
}

fn gravity(supplier: &Supplier) -> u8 {
    match supplier.status {
        SupplierStatus::Qualified => 0,
        SupplierStatus::Watched => 1,
        SupplierStatus::Blacklisted => 2,
    }
}

/// Returns the former names of a survivor after the undo of its merge: those of `now`, without the
/// ones that the merge `added`.
pub fn former_names_without(now: &[String], added: &[String]) -> Vec<String> {
    let added: Vec<String> = added.iter().map(|name| name::normalise(name)).collect();
    now.iter().filter(|former| !added.contains(&name::normalise(former))).cloned().collect()
}
