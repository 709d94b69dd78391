//! The stable codes of everything that can go wrong, and their texts in both languages.
//!
//! A code never changes its meaning. The texts stand in `messages/`, once for the command line
//! and the screens.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::Noun;
use crate::contract::ContractKind;
use crate::interview::InterviewStatus;

macro_rules! codes {
    ($($variant:ident = $text:literal),+ $(,)?) => {
        /// What went wrong, as programs tell it apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum Code {
            $(#[serde(rename = $text)] $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the dotted text of the code.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

codes! {
    RecordFieldMissing = "record.field_missing",
    RecordCodeInvalid = "record.code_invalid",
    RecordCodeTaken = "record.code_taken",
    RecordNotFound = "record.not_found",
    RecordStale = "record.stale",
    RecordReferred = "record.referred",
    RecordAmbiguous = "record.ambiguous",
    RecordReferenceGone = "record.reference_gone",
    AmountNegative = "amount.negative",
    RatioOutOfRange = "ratio.out_of_range",
    ProcurementDatesOutOfOrder = "procurement.dates_out_of_order",
    ProcurementAwardExceeds = "procurement.award_exceeds",
    SupplierNameTaken = "supplier.name_taken",
    SupplierUsccInvalid = "supplier.uscc_invalid",
    SupplierStatusReasonMissing = "supplier.status_reason_missing",
    SupplierStatusDateMissing = "supplier.status_date_missing",
    SupplierStatusDateAhead = "supplier.status_date_ahead",
    SupplierFormerNameTaken = "supplier.former_name_taken",
    ProjectUnknown = "project.unknown",
    ProjectAmbiguous = "project.ambiguous",
    SupplierUnknown = "supplier.unknown",
    SupplierAmbiguous = "supplier.ambiguous",
    SupplierMergeSame = "supplier.merge_same",
    SupplierMergeUsccDiffers = "supplier.merge_uscc_differs",
    SupplierUnmergeTaken = "supplier.unmerge_taken",
    SupplierUnmergeSurvivorGone = "supplier.unmerge_survivor_gone",
    SupplierBlacklisted = "supplier.blacklisted",
    SupplierWatched = "supplier.watched",
    SupplierPoorlyGraded = "supplier.poorly_graded",
    ContractParentMissing = "contract.parent_missing",
    ContractParentForbidden = "contract.parent_forbidden",
    ContractParentNotMain = "contract.parent_not_main",
    ContractParentIsSelf = "contract.parent_is_self",
    ContractHasChildren = "contract.has_children",
    ContractProcurementMissing = "contract.procurement_missing",
    ContractProcurementForbidden = "contract.procurement_forbidden",
    ContractEndsBeforeStart = "contract.ends_before_start",
    ContractHasSettlement = "contract.has_settlement",
    ContractProjectDiffers = "contract.project_differs",
    ContractSupplierDiffers = "contract.supplier_differs",
    ContractGrowthExceeds = "contract.growth_exceeds",
    ContractOverpaid = "contract.overpaid",
    ContractSignedAfterStart = "contract.signed_after_start",
    PaymentAmountNotPositive = "payment.amount_not_positive",
    PaymentOverpays = "payment.overpays",
    PaymentLooksRepeated = "payment.looks_repeated",
    PaymentInFuture = "payment.in_future",
    PaymentPlanOfOther = "payment.plan_of_other",
    PaymentTermUnknown = "payment.term_unknown",
    PaymentPlanAmountMissing = "payment_plan.amount_missing",
    PaymentPlanAmountNotPositive = "payment_plan.amount_not_positive",
    PaymentPlanBothStated = "payment_plan.both_stated",
    PaymentPlanContradicts = "payment_plan.contradicts",
    PaymentPlanContractFixed = "payment_plan.contract_fixed",
    PaymentPlanPercentOutOfRange = "payment_plan.percent_out_of_range",
    PaymentPlanSumDiffers = "payment_plan.sum_differs",
    PaymentPlanTermTaken = "payment_plan.term_taken",
    PaymentPlanTermTooLong = "payment_plan.term_too_long",
    SettlementOverpaid = "settlement.overpaid",
    SettlementExists = "settlement.exists",
    SettlementNotMain = "settlement.not_main",
    SettlementContradicts = "settlement.contradicts",
    EvaluationYearOutOfRange = "evaluation.year_out_of_range",
    EvaluationNumberOutOfRange = "evaluation.number_out_of_range",
    EvaluationExists = "evaluation.exists",
    EvaluationScoreMissing = "evaluation.score_missing",
    ScoreDiffersFromComputed = "evaluation.differs_from_computed",
    WeightsNotHundred = "weights.not_hundred",
    GradeBandsInvalid = "grade.bands_invalid",
    SettingsDaysOutOfRange = "settings.days_out_of_range",
    SettingsUrgentNotEarlier = "settings.urgent_not_earlier",
    SettingsUnknown = "settings.unknown",
    SettingsBadValue = "settings.bad_value",
    InterviewDateOutOfRange = "interview.date_out_of_range",
    InterviewRectificationMissing = "interview.rectification_missing",
    InterviewMovesBack = "interview.moves_back",
    InterviewDeadlineUnwatched = "interview.deadline_unwatched",
    InterviewContractOfOther = "interview.contract_of_other",
    CellNotAmount = "cell.not_amount",
    CellTooManyDecimals = "cell.too_many_decimals",
    CellAmountTooLarge = "cell.amount_too_large",
    CellNotScore = "cell.not_score",
    CellScoreOutOfRange = "cell.score_out_of_range",
    CellNotPercent = "cell.not_percent",
    CellNotDate = "cell.not_date",
    CellAmbiguousDate = "cell.ambiguous_date",
    CellNotYesOrNo = "cell.not_yes_or_no",
    CellNotChoice = "cell.not_choice",
    CellDigitsLost = "cell.digits_lost",
    CellFormulaError = "cell.formula_error",
    CellTooLong = "cell.too_long",
    CellMergedAmount = "cell.merged_amount",
    CellFilledDown = "cell.filled_down",
    RowDuplicateInFile = "row.duplicate_in_file",
    RowReferenceUnknown = "row.reference_unknown",
    RowReferenceAmbiguous = "row.reference_ambiguous",
    RowSupplierUnknown = "row.supplier_unknown",
    RowExists = "row.exists",
    RowMissing = "row.missing",
    RowChangedSinceExport = "row.changed_since_export",
    RowIsNote = "row.is_note",
    RowIsSubtotal = "row.is_subtotal",
    RowIsExample = "row.is_example",
    RowIsHidden = "row.is_hidden",
    RowHasNoPayment = "row.has_no_payment",
    RowLeftOut = "row.left_out",
    RowCodeLooksKnown = "row.code_looks_known",
    FileNotFound = "file.not_found",
    FileUnreadable = "file.unreadable",
    FileEmpty = "file.empty",
    FileNotWorkbook = "file.not_workbook",
    FileEncrypted = "file.encrypted",
    FileOldFormat = "file.old_format",
    FileWebPage = "file.web_page",
    FileQuoteOpen = "file.quote_open",
    FileTooLarge = "file.too_large",
    FileRejected = "file.rejected",
    FileEncodingUnknown = "file.encoding_unknown",
    FileHeaderUnknown = "file.header_unknown",
    FileSheetUnknown = "file.sheet_unknown",
    FileSheetAmbiguous = "file.sheet_ambiguous",
    FileColumnMissing = "file.column_missing",
    FileColumnRepeated = "file.column_repeated",
    TemplateUnreadable = "template.unreadable",
    TemplateNotYaml = "template.not_yaml",
    TemplateFieldUnknown = "template.field_unknown",
    TemplateLabelTaken = "template.label_taken",
    TemplateLabelInvalid = "template.label_invalid",
    FileTooManyRows = "file.too_many_rows",
    FileInUse = "file.in_use",
    FileNotWritable = "file.not_writable",
    FileFormatUnknown = "file.format_unknown",
    FileNameUnsuitable = "file.name_unsuitable",
    FileHeld = "file.held",
    FileDenied = "file.denied",
    DiskFull = "disk.full",
    LedgerMissing = "ledger.missing",
    LedgerExists = "ledger.exists",
    LedgerInUse = "ledger.in_use",
    LedgerNotOurs = "ledger.not_ours",
    LedgerNewer = "ledger.newer",
    LedgerDamaged = "ledger.damaged",
    LedgerNotWritable = "ledger.not_writable",
    LedgerPathTooLong = "ledger.path_too_long",
    LedgerNameUnsuitable = "ledger.name_unsuitable",
    LedgerFolderUnsuitable = "ledger.folder_unsuitable",
    LedgerNotOpen = "ledger.not_open",
    LedgerNothingReadable = "ledger.nothing_readable",
    LedgerMigrationEdited = "ledger.migration_edited",
    LedgerUpgradePending = "ledger.upgrade_pending",
    LedgerReadOnly = "ledger.read_only",
    AccessNotSignedIn = "access.not_signed_in",
    AccessLocked = "access.locked",
    AccessDisabled = "access.disabled",
    AccessDenied = "access.denied",
    AccessWrongPassword = "access.wrong_password",
    AccessLockedOut = "access.locked_out",
    AccessPasswordChangeDue = "access.password_change_due",
    AccessFeatureOff = "access.feature_off",
    AccessHasAccounts = "access.has_accounts",
    AccessHasNone = "access.has_none",
    AccountNameMissing = "account.name_missing",
    AccountNameInvalid = "account.name_invalid",
    AccessFormerAccount = "access.former_account",
    AccountNameTaken = "account.name_taken",
    AccountPasswordWeak = "account.password_weak",
    AccountPasswordMissing = "account.password_missing",
    AccountPasswordDiffers = "account.password_differs",
    AccountLastAdministrator = "account.last_administrator",
    AccountUnknown = "account.unknown",
    AccountIdleInvalid = "account.idle_invalid",
    JournalIsPeople = "journal.is_people",
    LedgerTampered = "ledger.tampered",
    AccessReasonMissing = "access.reason_missing",
    MigrationUnknown = "migration.unknown",
    MigrationReleaseUnknown = "migration.release_unknown",
    MigrationBelowRelease = "migration.below_release",
    MigrationIrreversible = "migration.irreversible",
    MigrationFailed = "migration.failed",
    MigrationChanges = "migration.changes",
    MigrationDiffers = "migration.differs",
    MigrationNotBackedUp = "migration.not_backed_up",
    MigrationNotConfirmed = "migration.not_confirmed",
    MigrationNoRollback = "migration.no_rollback",
    JournalEntryUnknown = "journal.entry_unknown",
    JournalAlreadyUndone = "journal.already_undone",
    JournalOtherSchema = "journal.other_schema",
    JournalIsRestore = "journal.is_restore",
    JournalIsMigration = "journal.is_migration",
    JournalBroken = "journal.broken",
    NothingToUndo = "journal.nothing_to_undo",
    NothingReversed = "journal.nothing_reversed",
    LayoutEmpty = "layout.empty",
    LayoutHeadingMissing = "layout.heading_missing",
    LayoutUnknown = "layout.unknown",
    LayoutNeedsKind = "layout.needs_kind",
    ListUnknownField = "list.unknown_field",
    ListBadValue = "list.bad_value",
    ListTextTooLong = "list.text_too_long",
    ListTooManyConditions = "list.too_many_conditions",
    ImportNotReady = "import.not_ready",
    ImportHasErrors = "import.has_errors",
    ImportFileChanged = "import.file_changed",
    ImportMoreProblems = "import.more_problems",
    ImportNotBackedUp = "import.not_backed_up",
    ImportUnknown = "import.unknown",
    ImportNotRemembered = "import.not_remembered",
    ImportOriginalNotKept = "import.original_not_kept",
    Cancelled = "cancelled",
    BackupUnverified = "backup.unverified",
    BackupDamaged = "backup.damaged",
    BackupDiskSpace = "backup.disk_space",
    BackupUnknown = "backup.unknown",
    BackupClockWentBack = "backup.clock_went_back",
    BackupSettingsUnreadable = "backup.settings_unreadable",
    BackupHoursOutOfRange = "backup.hours_out_of_range",
    BackupRuleTooFew = "backup.rule_too_few",
    BackupRuleOutOfRange = "backup.rule_out_of_range",
    BackupPlaceRelative = "backup.place_relative",
    BackupPlaceRepeated = "backup.place_repeated",
    BackupPlaceMissing = "backup.place_missing",
    BackupPlaceUnreachable = "backup.place_unreachable",
    BackupPlaceNotWritable = "backup.place_not_writable",
    BackupNewestSound = "backup.newest_sound",
    BackupPlaceUnknown = "backup.place_unknown",
    BackupAmongLast = "backup.among_last",
    BackupPassphraseNeeded = "backup.passphrase_needed",
    BackupPassphraseWrong = "backup.passphrase_wrong",
    BackupPassphraseMissing = "backup.passphrase_missing",
    BackupPassphraseShort = "backup.passphrase_short",
    BackupKeyDamaged = "backup.key_damaged",
    BackupPassphraseDiffers = "backup.passphrase_differs",
    BackupNotConfirmed = "backup.not_confirmed",
    BackupNotOurs = "backup.not_ours",
    BackupNewer = "backup.newer",
    BackupForeignSchema = "backup.foreign_schema",
    BackupNoManifest = "backup.no_manifest",
    BackupNotWhole = "backup.not_whole",
    RestoreNone = "restore.none",
    RestoreNotConfirmed = "restore.not_confirmed",
    RestoreNotReversible = "restore.not_reversible",
    RestoreDiffers = "restore.differs",
    RestoreNotReady = "restore.not_ready",
    RestoreUnfinished = "restore.unfinished",
    MomentInvalid = "moment.invalid",
    MomentUnknown = "moment.unknown",
    MomentUnreachable = "moment.unreachable",
    TodoOverpaid = "todo.overpaid",
    TodoExpired = "todo.expired",
    TodoRectificationOverdue = "todo.rectification_overdue",
    TodoPaymentOverdue = "todo.payment_overdue",
    TodoPaymentDue = "todo.payment_due",
    TodoRetentionDue = "todo.retention_due",
    TodoExpiresUrgently = "todo.expires_urgently",
    TodoExpiresSoon = "todo.expires_soon",
    TodoEvaluationDue = "todo.evaluation_due",
    TodoAmountMissing = "todo.amount_missing",
    TodoEndMissing = "todo.end_missing",
    TodoSigningMissing = "todo.signing_missing",
    TodoUsccMissing = "todo.uscc_missing",
    TodoBackupMissing = "todo.backup_missing",
    TodoBackupOld = "todo.backup_old",
    TodoBackupFailed = "todo.backup_failed",
    TodoBackupDamaged = "todo.backup_damaged",
    TodoArchiveFaulty = "todo.archive_faulty",
    TodoPlaceOverdue = "todo.place_overdue",
    TodoDrillMissing = "todo.drill_missing",
    TodoDrillOld = "todo.drill_old",
    UpkeepTimeAhead = "upkeep.time_ahead",
    UpkeepTimeMissing = "upkeep.time_missing",
    UpkeepTimeInvalid = "upkeep.time_invalid",
    UpkeepSecondsInvalid = "upkeep.seconds_invalid",
    UpkeepStepSkipped = "upkeep.step_skipped",
    UpkeepStepsOutOfOrder = "upkeep.steps_out_of_order",
    UpkeepLinkUnreadable = "upkeep.link_unreadable",
    UpkeepLinkUnknown = "upkeep.link_unknown",
    HealthSound = "health.sound",
    HealthNotChecked = "health.not_checked",
    HealthIntegrityFaulty = "health.integrity_faulty",
    HealthReferencesFaulty = "health.references_faulty",
    HealthJournalFaulty = "health.journal_faulty",
    HealthDerivedFaulty = "health.derived_faulty",
    HealthUntouched = "health.untouched",
    HealthTampered = "health.tampered",
    HealthTamperingAcknowledged = "health.tampering_acknowledged",
    HealthBackupRecent = "health.backup_recent",
    HealthBackupNotNeeded = "health.backup_not_needed",
    HealthPlaceReached = "health.place_reached",
    HealthPlaceAway = "health.place_away",
    HealthPlaceNone = "health.place_none",
    HealthArchiveCurrent = "health.archive_current",
    HealthArchiveBehind = "health.archive_behind",
    HealthArchiveUnread = "health.archive_unread",
    HealthArchiveFaulty = "health.archive_faulty",
    HealthArchiveOff = "health.archive_off",
    HealthDrillRecent = "health.drill_recent",
    HealthDrillNothing = "health.drill_nothing",
    HealthDiskRoomy = "health.disk_roomy",
    HealthDiskNearlyFull = "health.disk_nearly_full",
    HealthDiskUntold = "health.disk_untold",
    HealthSize = "health.size",
    HealthSizeLeaps = "health.size_leaps",
    HealthClockRight = "health.clock_right",
    HealthClockBehind = "health.clock_behind",
    HealthSlowNone = "health.slow_none",
    HealthSlowSeldom = "health.slow_seldom",
    HealthSlowOften = "health.slow_often",
    HealthErrorsNone = "health.errors_none",
    HealthErrorsSome = "health.errors_some",
    HealthLogsUnreadable = "health.logs_unreadable",
    HealthProgram = "health.program",
    HealthProgramAhead = "health.program_ahead",
    HealthVersion = "health.version",
    HealthWebViewUnknown = "health.web_view_unknown",
    GoLiveTextMissing = "go_live.text_missing",
    GoLiveTextTaken = "go_live.text_taken",
    GoLiveItemUnknown = "go_live.item_unknown",
    RequestInvalid = "request.invalid",
    Internal = "internal",
}

/// The texts of one language, by code.
pub type Messages = BTreeMap<String, String>;

/// The Chinese texts.
pub static MESSAGES_ZH: LazyLock<Messages> = LazyLock::new(|| read(include_str!("../messages/zh.json")));
/// The English texts.
pub static MESSAGES_EN: LazyLock<Messages> = LazyLock::new(|| read(include_str!("../messages/en.json")));

impl Code {
    /// Returns the Chinese message with its values filled in.
    pub fn message_zh(self, params: &BTreeMap<String, String>) -> String {
        self.message(&MESSAGES_ZH, &|name| Some(word_zh(name, params.get(name)?)))
    }

    /// Returns the English message with its values filled in; the words of closed lists that it
    /// speaks of are English too.
    pub fn message_en(self, params: &BTreeMap<String, String>) -> String {
        self.message(&MESSAGES_EN, &|name| Some(word_en(name, params.get(name)?)))
    }

    fn message(self, messages: &Messages, value: &dyn Fn(&str) -> Option<String>) -> String {
        let template = messages.get(self.as_str()).map_or(self.as_str(), String::as_str);
        fill(template, value)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Words a value for a Chinese message: nouns come by their English name.
fn word_zh(name: &str, value: &str) -> String {
    let label = Noun::from_name(value).filter(|_| name == "noun").map(Noun::label);
    label.unwrap_or(value).to_owned()
}

/// Words a value for an English message: the words of closed lists come in Chinese.
fn word_en(name: &str, value: &str) -> String {
    let worded = matches!(name, "kind" | "from" | "to");
    let word = CHOICES_EN.iter().find(|(chinese, _)| worded && *chinese == value);
    word.map_or(value, |(_, english)| english).to_owned()
}

/// What the words of closed lists that messages speak of mean in English.
const CHOICES_EN: &[(&str, &str)] = &[
    (ContractKind::Main.label(), "main contract"),
    (ContractKind::Supplement.label(), "supplement"),
    (ContractKind::Termination.label(), "termination"),
    (ContractKind::Framework.label(), "framework contract"),
    (InterviewStatus::Open.label(), "open"),
    (InterviewStatus::InProgress.label(), "in progress"),
    (InterviewStatus::Done.label(), "done"),
    (InterviewStatus::RecordOnly.label(), "record only"),
];

/// Replaces each `{name}` by its value, or by nothing where there is none, and leaves a part in
/// `[…]` out where a value in it is missing or empty; one pass, so that a value with braces stays
/// as it is.
fn fill(template: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut message = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, opened) = rest.split_at(at);
        message.push_str(before);
        let (close, inner) = (if opened.starts_with('{') { '}' } else { ']' }, &opened[1..]);
        let Some((part, tail)) = inner.split_once(close) else {
            message.push_str(opened);
            return message;
        };
        if close == '}' {
            message.push_str(&value(part).unwrap_or_default());
        } else if names(part).all(|name| value(name).is_some_and(|value| !value.is_empty())) {
            message.push_str(&fill(part, value));
        }
        rest = tail;
    }
    message.push_str(rest);
    message
}

/// Returns the names of the values that a template says.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}

fn read(json: &str) -> Messages {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted_names(template: &str) -> Vec<&str> {
        let mut names: Vec<&str> = names(template).collect();
        names.sort_unstable();
        names
    }

    fn is_han(character: char) -> bool {
        ('\u{3400}'..='\u{9fff}').contains(&character)
    }

    #[test]
    fn every_code_has_both_texts_with_the_same_values_and_no_text_is_left_over() {
        for code in Code::ALL {
            let zh = MESSAGES_ZH.get(code.as_str()).unwrap_or_else(|| panic!("{code} lacks Chinese"));
            let en = MESSAGES_EN.get(code.as_str()).unwrap_or_else(|| panic!("{code} lacks English"));
            assert_eq!(sorted_names(zh), sorted_names(en), "{code}");
        }
        assert_eq!(MESSAGES_ZH.len(), Code::ALL.len());
        assert_eq!(MESSAGES_EN.len(), Code::ALL.len());
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        let value = |_: &str| Some("{field} [x]".to_owned());
        assert_eq!(fill("a {value} b", &value), "a {field} [x] b");
    }

    #[test]
    fn a_part_in_brackets_is_left_out_where_its_value_is_missing_or_empty() {
        let value = |name: &str| match name {
            "near" => Some("甲".to_owned()),
            "empty" => Some(String::new()),
            _ => None,
        };
        assert_eq!(fill("a[ b {near}][ c {empty}][ d {none}] {none}e", &value), "a b 甲 e");
        assert_eq!(fill("open [ and {", &value), "open [ and {");
    }

    /// Whatever a message says, the words that are the program's own are English.
    #[test]
    fn an_english_message_has_no_chinese_but_data() {
        let choices = ContractKind::LABELS.iter().chain(InterviewStatus::LABELS);
        for code in Code::ALL {
            let template = &MESSAGES_EN[code.as_str()];
            assert!(!template.contains(is_han), "{code}: {template}");
            for choice in choices.clone() {
                let params: BTreeMap<String, String> = names(template)
                    .map(|name| match name {
                        "kind" | "from" | "to" => (name.to_owned(), (*choice).to_owned()),
                        "noun" => (name.to_owned(), Noun::Contract.name().to_owned()),
                        _ => (name.to_owned(), "x".to_owned()),
                    })
                    .collect();
                let message = code.message_en(&params);
                assert!(!message.contains(is_han), "{code}: {message}");
            }
        }
    }

    #[test]
    fn a_noun_is_worded_by_each_language() {
        let params = BTreeMap::from([
            ("noun".to_owned(), Noun::Contract.name().to_owned()),
            ("value".to_owned(), "HT-1".to_owned()),
            ("nearest".to_owned(), "HT-01、HT-11".to_owned()),
        ]);
        let code = Code::RowReferenceUnknown;
        assert_eq!(code.message_zh(&params), "找不到合同“HT-1”。相近：HT-01、HT-11");
        assert_eq!(code.message_en(&params), "There is no contract “HT-1”. Near to it: HT-01、HT-11");
    }
}
