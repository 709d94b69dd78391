//! Everything that can be done, as rights are given for it.

use crate::Noun;

/// Something that a person can do with a ledger.
///
/// Where it is written into the journal, its name there is [`Operation::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Lists, panels, search, the journal, the settings as they are.
    Read,
    /// Files and reports of what can be read.
    Export,
    TryRules,
    Create(Noun),
    Update(Noun),
    Delete(Noun),
    Batch(Noun),
    SavePaymentPlan,
    MergeSuppliers,
    /// An import of records of one kind; of none, of the sheets of a workbook.
    Import(Option<Noun>),
    Undo,
    AdoptRules,
    UpdateSettings,
    /// Incidents, changes and drills.
    KeepUpkeep,
    ChangePassword,
    /// The list of accounts, and all that is done to them.
    ManageAccounts,
    /// A password set from the command line, by whoever has the computer.
    ResetByOperator,
    AcknowledgeTampering,
    /// Making, listing, verifying and copying backups, and the drill.
    BackUp,
    /// What is set for backups; pruning and deleting them.
    KeepBackups,
    Restore,
    Migrate,
    /// Whether the ledger is sound.
    Check,
    /// Logs and the diagnostics package.
    Diagnose,
}

/// The operations that are not about one noun.
const PLAIN: &[Operation] = &[
    Operation::Read,
    Operation::Export,
    Operation::TryRules,
    Operation::SavePaymentPlan,
    Operation::MergeSuppliers,
    Operation::Import(None),
    Operation::Undo,
    Operation::AdoptRules,
    Operation::UpdateSettings,
    Operation::KeepUpkeep,
    Operation::ChangePassword,
    Operation::ManageAccounts,
    Operation::ResetByOperator,
    Operation::AcknowledgeTampering,
    Operation::BackUp,
    Operation::KeepBackups,
    Operation::Restore,
    Operation::Migrate,
    Operation::Check,
    Operation::Diagnose,
];

impl Operation {
    /// Returns every operation.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_noun = |noun: &Noun| {
            let noun = *noun;
            [
                Self::Create(noun),
                Self::Update(noun),
                Self::Delete(noun),
                Self::Batch(noun),
                Self::Import(Some(noun)),
            ]
        };
        PLAIN.iter().copied().chain(Noun::ALL.iter().flat_map(of_noun))
    }

    /// Returns the stable name.
    pub fn name(self) -> String {
        let plain = match self {
            Self::Create(noun) => return format!("create_{noun}"),
            Self::Update(noun) => return format!("update_{noun}"),
            Self::Delete(noun) => return format!("delete_{noun}"),
            Self::Batch(noun) => return format!("batch_{noun}"),
            Self::Import(Some(noun)) => return format!("import_{noun}"),
            Self::Import(None) => "import_workbook",
            Self::Read => "read",
            Self::Export => "export",
            Self::TryRules => "try_rules",
            Self::SavePaymentPlan => "save_payment_plan",
            Self::MergeSuppliers => "merge_suppliers",
            Self::Undo => "undo",
            Self::AdoptRules => "adopt_rules",
            Self::UpdateSettings => "update_settings",
            Self::KeepUpkeep => "keep_upkeep",
            Self::ChangePassword => "change_password",
            Self::ManageAccounts => "manage_accounts",
            Self::ResetByOperator => "reset_by_operator",
            Self::AcknowledgeTampering => "acknowledge_tampering",
            Self::BackUp => "back_up",
            Self::KeepBackups => "keep_backups",
            Self::Restore => "restore",
            Self::Migrate => "migrate",
            Self::Check => "check",
            Self::Diagnose => "diagnose",
        };
        plain.to_owned()
    }

    /// Whether it keeps the computer's affairs and not the ledger's: whoever has the computer may do
    /// it from the command line without an account.
    pub const fn is_upkeep(self) -> bool {
        matches!(
            self,
            Self::BackUp
                | Self::KeepBackups
                | Self::Restore
                | Self::Migrate
                | Self::Check
                | Self::Diagnose
                | Self::ResetByOperator
        )
    }

    /// Whether it changes records or settings: refused while a trace of tampering is not acknowledged.
    pub const fn changes_records(self) -> bool {
        match self {
            Self::Create(_)
            | Self::Update(_)
            | Self::Delete(_)
            | Self::Batch(_)
            | Self::SavePaymentPlan
            | Self::MergeSuppliers
            | Self::Import(_)
            | Self::Undo
            | Self::AdoptRules
            | Self::UpdateSettings
            | Self::KeepUpkeep => true,
            Self::Read
            | Self::Export
            | Self::TryRules
            | Self::ChangePassword
            | Self::ManageAccounts
            | Self::ResetByOperator
            | Self::AcknowledgeTampering
            | Self::BackUp
            | Self::KeepBackups
            | Self::Restore
            | Self::Migrate
            | Self::Check
            | Self::Diagnose => false,
        }
    }
}

/// What an operation is about, where the right depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'r> {
    Any,
    /// Something that this person did.
    DoneBy(&'r str),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let names: BTreeSet<String> = Operation::all().map(Operation::name).collect();
        assert_eq!(names.len(), Operation::all().count());
    }
}
