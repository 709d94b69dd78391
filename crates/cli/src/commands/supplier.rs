//! `lantai supplier`: two suppliers that are one company.

use std::io::{self, Write};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use ledger::Ledger;
use ledger::domain::merge::{MergeDifference, MergeField, MergePreview, MergeRequest, MergeSide};
use serde::Serialize;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, tell};
use crate::table::{Column, Table};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum SupplierCommand {
    /// 把一家供应商并入另一家：合同、约谈、采购和名称都归后者；可撤销
    Merge(MergeArguments),
}

#[derive(Debug, clap::Args)]
pub(crate) struct MergeArguments {
    /// 保留的供应商，全称或曾用名
    keep: String,
    /// 并入的供应商，全称或曾用名
    gone: String,
    /// 这些字段取并入一方的值
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field())]
    take: Vec<MergeField>,
    /// 这些字段保留原值；两边都不写的，空的取有值的，状态取更严重的
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = field())]
    keep_field: Vec<MergeField>,
    /// 两家的统一社会信用代码不同，仍要合并
    #[arg(long)]
    confirm: bool,
    /// 只看结果，不合并
    #[arg(long)]
    dry_run: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

impl SupplierCommand {
    pub(crate) fn wants_json(&self) -> bool {
        match self {
            Self::Merge(arguments) => arguments.json,
        }
    }
}

pub(crate) fn run(common: &Common, command: &SupplierCommand) -> Result<Status, Failure> {
    match command {
        SupplierCommand::Merge(arguments) => merge(common, arguments),
    }
}

/// What a merge did, or would do, as programs read it.
#[derive(Serialize)]
struct MergeJson<'merge> {
    kept: &'merge str,
    gone: &'merge str,
    dry_run: bool,
    journal_seq: Option<i64>,
    contracts: Vec<&'merge str>,
    interviews: usize,
    procurements: Vec<&'merge str>,
    former_names: &'merge [String],
    differences: Vec<DifferenceJson<'merge>>,
    warnings: Vec<WarningJson>,
}

#[derive(Serialize)]
struct DifferenceJson<'merge> {
    field: MergeField,
    kept: Option<&'merge str>,
    gone: Option<&'merge str>,
    taken: MergeSide,
}

#[derive(Serialize)]
struct WarningJson {
    code: &'static str,
    message: String,
}

/// Merges one supplier into another, or tells what that would do.
fn merge(common: &Common, arguments: &MergeArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let kept_id = ledger.supplier_named(&arguments.keep)?;
    let gone_id = ledger.supplier_named(&arguments.gone)?;
    let preview = ledger.preview_merge(kept_id, gone_id)?;
    let seq = if arguments.dry_run { None } else { commit(&ledger, &preview, arguments)? };
    tell(
        arguments.json,
        || json(common.language, arguments, &preview, seq),
        |output| write_text(output, common.language, arguments, &preview, seq),
    )?;
    let doubtful = arguments.dry_run && !preview.warnings.is_empty();
    Ok(if doubtful { Status::ErrorsInData } else { Status::Sound })
}

fn commit(
    ledger: &Ledger,
    preview: &MergePreview,
    arguments: &MergeArguments,
) -> Result<Option<i64>, Failure> {
    let taken = preview.differences.iter().filter(|one| arguments.side(one) == MergeSide::Gone);
    let request = MergeRequest {
        kept_id: preview.kept.id,
        kept_revision: preview.kept.revision,
        gone_id: preview.gone.id,
        gone_revision: preview.gone.revision,
        taken: taken.map(|one| one.field).collect(),
        confirmed: arguments.confirm,
    };
    Ok(ledger.merge_suppliers(ledger.session(), &request)?.seq)
}

impl MergeArguments {
    fn side(&self, difference: &MergeDifference) -> MergeSide {
        if self.take.contains(&difference.field) {
            MergeSide::Gone
        } else if self.keep_field.contains(&difference.field) {
            MergeSide::Kept
        } else {
            difference.proposed
        }
    }
}

fn json<'merge>(
    language: Language,
    arguments: &MergeArguments,
    preview: &'merge MergePreview,
    seq: Option<i64>,
) -> MergeJson<'merge> {
    let differences = preview.differences.iter().map(|one| DifferenceJson {
        field: one.field,
        kept: one.kept.as_deref(),
        gone: one.gone.as_deref(),
        taken: arguments.side(one),
    });
    let warnings = preview
        .warnings
        .iter()
        .map(|one| WarningJson { code: one.code.as_str(), message: language.message(one.code, &one.params) });
    MergeJson {
        kept: &preview.kept.name,
        gone: &preview.gone.name,
        dry_run: arguments.dry_run,
        journal_seq: seq,
        contracts: preview.contracts.iter().map(|row| row.code.as_str()).collect(),
        interviews: preview.interviews.len(),
        procurements: preview.procurements.iter().map(|row| row.procurement.code.as_str()).collect(),
        former_names: &preview.former_names,
        differences: differences.collect(),
        warnings: warnings.collect(),
    }
}

fn write_text(
    output: &mut Output,
    language: Language,
    arguments: &MergeArguments,
    preview: &MergePreview,
    seq: Option<i64>,
) -> io::Result<()> {
    writeln!(output, "{} → {}", preview.gone.name, preview.kept.name)?;
    let counted = [
        (language.say("合同", "contracts"), preview.contracts.len()),
        (language.say("约谈", "interviews"), preview.interviews.len()),
        (language.say("采购", "procurements"), preview.procurements.len()),
    ];
    let told: Vec<String> = counted.iter().map(|(label, count)| format!("{label} {count}")).collect();
    writeln!(output, "{}", told.join("  "))?;
    let names = preview.former_names.join("、");
    writeln!(output, "{}{names}", language.say("曾用名：", "former names: "))?;
    write_differences(output, language, arguments, preview)?;
    for warning in &preview.warnings {
        writeln!(output, "[{}] {}", warning.code, language.message(warning.code, &warning.params))?;
    }
    match seq {
        Some(seq) => writeln!(output, "{} #{seq}", language.say("已合并，操作日志", "Merged; journal")),
        None => {
            writeln!(output, "{}", language.say("预演完毕，没有合并。", "Rehearsed; nothing was merged."))
        }
    }
}

fn write_differences(
    output: &mut Output,
    language: Language,
    arguments: &MergeArguments,
    preview: &MergePreview,
) -> io::Result<()> {
    if preview.differences.is_empty() {
        return Ok(());
    }
    let columns = vec![
        Column::left(language.say("字段", "field")),
        Column::left(language.say("保留的一方", "kept")),
        Column::left(language.say("并入的一方", "gone")),
        Column::left(language.say("取", "taken")),
    ];
    let rows: Vec<Vec<String>> = preview
        .differences
        .iter()
        .map(|one| {
            let side = match arguments.side(one) {
                MergeSide::Kept => language.say("保留的一方", "kept"),
                MergeSide::Gone => language.say("并入的一方", "gone"),
            };
            let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
            vec![
                field_label(language, one.field).to_owned(),
                text(&one.kept),
                text(&one.gone),
                side.to_owned(),
            ]
        })
        .collect();
    Table::new(columns).write(output, &rows)
}

fn field_label(language: Language, field: MergeField) -> &'static str {
    let zh = match field {
        MergeField::Code => "供应商编码",
        MergeField::Uscc => "统一社会信用代码",
        MergeField::Category => "类别",
        MergeField::Contact => "联系人",
        MergeField::Phone => "联系电话",
        MergeField::Bank => "开户行",
        MergeField::Account => "银行账号",
        MergeField::Address => "地址",
        MergeField::Status => "状态",
        MergeField::Remarks => "备注",
    };
    language.say(zh, field.label())
}

fn field() -> impl TypedValueParser<Value = MergeField> {
    PossibleValuesParser::new(MergeField::LABELS.iter().copied())
        .try_map(|name| MergeField::from_label(&name).ok_or("unknown field"))
}
