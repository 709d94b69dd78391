//! The kinds of files that are measured, with the columns that they have.

use ledger::domain::Noun;

/// What a file holds; each kind comes after those it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Project,
    Supplier,
    Contract,
    Payment,
    Evaluation,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Workbook,
    Csv,
}

impl Form {
    pub(crate) const ALL: [Self; 2] = [Self::Workbook, Self::Csv];

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
        }
    }
}

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Project, Self::Supplier, Self::Contract, Self::Payment, Self::Evaluation];

    pub(crate) fn noun(self) -> Noun {
        match self {
            Self::Project => Noun::Project,
            Self::Supplier => Noun::Supplier,
            Self::Contract => Noun::Contract,
            Self::Payment => Noun::Payment,
            Self::Evaluation => Noun::Evaluation,
        }
    }

    pub(crate) fn label(self) -> &'static str {
        self.noun().label()
    }

    /// The header of the file.
    pub(crate) fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Project => &["项目编码", "项目名称"],
            Self::Supplier => &["序号", "供应商名称", "供应商编码", "类别", "联系人", "联系电话"],
            Self::Contract => &[
                "序号",
                "项目编码",
                "文件定位",
                "关联主合同编号",
                "合同序号",
                "合同编号",
                "合同名称",
                "合同签订经办人",
                "合同类型",
                "甲方",
                "乙方",
                "含税签约合同价（元）",
                "合同签订日期",
                "到期日期",
                "合同工期/服务期限",
                "支付方式",
            ],
            Self::Payment => {
                &["序号", "付款编号", "关联合同编号", "实付金额(元)", "付款日期", "付款事由", "发票号码"]
            }
            Self::Evaluation => &[
                "序号",
                "合同序号",
                "履约综合评价得分",
                "末次评价得分",
                "2019年度评价得分",
                "2020年度评价得分",
                "2021年度评价得分",
                "2022年度评价得分",
                "2023年度评价得分",
                "2024年度评价得分",
                "2025年度评价得分",
                "第一次不定期评价得分",
                "第二次不定期评价得分",
            ],
        }
    }
}
