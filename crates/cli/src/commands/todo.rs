//! `lantai todo`: what waits for a person, as the home page shows it.

use std::io::{self, Write};

use ledger::Home;
use ledger::domain::Noun;
use ledger::domain::backed_up::{BackupNotice, BackupStanding};
use ledger::domain::home::{Overview, Todo, Urgency};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Args)]
pub(crate) struct TodoArguments {
    /// 以 JSON 输出，包括四张图的数字
    #[arg(long)]
    pub(crate) json: bool,
}

/// A line as programs read it: with its words.
#[derive(Serialize)]
struct TodoJson<'todo> {
    #[serde(flatten)]
    todo: &'todo Todo,
    message: String,
}

/// What waits about the backups, with its words.
#[derive(Serialize)]
struct NoticeJson<'notice> {
    #[serde(flatten)]
    notice: &'notice BackupNotice,
    message: String,
}

#[derive(Serialize)]
struct OverviewJson<'overview> {
    today: String,
    backups: Vec<NoticeJson<'overview>>,
    todos: Vec<TodoJson<'overview>>,
    payments: &'overview [ledger::domain::home::MonthPaid],
    types: &'overview [ledger::domain::home::TypeAmount],
    grades: &'overview [ledger::domain::home::GradeCount],
    projects: &'overview [ledger::domain::home::ProjectProgress],
}

/// Tells what waits. That something waits is no error: the exit status is 0.
pub(crate) fn run(common: &Common, arguments: &TodoArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let overview = ledger.overview()?;
    let standing = ledger.backup_standing(&Home::find())?;
    tell(
        arguments.json,
        || json(common.language, &overview, &standing),
        |output| write_text(output, common.language, &overview, &standing),
    )
}

fn json<'overview>(
    language: Language,
    overview: &'overview Overview,
    standing: &'overview BackupStanding,
) -> OverviewJson<'overview> {
    let line = |todo| TodoJson { todo, message: words(language, todo) };
    let notice = |notice: &'overview BackupNotice| NoticeJson {
        notice,
        message: language.message(notice.code, &notice.params),
    };
    OverviewJson {
        today: overview.today.to_string(),
        backups: standing.notices.iter().map(notice).collect(),
        todos: overview.todos.iter().map(line).collect(),
        payments: &overview.payments,
        types: &overview.types,
        grades: &overview.grades,
        projects: &overview.projects,
    }
}

fn words(language: Language, todo: &Todo) -> String {
    language.message(todo.code, &todo.params)
}

fn write_text(
    output: &mut Output,
    language: Language,
    overview: &Overview,
    standing: &BackupStanding,
) -> io::Result<()> {
    if overview.todos.is_empty() && standing.notices.is_empty() {
        return writeln!(output, "{}", language.say("没有待办事项。", "Nothing waits."));
    }
    let columns = vec![
        Column::left(language.say("轻重", "urgency")),
        Column::left(language.say("类别", "kind")),
        Column::right(language.say("数量", "count")),
        Column::right(language.say("金额(元)", "amount")),
        Column::unbounded(language.say("事项", "to do")),
    ];
    let notices = standing.notices.iter().map(|notice| notice_cells(language, notice));
    let rows: Vec<Vec<String>> =
        notices.chain(overview.todos.iter().map(|todo| cells(language, todo))).collect();
    Table::new(columns).write(output, &rows)
}

fn notice_cells(language: Language, notice: &BackupNotice) -> Vec<String> {
    vec![
        urgency(language, notice.urgency).to_owned(),
        language.say("备份", "backup").to_owned(),
        String::new(),
        String::new(),
        language.message(notice.code, &notice.params),
    ]
}

fn urgency(language: Language, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Harm => language.say("要紧", "harm"),
        Urgency::Soon => language.say("将到", "soon"),
        Urgency::Gap => language.say("不全", "gap"),
    }
}

fn cells(language: Language, todo: &Todo) -> Vec<String> {
    let noun: Noun = todo.noun;
    vec![
        urgency(language, todo.urgency).to_owned(),
        language.noun(noun).to_owned(),
        todo.count.to_string(),
        todo.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        words(language, todo),
    ]
}
