//! `lantai evaluation`: what the evaluations come to, and what is still to be evaluated.

use std::io::{self, Write};

use ledger::domain::Score;
use ledger::domain::grade::Weights;
use ledger::domain::list::Page;
use ledger::domain::rating::{DueEvaluation, ScoreDifference};
use ledger::domain::trial::{GradeChange, GradeShift, Trial, TrialCount, TrialRules};
use serde::Serialize;

use crate::Status;
use crate::arguments::{Common, JsonArguments};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::record::{ContractRecord, EvaluationRecord};
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum EvaluationCommand {
    /// 应评未评的合同：在执行或本年结算、本年尚无得分
    Due(DueArguments),
    /// 导入或手填的综合得分与计算值不同的评价，差得最多的在前
    Differences(JsonArguments),
    /// 试算另一套权重，看谁的等级会变；不改动台账
    Try(TryArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct DueArguments {
    /// 年度；不给时为今年
    #[arg(long, value_parser = clap::value_parser!(i16).range(2000..=2100))]
    year: Option<i16>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TryArguments {
    /// 末次评价的权重（%）
    #[arg(long, value_name = "PERCENT")]
    last: u8,
    /// 过程评价的权重（%）；与末次之和必须是 100
    #[arg(long, value_name = "PERCENT")]
    process: u8,
    /// 没有末次得分时，以过程均值为综合得分
    #[arg(long)]
    process_alone: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

impl EvaluationCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Due(arguments) => arguments.json,
            Self::Differences(arguments) => arguments.json,
            Self::Try(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &EvaluationCommand) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let language = common.language;
    match command {
        EvaluationCommand::Due(arguments) => {
            let rows = all(|offset, limit| ledger.list_evaluations_due(arguments.year, offset, limit))?;
            let due: Vec<DueJson> = rows.into_iter().map(DueJson::from).collect();
            tell(arguments.json, || &due, |output| write_due(output, language, &due))
        }
        EvaluationCommand::Differences(arguments) => {
            let rows = all(|offset, limit| ledger.list_score_differences(offset, limit))?;
            let differences: Vec<DifferenceJson> = rows.into_iter().map(DifferenceJson::from).collect();
            tell(arguments.json, || &differences, |output| write_differences(output, language, &differences))
        }
        EvaluationCommand::Try(arguments) => {
            let mut settings = ledger.settings()?.settings;
            settings.weights = Weights {
                last_percent: arguments.last,
                process_percent: arguments.process,
                process_alone: arguments.process_alone,
            };
            let bands = ledger::domain::grade::Bands::new(settings.bands).map_err(ledger::Error::from)?;
            let trial = ledger.try_rules(&TrialRules { weights: settings.weights, bands })?;
            let json = TrialJson::from(&trial);
            tell(arguments.json, || &json, |output| write_trial(output, language, &json))
        }
    }
}

/// Reads every page.
fn all<Row>(page: impl Fn(u32, u32) -> ledger::Result<Page<Row>>) -> Result<Vec<Row>, Failure> {
    const PAGE: u32 = 1000;
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let next = page(offset, PAGE)?.rows;
        let is_last = next.len() < PAGE as usize;
        rows.extend(next);
        if is_last {
            return Ok(rows);
        }
    }
}

#[derive(Serialize)]
struct DueJson {
    #[serde(flatten)]
    contract: ContractRecord,
    /// Whether there is an evaluation that lacks the score of the year.
    has_evaluation: bool,
}

impl From<DueEvaluation> for DueJson {
    fn from(due: DueEvaluation) -> Self {
        Self { contract: due.contract.into(), has_evaluation: due.evaluation_id.is_some() }
    }
}

#[derive(Serialize)]
struct DifferenceJson {
    #[serde(flatten)]
    evaluation: EvaluationRecord,
    process_score: Option<Score>,
    computed_score: Score,
    computed_grade: String,
}

impl From<ScoreDifference> for DifferenceJson {
    fn from(difference: ScoreDifference) -> Self {
        Self {
            process_score: difference.row.process_score,
            computed_score: difference.computed_score,
            computed_grade: difference.computed_grade,
            evaluation: difference.row.into(),
        }
    }
}

#[derive(Serialize)]
struct TrialJson<'trial> {
    in_force: &'trial TrialRules,
    tried: &'trial TrialRules,
    contracts: ShiftJson<'trial>,
    suppliers: ShiftJson<'trial>,
    given: i64,
}

#[derive(Serialize)]
struct ShiftJson<'trial> {
    counts: &'trial [TrialCount],
    rescored: i64,
    changed: i64,
    /// Of very many the ones that fall most.
    changes: Vec<ChangeJson<'trial>>,
}

#[derive(Serialize)]
struct ChangeJson<'trial> {
    code: &'trial str,
    name: &'trial str,
    from_score: Option<Score>,
    to_score: Option<Score>,
    from: Option<&'trial str>,
    to: Option<&'trial str>,
}

impl<'trial> From<&'trial Trial> for TrialJson<'trial> {
    fn from(trial: &'trial Trial) -> Self {
        Self {
            in_force: &trial.in_force,
            tried: &trial.tried,
            contracts: (&trial.contracts).into(),
            suppliers: (&trial.suppliers).into(),
            given: trial.given,
        }
    }
}

impl<'trial> From<&'trial GradeShift> for ShiftJson<'trial> {
    fn from(shift: &'trial GradeShift) -> Self {
        let change = |change: &'trial GradeChange| ChangeJson {
            code: &change.code,
            name: &change.name,
            from_score: change.from_score,
            to_score: change.to_score,
            from: change.from.as_deref(),
            to: change.to.as_deref(),
        };
        Self {
            counts: &shift.counts,
            rescored: shift.rescored,
            changed: shift.changed,
            changes: shift.changes.iter().map(change).collect(),
        }
    }
}

fn write_due(output: &mut Output, language: Language, due: &[DueJson]) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("合同编号", "code")),
        Column::left(language.say("合同名称", "name")),
        Column::left(language.say("乙方", "supplier")),
        Column::left(language.say("执行状态", "status")),
        Column::left(language.say("已有评价", "has_evaluation")),
    ];
    let row = |one: &DueJson| {
        let has = if one.has_evaluation { language.say("是", "yes") } else { "" };
        let ContractRecord { code, name, supplier, status, .. } = &one.contract;
        vec![code.clone(), name.clone(), supplier.clone(), status.label().to_owned(), has.to_owned()]
    };
    Table::new(columns).write(output, &due.iter().map(row).collect::<Vec<_>>())?;
    write_count(output, language, due.len())
}

fn write_differences(output: &mut Output, language: Language, rows: &[DifferenceJson]) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("合同编号", "contract_code")),
        Column::left(language.say("乙方", "supplier")),
        Column::right(language.say("给定得分", "comprehensive_score")),
        Column::right(language.say("计算得分", "computed_score")),
        Column::left(language.say("给定等级", "grade")),
        Column::left(language.say("计算等级", "computed_grade")),
    ];
    let row = |one: &DifferenceJson| {
        let EvaluationRecord { contract_code, supplier, comprehensive_score, grade, .. } = &one.evaluation;
        vec![
            contract_code.clone(),
            supplier.clone(),
            points(*comprehensive_score),
            one.computed_score.to_string(),
            grade.clone().unwrap_or_default(),
            one.computed_grade.clone(),
        ]
    };
    Table::new(columns).write(output, &rows.iter().map(row).collect::<Vec<_>>())?;
    write_count(output, language, rows.len())
}

fn write_trial(output: &mut Output, language: Language, trial: &TrialJson<'_>) -> io::Result<()> {
    let shifts = [
        (language.say("供应商", "Suppliers"), &trial.suppliers),
        (language.say("合同", "Contracts"), &trial.contracts),
    ];
    for (title, shift) in shifts {
        writeln!(output, "{title}")?;
        write_shift(output, language, shift)?;
        writeln!(output)?;
    }
    match language {
        Language::Zh => writeln!(output, "{} 个导入或手填的得分不随权重变化。", trial.given),
        Language::En => writeln!(output, "{} imported or entered scores stay.", trial.given),
    }
}

fn write_shift(output: &mut Output, language: Language, shift: &ShiftJson<'_>) -> io::Result<()> {
    let none = language.say("未评价", "not evaluated");
    let columns = vec![
        Column::left(language.say("等级", "grade")),
        Column::right(language.say("现在", "before")),
        Column::right(language.say("试算后", "after")),
    ];
    let row = |count: &TrialCount| {
        let grade = count.grade.clone().unwrap_or_else(|| none.to_owned());
        vec![grade, count.before.to_string(), count.after.to_string()]
    };
    Table::new(columns).write(output, &shift.counts.iter().map(row).collect::<Vec<_>>())?;
    let columns = vec![
        Column::left(language.say("编号", "code")),
        Column::left(language.say("供应商", "name")),
        Column::right(language.say("现在得分", "from_score")),
        Column::right(language.say("试算得分", "to_score")),
        Column::left(language.say("等级变化", "grades")),
    ];
    let row = |change: &ChangeJson<'_>| {
        let grades = format!("{} → {}", change.from.unwrap_or(none), change.to.unwrap_or(none));
        let (from, to) = (points(change.from_score), points(change.to_score));
        vec![change.code.to_owned(), change.name.to_owned(), from, to, grades]
    };
    if !shift.changes.is_empty() {
        Table::new(columns).write(output, &shift.changes.iter().map(row).collect::<Vec<_>>())?;
    }
    match language {
        Language::Zh => writeln!(output, "{} 个等级改变，{} 个得分改变", shift.changed, shift.rescored),
        Language::En => writeln!(output, "{} grades change, {} scores", shift.changed, shift.rescored),
    }
}

fn write_count(output: &mut Output, language: Language, count: usize) -> io::Result<()> {
    match language {
        Language::Zh => writeln!(output, "共 {count} 条"),
        Language::En => writeln!(output, "{count} records"),
    }
}

fn points(score: Option<Score>) -> String {
    score.map(|score| score.to_string()).unwrap_or_default()
}
