//! `lantai user`: the accounts of a ledger, and the way back in for IT.

use std::io::{self, Write};

use ledger::domain::Code;
use ledger::domain::access::AccountRow;

use crate::arguments::{Common, JsonArguments};
use crate::commands::journal::instant;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};
use crate::{Status, secret};

/// Names the new password in scripts.
const NEW_PASSWORD: &str = "LANTAI_NEW_PASSWORD";

#[derive(Debug, clap::Subcommand)]
pub(crate) enum UserCommand {
    /// 列出账号；需要以系统管理员登录（--user）
    List(JsonArguments),
    /// 重置密码并启用账号：供没有管理员能登录时使用；写入操作日志，管理员登录后会看到
    Reset(ResetArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ResetArguments {
    /// 用户名；新密码由环境变量 LANTAI_NEW_PASSWORD 给出，或在提示时输入
    name: String,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

impl UserCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::List(arguments) => arguments.json,
            Self::Reset(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &UserCommand) -> Result<Status, Failure> {
    match command {
        UserCommand::List(arguments) => list(common, arguments),
        UserCommand::Reset(arguments) => reset(common, arguments),
    }
}

fn list(common: &Common, arguments: &JsonArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let accounts = ledger.list_accounts()?;
    tell(arguments.json, || &accounts, |output| write_table(output, common.language, &accounts))
}

fn write_table(output: &mut Output, language: Language, accounts: &[AccountRow]) -> io::Result<()> {
    let columns = vec![
        Column::left(language.say("用户名", "name")),
        Column::left(language.say("角色", "role")),
        Column::left(language.say("状态", "state")),
        Column::left(language.say("上次登录", "last sign-in")),
    ];
    let row = |row: &AccountRow| {
        let state = match (row.account.disabled, &row.locked_until) {
            (true, _) => language.say("停用", "disabled").to_owned(),
            (false, Some(until)) => format!("{} {}", language.say("锁定至", "locked until"), instant(until)),
            (false, None) => language.say("启用", "active").to_owned(),
        };
        let role = row.account.role;
        vec![
            row.account.name.clone(),
            language.say(role.label(), role.name()).to_owned(),
            state,
            row.signed_in_at.as_deref().map(instant).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = accounts.iter().map(row).collect();
    Table::new(columns).write(output, &rows)
}

fn reset(common: &Common, arguments: &ResetArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let password = new_password(common.language)?;
    let done = ledger.reset_password_by_operator(ledger.session(), &arguments.name, &password)?;
    tell(
        arguments.json,
        || serde_json::json!({ "name": arguments.name, "seq": done.seq }),
        |output| {
            let told = common.language.say(
                "密码已重置，账号已启用；首次登录时须改密码。操作日志",
                "The password is reset and the account enabled; it is changed at the first sign-in. Journal",
            );
            writeln!(output, "{told} #{}", done.seq.unwrap_or_default())
        },
    )
}

fn new_password(language: Language) -> Result<String, Failure> {
    if let Some(password) = secret::in_environment(NEW_PASSWORD) {
        return Ok(password);
    }
    match secret::asked_twice(language, language.say("新密码：", "New password: "))? {
        Some((first, again)) if first == again => Ok(first),
        Some(_) => Err(Failure::new(Code::AccountPasswordDiffers, "field", "password")),
        None => Err(Failure::new(Code::AccountPasswordMissing, "variable", NEW_PASSWORD)),
    }
}
