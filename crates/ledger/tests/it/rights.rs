//! Who may do what: every operation, by every role, by nobody, locked and disabled.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ledger::backup::{Candidate, Moment, Reason};
use ledger::domain::access::{Account, Feature, FeatureState, FeatureSwitch, Operation, Role};
use ledger::domain::backup::RetentionRule;
use ledger::domain::contract::Contract;
use ledger::domain::journal::JournalQuery;
use ledger::domain::layout::LayoutColumn;
use ledger::domain::list::ListQuery;
use ledger::domain::payment::Payment;
use ledger::domain::plan::ImportPlan;
use ledger::domain::procurement::Procurement;
use ledger::domain::reading::Reading;
use ledger::domain::selection::Selection;
use ledger::domain::settings::Settings;
use ledger::domain::supplier::Supplier;
use ledger::domain::upkeep::{DrillKind, DrillRecord, DrillResult, UpkeepQuery};
use ledger::domain::{Code, Noun};
use ledger::import::{Import, ImportFile, ImportOptions, SheetsDeed};
use ledger::{Error, Home, Ledger, Session, Unwatched};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

type Result<T = (), E = Error> = std::result::Result<T, E>;

const PASSWORD: &str = "采购台账-2026";
const W: &Unwatched = &Unwatched;

/// Who may do something at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Least {
    Reader,
    Editor,
    Manager,
    Administrator,
    /// Only from the command line, by whoever has the computer.
    Operator,
}

/// Somebody's view of a ledger with accounts.
struct Seat<'office> {
    ledger: Ledger,
    session: Session,
    office: &'office Office,
}

type Deed = fn(&Seat<'_>) -> Result;

/// States each operation with who may do it, and a call of it.
macro_rules! deeds {
    ($($name:ident $least:ident $call:expr;)+) => {
        const DEEDS: &[(&str, Least, Deed)] = &[
            $((stringify!($name), Least::$least, |seat| {
                ($call)(&seat.ledger, seat).map(drop)
            })),+
        ];
    };
}

deeds! {
    list_contracts Reader |l: &Ledger, _: &Seat<'_>| l.list_contracts(&all());
    list_payments Reader |l: &Ledger, _: &Seat<'_>| l.list_payments(&all());
    list_payment_plans Reader |l: &Ledger, _: &Seat<'_>| l.list_payment_plans(&all());
    list_settlements Reader |l: &Ledger, _: &Seat<'_>| l.list_settlements(&all());
    list_evaluations Reader |l: &Ledger, _: &Seat<'_>| l.list_evaluations(&all());
    list_interviews Reader |l: &Ledger, _: &Seat<'_>| l.list_interviews(&all());
    list_procurements Reader |l: &Ledger, _: &Seat<'_>| l.list_procurements(&all());
    list_projects Reader |l: &Ledger, _: &Seat<'_>| l.list_projects(&all());
    list_suppliers Reader |l: &Ledger, _: &Seat<'_>| l.list_suppliers(&all());
    list_supplier_ratings Reader |l: &Ledger, _: &Seat<'_>| l.list_supplier_ratings(&all());
    list_score_differences Reader |l: &Ledger, _: &Seat<'_>| l.list_score_differences(0, 10);
    list_evaluations_due Reader |l: &Ledger, _: &Seat<'_>| l.list_evaluations_due(None, 0, 10);
    count_evaluations_due Reader |l: &Ledger, _: &Seat<'_>| l.count_evaluations_due(None);
    score_ordinals Reader |l: &Ledger, _: &Seat<'_>| l.score_ordinals();
    interview_cards Reader |l: &Ledger, _: &Seat<'_>| l.interview_cards(&all());
    contract_detail Reader |l: &Ledger, _: &Seat<'_>| l.contract_detail(1);
    payment_detail Reader |l: &Ledger, _: &Seat<'_>| l.payment_detail(1);
    payment_plan_detail Reader |l: &Ledger, _: &Seat<'_>| l.payment_plan_detail(1);
    settlement_detail Reader |l: &Ledger, _: &Seat<'_>| l.settlement_detail(1);
    evaluation_detail Reader |l: &Ledger, _: &Seat<'_>| l.evaluation_detail(1);
    interview_detail Reader |l: &Ledger, _: &Seat<'_>| l.interview_detail(1);
    procurement_detail Reader |l: &Ledger, _: &Seat<'_>| l.procurement_detail(1);
    project_detail Reader |l: &Ledger, _: &Seat<'_>| l.project_detail(1);
    supplier_detail Reader |l: &Ledger, _: &Seat<'_>| l.supplier_detail(1);
    check_contract Reader |l: &Ledger, _: &Seat<'_>| l.check_contract(None, &contract());
    check_payment Reader |l: &Ledger, _: &Seat<'_>| l.check_payment(None, &payment());
    check_settlement Reader |l: &Ledger, _: &Seat<'_>| l.check_settlement(&settlement());
    rate_evaluation Reader |l: &Ledger, _: &Seat<'_>| l.rate_evaluation(None, &evaluation());
    preview_payment Reader |l: &Ledger, _: &Seat<'_>| l.preview_payment(None, 1, None, false);
    preview_settlement Reader |l: &Ledger, _: &Seat<'_>| l.preview_settlement(1, None);
    preview_payment_plan Reader |l: &Ledger, _: &Seat<'_>| l.preview_payment_plan(1, &[]);
    preview_merge Reader |l: &Ledger, _: &Seat<'_>| l.preview_merge(1, 2);
    copied_payment_plan Reader |l: &Ledger, _: &Seat<'_>| l.copied_payment_plan(1, 2);
    similar_suppliers Reader |l: &Ledger, _: &Seat<'_>| l.similar_suppliers("甲", None);
    supplier_warnings Reader |l: &Ledger, _: &Seat<'_>| l.supplier_warnings(1);
    supplier_named Reader |l: &Ledger, _: &Seat<'_>| l.supplier_named("甲公司");
    project_named Reader |l: &Ledger, _: &Seat<'_>| l.project_named("P-1");
    records_meant Reader |l: &Ledger, _: &Seat<'_>| l.records_meant(Noun::Contract, "HT-1");
    undertaken Reader |l: &Ledger, _: &Seat<'_>| l.undertaken(1, None);
    find Reader |l: &Ledger, _: &Seat<'_>| l.find("甲", None, 5);
    overview Reader |l: &Ledger, _: &Seat<'_>| l.overview();
    counts Reader |l: &Ledger, _: &Seat<'_>| l.counts();
    settings Reader |l: &Ledger, _: &Seat<'_>| l.settings();
    selection_range Reader |l: &Ledger, _: &Seat<'_>| l.selection_range(Noun::Contract, &all(), 0, 5);
    selection_summary Reader |l: &Ledger, _: &Seat<'_>| l.selection_summary(Noun::Contract, &none());
    list_journal Reader |l: &Ledger, _: &Seat<'_>| l.list_journal(0, 5);
    search_journal Reader |l: &Ledger, _: &Seat<'_>| l.search_journal(&JournalQuery { limit: 5, ..Default::default() });
    journal_choices Reader |l: &Ledger, _: &Seat<'_>| l.journal_choices();
    journal_entry Reader |l: &Ledger, _: &Seat<'_>| l.journal_entry(1);
    journal_changes Reader |l: &Ledger, _: &Seat<'_>| l.journal_changes(1);
    record_history Reader |l: &Ledger, _: &Seat<'_>| l.record_history(Noun::Supplier, 1);
    undo_state Reader |l: &Ledger, _: &Seat<'_>| l.undo_state();
    verify_journal Reader |l: &Ledger, _: &Seat<'_>| l.verify_journal();
    check_health Reader |l: &Ledger, s: &Seat<'_>| l.check_health(&s.session);
    check_everything Reader |l: &Ledger, s: &Seat<'_>| l.check_everything(&s.office.home, None, W);
    look_at_health Reader |l: &Ledger, s: &Seat<'_>| l.look_at_health(&s.office.home, None);
    check_trust Reader |l: &Ledger, _: &Seat<'_>| l.check_trust();
    circumstances Reader |l: &Ledger, s: &Seat<'_>| l.circumstances(&s.office.home);
    try_rules Reader |l: &Ledger, _: &Seat<'_>| l.try_rules(&rules());
    all_projects Reader |l: &Ledger, _: &Seat<'_>| l.all_projects();
    all_suppliers Reader |l: &Ledger, _: &Seat<'_>| l.all_suppliers();
    project_files Reader |l: &Ledger, _: &Seat<'_>| l.project_files(&[], W);
    supplier_files Reader |l: &Ledger, _: &Seat<'_>| l.supplier_files(&[], W);
    report_projects Reader |l: &Ledger, s: &Seat<'_>| l.report_projects(&[], &s.office.file("r.xlsx"), W);
    report_suppliers Reader |l: &Ledger, s: &Seat<'_>| l.report_suppliers(&[], &s.office.file("r.xlsx"), W);
    list_upkeep Reader |l: &Ledger, _: &Seat<'_>| l.list_upkeep::<DrillRecord>(&UpkeepQuery::ALL);
    upkeep_record Reader |l: &Ledger, _: &Seat<'_>| l.upkeep_record::<DrillRecord>(1);
    upkeep_sources Reader |l: &Ledger, _: &Seat<'_>| l.upkeep_sources(&l.backup_folder());
    export_upkeep Reader |l: &Ledger, s: &Seat<'_>| {
        l.export_upkeep(&UpkeepQuery::ALL, &s.office.file("k.xlsx"), W)
    };
    create_upkeep Manager |l: &Ledger, s: &Seat<'_>| l.create_upkeep(&s.session, &drill());
    update_upkeep Manager |l: &Ledger, s: &Seat<'_>| l.update_upkeep(&s.session, 1, 1, &drill());
    delete_upkeep Manager |l: &Ledger, s: &Seat<'_>| l.delete_upkeep::<DrillRecord>(&s.session, 1, 1);
    export_undertaken Reader |l: &Ledger, s: &Seat<'_>| l.export_undertaken(1, None, &s.office.file("u.xlsx"));
    export_list Reader |l: &Ledger, s: &Seat<'_>| {
        l.export_list(Noun::Contract, &all(), &s.office.file("l.csv"), None, W)
    };
    export_all Reader |l: &Ledger, s: &Seat<'_>| l.export_all(&s.office.file("a.xlsx"), W);
    export_columns Reader |l: &Ledger, s: &Seat<'_>| {
        let columns = [LayoutColumn { field: "code".to_owned(), heading: "编号".to_owned() }];
        l.export_columns(Noun::Contract, &all(), &columns, &s.office.file("c.csv"), None, W)
    };
    imports Reader |l: &Ledger, _: &Seat<'_>| l.imports();
    import_memory Reader |l: &Ledger, _: &Seat<'_>| l.import_memory();
    import_original Reader |l: &Ledger, _: &Seat<'_>| l.import_original(1);
    save_import_original Reader |l: &Ledger, s: &Seat<'_>| l.save_import_original(1, &s.office.file("o.csv"));
    create_backup Reader |l: &Ledger, s: &Seat<'_>| l.create_backup(&s.office.file("b"), None, W);
    back_up Reader |l: &Ledger, s: &Seat<'_>| l.back_up(&s.office.home, Reason::Manual, None, W);
    backups Reader |l: &Ledger, _: &Seat<'_>| l.backups(&l.backup_folder());
    verify_backup Reader |l: &Ledger, s: &Seat<'_>| l.verify_backup(&l.backup_folder(), &s.office.backup());
    go_live_report Reader |l: &Ledger, s: &Seat<'_>| l.go_live_report(&s.office.home, None, None, W);
    drill_backups Reader |l: &Ledger, s: &Seat<'_>| l.drill_backups(&s.session, &l.backup_folder(), W);
    backup_standing Reader |l: &Ledger, s: &Seat<'_>| l.backup_standing(&s.office.home);
    last_restore Reader |l: &Ledger, _: &Seat<'_>| l.last_restore();
    last_restore_seq Reader |l: &Ledger, _: &Seat<'_>| l.last_restore_seq();
    catch_up_archive Reader |l: &Ledger, _: &Seat<'_>| l.catch_up_archive();
    inspect_archives Reader |l: &Ledger, s: &Seat<'_>| l.inspect_archives(&s.office.home, W);
    inspect_archive Reader |l: &Ledger, s: &Seat<'_>| l.inspect_archive(&s.office.file("x"), W);
    check_archives Reader |l: &Ledger, s: &Seat<'_>| l.check_archives(&s.office.home, W);
    bring_backups_to_places Reader |l: &Ledger, s: &Seat<'_>| l.bring_backups_to_places(&s.office.home, W);
    check_all_backups Reader |l: &Ledger, s: &Seat<'_>| l.check_all_backups(&s.office.home, W);

    create_contract Editor |l: &Ledger, s: &Seat<'_>| l.create_contract(&s.session, &contract());
    create_payment Editor |l: &Ledger, s: &Seat<'_>| l.create_payment(&s.session, &payment(), None);
    create_settlement Editor |l: &Ledger, s: &Seat<'_>| l.create_settlement(&s.session, &settlement());
    create_evaluation Editor |l: &Ledger, s: &Seat<'_>| l.create_evaluation(&s.session, &evaluation());
    create_interview Editor |l: &Ledger, s: &Seat<'_>| l.create_interview(&s.session, &interview());
    create_procurement Editor |l: &Ledger, s: &Seat<'_>| l.create_procurement(&s.session, &Procurement::default());
    create_project Editor |l: &Ledger, s: &Seat<'_>| l.create_project(&s.session, &project());
    create_supplier Editor |l: &Ledger, s: &Seat<'_>| l.create_supplier(&s.session, &Supplier::named("乙公司"));
    update_contract Editor |l: &Ledger, s: &Seat<'_>| l.update_contract(&s.session, 9, 9, &contract());
    update_payment Editor |l: &Ledger, s: &Seat<'_>| l.update_payment(&s.session, 9, 9, &payment(), None);
    update_settlement Editor |l: &Ledger, s: &Seat<'_>| l.update_settlement(&s.session, 9, 9, &settlement());
    update_evaluation Editor |l: &Ledger, s: &Seat<'_>| l.update_evaluation(&s.session, 9, 9, &evaluation());
    update_interview Editor |l: &Ledger, s: &Seat<'_>| l.update_interview(&s.session, 9, 9, &interview(), None);
    update_procurement Editor |l: &Ledger, s: &Seat<'_>| l.update_procurement(&s.session, 9, 9, &Procurement::default());
    update_project Editor |l: &Ledger, s: &Seat<'_>| l.update_project(&s.session, 9, 9, &project());
    update_supplier Editor |l: &Ledger, s: &Seat<'_>| l.update_supplier(&s.session, 9, 9, &Supplier::named("丙"));
    save_payment_plan Editor |l: &Ledger, s: &Seat<'_>| l.save_payment_plan(&s.session, 9, &[], &[]);
    batch_edit Editor |l: &Ledger, s: &Seat<'_>| {
        l.batch_edit(&s.session, Noun::Contract, &none(), "remarks", &json!("x"))
    };
    rehearse_batch_edit Editor |l: &Ledger, s: &Seat<'_>| {
        l.rehearse_batch_edit(&s.session, Noun::Contract, &none(), "remarks", &json!("x"))
    };
    open_file Editor |l: &Ledger, s: &Seat<'_>| l.open_file(&s.office.csv, None, W);
    open_own_file Editor |l: &Ledger, s: &Seat<'_>| l.open_own_file(&s.office.csv, None, W);
    open_pasted Editor |l: &Ledger, _: &Seat<'_>| l.open_pasted("编号\t名称\n1\t2");
    open_import Editor |l: &Ledger, s: &Seat<'_>| l.open_import(&s.office.csv, &options(), W);
    open_own_import Editor |l: &Ledger, s: &Seat<'_>| l.open_own_import(&s.office.csv, &options(), W);
    propose_import Editor |l: &Ledger, s: &Seat<'_>| l.propose_import(&s.office.opened, &Reading::default());
    plan_import Editor |l: &Ledger, s: &Seat<'_>| l.plan_import(&s.office.opened, ImportPlan::default());
    plan_sheets Editor |l: &Ledger, s: &Seat<'_>| l.plan_sheets(&s.office.opened, &ImportPlan::default());
    import_draft Editor |l: &Ledger, s: &Seat<'_>| l.import_draft(&s.office.opened);
    imported_before Editor |l: &Ledger, s: &Seat<'_>| l.imported_before(&s.office.opened);
    rehearse_import Editor |l: &Ledger, s: &Seat<'_>| l.rehearse_import(&s.session, &s.office.import, W);
    commit_import Editor |l: &Ledger, s: &Seat<'_>| l.commit_import(&s.session, &s.office.import, false, W);
    import_sheets Editor |l: &Ledger, s: &Seat<'_>| {
        l.import_sheets(&s.session, std::slice::from_ref(&s.office.import), SheetsDeed::Rehearse, W)
    };
    forget_mapping Editor |l: &Ledger, s: &Seat<'_>| l.forget_mapping(&s.session, "x");
    forget_value Editor |l: &Ledger, s: &Seat<'_>| l.forget_value(&s.session, 1);
    load_sample Editor |l: &Ledger, s: &Seat<'_>| l.load_sample(&s.session, W);

    delete_records Manager |l: &Ledger, s: &Seat<'_>| l.delete_records(&s.session, Noun::Contract, &none());
    rehearse_deletion Manager |l: &Ledger, s: &Seat<'_>| l.rehearse_deletion(&s.session, Noun::Contract, &none());
    merge_suppliers Manager |l: &Ledger, s: &Seat<'_>| l.merge_suppliers(&s.session, &merge());
    // The operation of another person.
    undo Manager |l: &Ledger, s: &Seat<'_>| l.undo(&s.session, 1);
    rehearse_undo Manager |l: &Ledger, s: &Seat<'_>| l.rehearse_undo(&s.session, 1);
    update_settings Manager |l: &Ledger, s: &Seat<'_>| {
        l.update_settings(&s.session, 9, &s.office.settings)
    };
    adopt_rules Manager |l: &Ledger, s: &Seat<'_>| l.adopt_rules(&s.session, 9, &rules());

    list_accounts Administrator |l: &Ledger, _: &Seat<'_>| l.list_accounts();
    begin_accounts Administrator |l: &Ledger, s: &Seat<'_>| l.begin_accounts(&s.session, "赵六", PASSWORD);
    create_account Administrator |l: &Ledger, s: &Seat<'_>| {
        l.create_account(&s.session, &account("", Role::Reader), PASSWORD)
    };
    update_account Administrator |l: &Ledger, s: &Seat<'_>| {
        l.update_account(&s.session, 99, 1, &account("x", Role::Reader))
    };
    reset_password Administrator |l: &Ledger, s: &Seat<'_>| l.reset_password(&s.session, 99, PASSWORD);
    confirm_resets Administrator |l: &Ledger, s: &Seat<'_>| l.confirm_resets(&s.session);
    features Administrator |l: &Ledger, _: &Seat<'_>| l.features();
    set_feature Administrator |l: &Ledger, s: &Seat<'_>| {
        l.set_feature(&s.session, FeatureSwitch { feature: Feature::RatingTrial, state: FeatureState::On })
    };
    set_idle_minutes Administrator |l: &Ledger, s: &Seat<'_>| l.set_idle_minutes(&s.session, 15);
    acknowledge_tampering Administrator |l: &Ledger, s: &Seat<'_>| l.acknowledge_tampering(&s.session, "核对");
    prune_backups Administrator |l: &Ledger, _: &Seat<'_>| {
        l.prune_backups(&l.backup_folder(), &RetentionRule::default(), true)
    };
    find_backup Administrator |l: &Ledger, s: &Seat<'_>| l.find_backup(&l.backup_folder(), &s.office.backup());
    backup_beside Administrator |l: &Ledger, s: &Seat<'_>| l.backup_beside(&s.office.backup_file);
    moment Administrator |l: &Ledger, _: &Seat<'_>| l.moment(&[], &Moment::Newest, W);
    timeline Administrator |l: &Ledger, _: &Seat<'_>| l.timeline(&[], 0, 5);
    loss_of Administrator |l: &Ledger, _: &Seat<'_>| l.loss_of(&[], &Moment::Newest);
    before_last_restore Administrator |l: &Ledger, _: &Seat<'_>| l.before_last_restore();
    undo_restore Administrator |l: &Ledger, s: &Seat<'_>| l.undo_restore(&s.session, W);
    restore Administrator |l: &Ledger, s: &Seat<'_>| {
        l.restore(&s.session, &Candidate::without_manifest(&s.office.csv)?, W)
    };
    reset_password_by_operator Operator |l: &Ledger, s: &Seat<'_>| {
        l.reset_password_by_operator(&s.session, "李四", PASSWORD)
    };
}

/// Operations that need no right, and why.
const FREE: &[(&str, &str)] = &[
    ("access", "tells everybody where they stand"),
    ("refuse_unless_may", "is the question itself"),
    ("in_the_name_of", "is how somebody asks"),
    ("session", "tells them who they are"),
    ("sign_in", "is the door"),
    ("unlock", "is the door"),
    ("path", "tells no record"),
    ("today", "tells no record"),
    ("batch_fields", "tells names of fields"),
    ("check_procurement", "reads nothing of the ledger"),
    ("backup_folder", "tells no record"),
    ("is_read_only", "tells no record"),
    ("is_damaged", "tells no record; the program asks it"),
    ("tampering", "is shown to everybody"),
    ("trust_facts", "is shown to everybody"),
    ("look_for_tampering", "the program asks it"),
    ("interrupted_restore", "is shown to everybody"),
    ("interrupted_migration", "is shown to everybody"),
    ("keep_at_hand", "the program prepares itself"),
    ("wait_until_at_hand", "the program prepares itself"),
    ("keep_archive", "the program keeps it"),
    ("end_archive", "the program keeps it"),
    ("archive_states", "tells no record"),
    ("back_up_by_schedule", "the program keeps it, as back_up"),
    ("backup_due", "the schedule asks it"),
    ("backup_due_on_exit", "the schedule asks it"),
    ("is_changed_since_backup", "the schedule asks it"),
    ("operations_since", "is asked with a backup that somebody may list"),
    ("keep_import_draft", "keeps an import that somebody planned; it fails in silence"),
    ("restore_through", "is restore, with another file system, for tests"),
    ("change_password", "has a test of its own: everybody may, for themselves alone"),
    ("write_go_live", "writes a report that somebody was given"),
    ("end_accounts", "has a test of its own: it ends the accounts that the others need"),
];

/// A ledger with an account of each role, and what the calls need.
struct Office {
    folder: tempfile::TempDir,
    root: Ledger,
    home: Home,
    csv: PathBuf,
    opened: ImportFile,
    import: Import,
    backup_file: PathBuf,
    settings: Settings,
}

impl Office {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let root = Ledger::create(&folder.path().join("台账.sqlite3"))?;
        let alone = Session::named("本机");
        root.create_supplier(&alone, &Supplier::named("甲公司"))?;
        let csv = folder.path().join("供应商.csv");
        std::fs::write(&csv, "供应商名称\n丁公司\n")?;
        let opened = root.open_pasted("供应商名称\n丁公司\n")?;
        let import =
            root.plan_import(&opened, ImportPlan { reading: supplier_list(), ..ImportPlan::default() })?;
        let backup_file = root.create_backup(&root.backup_folder(), None, W)?.path;
        let settings = root.settings()?.settings;
        let chief = root.begin_accounts(&alone, "系统", PASSWORD)?;
        for role in Role::ALL {
            root.create_account(&chief, &account(role.label(), *role), PASSWORD)?;
        }
        root.create_account(&chief, &account("停用者", Role::Administrator), PASSWORD)?;
        let home = Home::at(folder.path().join("home"));
        Ok(Self { folder, root, home, csv, opened, import, backup_file, settings })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn backup(&self) -> String {
        self.backup_file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Signs somebody in, whose password is their own.
    fn signed_in(&self, name: &str) -> Result<Session> {
        let first = self.root.sign_in(name, PASSWORD)?;
        self.root.change_password(&first, PASSWORD, "另一个密码-2026")?;
        self.root.sign_in(name, "另一个密码-2026")
    }

    fn seat(&self, session: &Session) -> Seat<'_> {
        Seat { ledger: self.root.in_the_name_of(session), session: session.clone(), office: self }
    }
}

fn rank(role: Role) -> Least {
    match role {
        Role::Reader => Least::Reader,
        Role::Editor => Least::Editor,
        Role::Manager => Least::Manager,
        Role::Administrator => Least::Administrator,
    }
}

/// Calls every operation, and names those that answer otherwise than `expected` says.
fn surprises(seat: &Seat<'_>, expected: impl Fn(Least) -> Option<Code>) -> Vec<String> {
    let told = |(name, least, deed): &(&str, Least, Deed)| {
        let refused = deed(seat).err().map(|error| error.code());
        let by_right = refused.filter(|code| code.as_str().starts_with("access."));
        // There are accounts already: an answer of the operation itself.
        let by_right = by_right.filter(|code| *code != Code::AccessHasAccounts);
        (by_right != expected(*least)).then(|| format!("{name}: {refused:?}"))
    };
    DEEDS.iter().filter_map(told).collect()
}

#[test]
fn every_operation_is_refused_to_whoever_may_not_do_it() -> Result {
    let office = Office::new()?;
    let none: Vec<String> = Vec::new();
    let chief = office.root.sign_in("系统", PASSWORD)?;

    assert_eq!(surprises(&office.seat(&Session::at_window()), |_| Some(Code::AccessNotSignedIn)), none);
    assert_eq!(surprises(&office.seat(&chief.away()), |_| Some(Code::AccessLocked)), none);

    let disabled = office.root.sign_in("停用者", PASSWORD)?;
    assert_eq!(surprises(&office.seat(&disabled), |_| Some(Code::AccessPasswordChangeDue)), none);
    let rows = office.root.in_the_name_of(&chief).list_accounts()?;
    let row = rows.iter().find(|row| row.account.name == "停用者").expect("the account");
    let gone = Account { disabled: true, ..row.account.clone() };
    office.root.update_account(&chief, row.id, row.revision, &gone)?;
    assert_eq!(surprises(&office.seat(&disabled), |_| Some(Code::AccessDisabled)), none);

    for role in Role::ALL.iter().rev() {
        let session = office.signed_in(role.label())?;
        let expected = |least: Least| {
            let may = least != Least::Operator && rank(*role) as u8 >= least as u8;
            (!may).then_some(Code::AccessDenied)
        };
        assert_eq!(surprises(&office.seat(&session), expected), none, "{role:?}");
    }
    Ok(())
}

#[test]
fn whoever_has_the_computer_keeps_backups_and_sees_no_record() -> Result {
    let office = Office::new()?;
    let seat = office.seat(&Session::of_this_computer());
    for (name, refused) in [
        ("list_contracts", Some(Code::AccessNotSignedIn)),
        ("export_all", Some(Code::AccessNotSignedIn)),
        ("create_supplier", Some(Code::AccessNotSignedIn)),
        ("list_accounts", Some(Code::AccessNotSignedIn)),
        ("create_backup", None),
        ("check_health", None),
        ("verify_journal", None),
    ] {
        let (_, _, deed) = DEEDS.iter().find(|(deed, ..)| *deed == name).expect("it stands in the table");
        assert_eq!(deed(&seat).err().map(|error| error.code()), refused, "{name}");
    }
    seat.ledger.refuse_unless_may(Operation::Migrate)
}

/// A new operation is missing from the table until somebody says who may do it.
#[test]
fn every_operation_stands_in_the_table() -> std::io::Result<()> {
    let mut found = BTreeSet::new();
    operations_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found)?;
    assert!(found.len() > 150, "the sources are not read as they are written: {}", found.len());
    let stated: BTreeSet<String> = DEEDS
        .iter()
        .map(|(name, ..)| *name)
        .chain(FREE.iter().map(|(name, _)| *name))
        .map(str::to_owned)
        .collect();
    assert_eq!(found.difference(&stated).collect::<Vec<_>>(), Vec::<&String>::new(), "say who may do it");
    assert_eq!(stated.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new(), "it is gone");
    Ok(())
}

/// Gathers the public methods of an open ledger from the sources.
fn operations_in(folder: &Path, found: &mut BTreeSet<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            operations_in(&path, found)?;
            continue;
        }
        let source = std::fs::read_to_string(&path)?;
        for part in source.split("\nimpl Ledger {\n").skip(1) {
            let body = part.split("\n}\n").next().unwrap_or_default();
            for function in body.split("\n    pub fn ").skip(1) {
                let (name, rest) = function.split_once('(').unwrap_or_default();
                let name = name.split('<').next().unwrap_or_default();
                if rest.trim_start().starts_with("&self") {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    Ok(())
}

fn all() -> ListQuery {
    ListQuery { limit: 5, ..ListQuery::default() }
}

fn drill() -> DrillRecord {
    DrillRecord {
        kind: DrillKind::Restore,
        held_at: "2020-01-01 08:00".parse().expect("a time"),
        held_by: "张三".to_owned(),
        scope: "恢复最新一份备份".to_owned(),
        result: DrillResult::Passed,
        seconds: None,
        findings: None,
        links: None,
    }
}

fn none() -> Selection {
    Selection::Records(Vec::new())
}

fn supplier_list() -> Reading {
    Reading { kind: Some(Noun::Supplier), ..Reading::default() }
}

fn options() -> ImportOptions {
    ImportOptions { kind: Some(Noun::Supplier), ..ImportOptions::default() }
}

fn account(name: &str, role: Role) -> Account {
    Account { name: name.to_owned(), role, disabled: false, in_test_group: false }
}

fn contract() -> Contract {
    Contract::plain("HT-9", "合同", 1)
}

fn payment() -> Payment {
    Payment::plain(9, "FK-9", "1".parse().expect("an amount"), "2026-01-01".parse().expect("a day"))
}

fn record<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a record")
}

fn settlement() -> ledger::domain::settlement::Settlement {
    record(
        json!({ "contract_id": 9, "final_amount": "1.00", "completed_on": null, "archived_on": null, "remarks": null }),
    )
}

fn evaluation() -> ledger::domain::evaluation::Evaluation {
    record(json!({
        "contract_id": 9, "last_score": null, "yearly_scores": {}, "irregular_scores": {},
        "comprehensive_score": null, "comprehensive_origin": "imported", "period": null, "evaluator": null,
        "weights": null, "remarks": null
    }))
}

fn project() -> ledger::domain::project::Project {
    record(json!({
        "code": "P-9", "name": "项目", "description": null, "manager": null, "status": "进行中", "remarks": null
    }))
}

fn interview() -> ledger::domain::interview::Interview {
    record(json!({
        "supplier_id": 1, "contract_id": null, "kind": "履约沟通", "held_on": "2026-01-01", "interviewer": "王",
        "representative": null, "reason": "x", "content": "y", "rectification": null, "due_on": null,
        "result": null, "status": "仅记录"
    }))
}

fn merge() -> ledger::domain::merge::MergeRequest {
    record(json!({
        "kept_id": 8, "kept_revision": 1, "gone_id": 9, "gone_revision": 1, "taken": [], "confirmed": false
    }))
}

fn rules() -> ledger::domain::trial::TrialRules {
    record(json!({
        "weights": { "last_percent": 60, "process_percent": 40, "process_alone": false },
        "bands": [
            { "name": "合格", "from": "60" }, { "name": "不合格", "from": "0" }
        ]
    }))
}
