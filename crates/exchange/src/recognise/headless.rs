//! Evaluations without a header line, known by their columns alone.

use domain::Noun;
use domain::reading::Basis;

use super::attempt::{HeadRow, Labelled};
use crate::template::{Match, template};

/// Columns of the evaluation template without and with 备注.
const WIDTHS: std::ops::RangeInclusive<u32> = 13..=14;
/// 序号 and 合同序号 come before the scores, 备注 behind them.
const SCORES: std::ops::Range<u32> = 2..13;

/// Whether rows look like evaluations: a running number, a code, then scores in most filled cells.
/// A bad score here and there is an error of its row, not of the file.
pub(super) fn is_evaluation(head: &[HeadRow], columns: u32) -> bool {
    if !WIDTHS.contains(&columns) || head.is_empty() {
        return false;
    }
    let mut scores = 0;
    let mut others = 0;
    for row in head {
        let has_number = row.at(0).is_some_and(|text| text.parse::<u32>().is_ok());
        let has_code = row.at(1).is_some_and(|text| !is_score(text) || text.parse::<u32>().is_ok());
        if !has_number || !has_code {
            return false;
        }
        for (_, text) in row.cells.iter().filter(|cell| SCORES.contains(&cell.0)) {
            if is_score(text) { scores += 1 } else { others += 1 }
        }
    }
    scores > 0 && scores >= others * 4
}

fn is_score(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|points| (0.0..=100.0).contains(&points))
}

/// Takes the columns in the order of the template.
pub(super) fn columns(columns: u32) -> Vec<Labelled> {
    let template = template(Noun::Evaluation);
    let fields = template.template_fields();
    let labelled = (0..columns).zip(fields).map(|(index, field)| {
        let label = template.label_of(field);
        let by_position = |found| Match { basis: Basis::Position, ..found };
        let found = template.find_exact(&label).map(by_position);
        Labelled::new(index, label, found)
    });
    labelled.collect()
}
