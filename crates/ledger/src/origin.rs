//! Where a comprehensive score comes from, in the words of a workbook.
//!
//! A computed score names the weights it was computed with, so that a file brings it into another
//! ledger as what it is: `计算（末次60%＋过程40%）`.

use domain::evaluation::{Evaluation, ScoreOrigin};
use domain::grade::Weights;
use domain::{Code, Problem, name};

const IMPORTED: &str = "导入";
const ENTERED: &str = "手填";
const COMPUTED: &str = "计算";
/// Says that the process mean may stand alone.
const ALONE: &str = "可仅过程";

/// What a cell says of the origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stated {
    Imported,
    Entered,
    /// With the weights, where the cell names them.
    Computed(Option<Weights>),
}

/// Returns the word of an origin.
pub(crate) const fn label(origin: ScoreOrigin) -> &'static str {
    match origin {
        ScoreOrigin::Imported => IMPORTED,
        ScoreOrigin::Entered => ENTERED,
        ScoreOrigin::Computed => COMPUTED,
    }
}

/// Returns the words of a record's origin; none without a comprehensive score.
pub(crate) fn words(evaluation: &Evaluation) -> Option<String> {
    evaluation.comprehensive_score?;
    Some(match (evaluation.comprehensive_origin, &evaluation.weights) {
        (ScoreOrigin::Imported, _) => IMPORTED.to_owned(),
        (ScoreOrigin::Entered, _) => ENTERED.to_owned(),
        (ScoreOrigin::Computed, None) => COMPUTED.to_owned(),
        (ScoreOrigin::Computed, Some(weights)) => {
            let alone = if weights.process_alone { format!("，{ALONE}") } else { String::new() };
            let Weights { last_percent, process_percent, .. } = weights;
            format!("{COMPUTED}（末次{last_percent}%＋过程{process_percent}%{alone}）")
        }
    })
}

/// Reads the words of an origin, however wide its characters are.
pub(crate) fn read(text: &str) -> Result<Stated, Problem> {
    let plain = name::normalise(text);
    match plain.as_str() {
        IMPORTED => return Ok(Stated::Imported),
        ENTERED => return Ok(Stated::Entered),
        COMPUTED => return Ok(Stated::Computed(None)),
        _ => {}
    }
    weights(&plain).map(|weights| Stated::Computed(Some(weights))).ok_or_else(|| {
        let problem = Problem::new(Code::CellNotChoice).field("comprehensive_origin");
        let choices = [COMPUTED, IMPORTED, ENTERED].join("、");
        problem.param("value", text).param("choices", &choices)
    })
}

/// Reads `计算(末次60%+过程40%)`.
fn weights(plain: &str) -> Option<Weights> {
    let inner = plain.strip_prefix(COMPUTED)?.strip_prefix('(')?.strip_suffix(')')?;
    let (weights, alone) = match inner.split_once(',') {
        Some((weights, ALONE)) => (weights, true),
        Some(_) => return None,
        None => (inner, false),
    };
    let (last, process) = weights.split_once('+')?;
    let percent = |text: &str, word: &str| text.strip_prefix(word)?.strip_suffix('%')?.parse().ok();
    let weights = Weights {
        last_percent: percent(last, "末次")?,
        process_percent: percent(process, "过程")?,
        process_alone: alone,
    };
    weights.check().is_ok().then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn computed(last_percent: u8, process_alone: bool) -> Evaluation {
        let weights = Weights { last_percent, process_percent: 100 - last_percent, process_alone };
        let mut evaluation = Evaluation::of_contract(1);
        evaluation.last_score = "90".parse().ok();
        evaluation.complete(&weights);
        evaluation
    }

    #[test]
    fn words_bring_the_origin_back_with_its_weights() {
        for (last, alone) in [(60, false), (0, false), (100, true), (55, true)] {
            let evaluation = computed(last, alone);
            let text = words(&evaluation).expect("there is a score");
            assert_eq!(read(&text), Ok(Stated::Computed(evaluation.weights)), "{text}");
        }
        let mut given = computed(60, false);
        for (origin, stated) in
            [(ScoreOrigin::Imported, Stated::Imported), (ScoreOrigin::Entered, Stated::Entered)]
        {
            given.comprehensive_origin = origin;
            assert_eq!(read(&words(&given).expect("there is a score")), Ok(stated));
        }
        assert_eq!(words(&Evaluation::of_contract(1)), None, "no score comes from nowhere");
    }

    #[test]
    fn words_that_mean_no_origin_are_refused_and_never_taken_for_one() {
        for text in [
            "人工",
            "计算（末次60%）",
            "计算（末次60%＋过程50%）",
            "计算（末次300%＋过程40%）",
            "计算(末次60%+过程40%,其他)",
        ] {
            assert_eq!(read(text).map_err(|problem| problem.code), Err(Code::CellNotChoice), "{text}");
        }
        assert_eq!(read(" 计 算 "), Ok(Stated::Computed(None)));
    }
}
