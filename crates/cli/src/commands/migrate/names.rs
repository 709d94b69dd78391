//! What tables are called: people know records, not tables.

use ledger::domain::Noun;

use crate::language::Language;

/// Names a table: what people call the records in it, before its own name.
pub(super) fn table(language: Language, table: &str) -> String {
    match (language, label(table)) {
        (Language::Zh, Some(label)) => format!("{label} {table}"),
        // The names of tables are English words.
        (Language::Zh, None) | (Language::En, _) => table.to_owned(),
    }
}

fn label(table: &str) -> Option<&'static str> {
    if let Some(noun) = Noun::from_name(table) {
        return Some(noun.label());
    }
    Some(match table {
        "supplier_former_name" => "曾用名",
        "evaluation_score" => "评价得分",
        "settings" => "设置",
        "score_weights" => "得分权重",
        "grade_band" => "等级",
        "journal" => "操作日志",
        "journal_touch" => "操作涉及的记录",
        "import_original" => "导入原文件",
        "import_mapping" => "导入的列对应",
        "import_value" => "导入的取值对应",
        "account" => "账号",
        "access" => "权限设置",
        "feature_switch" => "功能开关",
        "sign_in" => "登录情况",
        "upkeep_incident" => "故障",
        "upkeep_change" => "变更",
        "upkeep_drill" => "演练",
        "contract_position" => "合同进度（自动计算）",
        "supplier_position" => "供应商合计（自动计算）",
        "payment_plan_position" => "付款计划进度（自动计算）",
        "code_variant" => "编号写法（自动计算）",
        "search" => "检索词（自动计算）",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ledger::{Ledger, migration};

    use super::*;

    #[test]
    fn every_table_has_a_name_that_people_know() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ledger.sqlite3");
        drop(Ledger::create(&path)?);
        let migrations = migration::status(&path)?.status.migrations;
        let tables: Vec<String> = migrations.into_iter().flat_map(|step| step.tables).collect();
        assert!(tables.len() > 20, "{tables:?}");
        for table in tables {
            assert!(label(&table).is_some(), "{table} has no name");
        }
        assert_eq!(super::table(Language::Zh, "payment_plan"), "付款计划 payment_plan");
        assert_eq!(super::table(Language::En, "payment_plan"), "payment_plan");
        Ok(())
    }
}
