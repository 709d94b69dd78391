// Written by `cargo xtask bindings` from crates/wire. Do not edit.

export type Access = { 
/**
 * Whether people sign in; else one person works without.
 */
with_accounts: boolean, 
/**
 * Who has signed in.
 */
person: Person | null, 
/**
 * Whether the desk is locked until the person gives the password again.
 */
locked: boolean, 
/**
 * Whether the password was given by somebody else, and is to be changed first.
 */
must_change: boolean, 
/**
 * Minutes without a key or a movement until the desk is locked; 0 never locks it.
 */
idle_minutes: number, 
/**
 * The names of the operations that they may do.
 */
may: Array<string>, 
/**
 * The names of the switched features that are there for them.
 */
features: Array<string>, 
/**
 * Passwords that were set by the command for IT; for an administrator only.
 */
resets: Array<PasswordReset>, };

export type Account = { 
/**
 * With which the person signs in, and by which the journal names them; fixed once given.
 */
name: string, role: Role, disabled: boolean, 
/**
 * Whether the person tries features that are not there for all yet.
 */
in_test_group: boolean, };

export type AccountRow = { id: number, revision: number, account: Account, 
/**
 * Whether the password was given by somebody else, and is to be changed first.
 */
must_change: boolean, 
/**
 * UTC, RFC 3339, as all instants here.
 */
created_at: string, created_by: string, signed_in_at: string | null, 
/**
 * Until when nobody can sign in with this account, after wrong passwords.
 */
locked_until: string | null, 
/**
 * When and by whom the password was set by the command for IT, until an administrator has seen it.
 */
reset_at: string | null, reset_by: string | null, };

export type Amendments = { 
/**
 * By the 1-based row, then the 0-based column of the sheet.
 */
cells: { [key in number]: { [key in number]: string } }, 
/**
 * By the 0-based column, then the text as the file shows it.
 */
values: { [key in number]: { [key in string]: string } }, };

export type AppState = { opening: Opening, version: string, 
/**
 * The ledger file, as the status bar shows it.
 */
ledger_path: string, 
/**
 * Who is at work.
 */
actor: string, 
/**
 * What they may do.
 */
access: Access, 
/**
 * Traces of tampering: until an administrator acknowledges them nothing can be changed.
 */
tampering: Tampering | null, 
/**
 * Why the ledger could not be opened.
 */
failure: Failure | null, 
/**
 * Whether a backup may take the place of the ledger that could not be opened.
 */
replaceable: boolean, 
/**
 * Whether records may still be got out of it.
 */
recoverable: boolean, 
/**
 * Whether the open ledger was found damaged: it can be repaired.
 */
damaged: boolean, 
/**
 * How a restore ended that was interrupted before this start.
 */
interrupted: InterruptedRestore | null, 
/**
 * How a migration ended that was interrupted before this start.
 */
interrupted_migration: InterruptedMigration | null, 
/**
 * Whether the ledger is only looked at, because its upgrade is put off.
 */
read_only: boolean, 
/**
 * How many records of each noun there are.
 */
counts: Array<NounCount>, };

export type AppliedMigration = { 
/**
 * UTC, RFC 3339.
 */
at: string, program_version: string, };

export type ArchiveReport = { place: string, 
/**
 * When it was looked at: UTC, RFC 3339.
 */
at: string, segments: Array<SegmentReport>, 
/**
 * Operations of the ledger that lack between others that the place has.
 */
gaps: Array<SeqRange>, 
/**
 * The newest operation of the ledger that the place has; 0 where it has none.
 */
reached: number, 
/**
 * Why it could not be looked at.
 */
failure: Code | null, };

export type Aspect = "integrity" | "references" | "journal" | "derived" | "trust" | "backup" | "places" | "archive" | "drill" | "disk" | "size" | "clock" | "slow" | "errors" | "program" | "sqlite" | "web_view";

export type AwardMethod = "竞争定标法" | "票决定标法" | "集体议事法" | "上报审批（其他方式采购）";

export type BackupDrill = { 
/**
 * UTC, RFC 3339.
 */
at: string, proofs: Array<BackupProof>, };

export type BackupList = { 
/**
 * Where they lie.
 */
folder: string, backups: Array<BackupRow>, drill: BackupDrill | null, last_restore: LastRestore | null, 
/**
 * Ledgers that could not be read, newest first.
 */
set_aside: Array<SetAside>, };

export type BackupMade = { backup: BackupRow, 
/**
 * The further places, in the order in which they are set.
 */
places: Array<PlaceOutcome>, 
/**
 * How many backups beside the ledger the rule removed.
 */
removed: number, };

export type BackupNotice = { 
/**
 * Says it in words; `params` are its values.
 */
code: Code, params: { [key in string]: string }, urgency: Urgency, };

export type BackupPlace = { 
/**
 * The newest operation that the archive has; none where none is kept there, or it was not reached
 * since the program started.
 */
archived: number | null, 
/**
 * Why the archive could not be written the last time.
 */
archive_failure: Code | null, 
/**
 * How it stood when every byte of it was looked at last; none where nobody looked yet.
 */
archive_found: ArchiveReport | null, folder: string, 
/**
 * The folder beside the ledger.
 */
built_in: boolean, 
/**
 * Whether it can be reached now.
 */
reachable: boolean, 
/**
 * UTC, RFC 3339.
 */
reached_at: string | null, 
/**
 * The file name of the newest backup in it.
 */
newest: string | null, 
/**
 * Why nothing could be brought there the last time.
 */
failure: Code | null, 
/**
 * Not reached for longer than the settings allow.
 */
overdue: boolean, 
/**
 * The room on its disk, in bytes; none where it cannot be reached or does not tell.
 */
free: number | null, };

export type BackupProof = { name: string, 
/**
 * Contracts in the report that was made from it.
 */
contracts: number, };

export type BackupReason = "manual" | "scheduled" | "before_import" | "before_migration" | "before_restore";

export type BackupRow = { 
/**
 * The file name, by which it is meant.
 */
name: string, path: string, 
/**
 * Every folder in which it lies.
 */
folders: Array<string>, 
/**
 * UTC, RFC 3339.
 */
made_at: string, reason: BackupReason, note: string | null, bytes: number, 
/**
 * Records of each noun in it.
 */
counts: Array<NounCount>, 
/**
 * The newest operation that it holds; 0 where there was none.
 */
seq: number, program_version: string, };

export type BackupSettings = { 
/**
 * Folders into which every backup is copied, besides the one beside the ledger.
 */
places: Array<string>, schedule: Schedule, rule: RetentionRule, 
/**
 * Whether each entry of the journal is copied into the places within seconds.
 */
archive: boolean, 
/**
 * Whether what is copied into further places is encrypted; what stays beside the ledger is as
 * readable as the ledger.
 */
encrypt: boolean, 
/**
 * After so many days without reaching a place a person is told.
 */
unreachable_days: number, };

export type BackupStanding = { 
/**
 * The folder of the backups that the program makes by itself.
 */
folder: string, 
/**
 * UTC, RFC 3339; none where there is no backup.
 */
last_backup: string | null, unsaved: number, 
/**
 * UTC, RFC 3339; none where no backup was ever proven restorable.
 */
last_drill: string | null, 
/**
 * What a person is to be told, the most harmful first.
 */
notices: Array<BackupNotice>, };

export type Band = { name: string, from: string, };

export type Bands = Array<Band>;

export type Basis = "chosen" | "remembered" | "label" | "alias" | "contained" | "position";

export type BatchRefusal = { problems: Array<Problem>, id: number, key: string, name: string, };

export type BatchReport = { noun: Noun, field: string, 
/**
 * The entry that records it; none in a rehearsal, or where nothing changed.
 */
seq: number | null, edited: number, 
/**
 * Records that have the value already.
 */
unchanged: number, refused: number, 
/**
 * The refused records, up to a page's worth.
 */
refusals: Array<BatchRefusal>, 
/**
 * The nouns whose screens are to be refreshed.
 */
changed: Array<Noun>, };

export type BidEvaluation = "综合评分法" | "竞争性谈判" | "价格竞争法" | "定性评审法" | "其他";

export type Category = "工程" | "工程货物" | "工程服务" | "货物" | "服务";

export type CellChange = { 
/**
 * The label as the file has it.
 */
column: string, 
/**
 * The 0-based column of the sheet.
 */
at: number, old: string | null, new: string | null, };

export type ChainReport = { entries: number, 
/**
 * The hash of the newest entry, in hexadecimal; none in an empty journal.
 */
head: string | null, 
/**
 * The first entry that does not fit, and why.
 */
broken_at: number | null, problem: Problem | null, };

export type ChangeAction = "created" | "updated" | "deleted";

export type ChangeOutcome = "已验证" | "已回退";

export type ChangeRow = { id: number, revision: number, stage: ChangeStage, title: string, description: string | null, risk: string | null, applied_at: string, applied_by: string, assessed_at: string | null, assessed_by: string | null, approved_at: string | null, approved_by: string | null, done_at: string | null, done_by: string | null, outcome: ChangeOutcome | null, concluded_at: string | null, concluded_by: string | null, note: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type ChangeStage = "已申请" | "已评估" | "已批准" | "已实施" | "已验证" | "已回退";

export type Code = "record.field_missing" | "record.code_invalid" | "record.code_taken" | "record.not_found" | "record.stale" | "record.referred" | "record.ambiguous" | "record.reference_gone" | "amount.negative" | "ratio.out_of_range" | "procurement.dates_out_of_order" | "procurement.award_exceeds" | "supplier.name_taken" | "supplier.uscc_invalid" | "supplier.status_reason_missing" | "supplier.status_date_missing" | "supplier.status_date_ahead" | "supplier.former_name_taken" | "project.unknown" | "project.ambiguous" | "supplier.unknown" | "supplier.ambiguous" | "supplier.merge_same" | "supplier.merge_uscc_differs" | "supplier.unmerge_taken" | "supplier.unmerge_survivor_gone" | "supplier.blacklisted" | "supplier.watched" | "supplier.poorly_graded" | "contract.parent_missing" | "contract.parent_forbidden" | "contract.parent_not_main" | "contract.parent_is_self" | "contract.has_children" | "contract.procurement_missing" | "contract.procurement_forbidden" | "contract.ends_before_start" | "contract.has_settlement" | "contract.project_differs" | "contract.supplier_differs" | "contract.growth_exceeds" | "contract.overpaid" | "contract.signed_after_start" | "payment.amount_not_positive" | "payment.overpays" | "payment.looks_repeated" | "payment.in_future" | "payment.plan_of_other" | "payment.term_unknown" | "payment_plan.amount_missing" | "payment_plan.amount_not_positive" | "payment_plan.both_stated" | "payment_plan.contradicts" | "payment_plan.contract_fixed" | "payment_plan.percent_out_of_range" | "payment_plan.sum_differs" | "payment_plan.term_taken" | "payment_plan.term_too_long" | "settlement.overpaid" | "settlement.exists" | "settlement.not_main" | "settlement.contradicts" | "evaluation.year_out_of_range" | "evaluation.number_out_of_range" | "evaluation.exists" | "evaluation.score_missing" | "evaluation.differs_from_computed" | "weights.not_hundred" | "grade.bands_invalid" | "settings.days_out_of_range" | "settings.urgent_not_earlier" | "settings.unknown" | "settings.bad_value" | "interview.date_out_of_range" | "interview.rectification_missing" | "interview.moves_back" | "interview.deadline_unwatched" | "interview.contract_of_other" | "cell.not_amount" | "cell.too_many_decimals" | "cell.amount_too_large" | "cell.not_score" | "cell.score_out_of_range" | "cell.not_percent" | "cell.not_date" | "cell.ambiguous_date" | "cell.not_yes_or_no" | "cell.not_choice" | "cell.digits_lost" | "cell.formula_error" | "cell.too_long" | "cell.merged_amount" | "cell.filled_down" | "row.duplicate_in_file" | "row.reference_unknown" | "row.reference_ambiguous" | "row.supplier_unknown" | "row.exists" | "row.missing" | "row.changed_since_export" | "row.is_note" | "row.is_subtotal" | "row.is_example" | "row.is_hidden" | "row.has_no_payment" | "row.left_out" | "row.code_looks_known" | "file.not_found" | "file.unreadable" | "file.empty" | "file.not_workbook" | "file.encrypted" | "file.old_format" | "file.web_page" | "file.quote_open" | "file.too_large" | "file.rejected" | "file.encoding_unknown" | "file.header_unknown" | "file.sheet_unknown" | "file.sheet_ambiguous" | "file.column_missing" | "file.column_repeated" | "template.unreadable" | "template.not_yaml" | "template.field_unknown" | "template.label_taken" | "template.label_invalid" | "file.too_many_rows" | "file.in_use" | "file.not_writable" | "file.format_unknown" | "file.name_unsuitable" | "file.held" | "file.denied" | "disk.full" | "ledger.missing" | "ledger.exists" | "ledger.in_use" | "ledger.not_ours" | "ledger.newer" | "ledger.damaged" | "ledger.not_writable" | "ledger.path_too_long" | "ledger.name_unsuitable" | "ledger.folder_unsuitable" | "ledger.not_open" | "ledger.nothing_readable" | "ledger.migration_edited" | "ledger.upgrade_pending" | "ledger.read_only" | "access.not_signed_in" | "access.locked" | "access.disabled" | "access.denied" | "access.wrong_password" | "access.locked_out" | "access.password_change_due" | "access.feature_off" | "access.has_accounts" | "access.has_none" | "account.name_missing" | "account.name_invalid" | "access.former_account" | "account.name_taken" | "account.password_weak" | "account.password_missing" | "account.password_differs" | "account.last_administrator" | "account.unknown" | "account.idle_invalid" | "journal.is_people" | "ledger.tampered" | "access.reason_missing" | "migration.unknown" | "migration.release_unknown" | "migration.below_release" | "migration.irreversible" | "migration.failed" | "migration.changes" | "migration.differs" | "migration.not_backed_up" | "migration.not_confirmed" | "migration.no_rollback" | "journal.entry_unknown" | "journal.already_undone" | "journal.other_schema" | "journal.is_restore" | "journal.is_migration" | "journal.broken" | "journal.nothing_to_undo" | "journal.nothing_reversed" | "layout.empty" | "layout.heading_missing" | "layout.unknown" | "layout.needs_kind" | "list.unknown_field" | "list.bad_value" | "list.text_too_long" | "list.too_many_conditions" | "import.not_ready" | "import.has_errors" | "import.file_changed" | "import.more_problems" | "import.not_backed_up" | "import.unknown" | "import.not_remembered" | "import.original_not_kept" | "cancelled" | "backup.unverified" | "backup.damaged" | "backup.disk_space" | "backup.unknown" | "backup.clock_went_back" | "backup.settings_unreadable" | "backup.hours_out_of_range" | "backup.rule_too_few" | "backup.rule_out_of_range" | "backup.place_relative" | "backup.place_repeated" | "backup.place_missing" | "backup.place_unreachable" | "backup.place_not_writable" | "backup.newest_sound" | "backup.place_unknown" | "backup.among_last" | "backup.passphrase_needed" | "backup.passphrase_wrong" | "backup.passphrase_missing" | "backup.passphrase_short" | "backup.key_damaged" | "backup.passphrase_differs" | "backup.not_confirmed" | "backup.not_ours" | "backup.newer" | "backup.foreign_schema" | "backup.no_manifest" | "backup.not_whole" | "restore.none" | "restore.not_confirmed" | "restore.not_reversible" | "restore.differs" | "restore.not_ready" | "restore.unfinished" | "moment.invalid" | "moment.unknown" | "moment.unreachable" | "todo.overpaid" | "todo.expired" | "todo.rectification_overdue" | "todo.payment_overdue" | "todo.payment_due" | "todo.retention_due" | "todo.expires_urgently" | "todo.expires_soon" | "todo.evaluation_due" | "todo.amount_missing" | "todo.end_missing" | "todo.signing_missing" | "todo.uscc_missing" | "todo.backup_missing" | "todo.backup_old" | "todo.backup_failed" | "todo.backup_damaged" | "todo.archive_faulty" | "todo.place_overdue" | "todo.drill_missing" | "todo.drill_old" | "upkeep.time_ahead" | "upkeep.time_missing" | "upkeep.time_invalid" | "upkeep.seconds_invalid" | "upkeep.step_skipped" | "upkeep.steps_out_of_order" | "upkeep.link_unreadable" | "upkeep.link_unknown" | "health.sound" | "health.not_checked" | "health.integrity_faulty" | "health.references_faulty" | "health.journal_faulty" | "health.derived_faulty" | "health.untouched" | "health.tampered" | "health.tampering_acknowledged" | "health.backup_recent" | "health.backup_not_needed" | "health.place_reached" | "health.place_away" | "health.place_none" | "health.archive_current" | "health.archive_behind" | "health.archive_unread" | "health.archive_faulty" | "health.archive_off" | "health.drill_recent" | "health.drill_nothing" | "health.disk_roomy" | "health.disk_nearly_full" | "health.disk_untold" | "health.size" | "health.size_leaps" | "health.clock_right" | "health.clock_behind" | "health.slow_none" | "health.slow_seldom" | "health.slow_often" | "health.errors_none" | "health.errors_some" | "health.logs_unreadable" | "health.program" | "health.program_ahead" | "health.version" | "health.web_view_unknown" | "go_live.text_missing" | "go_live.text_taken" | "go_live.item_unknown" | "request.invalid" | "internal";

export type ColumnChoice = { "take": "nothing" } | { "take": "field", field: string, 
/**
 * The year or the number of a repeated field.
 */
ordinal: number | null, 
/**
 * None leaves the unit to the header.
 */
unit: Unit | null, };

export type ColumnMatch = { 
/**
 * The 0-based column of the sheet.
 */
column: number, 
/**
 * The label as the file has it.
 */
label: string, 
/**
 * The field it fills; none where it is not used.
 */
field: string | null, 
/**
 * The year of a yearly score, the number of an irregular one.
 */
ordinal: number | null, unit: Unit, 
/**
 * What it was taken for its field by; none where nobody knows it.
 */
basis: Basis | null, };

export type Comparison = "is" | "contains" | "at_least" | "at_most" | "empty" | "not_empty";

export type Contract = { code: string, sequence: string | null, name: string, kind: ContractKind, parent_id: number | null, source: ContractSource, procurement_id: number | null, project_id: number | null, type: Category | null, party_a: string | null, supplier_id: number, party_a_representative: string | null, party_a_contact: string | null, party_a_manager: string | null, party_b_representative: string | null, party_b_contact: string | null, party_b_manager: string | null, amount: string | null, signed_on: string | null, starts_on: string | null, ends_on: string | null, duration: string | null, officer: string | null, payment_terms: string | null, retention_percent: string | null, retention_due_on: string | null, guarantee_returned_on: string | null, archived_on: string | null, remarks: string | null, };

export type ContractDetail = { contract: Stored<Contract>, row: ContractRow, project_name: string | null, 
/**
 * The whole family, the main contract first; a contract alone is a family of one.
 */
family: Array<ContractRow>, 
/**
 * 累计增补比例 of the family.
 */
growth: string | null, 
/**
 * 累计增补预警比例, and whether the growth is above it.
 */
growth_limit: string, growth_exceeds: boolean, 
/**
 * The payments of the whole family for a main contract, else of the child, oldest first.
 */
payments: Array<RunningPayment>, 
/**
 * The payment plan of this document.
 */
plan: ContractPlan, settlement: SettlementRow | null, evaluation: EvaluationRow | null, };

export type ContractKind = "主合同" | "补充协议" | "解除协议" | "框架协议";

export type ContractPlan = { 
/**
 * In the order in which they fall due; those that hang on an event last.
 */
rows: Array<PaymentPlanRow>, sum: PlanSum, };

export type ContractRow = { id: number, revision: number, code: string, sequence: string | null, name: string, kind: ContractKind, parent_code: string | null, source: ContractSource, procurement_code: string | null, project_code: string | null, type: Category | null, party_a: string | null, supplier_id: number, supplier: string, amount: string | null, signed_on: string | null, starts_on: string | null, ends_on: string | null, officer: string | null, family_amount: string | null, paid: string, base: string | null, progress: string | null, remaining: string | null, status: ContractStatus, 
/**
 * The end of the family, extensions by supplements included, while it is in execution.
 */
expires_on: string | null, expiry: Deadline | null, 
/**
 * Days from today to the end; negative once it has passed.
 */
days_left: number | null, 
/**
 * 质保金.
 */
retention: string | null, 
/**
 * When the retention is to be released, while something is still to be paid.
 */
releases_on: string | null, release: Deadline | null, 
/**
 * Days from today to the release; negative once it is due.
 */
release_days: number | null, };

export type ContractSource = "采购合同" | "直接签订";

export type ContractStatus = "在执行" | "已结算" | "已解除";

export type Counts = { insert: number, update: number, unchanged: number, conflict: number, error: number, skipped: number, };

export type DamageSurvey = { 
/**
 * The newest backup with every operation since; none where no operation is known.
 */
replayed: ReplayedLedger | null, 
/**
 * The records that can still be read; none where none can.
 */
recovered: RecoveredLedger | null, 
/**
 * What each has that the other lacks: the replayed one before, the recovered one now.
 */
comparison: LedgerComparison | null, 
/**
 * The way that is offered first.
 */
first: WayBack, };

export type Deadline = "已到期" | "马上到期" | "即将到期" | "未到期";

export type DeletionRecord = { refusal: Refusal | null, id: number, key: string, name: string, };

export type DeletionReport = { noun: Noun, 
/**
 * The entry that records it; none in a rehearsal, or where nothing was deleted.
 */
seq: number | null, deleted: number, refused: number, 
/**
 * The refused records, then the deleted ones; of each up to a page's worth.
 */
records: Array<DeletionRecord>, 
/**
 * The nouns whose screens are to be refreshed.
 */
changed: Array<Noun>, };

export type DiagnosisPart = { 
/**
 * Its name inside the package.
 */
name: string, bytes: number, 
/**
 * What stands in it; none of a log, which the window shows page by page.
 */
text: string | null, };

export type Difference = "changed" | "missing" | "new";

export type DifferingPage = { rows: Array<DifferingRecord>, count: number, };

export type DifferingRecord = { noun: Noun, id: number, 
/**
 * The code or name by which people know it: as it is now, or was where it is gone.
 */
key: string, difference: Difference, };

export type DrillKind = "恢复演练" | "切换演练" | "其他演练";

export type DrillRecord = { kind: DrillKind, held_at: string, held_by: string, 
/**
 * What was tried, and with what.
 */
scope: string, result: DrillResult, 
/**
 * How long it took.
 */
seconds: number | null, 
/**
 * What was found, and what is to be mended.
 */
findings: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type DrillResult = "通过" | "未通过";

export type DrillRow = { id: number, revision: number, kind: DrillKind, held_at: string, held_by: string, 
/**
 * What was tried, and with what.
 */
scope: string, result: DrillResult, 
/**
 * How long it took.
 */
seconds: number | null, 
/**
 * What was found, and what is to be mended.
 */
findings: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type DueEvaluation = { 
/**
 * Its evaluation, which lacks the score of the year; none where there is no evaluation.
 */
evaluation_id: number | null, id: number, revision: number, code: string, sequence: string | null, name: string, kind: ContractKind, parent_code: string | null, source: ContractSource, procurement_code: string | null, project_code: string | null, type: Category | null, party_a: string | null, supplier_id: number, supplier: string, amount: string | null, signed_on: string | null, starts_on: string | null, ends_on: string | null, officer: string | null, family_amount: string | null, paid: string, base: string | null, progress: string | null, remaining: string | null, status: ContractStatus, 
/**
 * The end of the family, extensions by supplements included, while it is in execution.
 */
expires_on: string | null, expiry: Deadline | null, 
/**
 * Days from today to the end; negative once it has passed.
 */
days_left: number | null, 
/**
 * 质保金.
 */
retention: string | null, 
/**
 * When the retention is to be released, while something is still to be paid.
 */
releases_on: string | null, release: Deadline | null, 
/**
 * Days from today to the release; negative once it is due.
 */
release_days: number | null, };

export type EarlierImport = { seq: number, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, };

export type Evaluation = { contract_id: number, period: string | null, evaluator: string | null, last_score: string | null, 
/**
 * 年度评价得分 by year, 2000–2100.
 */
yearly_scores: { [key in number]: string }, 
/**
 * 第N次不定期评价得分 by N, from 1.
 */
irregular_scores: { [key in number]: string }, comprehensive_score: string | null, comprehensive_origin: ScoreOrigin, 
/**
 * The weights that a computed score was computed with; none for a given one.
 */
weights: Weights | null, remarks: string | null, };

export type EvaluationDetail = { evaluation: Stored<Evaluation>, row: EvaluationRow, contract: ContractRow, };

export type EvaluationRow = { id: number, revision: number, contract_id: number, contract_code: string, contract_sequence: string | null, contract_name: string, supplier: string, period: string | null, evaluator: string | null, last_score: string | null, yearly_scores: { [key in number]: string }, irregular_scores: { [key in number]: string }, 
/**
 * Mean of the yearly and irregular scores.
 */
process_score: string | null, comprehensive_score: string | null, comprehensive_origin: ScoreOrigin | null, 
/**
 * The weights that a computed score was computed with.
 */
weights: Weights | null, grade: string | null, remarks: string | null, };

export type EvaluationRule = { 
/**
 * Contracts in execution.
 */
in_execution: boolean, 
/**
 * Contracts settled within the year.
 */
settled: boolean, };

export type Exported = { path: string, rows: number, };

export type Failure = { code: Code, params: { [key in string]: string }, field: string | null, 
/**
 * Every broken rule of a form that was refused; the first is the failure itself.
 */
problems: Array<Problem>, 
/**
 * The number under which the log has the whole story.
 */
incident: string, };

export type Family = { 
/**
 * Its supplements and terminations.
 */
children: number, score: string | null, 
/**
 * None is 未评价, which is not 0.
 */
grade: string | null, id: number, revision: number, code: string, sequence: string | null, name: string, kind: ContractKind, parent_code: string | null, source: ContractSource, procurement_code: string | null, project_code: string | null, type: Category | null, party_a: string | null, supplier_id: number, supplier: string, amount: string | null, signed_on: string | null, starts_on: string | null, ends_on: string | null, officer: string | null, family_amount: string | null, paid: string, base: string | null, progress: string | null, remaining: string | null, status: ContractStatus, 
/**
 * The end of the family, extensions by supplements included, while it is in execution.
 */
expires_on: string | null, expiry: Deadline | null, 
/**
 * Days from today to the end; negative once it has passed.
 */
days_left: number | null, 
/**
 * 质保金.
 */
retention: string | null, 
/**
 * When the retention is to be released, while something is still to be paid.
 */
releases_on: string | null, release: Deadline | null, 
/**
 * Days from today to the release; negative once it is due.
 */
release_days: number | null, };

export type Feature = "rating_trial";

export type FeatureState = "off" | "group" | "on";

export type FeatureSwitch = { feature: Feature, state: FeatureState, };

export type FieldChange = { field: string, old: string | null, new: string | null, };

export type FileRow = { 
/**
 * The 1-based row of the sheet.
 */
row: number, 
/**
 * Every cell up to the last filled one.
 */
cells: Array<string>, };

export type Filter = { field: string, comparison: Comparison, values: Array<string>, };

export type Found = { noun: Noun, id: number, code: string, name: string, };

export type GoLiveBackup = { name: string, 
/**
 * UTC, RFC 3339.
 */
made_at: string, program_version: string, };

export type GoLiveItem = { 
/**
 * The stable name of one of the program's own, else the text that somebody wrote.
 */
name: string, 
/**
 * Whether somebody added it.
 */
own: boolean, done_by: string | null, 
/**
 * UTC, RFC 3339.
 */
done_at: string | null, };

export type GoLiveReport = { 
/**
 * UTC, RFC 3339.
 */
at: string, program_version: string, schema_version: number, 
/**
 * What the program found by itself, thoroughly.
 */
items: Array<HealthItem>, backup: GoLiveBackup | null, totals: Array<NounTotals>, 
/**
 * What people checked themselves.
 */
manual: Array<GoLiveItem>, };

export type GoneSegment = { path: string, 
/**
 * The operations in it.
 */
first: number, last: number, bytes: number, };

export type GradeChange = { id: number, 
/**
 * The contract and its supplier, or the supplier alone.
 */
code: string, name: string, from_score: string | null, to_score: string | null, from: string | null, to: string | null, };

export type GradeCount = { grade: string | null, suppliers: number, filters: Array<Filter>, };

export type GradeShift = { counts: Array<TrialCount>, 
/**
 * How many get another score.
 */
rescored: number, 
/**
 * How many get another grade.
 */
changed: number, 
/**
 * Those, the largest fall first; of very many the first ones.
 */
changes: Array<GradeChange>, };

export type HeaderRows = { first: number, last: number, };

export type HealthItem = { name: Aspect, 
/**
 * The folder that it is about, where there are several.
 */
about: string | null, state: HealthState, 
/**
 * Says it in words; `params` are its values. Instants are UTC, RFC 3339.
 */
code: Code, params: { [key in string]: string }, remedy: Remedy | null, };

export type HealthState = "ok" | "attention" | "fault" | "unknown";

export type HealthSummary = { 
/**
 * UTC, RFC 3339.
 */
at: string, 
/**
 * Whether every page of the file was looked at; else only what is known at once.
 */
thorough: boolean, items: Array<HealthItem>, };

export type HistoryEntry = { entry: JournalEntry, change: RecordChange, };

export type ImportDraft = { 
/**
 * The sheet about which it was decided.
 */
sheet: string, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, plan: ImportPlan, };

export type ImportField = { field: string, 
/**
 * The label of the template; `{n}` stands for the year or the number.
 */
label: string, required: boolean, 
/**
 * Whether a column of it states a year or a number.
 */
repeats: boolean, 
/**
 * Whether its cells may be in ten thousands.
 */
has_unit: boolean, 
/**
 * The words that its cells may hold; empty where any text or value may stand.
 */
words: Array<string>, };

export type ImportHistoryEntry = { entry: JournalEntry, kind: Noun, sheet: string, counts: Counts, 
/**
 * What its columns were taken for.
 */
columns: Array<ColumnMatch>, 
/**
 * The file name of the backup that was made before it.
 */
backup: string | null, 
/**
 * How many bytes its file has; none where the ledger does not keep it.
 */
original_bytes: number | null, 
/**
 * The number under which the rows that it left out are kept, until the program ends.
 */
left_out: number | null, };

export type ImportMemory = { mappings: Array<RememberedMapping>, values: Array<RememberedValue>, };

export type ImportMode = "upsert" | "insert" | "update";

export type ImportPlan = { reading: Reading, mode: ImportMode, 
/**
 * Whether unknown suppliers are created about whom nothing was decided one by one.
 */
create_suppliers: boolean, 
/**
 * By the name as the file has it.
 */
suppliers: { [key in string]: SupplierDecision }, amendments: Amendments, 
/**
 * The 1-based rows of the sheet that are left out.
 */
left_out: Array<number>, };

export type ImportSummary = { file: string, 
/**
 * In hexadecimal.
 */
sha256: string, kind: Noun, sheet: string, 
/**
 * The 1-based row of the header; 0 for a file recognised without one.
 */
header_row: number, columns: Array<ColumnMatch>, counts: Counts, mode: ImportMode, 
/**
 * Suppliers named in the file that the ledger does not know, or would not without a decision.
 */
suppliers: Array<UnknownSupplier>, 
/**
 * Texts in columns of known words that are none of them, or that were decided about.
 */
values: Array<UnknownValue>, already_imported: EarlierImport | null, 
/**
 * The file name of the backup that was made before a large import.
 */
backup: string | null, committed: boolean, journal_seq: number | null, };

export type Incident = { level: IncidentLevel, title: string, description: string | null, found_at: string, found_by: string, confirmed_at: string | null, located_at: string | null, handled_at: string | null, handled_by: string | null, analysed_at: string | null, cause: string | null, measures: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type IncidentLevel = "P0" | "P1" | "P2" | "P3";

export type IncidentRow = { id: number, revision: number, stage: IncidentStage, minutes_to_handle: number | null, level: IncidentLevel, title: string, description: string | null, found_at: string, found_by: string, confirmed_at: string | null, located_at: string | null, handled_at: string | null, handled_by: string | null, analysed_at: string | null, cause: string | null, measures: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type IncidentStage = "已发现" | "已确认" | "已定位" | "已处置" | "已复盘";

export type InterruptedMigration = { from: number, to: number, 
/**
 * UTC, RFC 3339.
 */
at: string, 
/**
 * Whether it was done; else nothing of it was.
 */
finished: boolean, };

export type InterruptedRestore = { 
/**
 * Whether the ledger is the restored one; else it is as it was before.
 */
finished: boolean, 
/**
 * What was restored.
 */
name: string, 
/**
 * UTC, RFC 3339.
 */
at: string, };

export type Interview = { supplier_id: number, contract_id: number | null, kind: InterviewKind, held_on: string, interviewer: string, representative: string | null, reason: string, content: string, rectification: string | null, due_on: string | null, result: string | null, status: InterviewStatus, };

export type InterviewCards = { open: number, in_progress: number, done: number, record_only: number, overdue: number, };

export type InterviewDetail = { interview: Stored<Interview>, row: InterviewRow, supplier: SupplierRow, contract: ContractRow | null, 
/**
 * 编号 of its 整改通知单.
 */
notice_code: string, };

export type InterviewKind = "违约约谈" | "履约沟通" | "商务洽谈" | "投标前沟通" | "其他";

export type InterviewRow = { id: number, revision: number, supplier: string, contract_code: string | null, 
/**
 * Days left for the rectification on the day of the question; see [`Interview::days_left`].
 */
days_left: number | null, supplier_id: number, contract_id: number | null, kind: InterviewKind, held_on: string, interviewer: string, representative: string | null, reason: string, content: string, rectification: string | null, due_on: string | null, result: string | null, status: InterviewStatus, };

export type InterviewStatus = "待整改" | "整改中" | "已完成" | "仅记录";

export type Issue = { sheet: string, 
/**
 * The 1-based row of the sheet.
 */
row: number, 
/**
 * The label as the file has it.
 */
column: string | null, 
/**
 * The 0-based column of the sheet.
 */
at: number | null, 
/**
 * The text of the cell.
 */
value: string | null, code: Code, severity: Severity, params: { [key in string]: string }, };

export type JournalChoices = { actors: Array<string>, operations: Array<string>, };

export type JournalEntry = { seq: number, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, 
/**
 * The stable name of the operation, such as `update_contract`.
 */
operation: string, 
/**
 * What it was about, in the words of the ledger: a code, a name, a file.
 */
subject: string, 
/**
 * Facts of the operation as JSON text, such as the counts of an import.
 */
detail: string | null, 
/**
 * The entry that this one undid.
 */
undoes: number | null, 
/**
 * The entry that undid this one.
 */
undone_by: number | null, };

export type JournalQuery = { 
/**
 * Who did them: any of these.
 */
actors: Array<string>, 
/**
 * Stable names such as `update_contract`: any of these.
 */
operations: Array<string>, 
/**
 * They touched a record of any of these nouns.
 */
nouns: Array<Noun>, 
/**
 * On this day or later, as days are where the computer stands.
 */
from: string | null, 
/**
 * On this day or earlier.
 */
to: string | null, 
/**
 * Stands in subject or facts; `#12` is the operation of that number.
 */
text: string, offset: number, limit: number, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type KeptAs = "recent" | "daily" | "weekly" | "monthly" | "apart" | "last_verified" | "damaged";

export type KeptBackup = { name: string, made_at: string, kept_as: KeptAs, };

export type LastRestore = { 
/**
 * What was restored.
 */
name: string, 
/**
 * The entry of the journal that tells of it.
 */
entry: JournalEntry, 
/**
 * The backup of what there was before; none where that could not be read.
 */
before: string | null, };

export type LastRollback = { from: number, to: number, 
/**
 * UTC, RFC 3339.
 */
at: string, 
/**
 * The backup that would be restored.
 */
before: string, losses: Array<MigrationLoss>, 
/**
 * Operations since, which would be taken back too.
 */
operations_since: number, };

export type LayoutColumn = { 
/**
 * As the rows of the list have it; a score of one year is `yearly_scores:2024`.
 */
field: string, 
/**
 * What stands above the column.
 */
heading: string, };

export type LayoutFormat = "xlsx" | "csv" | "csv_gb18030";

export type LedgerComparison = { nouns: Array<NounComparison>, 
/**
 * Whether the settings differ.
 */
settings: boolean, 
/**
 * The last operation in the backup, and in the ledger.
 */
seq_before: number, seq_now: number, };

export type ListQuery = { 
/**
 * Words: a comma means "and", a space means "or". Names, codes, pinyin and initials fit.
 */
search: string, filters: Array<Filter>, sort: Array<Sort>, offset: number, 
/**
 * Rows to return; 0 returns none, only the count and the totals.
 */
limit: number, };

export type LogEntry = { 
/**
 * UTC, RFC 3339.
 */
at: string, level: LogLevel, 
/**
 * The part of the program that wrote it.
 */
source: string, 
/**
 * What it says, cut where it is longer than a page.
 */
text: string, };

export type LogLevel = "error" | "warn" | "info" | "debug";

export type LogQuery = { 
/**
 * The day of the log file, `YYYY-MM-DD`; none for every day.
 */
day: string | null, 
/**
 * Entries that are at least this grave.
 */
level: LogLevel, 
/**
 * What the entry contains, such as the number of an incident; capitals do not count.
 */
search: string, offset: number, limit: number, };

export type Loss = { 
/**
 * The last operation that stays; 0 where none does.
 */
last_kept: number, 
/**
 * How many operations would be taken back.
 */
operations: number, 
/**
 * How many records they touched.
 */
records: Array<Touched>, };

export type LostOperation = { seq: number, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, operation: string, subject: string, };

export type LostRecord = { noun: Noun, 
/**
 * The code or name by which people know it.
 */
key: string, };

export type MergeDifference = { field: MergeField, kept: string | null, gone: string | null, 
/**
 * What a merge takes where nobody chooses: what is stated over what is empty, the graver of
 * two standings, else the survivor's.
 */
proposed: MergeSide, };

export type MergeField = "code" | "uscc" | "category" | "contact" | "phone" | "bank" | "account" | "address" | "status" | "remarks";

export type MergePreview = { kept: SupplierRow, gone: SupplierRow, differences: Array<MergeDifference>, 
/**
 * The former names that the survivor would have.
 */
former_names: Array<string>, 
/**
 * What goes over to the survivor.
 */
contracts: Array<ContractRow>, interviews: Array<InterviewRow>, procurements: Array<ProcurementRow>, 
/**
 * What speaks against it: two different credit codes.
 */
warnings: Array<Problem>, };

export type MergeRequest = { kept_id: number, 
/**
 * The versions that the person saw; a merge over others is refused.
 */
kept_revision: number, gone_id: number, gone_revision: number, 
/**
 * The fields whose value the survivor takes from the other.
 */
taken: Array<MergeField>, 
/**
 * Whether two different credit codes were seen, and meant.
 */
confirmed: boolean, };

export type MergeSide = "kept" | "gone";

export type MigrationCheck = "structure" | "references" | "rows" | "integrity" | "journal";

export type MigrationLoss = { table: string, 
/**
 * None where whole rows go.
 */
column: string | null, count: number, };

export type MigrationPlan = { from: number, to: number, 
/**
 * In the order in which they are done: a rollback begins with the last.
 */
steps: Array<PlannedMigration>, 
/**
 * What a rollback takes away; nothing where an upgrade loses nothing.
 */
losses: Array<MigrationLoss>, 
/**
 * The versions of the program that open the ledger afterwards.
 */
opened_by: Array<string>, };

export type MigrationRehearsal = { from: number, to: number, steps: Array<TimedMigration>, 
/**
 * From the first statement to the end of the checks.
 */
total_ms: number, 
/**
 * What was gone: what the plan tells, and what only the work itself can tell.
 */
losses: Array<MigrationLoss>, checks: Array<MigrationCheck>, };

export type MigrationStage = "copying" | "reading" | "rehearsing" | "comparing" | "checking" | "backing_up" | "changing" | "snapshotting";

export type MigrationStanding = { status: MigrationStatus, interrupted: InterruptedMigration | null, rollback: LastRollback | null, };

export type MigrationState = { 
/**
 * 1-based; the schema of a ledger is that of the last one it has.
 */
number: number, name: string, purpose: Purpose, 
/**
 * The tables that it makes, changes or fills.
 */
tables: Array<string>, 
/**
 * Of its SQL, by which an edit is noticed.
 */
checksum: string, reversible: boolean, 
/**
 * None where it is pending.
 */
applied: AppliedMigration | null, };

export type MigrationStatus = { 
/**
 * The schema of the ledger.
 */
schema: number, 
/**
 * The schema of this program.
 */
known: number, 
/**
 * Every one that the program knows, in order.
 */
migrations: Array<MigrationState>, 
/**
 * The versions for which a ledger can be prepared, the oldest first.
 */
releases: Array<Release>, };

export type MonthPaid = { 
/**
 * `YYYY-MM`.
 */
month: string, paid: string, filters: Array<Filter>, };

export type NamedRecord = { id: number, key: string, name: string, };

export type NamedSupplier = { id: number, name: string, };

export type Noun = "project" | "procurement" | "supplier" | "contract" | "payment_plan" | "payment" | "settlement" | "evaluation" | "interview";

export type NounComparison = { noun: Noun, 
/**
 * How many there are now, and were then.
 */
now: number, before: number, changed: number, missing: number, new: number, };

export type NounCount = { noun: Noun, count: number, };

export type NounTotals = { noun: Noun, count: number, amount: string | null, 
/**
 * None where no backup was chosen.
 */
before: Totals | null, 
/**
 * Whether they are those of the backup; true where none was chosen.
 */
same: boolean, };

export type OpenedFile = { 
/**
 * The number under which the program keeps it, and every rehearsal of it.
 */
id: number, file: string, sheets: Array<SheetView>, 
/**
 * The encoding in which a text file was read; none for a workbook.
 */
encoding: string | null, 
/**
 * The newest import in force of the same bytes, of whatever kind.
 */
already_imported: EarlierImport | null, 
/**
 * What was decided about the same bytes before; none where nothing was.
 */
draft: ImportDraft | null, };

export type Opening = "ready" | "first_start" | "recovery";

export type Ordinals = { years: Array<number>, numbers: Array<number>, };

export type Overview = { today: string, 
/**
 * In order of harm; a line without a record is not there.
 */
todos: Array<Todo>, 
/**
 * The last 24 months, the oldest first; a month without a payment is 0.
 */
payments: Array<MonthPaid>, types: Array<TypeAmount>, grades: Array<GradeCount>, 
/**
 * The projects with the most to pay.
 */
projects: Array<ProjectProgress>, };

export type Page<T> = { rows: Array<T>, count: number, 
/**
 * Sum of each amount field over all rows that fit, as decimal strings.
 */
totals: { [key in string]: string }, };

export type PasswordReset = { 
/**
 * The account.
 */
id: number, name: string, 
/**
 * UTC, RFC 3339.
 */
at: string, by: string, };

export type Payment = { code: string, contract_id: number, 
/**
 * The row of the payment plan that it serves, of the same contract.
 */
payment_plan_id: number | null, amount: string, paid_on: string, refund: boolean, purpose: string | null, invoice: string | null, remarks: string | null, };

export type PaymentDetail = { payment: Stored<Payment>, row: PaymentRow, contract: ContractRow, };

export type PaymentPlan = { contract_id: number, 
/**
 * 付款节点: 预付款, 到货款; a contract has each once.
 */
term: string, 
/**
 * Empty where the day hangs on an event.
 */
due_on: string | null, amount: string | null, percent: string | null, remarks: string | null, };

export type PaymentPlanDetail = { plan: Stored<PaymentPlan>, row: PaymentPlanRow, contract: ContractRow, 
/**
 * Oldest first.
 */
payments: Array<PaymentRow>, };

export type PaymentPlanRow = { id: number, revision: number, contract_id: number, contract_code: string, contract_name: string, supplier: string, term: string, due_on: string | null, 
/**
 * As stated; see [`PaymentPlan`].
 */
amount: string | null, percent: string | null, remarks: string | null, 
/**
 * Stated or computed.
 */
payable: string | null, share: string | null, paid: string, open: string | null, progress: string | null, standing: Standing, falls_due_on: string | null, due: Deadline | null, 
/**
 * Days from today to the due date; negative once it has passed.
 */
days_left: number | null, 
/**
 * None where nobody says which day it is.
 */
state: PlanState | null, };

export type PaymentRow = { id: number, revision: number, code: string, contract_id: number, contract_code: string, contract_sequence: string | null, contract_name: string, supplier: string, 
/**
 * 付款节点: the row of the payment plan that it serves.
 */
payment_plan_id: number | null, term: string | null, amount: string, paid_on: string, refund: boolean, purpose: string | null, invoice: string | null, remarks: string | null, };

export type Person = { id: number, name: string, role: Role, in_test_group: boolean, };

export type PlaceOutcome = { folder: string, 
/**
 * Why the place does not have everything that it should have.
 */
failure: Problem | null, };

export type PlanAmounts = { payable: string | null, share: string | null, };

export type PlanEntry = { 
/**
 * The row that it changes, at the revision that was seen; none for a new one.
 */
known: PlanVersion | null, plan: PaymentPlan, };

export type PlanPreview = { 
/**
 * Of each row, in its order, what is to be paid and which share that is.
 */
rows: Array<PlanAmounts>, sum: PlanSum, warnings: Array<Problem>, };

export type PlanState = "未到期" | "将到期" | "逾期" | "部分支付" | "已付清";

export type PlanSum = { contract_amount: string | null, 
/**
 * None where a row has no amount that could be told.
 */
payable: string | null, share: string | null, 
/**
 * What payments name a row for; others of the contract serve none.
 */
paid: string, open: string, 
/**
 * Payable − contract amount; none where they are equal, or where there is nothing to compare.
 */
difference: string | null, };

export type PlanVersion = { id: number, revision: number, };

export type PlannedMigration = { number: number, name: string, purpose: Purpose, 
/**
 * The tables it touches, with the rows that are in them now.
 */
tables: Array<TableRows>, 
/**
 * A guess from the number of rows; a rehearsal measures it.
 */
estimated_ms: number, };

export type PositionPreview = { 
/**
 * The contract as it stands now.
 */
contract: ContractRow, 
/**
 * Paid on the family now, and then.
 */
paid_before: string, paid: string, base: string | null, progress: string | null, remaining: string | null, 
/**
 * Final amount − family amount; of a settlement.
 */
difference: string | null, 
/**
 * The code that a payment will get where none is typed.
 */
next_code: string | null, 
/**
 * The payment plan of the contract, and the row of it that a new payment most likely serves.
 */
plan: Array<PaymentPlanRow>, proposed_plan_id: number | null, };

export type Problem = { code: Code, field: string | null, params: { [key in string]: string }, };

export type Procurement = { code: string, project_id: number | null, name: string, unit: string | null, category: Category | null, platform: string | null, method: ProcurementMethod | null, qualification_review: QualificationReview | null, bid_evaluation: BidEvaluation | null, award_method: AwardMethod | null, budget_amount: string | null, control_price: string | null, award_amount: string | null, officer: string | null, demand_department: string | null, demand_contact: string | null, winning_supplier_id: number | null, winner_contact: string | null, planned_completion_on: string | null, requirement_approved_on: string | null, announced_on: string | null, registration_closes_on: string | null, bids_opened_on: string | null, candidates_published_until: string | null, result_published_on: string | null, award_notice_on: string | null, archived_on: string | null, committee: string | null, bid_guarantee: string | null, bid_guarantee_returned_on: string | null, performance_guarantee: string | null, objections: string | null, non_tender_explanation: string | null, };

export type ProcurementDetail = { procurement: Stored<Procurement>, row: ProcurementRow, project_name: string | null, contracts: Array<ContractRow>, };

export type ProcurementMethod = "公开招标" | "邀请招标" | "公开询价" | "邀请询价" | "公开竞价" | "邀请竞价" | "公开比选" | "邀请比选" | "单一来源采购" | "公开竞争性谈判" | "公开竞争性磋商" | "邀请竞争性谈判" | "邀请竞争性磋商" | "直接采购" | "战采结果应用";

export type ProcurementRow = { id: number, revision: number, project_code: string | null, winning_supplier: string | null, code: string, project_id: number | null, name: string, unit: string | null, category: Category | null, platform: string | null, method: ProcurementMethod | null, qualification_review: QualificationReview | null, bid_evaluation: BidEvaluation | null, award_method: AwardMethod | null, budget_amount: string | null, control_price: string | null, award_amount: string | null, officer: string | null, demand_department: string | null, demand_contact: string | null, winning_supplier_id: number | null, winner_contact: string | null, planned_completion_on: string | null, requirement_approved_on: string | null, announced_on: string | null, registration_closes_on: string | null, bids_opened_on: string | null, candidates_published_until: string | null, result_published_on: string | null, award_notice_on: string | null, archived_on: string | null, committee: string | null, bid_guarantee: string | null, bid_guarantee_returned_on: string | null, performance_guarantee: string | null, objections: string | null, non_tender_explanation: string | null, };

export type Progress = { done: number, 
/**
 * None while it is not known yet.
 */
total: number | null, per_second: number, seconds_left: number | null, 
/**
 * What a migration is at; none of other work.
 */
stage?: MigrationStage, };

export type Project = { code: string, name: string, description: string | null, manager: string | null, status: ProjectStatus, remarks: string | null, };

export type ProjectDetail = { project: Stored<Project>, row: ProjectRow, position: ProjectPosition, procurements: Array<ProcurementRow>, contracts: Array<ContractRow>, };

export type ProjectPosition = { 
/**
 * Contract families, by the status of each.
 */
in_execution: number, settled: number, terminated: number, 
/**
 * Paid on all families.
 */
paid: string, 
/**
 * Sum of the bases; families without one have no part in progress and remaining.
 */
base: string | null, progress: string | null, remaining: string | null, };

export type ProjectProgress = { id: number, code: string, name: string, base: string, paid: string, progress: string | null, filters: Array<Filter>, };

export type ProjectRow = { id: number, revision: number, code: string, name: string, description: string | null, manager: string | null, status: ProjectStatus, remarks: string | null, 
/**
 * Contracts of the project, and the sum of their amounts.
 */
contracts: number, total_amount: string, };

export type ProjectStatus = "进行中" | "已完成" | "已暂停" | "已取消";

export type Proposal = { kind: Noun, sheet: string, 
/**
 * The 1-based rows of the header, 0 and 0 where there is none.
 */
first_header_row: number, last_header_row: number, columns: Array<ColumnMatch>, 
/**
 * Labels of required columns that no column fills.
 */
missing: Array<string>, 
/**
 * Labels of columns two of which would fill one field.
 */
repeated: Array<string>, 
/**
 * Filled rows below the header.
 */
data_rows: number, };

export type PrunePlan = { rule: RetentionRule, gone: Array<BackupRow>, kept: Array<KeptBackup>, 
/**
 * Segments of the journal archive that no kept backup needs.
 */
segments: Array<GoneSegment>, };

export type Purpose = { zh: string, en: string, };

export type QualificationReview = "资格预审" | "资格后审" | "投标报名";

export type Rating = { 
/**
 * Mean of the yearly and irregular scores.
 */
process_score: string | null, 
/**
 * What the rule makes of the scores, whether it counts or another score is given.
 */
computed_score: string | null, 
/**
 * The weights of the computed score.
 */
weights: Weights, 
/**
 * The score that counts.
 */
comprehensive_score: string | null, grade: string | null, };

export type Reading = { 
/**
 * None takes the kind whose header fits best.
 */
kind: Noun | null, 
/**
 * None takes the sheet whose header fits.
 */
sheet: string | null, 
/**
 * None looks for the header.
 */
header: HeaderRows | null, 
/**
 * By the 0-based column of the sheet.
 */
columns: { [key in number]: ColumnChoice }, 
/**
 * Choices of an earlier file with the same header, by the key of the column.
 */
remembered: { [key in string]: ColumnChoice }, };

export type RecordChange = { topic: Topic, id: number, 
/**
 * The business code or name by which people know the record.
 */
key: string, action: ChangeAction, fields: Array<FieldChange>, };

export type RecordVersion = { id: number, 
/**
 * The revision that the screen knew: a record that was changed since is told apart. None
 * takes it as it is now.
 */
revision: number | null, };

export type RecoveredLedger = { 
/**
 * Whether indexes alone were damaged: then every row is there.
 */
reindexed: boolean, 
/**
 * Records of each noun that are there again.
 */
saved: Array<NounCount>, 
/**
 * The records that are known to be lost: of many the first.
 */
lost: Array<LostRecord>, lost_count: number, 
/**
 * Whether the journal has a gap, behind which nothing can be checked.
 */
journal_is_cut: boolean, 
/**
 * References that are empty now, because what they named is gone.
 */
loosened: number, };

export type Referrers = { noun: Noun, count: number, first: Array<NamedRecord>, };

export type Refusal = { 
/**
 * `record.referred`, `record.stale` or `record.not_found`.
 */
code: Code, 
/**
 * What refers to it, where that is the reason.
 */
referrers: Array<Referrers>, };

export type Rehearsal = { id: number, summary: ImportSummary, 
/**
 * What was rehearsed, to be changed and rehearsed again.
 */
plan: ImportPlan, };

export type RehearsalPage = { rows: Array<RehearsalRow>, count: number, };

export type RehearsalQuery = { id: number, 
/**
 * Only rows with these actions; empty shows all.
 */
actions: Array<RowAction>, offset: number, limit: number, };

export type RehearsalRow = { row: number, 
/**
 * Of a table with a column for each month, the position among the columns of the month that
 * the record stands in.
 */
column?: number, action: RowAction, key: string | null, 
/**
 * The texts of the cells, one for each column of the summary.
 */
cells: Array<string>, 
/**
 * The places of the cells that stand as a person wrote them, or as it was decided earlier.
 */
amended: Array<number>, changes: Array<CellChange>, issues: Array<Issue>, };

export type Release = { version: string, schema: number, };

export type Remedy = "check_all" | "back_up" | "drill" | "backups" | "places" | "journal" | "logs" | "upgrade" | "tampering";

export type RememberedMapping = { 
/**
 * Of the header.
 */
fingerprint: string, kind: Noun, 
/**
 * By the key of the column.
 */
columns: { [key in string]: ColumnChoice }, 
/**
 * The file for which it was made last.
 */
file: string, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, };

export type RememberedValue = { id: number, 
/**
 * None for a name of a supplier, which means the same in every kind of file.
 */
kind: Noun | null, field: string, 
/**
 * As the files have it.
 */
text: string, 
/**
 * The word it is read as; the name of the supplier it means.
 */
becomes: string, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, };

export type ReplayedLedger = { 
/**
 * The last operation in it.
 */
seq: number, 
/**
 * When that was done: UTC, RFC 3339; none before the first.
 */
at: string | null, 
/**
 * The file name of the backup; none where every operation was done again.
 */
base: string | null, 
/**
 * How many operations were done again.
 */
operations: number, 
/**
 * The operations that nothing brings back.
 */
lack: RestoreLack | null, };

export type RestoreLack = { 
/**
 * The last operation that comes back.
 */
reached: number, 
/**
 * The first and last number that is missing.
 */
first: number, last: number, 
/**
 * Whether they are damaged; else they are in no archive and no backup.
 */
damaged: boolean, 
/**
 * What is known of them: of many the first.
 */
known: Array<LostOperation>, };

export type RestorePreview = { 
/**
 * The number under which it is kept.
 */
id: number, 
/**
 * What would be restored.
 */
name: string, 
/**
 * When the ledger was so: UTC, RFC 3339; none where nothing tells.
 */
at: string | null, 
/**
 * The last operation in it; none where nothing tells.
 */
seq: number | null, 
/**
 * What would be lost; none where it is no state that this ledger was ever in.
 */
loss: Loss | null, 
/**
 * The operations before the wanted moment that nothing brings back.
 */
lack: RestoreLack | null, 
/**
 * What was got out of a damaged ledger.
 */
recovered: RecoveredLedger | null, };

export type RestoreTarget = { "kind": "backup", name: string, } | { "kind": "file", path: string, without_manifest: boolean, } | { "kind": "moment", hash: string, } | { "kind": "newest" } | { "kind": "recovered" } | { "kind": "undo" };

export type RetentionRule = { 
/**
 * Everything younger is kept, in hours.
 */
hours: number, 
/**
 * The newest of as many days, weeks and months as have a backup at all.
 */
days: number, weeks: number, months: number, 
/**
 * The newest of those made before a migration, and of those made before a restore.
 */
apart: number, 
/**
 * The newest that verify.
 */
verified: number, };

export type Role = "administrator" | "manager" | "editor" | "reader";

export type RoleRights = { role: Role, 
/**
 * The names of operations, as in [`Access::may`].
 */
may: Array<string>, };

export type RowAction = "insert" | "update" | "unchanged" | "conflict" | "error" | "skipped";

export type RunningPayment = { payment: PaymentRow, running_total: string, };

export type Saved = { id: number, seq: number | null, changed: Array<Noun>, };

export type Schedule = { 
/**
 * When the program ends and something was changed.
 */
on_exit: boolean, 
/**
 * Every so many hours, where something was changed; never without a number.
 */
every_hours: number | null, 
/**
 * Whether every backup is verified in full once a week.
 */
weekly_check: boolean, };

export type ScoreDifference = { computed_score: string, computed_grade: string, id: number, revision: number, contract_id: number, contract_code: string, contract_sequence: string | null, contract_name: string, supplier: string, period: string | null, evaluator: string | null, last_score: string | null, yearly_scores: { [key in number]: string }, irregular_scores: { [key in number]: string }, 
/**
 * Mean of the yearly and irregular scores.
 */
process_score: string | null, comprehensive_score: string | null, comprehensive_origin: ScoreOrigin | null, 
/**
 * The weights that a computed score was computed with.
 */
weights: Weights | null, grade: string | null, remarks: string | null, };

export type ScoreOrigin = "imported" | "computed" | "entered";

export type SegmentReport = { 
/**
 * The file name.
 */
name: string, state: SegmentState, 
/**
 * The first and last operation that can be read; none where none can.
 */
operations: SeqRange | null, bytes: number, };

export type SegmentState = "sound" | "replaced" | "damaged" | "unreadable";

export type Selection = { "records": Array<RecordVersion> } | { "fitting": { query: ListQuery, except: Array<number>, } };

export type SelectionSum = { field: string, sum: string, 
/**
 * The sum ÷ how many of the records have the amount, rounded half up; none where none has.
 */
mean: string | null, };

export type SelectionSummary = { count: number, sums: Array<SelectionSum>, };

export type SeqRange = { first: number, last: number, };

export type SetAside = { folder: string, 
/**
 * UTC, RFC 3339.
 */
at: string, bytes: number, };

export type Settings = { 
/**
 * 累计增补预警比例: growth by supplements above this is warned of.
 */
growth_limit: string, 
/**
 * How many days before its end a contract is said to expire.
 */
expiry_days: number, 
/**
 * How many days before its end a contract is said to expire urgently; fewer than the first.
 */
expiry_urgent_days: number, 
/**
 * How many days before the release date a retention is told of.
 */
retention_days: number, 
/**
 * How much the last score and the process mean count.
 */
weights: Weights, 
/**
 * The bands of grades, best first.
 */
bands: Array<Band>, evaluation_rule: EvaluationRule, 
/**
 * Whether the ledger keeps the files of its imports for reference.
 */
keep_originals: boolean, };

export type Settlement = { contract_id: number, final_amount: string, completed_on: string | null, archived_on: string | null, remarks: string | null, };

export type SettlementDetail = { settlement: Stored<Settlement>, row: SettlementRow, contract: ContractRow, };

export type SettlementRow = { id: number, revision: number, contract_id: number, contract_code: string, contract_name: string, supplier: string, final_amount: string, 
/**
 * The sum of the amounts of the family, and what the settlement differs from it by.
 */
family_amount: string | null, difference: string | null, completed_on: string | null, archived_on: string | null, remarks: string | null, };

export type Severity = "error" | "warning";

export type SheetView = { name: string, 
/**
 * Filled rows.
 */
rows: number, columns: number, hidden: boolean, 
/**
 * Rows that are hidden or filtered out; they are read all the same.
 */
hidden_rows: number, 
/**
 * The kind that it looks like; none where it has no header that fits one.
 */
kind: Noun | null, };

export type SheetsImport = { 
/**
 * What became of each sheet, in the order of the import.
 */
parts: Array<ImportSummary>, 
/**
 * The first of what keeps rows from being imported.
 */
errors: Array<Issue>, };

export type SimilarSupplier = { id: number, name: string, 
/**
 * The former name that is near, where it is not the present one.
 */
former_name: string | null, 
/**
 * Whether both names are the same but for spaces, width and brackets.
 */
same: boolean, uscc: string | null, status: SupplierStatus, contracts: number, };

export type Sort = { field: string, descending: boolean, };

export type SourceKind = "restore" | "migration" | "drill";

export type Standing = "未付" | "部分支付" | "已付清";

export type StatusCount = { status: ContractStatus, count: number, };

export type Stored<T> = { id: number, revision: number, 
/**
 * UTC, RFC 3339.
 */
created_at: string, created_by: string, 
/**
 * UTC, RFC 3339.
 */
updated_at: string, updated_by: string, record: T, };

export type StoredSettings = { settings: Settings, 
/**
 * Grows by one with each change of any setting.
 */
revision: number, 
/**
 * UTC, RFC 3339; none where nobody has changed a setting yet.
 */
updated_at: string | null, updated_by: string | null, };

export type Supplier = { name: string, code: string | null, uscc: string | null, former_names: Array<string>, category: string | null, contact: string | null, phone: string | null, bank: string | null, account: string | null, address: string | null, status: SupplierStatus, status_reason: string | null, status_on: string | null, remarks: string | null, };

export type SupplierDecision = { "is": "new" } | { "is": "known", id: number, } | { "is": "former_name_of", id: number, } | { "is": "nobody" };

export type SupplierDetail = { supplier: Stored<Supplier>, row: SupplierRow, 
/**
 * Every document, supplements and terminations among them, by code.
 */
contracts: Array<ContractRow>, 
/**
 * By the code of their contract.
 */
evaluations: Array<EvaluationRow>, 
/**
 * Newest first.
 */
interviews: Array<InterviewRow>, 
/**
 * The mean of the yearly scores, year by year.
 */
trend: Array<YearScore>, };

export type SupplierRating = { id: number, name: string, 
/**
 * Mean of the comprehensive scores; none is 未评价, which is not 0.
 */
mean_score: string | null, grade: string | null, 
/**
 * Evaluations with a comprehensive score.
 */
evaluations: number, newest: EvaluationRow | null, trend: Array<YearScore>, };

export type SupplierRow = { id: number, revision: number, name: string, code: string | null, uscc: string | null, former_names: Array<string>, category: string | null, contact: string | null, phone: string | null, status: SupplierStatus, 
/**
 * Main and framework contracts undertaken, and how many of them are in execution.
 */
contracts: number, in_execution: number, 
/**
 * Sum of the family amounts.
 */
total_amount: string, paid: string, 
/**
 * Paid on all families ÷ sum of their bases; none where no family has a base.
 */
progress: string | null, 
/**
 * Mean of the comprehensive scores; none is 未评价, which is not 0.
 */
mean_score: string | null, grade: string | null, interviews: number, 
/**
 * Interviews of the kind 违约约谈.
 */
breaches: number, };

export type SupplierStatus = "合格" | "观察" | "黑名单";

export type SystemChange = { title: string, description: string | null, risk: string | null, applied_at: string, applied_by: string, assessed_at: string | null, assessed_by: string | null, approved_at: string | null, approved_by: string | null, done_at: string | null, done_by: string | null, outcome: ChangeOutcome | null, concluded_at: string | null, concluded_by: string | null, note: string | null, 
/**
 * Operations and backups; see [`links`].
 */
links: string | null, };

export type TableRows = { table: string, rows: number, };

export type TamperFinding = { kind: TamperKind, 
/**
 * The entry of the journal, where it is about one.
 */
seq: number | null, 
/**
 * The name of the account, where it is about one.
 */
value: string | null, 
/**
 * What exactly was found, as a digest: what an administrator has seen is told no second time.
 */
digest: string, };

export type TamperKind = "entry_edited" | "entry_missing" | "journal_cut" | "account_edited" | "access_edited";

export type Tampering = { 
/**
 * UTC, RFC 3339.
 */
found_at: string, findings: Array<TamperFinding>, };

export type TimedMigration = { number: number, ms: number, };

export type Timeline = { rows: Array<TimelineRow>, count: number, 
/**
 * The numbers of operations that are damaged in an archive; the ledger or a backup may still
 * have them.
 */
damaged: Array<number>, };

export type TimelineRow = { seq: number, 
/**
 * UTC, RFC 3339.
 */
at: string, actor: string, 
/**
 * The stable name, such as `import_payment`.
 */
operation: string, subject: string, undoes: number | null, 
/**
 * How many records it touched.
 */
records: number, 
/**
 * The moment right after it, in hexadecimal.
 */
hash: string, 
/**
 * The moment right before it: empty before the first.
 */
before: string, 
/**
 * Whether the ledger stands on it; no longer where a restore took it back.
 */
in_force: boolean, };

export type Todo = { 
/**
 * Says it in words; `params` are its values.
 */
code: Code, params: { [key in string]: string }, urgency: Urgency, count: number, 
/**
 * How much money the line is about, where that helps.
 */
amount: string | null, 
/**
 * The list in which the records stand.
 */
noun: Noun, 
/**
 * What makes the list show exactly these records.
 */
filters: Array<Filter>, 
/**
 * The view of the noun's page that shows them, where it is not the list.
 */
view: string | null, };

export type Topic = "settings" | "account" | "access" | UpkeepKind | Noun;

export type Totals = { count: number, 
/**
 * None for a noun without amounts.
 */
amount: string | null, };

export type Touched = { topic: Topic, count: number, };

export type Trial = { in_force: TrialRules, tried: TrialRules, contracts: GradeShift, suppliers: GradeShift, 
/**
 * Given scores, which no weights change.
 */
given: number, };

export type TrialCount = { grade: string | null, before: number, after: number, };

export type TrialRules = { weights: Weights, bands: Bands, };

export type TypeAmount = { type: Category | null, contracts: number, amount: string, filters: Array<Filter>, };

export type UndertakenTotals = { amount: string, paid: string, base: string, 
/**
 * Paid on the families that have a base ÷ their bases; none where no family has one.
 */
progress: string | null, remaining: string, };

export type Undertaking = { supplier: SupplierRow, 
/**
 * One for each status, whatever is shown.
 */
counts: Array<StatusCount>, families: Array<Family>, totals: UndertakenTotals, };

export type UndoFate = "reversed" | "kept_changed" | "kept_referred";

export type UndoReport = { 
/**
 * The entry that was undone.
 */
undone: number, 
/**
 * The entry that records the undo; none in a rehearsal, or where nothing was reversed.
 */
seq: number | null, reversed: number, kept_changed: number, kept_referred: number, 
/**
 * Every kept record, and the reversed ones up to a page's worth.
 */
records: Array<UndoneRecord>, };

export type UndoState = { undo: JournalEntry | null, 
/**
 * The undo that redo would take back.
 */
redo: JournalEntry | null, 
/**
 * The operation that redo would bring back: the one that people know.
 */
redone: JournalEntry | null, };

export type UndoneRecord = { topic: Topic, id: number, key: string, fate: UndoFate, };

export type Unit = "one" | "ten_thousand" | "hundred_million" | "percent";

export type UnknownSupplier = { 
/**
 * As the file has it.
 */
name: string, 
/**
 * How many rows name it.
 */
rows: number, 
/**
 * Suppliers whose names look like it, the nearest first.
 */
nearest: Array<NamedSupplier>, 
/**
 * None where nothing was decided about it.
 */
decision: SupplierDecision | null, 
/**
 * The supplier that the decision names.
 */
decided: NamedSupplier | null, 
/**
 * Whether it was decided with an earlier import.
 */
remembered: boolean, };

export type UnknownValue = { 
/**
 * The 0-based column of the sheet.
 */
column: number, 
/**
 * The label as the file has it.
 */
label: string, field: string, 
/**
 * As the file has it.
 */
text: string, 
/**
 * How many rows have it; 0 where it is read as another one.
 */
rows: number, 
/**
 * What it is read as.
 */
becomes: string | null, 
/**
 * Whether that was decided with an earlier import.
 */
remembered: boolean, };

export type UpkeepKind = "incident" | "change" | "drill";

export type UpkeepQuery = { 
/**
 * Only of this year.
 */
year: number | null, 
/**
 * Only those that are open, or only those that are closed.
 */
open: boolean | null, offset: number, limit: number, };

export type UpkeepSource = { kind: SourceKind, at: string, 
/**
 * Who did it; empty where that was not written down.
 */
by: string, 
/**
 * What it was about, in the words of the journal.
 */
subject: string, 
/**
 * The operation or the backups that a record refers to.
 */
links: string, seconds: number | null, };

export type Urgency = "harm" | "soon" | "gap";

export type WayBack = "newest" | "recovered";

export type Weights = { last_percent: number, process_percent: number, 
/**
 * Whether the process mean may stand alone where there is no last score.
 */
process_alone: boolean, };

export type YearScore = { year: number, score: string, 
/**
 * How many yearly scores the mean is of.
 */
scores: number, };

export interface CommandMap {
  app_state: { arguments: Record<string, never>; progress: never; result: AppState };
  create_ledger: { arguments: Record<string, never>; progress: never; result: AppState };
  load_sample: { arguments: Record<string, never>; progress: Progress; result: AppState };
  choose_ledger: { arguments: Record<string, never>; progress: never; result: AppState };
  retry_opening: { arguments: Record<string, never>; progress: never; result: AppState };
  preferences: { arguments: Record<string, never>; progress: never; result: { [key in string]: JsonValue } };
  keep_preferences: { arguments: { preferences: { [key in string]: JsonValue } }; progress: never; result: null };
  cancel_work: { arguments: Record<string, never>; progress: never; result: null };
  frontend_ready: { arguments: Record<string, never>; progress: never; result: null };
  answer_closing: { arguments: { mayLeave: boolean }; progress: never; result: null };
  take_handed_files: { arguments: Record<string, never>; progress: never; result: Array<string> };
  find: { arguments: { text: string; noun: Noun | null; limit: number }; progress: never; result: Array<Found> };
  list_projects: { arguments: { query: ListQuery }; progress: never; result: Page<ProjectRow> };
  project_detail: { arguments: { id: number }; progress: never; result: ProjectDetail };
  export_project_file: { arguments: { id: number }; progress: Progress; result: Exported | null };
  create_project: { arguments: { project: Project }; progress: never; result: Saved };
  update_project: { arguments: { id: number; revision: number; project: Project }; progress: never; result: Saved };
  list_procurements: { arguments: { query: ListQuery }; progress: never; result: Page<ProcurementRow> };
  procurement_detail: { arguments: { id: number }; progress: never; result: ProcurementDetail };
  check_procurement: { arguments: { procurement: Procurement }; progress: never; result: Array<Problem> };
  create_procurement: { arguments: { procurement: Procurement }; progress: never; result: Saved };
  update_procurement: { arguments: { id: number; revision: number; procurement: Procurement }; progress: never; result: Saved };
  list_suppliers: { arguments: { query: ListQuery }; progress: never; result: Page<SupplierRow> };
  supplier_detail: { arguments: { id: number }; progress: never; result: SupplierDetail };
  similar_suppliers: { arguments: { name: string; own: number | null }; progress: never; result: Array<SimilarSupplier> };
  supplier_warnings: { arguments: { id: number }; progress: never; result: Array<Problem> };
  preview_merge: { arguments: { keptId: number; goneId: number }; progress: never; result: MergePreview };
  merge_suppliers: { arguments: { merge: MergeRequest }; progress: never; result: Saved };
  undertaken: { arguments: { id: number; status: ContractStatus | null }; progress: never; result: Undertaking };
  export_undertaken: { arguments: { id: number; status: ContractStatus | null }; progress: never; result: Exported | null };
  export_supplier_file: { arguments: { id: number }; progress: Progress; result: Exported | null };
  create_supplier: { arguments: { supplier: Supplier }; progress: never; result: Saved };
  update_supplier: { arguments: { id: number; revision: number; supplier: Supplier }; progress: never; result: Saved };
  list_contracts: { arguments: { query: ListQuery }; progress: never; result: Page<ContractRow> };
  contract_detail: { arguments: { id: number }; progress: never; result: ContractDetail };
  check_contract: { arguments: { id: number | null; contract: Contract }; progress: never; result: Array<Problem> };
  create_contract: { arguments: { contract: Contract }; progress: never; result: Saved };
  update_contract: { arguments: { id: number; revision: number; contract: Contract }; progress: never; result: Saved };
  list_payment_plans: { arguments: { query: ListQuery }; progress: never; result: Page<PaymentPlanRow> };
  payment_plan_detail: { arguments: { id: number }; progress: never; result: PaymentPlanDetail };
  preview_payment_plan: { arguments: { contractId: number; rows: Array<PaymentPlan> }; progress: never; result: PlanPreview };
  copied_payment_plan: { arguments: { from: number; to: number }; progress: never; result: Array<PaymentPlan> };
  save_payment_plan: { arguments: { contractId: number; rows: Array<PlanEntry>; gone: Array<PlanVersion> }; progress: never; result: Saved };
  list_payments: { arguments: { query: ListQuery }; progress: never; result: Page<PaymentRow> };
  payment_detail: { arguments: { id: number }; progress: never; result: PaymentDetail };
  preview_payment: { arguments: { id: number | null; contractId: number; amount: string | null; refund: boolean }; progress: never; result: PositionPreview };
  check_payment: { arguments: { id: number | null; payment: Payment }; progress: never; result: Array<Problem> };
  create_payment: { arguments: { payment: Payment; overpayReason: string | null }; progress: never; result: Saved };
  update_payment: { arguments: { id: number; revision: number; payment: Payment; overpayReason: string | null }; progress: never; result: Saved };
  list_settlements: { arguments: { query: ListQuery }; progress: never; result: Page<SettlementRow> };
  settlement_detail: { arguments: { id: number }; progress: never; result: SettlementDetail };
  preview_settlement: { arguments: { contractId: number; finalAmount: string | null }; progress: never; result: PositionPreview };
  check_settlement: { arguments: { settlement: Settlement }; progress: never; result: Array<Problem> };
  create_settlement: { arguments: { settlement: Settlement }; progress: never; result: Saved };
  update_settlement: { arguments: { id: number; revision: number; settlement: Settlement }; progress: never; result: Saved };
  list_evaluations: { arguments: { query: ListQuery }; progress: never; result: Page<EvaluationRow> };
  evaluation_detail: { arguments: { id: number }; progress: never; result: EvaluationDetail };
  create_evaluation: { arguments: { evaluation: Evaluation }; progress: never; result: Saved };
  update_evaluation: { arguments: { id: number; revision: number; evaluation: Evaluation }; progress: never; result: Saved };
  rate_evaluation: { arguments: { id: number | null; evaluation: Evaluation }; progress: never; result: Rating };
  list_supplier_ratings: { arguments: { query: ListQuery }; progress: never; result: Page<SupplierRating> };
  list_score_differences: { arguments: { offset: number; limit: number }; progress: never; result: Page<ScoreDifference> };
  list_evaluations_due: { arguments: { year: number | null; offset: number; limit: number }; progress: never; result: Page<DueEvaluation> };
  score_ordinals: { arguments: Record<string, never>; progress: never; result: Ordinals };
  try_rules: { arguments: { rules: TrialRules }; progress: never; result: Trial };
  adopt_rules: { arguments: { revision: number; rules: TrialRules }; progress: never; result: Saved };
  list_interviews: { arguments: { query: ListQuery }; progress: never; result: Page<InterviewRow> };
  interview_cards: { arguments: { query: ListQuery }; progress: never; result: InterviewCards };
  interview_detail: { arguments: { id: number }; progress: never; result: InterviewDetail };
  create_interview: { arguments: { interview: Interview }; progress: never; result: Saved };
  update_interview: { arguments: { id: number; revision: number; interview: Interview; reason: string | null }; progress: never; result: Saved };
  selection_range: { arguments: { noun: Noun; query: ListQuery; first: number; last: number }; progress: never; result: Array<number> };
  selection_summary: { arguments: { noun: Noun; selection: Selection }; progress: never; result: SelectionSummary };
  rehearse_deletion: { arguments: { noun: Noun; selection: Selection }; progress: never; result: DeletionReport };
  batch_fields: { arguments: { noun: Noun }; progress: never; result: Array<string> };
  rehearse_batch_edit: { arguments: { noun: Noun; selection: Selection; field: string; value: JsonValue }; progress: never; result: BatchReport };
  batch_edit: { arguments: { noun: Noun; selection: Selection; field: string; value: JsonValue }; progress: never; result: BatchReport };
  delete_records: { arguments: { noun: Noun; selection: Selection }; progress: never; result: DeletionReport };
  choose_import_file: { arguments: Record<string, never>; progress: never; result: string | null };
  open_import_file: { arguments: { path: string; encoding: string | null }; progress: Progress; result: OpenedFile };
  open_pasted: { arguments: { text: string }; progress: never; result: OpenedFile };
  import_file_rows: { arguments: { id: number; sheet: string; from: number; count: number }; progress: never; result: Array<FileRow> };
  import_fields: { arguments: { kind: Noun }; progress: never; result: Array<ImportField> };
  propose_import: { arguments: { id: number; reading: Reading }; progress: never; result: Proposal };
  rehearse_plan: { arguments: { id: number; plan: ImportPlan }; progress: Progress; result: Rehearsal };
  rehearse_sheets: { arguments: { id: number; plan: ImportPlan }; progress: Progress; result: SheetsImport };
  commit_sheets: { arguments: { id: number; plan: ImportPlan; onlyValid: boolean }; progress: Progress; result: SheetsImport };
  import_memory: { arguments: Record<string, never>; progress: never; result: ImportMemory };
  forget_mapping: { arguments: { fingerprint: string }; progress: never; result: null };
  forget_value: { arguments: { id: number }; progress: never; result: null };
  rehearsal_rows: { arguments: { query: RehearsalQuery }; progress: never; result: RehearsalPage };
  commit_import: { arguments: { id: number; onlyValid: boolean }; progress: Progress; result: ImportSummary };
  save_import_errors: { arguments: { id: number; inEnglish: boolean }; progress: never; result: Exported | null };
  discard_rehearsal: { arguments: { id: number }; progress: never; result: null };
  list_imports: { arguments: Record<string, never>; progress: never; result: Array<ImportHistoryEntry> };
  save_import_original: { arguments: { seq: number }; progress: never; result: string | null };
  export_list: { arguments: { noun: Noun; query: ListQuery }; progress: Progress; result: Exported | null };
  export_columns: { arguments: { noun: Noun; query: ListQuery; columns: Array<LayoutColumn>; format: LayoutFormat }; progress: Progress; result: Exported | null };
  save_template: { arguments: { noun: Noun }; progress: never; result: Exported | null };
  show_in_folder: { arguments: { path: string }; progress: never; result: null };
  list_journal: { arguments: { query: JournalQuery }; progress: never; result: Page<JournalEntry> };
  journal_choices: { arguments: Record<string, never>; progress: never; result: JournalChoices };
  journal_entry: { arguments: { seq: number }; progress: never; result: JournalEntry };
  journal_changes: { arguments: { seq: number }; progress: never; result: Array<RecordChange> };
  record_history: { arguments: { noun: Noun; id: number }; progress: never; result: Array<HistoryEntry> };
  undo_state: { arguments: Record<string, never>; progress: never; result: UndoState };
  rehearse_undo: { arguments: { seq: number }; progress: never; result: UndoReport };
  undo: { arguments: { seq: number }; progress: never; result: UndoReport };
  verify_journal: { arguments: Record<string, never>; progress: never; result: ChainReport };
  overview: { arguments: Record<string, never>; progress: never; result: Overview };
  health: { arguments: Record<string, never>; progress: never; result: HealthSummary };
  check_health: { arguments: Record<string, never>; progress: Progress; result: HealthSummary };
  log_days: { arguments: Record<string, never>; progress: never; result: Array<string> };
  list_log: { arguments: { query: LogQuery }; progress: never; result: Page<LogEntry> };
  preview_diagnosis: { arguments: Record<string, never>; progress: never; result: Array<DiagnosisPart> };
  save_diagnosis: { arguments: Record<string, never>; progress: never; result: string | null };
  go_live_items: { arguments: Record<string, never>; progress: never; result: Array<GoLiveItem> };
  tick_go_live: { arguments: { item: string; done: boolean }; progress: never; result: Array<GoLiveItem> };
  add_go_live_item: { arguments: { text: string }; progress: never; result: Array<GoLiveItem> };
  remove_go_live_item: { arguments: { item: string }; progress: never; result: Array<GoLiveItem> };
  clear_go_live: { arguments: Record<string, never>; progress: never; result: Array<GoLiveItem> };
  go_live_report: { arguments: { backup: string | null }; progress: Progress; result: GoLiveReport };
  export_go_live: { arguments: { backup: string | null }; progress: Progress; result: Exported | null };
  backup_standing: { arguments: Record<string, never>; progress: never; result: BackupStanding };
  list_backups: { arguments: Record<string, never>; progress: never; result: BackupList };
  create_backup: { arguments: { note: string | null }; progress: Progress; result: BackupMade };
  verify_backup: { arguments: { name: string }; progress: never; result: null };
  drill_backups: { arguments: Record<string, never>; progress: Progress; result: BackupDrill };
  plan_prune: { arguments: { rule: RetentionRule | null }; progress: never; result: PrunePlan };
  prune_backups: { arguments: Record<string, never>; progress: never; result: PrunePlan };
  backup_settings: { arguments: Record<string, never>; progress: never; result: BackupSettings };
  update_backup_settings: { arguments: { settings: BackupSettings }; progress: never; result: null };
  choose_folder: { arguments: Record<string, never>; progress: never; result: string | null };
  backup_places: { arguments: Record<string, never>; progress: never; result: Array<BackupPlace> };
  check_archives: { arguments: Record<string, never>; progress: Progress; result: Array<BackupPlace> };
  test_backup_place: { arguments: { place: string }; progress: never; result: number | null };
  has_backup_passphrase: { arguments: Record<string, never>; progress: never; result: boolean };
  set_backup_passphrase: { arguments: { passphrase: string }; progress: never; result: null };
  check_backup_passphrase: { arguments: { passphrase: string }; progress: never; result: null };
  copy_backup: { arguments: { name: string }; progress: Progress; result: string | null };
  delete_backup: { arguments: { name: string; insist: boolean }; progress: never; result: number };
  lost_backups: { arguments: Record<string, never>; progress: never; result: BackupList };
  survey_damage: { arguments: Record<string, never>; progress: Progress; result: DamageSurvey };
  repair_ledger: { arguments: Record<string, never>; progress: never; result: AppState };
  choose_backup: { arguments: Record<string, never>; progress: never; result: string | null };
  timeline: { arguments: { offset: number; limit: number }; progress: never; result: Timeline };
  prepare_restore: { arguments: { target: RestoreTarget; passphrase: string | null }; progress: Progress; result: RestorePreview };
  compare_prepared: { arguments: { id: number }; progress: never; result: LedgerComparison };
  differing_records: { arguments: { id: number; noun: Noun; only: Difference | null; offset: number; limit: number }; progress: never; result: DifferingPage };
  differing_fields: { arguments: { id: number; noun: Noun; record: number }; progress: never; result: Array<FieldChange> };
  let_go: { arguments: { id: number }; progress: never; result: null };
  restore: { arguments: { id: number }; progress: Progress; result: AppState };
  migration_standing: { arguments: Record<string, never>; progress: never; result: MigrationStanding };
  plan_migration: { arguments: { to: number }; progress: never; result: MigrationPlan };
  rehearse_migration: { arguments: { to: number }; progress: Progress; result: MigrationRehearsal };
  migrate: { arguments: { to: number }; progress: Progress; result: AppState };
  undo_rollback: { arguments: Record<string, never>; progress: Progress; result: AppState };
  look_at_ledger: { arguments: Record<string, never>; progress: Progress; result: AppState };
  sign_in: { arguments: { name: string; password: string }; progress: never; result: AppState };
  sign_out: { arguments: Record<string, never>; progress: never; result: AppState };
  lock: { arguments: Record<string, never>; progress: never; result: null };
  unlock: { arguments: { password: string }; progress: never; result: AppState };
  begin_accounts: { arguments: { name: string; password: string }; progress: never; result: AppState };
  end_accounts: { arguments: Record<string, never>; progress: never; result: AppState };
  list_accounts: { arguments: Record<string, never>; progress: never; result: Array<AccountRow> };
  list_roles: { arguments: Record<string, never>; progress: never; result: Array<RoleRights> };
  create_account: { arguments: { account: Account; password: string }; progress: never; result: Saved };
  update_account: { arguments: { id: number; revision: number; account: Account }; progress: never; result: Saved };
  reset_password: { arguments: { id: number; password: string }; progress: never; result: Saved };
  change_password: { arguments: { old: string; new: string }; progress: never; result: AppState };
  confirm_resets: { arguments: Record<string, never>; progress: never; result: AppState };
  list_features: { arguments: Record<string, never>; progress: never; result: Array<FeatureSwitch> };
  set_feature: { arguments: { switch: FeatureSwitch }; progress: never; result: AppState };
  set_idle_minutes: { arguments: { minutes: number }; progress: never; result: AppState };
  check_trust: { arguments: Record<string, never>; progress: never; result: AppState };
  acknowledge_tampering: { arguments: { reason: string }; progress: never; result: AppState };
  list_incidents: { arguments: { query: UpkeepQuery }; progress: never; result: Page<IncidentRow> };
  upkeep_incident: { arguments: { id: number }; progress: never; result: Stored<Incident> };
  create_incident: { arguments: { incident: Incident }; progress: never; result: Saved };
  update_incident: { arguments: { id: number; revision: number; incident: Incident }; progress: never; result: Saved };
  delete_incident: { arguments: { id: number; revision: number }; progress: never; result: Saved };
  list_changes: { arguments: { query: UpkeepQuery }; progress: never; result: Page<ChangeRow> };
  upkeep_change: { arguments: { id: number }; progress: never; result: Stored<SystemChange> };
  create_change: { arguments: { change: SystemChange }; progress: never; result: Saved };
  update_change: { arguments: { id: number; revision: number; change: SystemChange }; progress: never; result: Saved };
  delete_change: { arguments: { id: number; revision: number }; progress: never; result: Saved };
  list_drills: { arguments: { query: UpkeepQuery }; progress: never; result: Page<DrillRow> };
  upkeep_drill: { arguments: { id: number }; progress: never; result: Stored<DrillRecord> };
  create_drill: { arguments: { drill: DrillRecord }; progress: never; result: Saved };
  update_drill: { arguments: { id: number; revision: number; drill: DrillRecord }; progress: never; result: Saved };
  delete_drill: { arguments: { id: number; revision: number }; progress: never; result: Saved };
  upkeep_sources: { arguments: Record<string, never>; progress: never; result: Array<UpkeepSource> };
  export_upkeep: { arguments: { query: UpkeepQuery }; progress: never; result: Exported | null };
  settings: { arguments: Record<string, never>; progress: never; result: StoredSettings };
  update_settings: { arguments: { revision: number; settings: Settings }; progress: never; result: Saved };
}
