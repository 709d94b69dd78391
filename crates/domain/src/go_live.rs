//! 上线检查: what is looked at before and after an installation or an upgrade.

use crate::health::{HealthItem, HealthState};
use crate::{Code, Money, Noun, Problem, Problems};

/// What people check themselves wherever the program is put to use: the stable name, and its words.
pub const FIXED: &[(&str, &str)] = &[
    ("print_list", "导出并打印一份合同清单，抽查三份合同的金额和付款与原件一致"),
    ("each_role", "每种角色登录一次，看得到该看的，改不了不该改的"),
    ("import_undo", "导入一份小表，核对后撤销"),
    ("search", "按名称、编号和拼音首字母各查一次，都能找到"),
    ("second_place", "到第二个备份位置，看到最新的备份"),
    ("restore_known", "值班人员知道备份在哪里、怎样恢复，口令已封存"),
    ("old_program", "知道怎样回退到原来的版本"),
    ("shortcut", "每台电脑上能从桌面打开，窗口大小和字体合适"),
];

/// The longest text of an item of one's own.
const LONGEST: usize = 200;

/// Something that people check themselves, and who did so when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GoLiveItem {
    /// The stable name of one of the program's own, else the text that somebody wrote.
    pub name: String,
    /// Whether somebody added it.
    pub own: bool,
    pub done_by: Option<String>,
    /// UTC, RFC 3339.
    pub done_at: Option<String>,
}

impl GoLiveItem {
    /// Returns the words of the item in Chinese.
    pub fn label(&self) -> &str {
        let fixed = FIXED.iter().find(|(name, _)| !self.own && *name == self.name);
        fixed.map_or(&self.name, |(_, label)| label)
    }
}

/// How many records of a noun there are, and what their amounts come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Totals {
    pub count: i64,
    /// None for a noun without amounts.
    pub amount: Option<Money>,
}

/// The totals of a noun now, and in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NounTotals {
    pub noun: Noun,
    pub count: i64,
    pub amount: Option<Money>,
    /// None where no backup was chosen.
    pub before: Option<Totals>,
    /// Whether they are those of the backup; true where none was chosen.
    pub same: bool,
}

impl NounTotals {
    /// Holds the totals of a noun beside those of a backup.
    pub fn new(noun: Noun, now: Totals, before: Option<Totals>) -> Self {
        let same = before.is_none_or(|before| before == now);
        Self { noun, count: now.count, amount: now.amount, before, same }
    }
}

/// The backup that totals are held against.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GoLiveBackup {
    pub name: String,
    /// UTC, RFC 3339.
    pub made_at: String,
    pub program_version: String,
}

/// Everything that was looked at, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GoLiveReport {
    /// UTC, RFC 3339.
    pub at: String,
    pub program_version: String,
    pub schema_version: i64,
    /// What the program found by itself, thoroughly.
    pub items: Vec<HealthItem>,
    pub backup: Option<GoLiveBackup>,
    pub totals: Vec<NounTotals>,
    /// What people checked themselves.
    pub manual: Vec<GoLiveItem>,
}

impl GoLiveReport {
    /// Whether anything is damaged.
    pub fn is_faulty(&self) -> bool {
        self.items.iter().any(|item| item.state == HealthState::Fault)
    }
}

/// Checks the text of an item of one's own against those that there are.
pub fn check_own(text: &str, items: &[GoLiveItem]) -> Problems {
    let mut problems = Problems::default();
    if text.is_empty() || text.chars().count() > LONGEST {
        let missing = Problem::new(Code::GoLiveTextMissing).field("text");
        problems.add(missing.param("limit", &LONGEST.to_string()));
    }
    if items.iter().any(|item| item.name == text || item.label() == text) {
        problems.add(Problem::new(Code::GoLiveTextTaken).field("text").param("value", text));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, own: bool) -> GoLiveItem {
        GoLiveItem { name: name.to_owned(), own, done_by: None, done_at: None }
    }

    #[test]
    fn an_item_of_ones_own_says_something_and_something_else_than_the_others() {
        let items = [item("search", false), item("装打印机", true)];
        let code = |text: &str| check_own(text, &items).into_result().err().map(|broken| broken[0].code);
        assert_eq!(code("接好扫描枪"), None);
        assert_eq!(code(""), Some(Code::GoLiveTextMissing));
        assert_eq!(code(&"长".repeat(LONGEST + 1)), Some(Code::GoLiveTextMissing));
        assert_eq!(code("装打印机"), Some(Code::GoLiveTextTaken));
        assert_eq!(code(items[0].label()), Some(Code::GoLiveTextTaken));
        assert_ne!(items[0].label(), "search");
    }

    #[test]
    fn totals_are_the_same_where_count_and_amount_are() {
        let totals = |count, fen| Totals { count, amount: Some(Money::from_fen(fen)) };
        let held = |before| NounTotals::new(Noun::Contract, totals(2, 100), before).same;
        assert!(held(None) && held(Some(totals(2, 100))));
        assert!(!held(Some(totals(1, 100))) && !held(Some(totals(2, 101))));
    }
}
