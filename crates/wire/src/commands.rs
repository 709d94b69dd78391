//! The list of commands.

use domain::access::{Account, AccountRow, FeatureSwitch, RoleRights};
use domain::backed_up::BackupStanding;
use domain::backup::{BackupSettings, RetentionRule};
use domain::batch::BatchReport;
use domain::comparison::{Difference, DifferingFields, DifferingPage, LedgerComparison};
use domain::contract::{Contract, ContractRow, ContractStatus};
use domain::deletion::DeletionReport;
use domain::detail::{
    ContractDetail, EvaluationDetail, InterviewDetail, PaymentDetail, PaymentPlanDetail, PositionPreview,
    ProcurementDetail, ProjectDetail, SettlementDetail, SupplierDetail,
};
use domain::diagnosis::DiagnosisPart;
use domain::evaluation::{Evaluation, EvaluationRow};
use domain::exchange::ImportSummary;
use domain::go_live::{GoLiveItem, GoLiveReport};
use domain::health::HealthSummary;
use domain::home::Overview;
use domain::interview::{Interview, InterviewCards, InterviewRow};
use domain::journal::{
    ChainReport, HistoryEntry, JournalChoices, JournalEntry, JournalQuery, RecordChange, UndoReport,
    UndoState,
};
use domain::layout::{LayoutColumn, LayoutFormat};
use domain::list::{Found, ListQuery, Page};
use domain::log::{LogEntry, LogQuery};
use domain::merge::{MergePreview, MergeRequest};
use domain::migration::{MigrationPlan, MigrationRehearsal};
use domain::moment::Timeline;
use domain::payment::{Payment, PaymentRow};
use domain::payment_plan::{PaymentPlan, PaymentPlanRow, PlanEntry, PlanPreview, PlanVersion};
use domain::plan::{ImportField, ImportPlan, Proposal};
use domain::problem::Problem;
use domain::procurement::{Procurement, ProcurementRow};
use domain::project::{Project, ProjectRow};
use domain::rating::{DueEvaluation, Ordinals, Rating, ScoreDifference, SupplierRating};
use domain::reading::Reading;
use domain::selection::{Selection, SelectionSummary};
use domain::settings::{Settings, StoredSettings};
use domain::settlement::{Settlement, SettlementRow};
use domain::supplier::{SimilarSupplier, Supplier, SupplierRow};
use domain::trial::{Trial, TrialRules};
use domain::{Money, Noun, Stored};

use domain::undertaking::Undertaking;
use domain::upkeep::{
    ChangeRow, DrillRecord, DrillRow, Incident, IncidentRow, SystemChange, UpkeepQuery, UpkeepSource,
};
use serde_json::{Map, Value};

use crate::app::{AppState, Progress, Saved};
use crate::backup::{BackupDrill, BackupList, BackupMade, BackupPlace, PrunePlan};
use crate::exchange::{
    Exported, FileRow, ImportHistoryEntry, ImportMemory, OpenedFile, Rehearsal, RehearsalPage,
    RehearsalQuery, SheetsImport,
};
use crate::migration::MigrationStanding;
use crate::restore::{DamageSurvey, RestorePreview, RestoreTarget};
use crate::typescript::CommandType;

/// States every command once: its room in the shell, its name, arguments, progress and result.
macro_rules! commands {
    (($dollar:tt) $($module:ident :: $name:ident ( $($argument:ident : $type:ty),* ) $(reports $progress:ty)? => $result:ty;)+) => {
        /// The names of all commands: the build's allow-list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        /// Hands every command to the macro `$callback` as `module::name,`.
        #[macro_export]
        macro_rules! with_commands {
            ($dollar callback:ident) => { $dollar callback! { $($module::$name,)+ } };
        }

        /// Describes every command to TypeScript.
        pub fn command_types(config: &ts_rs::Config) -> Vec<CommandType> {
            let mut types = Vec::new();
            $({
                let command = CommandType::new(stringify!($name));
                $(let command = command.argument::<$type>(config, stringify!($argument));)*
                $(let command = command.progress::<$progress>(config);)?
                types.push(command.result::<$result>(config));
            })+
            types
        }
    };
}

commands! { ($)
    app::app_state() => AppState;
    app::create_ledger() => AppState;
    app::load_sample() reports Progress => AppState;
    app::choose_ledger() => AppState;
    app::retry_opening() => AppState;
    app::preferences() => Map<String, Value>;
    app::keep_preferences(preferences: Map<String, Value>) => ();
    app::cancel_work() => ();
    app::frontend_ready() => ();
    app::answer_closing(may_leave: bool) => ();
    app::take_handed_files() => Vec<String>;

    search::find(text: String, noun: Option<Noun>, limit: u32) => Vec<Found>;

    project::list_projects(query: ListQuery) => Page<ProjectRow>;
    project::project_detail(id: i64) => ProjectDetail;
    project::export_project_file(id: i64) reports Progress => Option<Exported>;
    project::create_project(project: Project) => Saved;
    project::update_project(id: i64, revision: i64, project: Project) => Saved;

    procurement::list_procurements(query: ListQuery) => Page<ProcurementRow>;
    procurement::procurement_detail(id: i64) => ProcurementDetail;
    procurement::check_procurement(procurement: Procurement) => Vec<Problem>;
    procurement::create_procurement(procurement: Procurement) => Saved;
    procurement::update_procurement(id: i64, revision: i64, procurement: Procurement) => Saved;

    supplier::list_suppliers(query: ListQuery) => Page<SupplierRow>;
    supplier::supplier_detail(id: i64) => SupplierDetail;
    supplier::similar_suppliers(name: String, own: Option<i64>) => Vec<SimilarSupplier>;
    supplier::supplier_warnings(id: i64) => Vec<Problem>;
    supplier::preview_merge(kept_id: i64, gone_id: i64) => MergePreview;
    supplier::merge_suppliers(merge: MergeRequest) => Saved;
    supplier::undertaken(id: i64, status: Option<ContractStatus>) => Undertaking;
    supplier::export_undertaken(id: i64, status: Option<ContractStatus>) => Option<Exported>;
    supplier::export_supplier_file(id: i64) reports Progress => Option<Exported>;
    supplier::create_supplier(supplier: Supplier) => Saved;
    supplier::update_supplier(id: i64, revision: i64, supplier: Supplier) => Saved;

    contract::list_contracts(query: ListQuery) => Page<ContractRow>;
    contract::contract_detail(id: i64) => ContractDetail;
    contract::check_contract(id: Option<i64>, contract: Contract) => Vec<Problem>;
    contract::create_contract(contract: Contract) => Saved;
    contract::update_contract(id: i64, revision: i64, contract: Contract) => Saved;

    payment_plan::list_payment_plans(query: ListQuery) => Page<PaymentPlanRow>;
    payment_plan::payment_plan_detail(id: i64) => PaymentPlanDetail;
    payment_plan::preview_payment_plan(contract_id: i64, rows: Vec<PaymentPlan>) => PlanPreview;
    payment_plan::copied_payment_plan(from: i64, to: i64) => Vec<PaymentPlan>;
    payment_plan::save_payment_plan(contract_id: i64, rows: Vec<PlanEntry>, gone: Vec<PlanVersion>) => Saved;

    payment::list_payments(query: ListQuery) => Page<PaymentRow>;
    payment::payment_detail(id: i64) => PaymentDetail;
    payment::preview_payment(id: Option<i64>, contract_id: i64, amount: Option<Money>, refund: bool) => PositionPreview;
    payment::check_payment(id: Option<i64>, payment: Payment) => Vec<Problem>;
    payment::create_payment(payment: Payment, overpay_reason: Option<String>) => Saved;
    payment::update_payment(id: i64, revision: i64, payment: Payment, overpay_reason: Option<String>) => Saved;

    settlement::list_settlements(query: ListQuery) => Page<SettlementRow>;
    settlement::settlement_detail(id: i64) => SettlementDetail;
    settlement::preview_settlement(contract_id: i64, final_amount: Option<Money>) => PositionPreview;
    settlement::check_settlement(settlement: Settlement) => Vec<Problem>;
    settlement::create_settlement(settlement: Settlement) => Saved;
    settlement::update_settlement(id: i64, revision: i64, settlement: Settlement) => Saved;

    evaluation::list_evaluations(query: ListQuery) => Page<EvaluationRow>;
    evaluation::evaluation_detail(id: i64) => EvaluationDetail;
    evaluation::create_evaluation(evaluation: Evaluation) => Saved;
    evaluation::update_evaluation(id: i64, revision: i64, evaluation: Evaluation) => Saved;
    evaluation::rate_evaluation(id: Option<i64>, evaluation: Evaluation) => Rating;
    evaluation::list_supplier_ratings(query: ListQuery) => Page<SupplierRating>;
    evaluation::list_score_differences(offset: u32, limit: u32) => Page<ScoreDifference>;
    evaluation::list_evaluations_due(year: Option<i16>, offset: u32, limit: u32) => Page<DueEvaluation>;
    evaluation::score_ordinals() => Ordinals;
    evaluation::try_rules(rules: TrialRules) => Trial;
    evaluation::adopt_rules(revision: i64, rules: TrialRules) => Saved;

    interview::list_interviews(query: ListQuery) => Page<InterviewRow>;
    interview::interview_cards(query: ListQuery) => InterviewCards;
    interview::interview_detail(id: i64) => InterviewDetail;
    interview::create_interview(interview: Interview) => Saved;
    interview::update_interview(id: i64, revision: i64, interview: Interview, reason: Option<String>) => Saved;

    selection::selection_range(noun: Noun, query: ListQuery, first: u32, last: u32) => Vec<i64>;
    selection::selection_summary(noun: Noun, selection: Selection) => SelectionSummary;
    selection::rehearse_deletion(noun: Noun, selection: Selection) => DeletionReport;
    selection::batch_fields(noun: Noun) => Vec<String>;
    selection::rehearse_batch_edit(noun: Noun, selection: Selection, field: String, value: Value) => BatchReport;
    selection::batch_edit(noun: Noun, selection: Selection, field: String, value: Value) => BatchReport;
    selection::delete_records(noun: Noun, selection: Selection) => DeletionReport;

    exchange::choose_import_file() => Option<String>;
    exchange::open_import_file(path: String, encoding: Option<String>) reports Progress => OpenedFile;
    exchange::open_pasted(text: String) => OpenedFile;
    exchange::import_file_rows(id: u32, sheet: String, from: u32, count: u32) => Vec<FileRow>;
    exchange::import_fields(kind: Noun) => Vec<ImportField>;
    exchange::propose_import(id: u32, reading: Reading) => Proposal;
    exchange::rehearse_plan(id: u32, plan: ImportPlan) reports Progress => Rehearsal;
    exchange::rehearse_sheets(id: u32, plan: ImportPlan) reports Progress => SheetsImport;
    exchange::commit_sheets(id: u32, plan: ImportPlan, only_valid: bool) reports Progress => SheetsImport;
    exchange::import_memory() => ImportMemory;
    exchange::forget_mapping(fingerprint: String) => ();
    exchange::forget_value(id: i64) => ();
    exchange::rehearsal_rows(query: RehearsalQuery) => RehearsalPage;
    exchange::commit_import(id: u32, only_valid: bool) reports Progress => ImportSummary;
    exchange::save_import_errors(id: u32, in_english: bool) => Option<Exported>;
    exchange::discard_rehearsal(id: u32) => ();
    exchange::list_imports() => Vec<ImportHistoryEntry>;
    exchange::save_import_original(seq: i64) => Option<String>;
    exchange::export_list(noun: Noun, query: ListQuery) reports Progress => Option<Exported>;
    exchange::export_columns(noun: Noun, query: ListQuery, columns: Vec<LayoutColumn>, format: LayoutFormat) reports Progress => Option<Exported>;
    exchange::save_template(noun: Noun) => Option<Exported>;
    exchange::show_in_folder(path: String) => ();

    journal::list_journal(query: JournalQuery) => Page<JournalEntry>;
    journal::journal_choices() => JournalChoices;
    journal::journal_entry(seq: i64) => JournalEntry;
    journal::journal_changes(seq: i64) => Vec<RecordChange>;
    journal::record_history(noun: Noun, id: i64) => Vec<HistoryEntry>;
    journal::undo_state() => UndoState;
    journal::rehearse_undo(seq: i64) => UndoReport;
    journal::undo(seq: i64) => UndoReport;
    journal::verify_journal() => ChainReport;

    home::overview() => Overview;

    health::health() => HealthSummary;
    health::check_health() reports Progress => HealthSummary;
    health::log_days() => Vec<String>;
    health::list_log(query: LogQuery) => Page<LogEntry>;
    health::preview_diagnosis() => Vec<DiagnosisPart>;
    health::save_diagnosis() => Option<String>;
    health::go_live_items() => Vec<GoLiveItem>;
    health::tick_go_live(item: String, done: bool) => Vec<GoLiveItem>;
    health::add_go_live_item(text: String) => Vec<GoLiveItem>;
    health::remove_go_live_item(item: String) => Vec<GoLiveItem>;
    health::clear_go_live() => Vec<GoLiveItem>;
    health::go_live_report(backup: Option<String>) reports Progress => GoLiveReport;
    health::export_go_live(backup: Option<String>) reports Progress => Option<Exported>;

    backup::backup_standing() => BackupStanding;
    backup::list_backups() => BackupList;
    backup::create_backup(note: Option<String>) reports Progress => BackupMade;
    backup::verify_backup(name: String) => ();
    backup::drill_backups() reports Progress => BackupDrill;
    backup::plan_prune(rule: Option<RetentionRule>) => PrunePlan;
    backup::prune_backups() => PrunePlan;
    backup::backup_settings() => BackupSettings;
    backup::update_backup_settings(settings: BackupSettings) => ();
    backup::choose_folder() => Option<String>;
    backup::backup_places() => Vec<BackupPlace>;
    backup::check_archives() reports Progress => Vec<BackupPlace>;
    backup::test_backup_place(place: String) => Option<u64>;
    backup::has_backup_passphrase() => bool;
    backup::set_backup_passphrase(passphrase: String) => ();
    backup::check_backup_passphrase(passphrase: String) => ();
    backup::copy_backup(name: String) reports Progress => Option<String>;
    backup::delete_backup(name: String, insist: bool) => u32;

    restore::lost_backups() => BackupList;
    restore::survey_damage() reports Progress => DamageSurvey;
    restore::repair_ledger() => AppState;
    restore::choose_backup() => Option<String>;
    restore::timeline(offset: u32, limit: u32) => Timeline;
    restore::prepare_restore(target: RestoreTarget, passphrase: Option<String>) reports Progress => RestorePreview;
    restore::compare_prepared(id: u32) => LedgerComparison;
    restore::differing_records(id: u32, noun: Noun, only: Option<Difference>, offset: u32, limit: u32) => DifferingPage;
    restore::differing_fields(id: u32, noun: Noun, record: i64) => DifferingFields;
    restore::let_go(id: u32) => ();
    restore::restore(id: u32) reports Progress => AppState;

    migration::migration_standing() => MigrationStanding;
    migration::plan_migration(to: i64) => MigrationPlan;
    migration::rehearse_migration(to: i64) reports Progress => MigrationRehearsal;
    migration::migrate(to: i64) reports Progress => AppState;
    migration::undo_rollback() reports Progress => AppState;
    migration::look_at_ledger() reports Progress => AppState;

    people::sign_in(name: String, password: String) => AppState;
    people::sign_out() => AppState;
    people::lock() => ();
    people::unlock(password: String) => AppState;
    people::begin_accounts(name: String, password: String) => AppState;
    people::end_accounts() => AppState;
    people::list_accounts() => Vec<AccountRow>;
    people::list_roles() => Vec<RoleRights>;
    people::create_account(account: Account, password: String) => Saved;
    people::update_account(id: i64, revision: i64, account: Account) => Saved;
    people::reset_password(id: i64, password: String) => Saved;
    people::change_password(old: String, new: String) => AppState;
    people::confirm_resets() => AppState;
    people::list_features() => Vec<FeatureSwitch>;
    people::set_feature(switch: FeatureSwitch) => AppState;
    people::set_idle_minutes(minutes: u16) => AppState;
    people::check_trust() => AppState;
    people::acknowledge_tampering(reason: String) => AppState;
    upkeep::list_incidents(query: UpkeepQuery) => Page<IncidentRow>;
    upkeep::upkeep_incident(id: i64) => Stored<Incident>;
    upkeep::create_incident(incident: Incident) => Saved;
    upkeep::update_incident(id: i64, revision: i64, incident: Incident) => Saved;
    upkeep::delete_incident(id: i64, revision: i64) => Saved;
    upkeep::list_changes(query: UpkeepQuery) => Page<ChangeRow>;
    upkeep::upkeep_change(id: i64) => Stored<SystemChange>;
    upkeep::create_change(change: SystemChange) => Saved;
    upkeep::update_change(id: i64, revision: i64, change: SystemChange) => Saved;
    upkeep::delete_change(id: i64, revision: i64) => Saved;
    upkeep::list_drills(query: UpkeepQuery) => Page<DrillRow>;
    upkeep::upkeep_drill(id: i64) => Stored<DrillRecord>;
    upkeep::create_drill(drill: DrillRecord) => Saved;
    upkeep::update_drill(id: i64, revision: i64, drill: DrillRecord) => Saved;
    upkeep::delete_drill(id: i64, revision: i64) => Saved;
    upkeep::upkeep_sources() => Vec<UpkeepSource>;
    upkeep::export_upkeep(query: UpkeepQuery) => Option<Exported>;

    settings::settings() => StoredSettings;
    settings::update_settings(revision: i64, settings: Settings) => Saved;
}
