//! The evaluations of a report: a column for every year and every irregular evaluation among them.

use std::collections::BTreeSet;

use domain::Score;
use domain::evaluation::EvaluationRow;
use exchange::ColumnType::{Choice, Code, Prose, Score as Points, Text};
use exchange::Value;
use exchange::write::TableColumn;

use super::cells::{Cell, column, grade, known, stated, text};

/// The years and the numbers of the scores that any of the evaluations has.
pub(super) struct Ordinals {
    years: BTreeSet<u16>,
    numbers: BTreeSet<u16>,
}

impl Ordinals {
    pub(super) fn of<'a>(evaluations: impl Iterator<Item = &'a EvaluationRow> + Clone) -> Self {
        Self {
            years: evaluations.clone().flat_map(|row| row.yearly_scores.keys().copied()).collect(),
            numbers: evaluations.flat_map(|row| row.irregular_scores.keys().copied()).collect(),
        }
    }

    pub(super) fn columns(&self) -> Vec<TableColumn> {
        let mut columns = known(&[
            ("供应商", Text),
            ("合同编号", Code),
            ("合同序号", Code),
            ("合同名称", Text),
            ("评价日期区间", Text),
            ("评价人员", Text),
            ("末次评价得分", Points),
        ]);
        let named = |label: String| column(&label, Points);
        columns.extend(self.years.iter().map(|year| named(format!("{year}年度评价得分"))));
        columns.extend(self.numbers.iter().map(|number| named(format!("第{number}次不定期评价得分"))));
        let after = [("综合得分", Points), ("得分来源", Choice), ("等级", Choice), ("备注", Prose)];
        columns.extend(known(&after));
        columns
    }

    pub(super) fn row(&self, row: &EvaluationRow) -> Vec<Cell> {
        let score = |score: Option<&Score>| score.copied().map(Value::Score);
        let origin = row.comprehensive_origin.map(|origin| Value::Choice(crate::origin::label(origin)));
        let mut cells = vec![
            text(&row.supplier),
            text(&row.contract_code),
            stated(row.contract_sequence.as_ref()),
            text(&row.contract_name),
            stated(row.period.as_ref()),
            stated(row.evaluator.as_ref()),
            row.last_score.map(Value::Score),
        ];
        cells.extend(self.years.iter().map(|year| score(row.yearly_scores.get(year))));
        cells.extend(self.numbers.iter().map(|number| score(row.irregular_scores.get(number))));
        cells.extend([row.comprehensive_score.map(Value::Score), origin]);
        cells.extend([grade(row.grade.as_ref()), stated(row.remarks.as_ref())]);
        cells
    }
}
