//! Scores, the comprehensive score, grades.

use domain::evaluation::{Evaluation, ScoreOrigin};
use domain::grade::{Band, Bands, Weights};
use domain::score::ScoreError;
use domain::{Code, Score};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{codes, wrong};

fn score(text: &str) -> Score {
    text.parse().expect("a score")
}

/// An evaluation with the last score, or "" for none, and yearly scores from 2019 on.
fn evaluation(last: &str, yearly: &[&str], irregular: &[&str]) -> Evaluation {
    Evaluation {
        last_score: last.parse().ok(),
        yearly_scores: (2019..).zip(yearly.iter().map(|text| score(text))).collect(),
        irregular_scores: (1..).zip(irregular.iter().map(|text| score(text))).collect(),
        ..Evaluation::of_contract(1)
    }
}

fn computed(evaluation: &Evaluation) -> Option<String> {
    evaluation.computed_score(&Weights::default()).map(|score| score.to_string())
}

#[test]
fn a_score_lies_within_0_and_100_with_two_decimals() {
    for (text, written) in
        [("0", "0.00"), ("-0", "0.00"), ("100", "100.00"), ("85.5", "85.50"), ("85.500", "85.50")]
    {
        assert_eq!(score(text).to_string(), written);
    }
    let refused = [
        ("-0.01", ScoreError::OutOfRange),
        ("100.01", ScoreError::OutOfRange),
        ("85.555", ScoreError::TooManyDecimals),
        ("", ScoreError::NotANumber),
        ("8_5", ScoreError::NotANumber),
        ("优秀", ScoreError::NotANumber),
        ("1e1", ScoreError::NotANumber),
    ];
    for (text, reason) in refused {
        assert_eq!(text.parse::<Score>(), Err(reason), "{text}");
    }
}

#[test]
fn a_computed_score_is_rounded_half_up() {
    let rounded = |text: &str| {
        Score::rounded(text.parse::<Decimal>().expect("a number")).map(|score| score.to_string())
    };
    assert_eq!(rounded("85.545").as_deref(), Ok("85.55"));
    assert_eq!(rounded("85.535").as_deref(), Ok("85.54"));
    assert_eq!(rounded("85.5449999").as_deref(), Ok("85.54"));
    assert_eq!(rounded("0.005").as_deref(), Ok("0.01"));
    assert_eq!(rounded("99.995").as_deref(), Ok("100.00"));
}

#[test]
fn the_comprehensive_score_is_60_percent_last_and_40_percent_process() {
    assert_eq!(computed(&evaluation("90", &["80"], &[])).as_deref(), Some("86.00"));
    // Yearly and irregular scores count alike: (80 + 90 + 70) / 3 = 80.
    assert_eq!(computed(&evaluation("90", &["80", "90"], &["70"])).as_deref(), Some("86.00"));
    // 0.6 × 85.55 + 0.4 × (80 + 81) / 2 = 51.33 + 32.2
    assert_eq!(computed(&evaluation("85.55", &["80"], &["81"])).as_deref(), Some("83.53"));
    // 0.6 × 0.01 + 0.4 × 0 = 0.006, rounded once at the end.
    assert_eq!(computed(&evaluation("0.01", &["0"], &[])).as_deref(), Some("0.01"));
    // 54 + 0.4 × 80.00⅓ = 86.00133…
    assert_eq!(computed(&evaluation("90", &["80", "80", "80.01"], &[])).as_deref(), Some("86.00"));
}

#[test]
fn zero_is_a_score_and_empty_is_not() {
    assert_eq!(computed(&evaluation("0", &[], &[])).as_deref(), Some("0.00"));
    assert_eq!(computed(&evaluation("90", &["0"], &[])).as_deref(), Some("54.00"));
    assert_eq!(computed(&evaluation("0", &["90"], &[])).as_deref(), Some("36.00"));
    assert_eq!(computed(&evaluation("90", &["0", "80"], &[])).as_deref(), Some("70.00"));
}

#[test]
fn without_a_process_score_the_last_stands_alone_and_without_a_last_there_is_none() {
    assert_eq!(computed(&evaluation("88.88", &[], &[])).as_deref(), Some("88.88"));
    assert_eq!(computed(&evaluation("", &["80"], &["90"])), None);
    assert_eq!(computed(&evaluation("", &[], &[])), None);
    let alone = Weights { process_alone: true, ..Weights::default() };
    let mean = evaluation("", &["80"], &["90"]).computed_score(&alone);
    assert_eq!(mean, Some(score("85")));
    assert_eq!(evaluation("", &[], &[]).computed_score(&alone), None);
}

#[test]
fn a_computed_score_keeps_its_weights_and_an_imported_one_stays() {
    let weights = Weights { last_percent: 50, process_percent: 50, process_alone: false };
    let mut own = evaluation("90", &["80"], &[]);
    own.complete(&weights);
    assert_eq!((own.comprehensive_score, own.weights.as_ref()), (Some(score("85")), Some(&weights)));

    let mut none = evaluation("", &["80"], &[]);
    none.complete(&weights);
    assert_eq!((none.comprehensive_score, none.weights), (None, None));

    let mut imported = evaluation("90", &["80"], &[]);
    imported.comprehensive_score = Some(score("86.01"));
    imported.comprehensive_origin = ScoreOrigin::Imported;
    let before = imported.clone();
    imported.complete(&weights);
    assert_eq!(imported, before);
}

#[test]
fn years_and_numbers_have_their_range() {
    let mut record = Evaluation::of_contract(1);
    record.yearly_scores = [(2000, score("1")), (2100, score("1"))].into();
    record.irregular_scores = [(1, score("1"))].into();
    assert_eq!(codes(record.check()), []);
    record.yearly_scores.insert(1999, score("1"));
    record.irregular_scores.insert(0, score("1"));
    let all = [
        wrong(Code::EvaluationYearOutOfRange, "yearly_scores"),
        wrong(Code::EvaluationNumberOutOfRange, "irregular_scores"),
    ];
    assert_eq!(codes(record.check()), all);
}

#[test]
fn weights_add_up_to_a_hundred() {
    let check = |last_percent, process_percent| {
        let weights = Weights { last_percent, process_percent, process_alone: false };
        weights.check().map_err(|problem| problem.code)
    };
    assert_eq!(Weights::default().check(), Ok(()));
    assert_eq!((check(100, 0), check(0, 100)), (Ok(()), Ok(())));
    assert_eq!(check(60, 41), Err(Code::WeightsNotHundred));
    assert_eq!(check(255, 101), Err(Code::WeightsNotHundred), "356 is not 100 in eight bits");
}

proptest! {
    #[test]
    fn the_comprehensive_score_equals_whole_number_arithmetic(
        last in 0..=10_000_i64,
        process in prop::collection::vec(0..=10_000_i64, 1..40),
        last_percent in 0..=100_u8,
    ) {
        let weights = Weights { last_percent, process_percent: 100 - last_percent, process_alone: false };
        let of = |hundredths| Score::from_hundredths(hundredths).expect("within 0–100");
        let mut record = Evaluation::of_contract(1);
        record.last_score = Some(of(last));
        record.yearly_scores = (2000..).zip(process.iter().map(|hundredths| of(*hundredths))).collect();
        let (count, sum) = (i64::try_from(process.len())?, process.iter().sum::<i64>());
        let over = 100 * count;
        let points = last * i64::from(last_percent) * count + sum * i64::from(100 - last_percent);
        let half_up = (2 * points + over) / (2 * over);
        prop_assert_eq!(record.computed_score(&weights).map(Score::hundredths), Some(half_up));
    }

    #[test]
    fn hundredths_text_and_json_bring_a_score_back(hundredths in 0..=10_000_i64) {
        let score = Score::from_hundredths(hundredths)?;
        prop_assert_eq!(score.hundredths(), hundredths);
        prop_assert_eq!(score.to_string().parse(), Ok(score));
        prop_assert_eq!(serde_json::from_str::<Score>(&serde_json::to_string(&score)?)?, score);
    }

    #[test]
    fn every_score_has_exactly_the_grade_of_its_band(
        hundredths in 0..=10_000_i64,
        thresholds in prop::collection::btree_set(1..=10_000_i64, 0..8),
    ) {
        let from = |hundredths| Score::from_hundredths(hundredths).expect("within 0–100");
        let all: Vec<i64> = std::iter::once(0).chain(thresholds).collect();
        let bands = all.iter().map(|start| Band { name: start.to_string(), from: from(*start) });
        let bands = Bands::new(bands.collect()).expect("no gap, no overlap");
        let expected = all.iter().filter(|start| **start <= hundredths).max().map(ToString::to_string);
        prop_assert_eq!(Some(bands.grade(from(hundredths))), expected);
    }
}

#[test]
fn grades_change_exactly_at_their_boundaries() {
    let cases = [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.99", "良好"),
        ("80", "良好"),
        ("79.99", "合格"),
        ("70", "合格"),
        ("69.99", "不合格"),
        ("0", "不合格"),
    ];
    for (text, grade) in cases {
        assert_eq!(Bands::default().grade(score(text)), grade, "{text}");
    }
    assert_eq!(Bands::default().bands().len(), 4);
}

#[test]
fn bands_with_a_gap_an_overlap_or_a_name_twice_are_refused() {
    let bands = |list: &[(&str, &str)]| {
        let band = |(name, from): &(&str, &str)| Band { name: (*name).to_owned(), from: score(from) };
        Bands::new(list.iter().map(band).collect()).map_err(|problem| problem.code)
    };
    let refused: [&[(&str, &str)]; 6] = [
        &[],
        &[("优秀", "90"), ("合格", "0.01")],
        &[("优秀", "90"), ("良好", "90"), ("差", "0")],
        &[("优秀", "90"), ("优秀 ", "0")],
        &[("优秀", "90"), (" ", "0")],
        &[("优秀", "0"), ("差", "0")],
    ];
    for list in refused {
        assert_eq!(bands(list), Err(Code::GradeBandsInvalid), "{list:?}");
    }
    let sorted = bands(&[("差", "0"), ("优秀", "90")]).expect("in any order");
    assert_eq!(sorted.bands().first().map(|band| band.name.as_str()), Some("优秀"));
}

#[test]
fn bands_from_json_are_checked_like_any_others() {
    let read = |json: &str| serde_json::from_str::<Bands>(json);
    let json = serde_json::to_string(&Bands::default()).expect("JSON");
    assert_eq!(read(&json).ok(), Some(Bands::default()));
    assert!(read(r#"[{"name": "优秀", "from": "90.00"}]"#).is_err(), "nothing below 90");
}

mod trials {
    use domain::evaluation::{Process, comprehensive};
    use domain::trial::{Standing, Trial, TrialCount, TrialRules, try_rules};

    use super::*;

    fn rules(last_percent: u8, thresholds: &[i64]) -> TrialRules {
        let from = |hundredths| Score::from_hundredths(hundredths).expect("within 0–100");
        let all = std::iter::once(&0).chain(thresholds);
        let bands = all.map(|start| Band { name: start.to_string(), from: from(*start) }).collect();
        let weights = Weights { last_percent, process_percent: 100 - last_percent, process_alone: false };
        TrialRules { weights, bands: Bands::new(bands).expect("no gap, no overlap") }
    }

    fn standing() -> impl Strategy<Value = Standing> {
        let scores = prop::collection::vec(0..=10_000_i64, 0..5);
        let score = || prop::option::of(0..=10_000_i64);
        (0..1_000_i64, 0..8_i64, score(), scores, score(), any::<bool>()).prop_map(
            |(evaluation_id, supplier_id, last, scores, given, computed)| {
                let process = scores.into_iter().fold(Process::default(), Process::with);
                let of_now = comprehensive(last, process, &Weights::default());
                let comprehensive = if computed { of_now } else { given };
                Standing { evaluation_id, supplier_id, last, process, comprehensive, computed }
            },
        )
    }

    fn sums(counts: &[TrialCount]) -> (i64, i64) {
        counts.iter().fold((0, 0), |(before, after), one| (before + one.before, after + one.after))
    }

    proptest! {
        #[test]
        fn a_trial_counts_everyone_once_before_and_once_after(
            standings in prop::collection::vec(standing(), 0..60),
            last_percent in 0..=100_u8,
            thresholds in prop::collection::btree_set(1..=10_000_i64, 0..5),
        ) {
            let thresholds: Vec<i64> = thresholds.into_iter().collect();
            let (now, tried) = (rules(60, &[7000, 8000, 9000]), rules(last_percent, &thresholds));
            let Trial { contracts, suppliers, .. } = try_rules(&standings, &now, &tried, usize::MAX);
            let everyone = i64::try_from(standings.len())?;
            prop_assert_eq!(sums(&contracts.counts), (everyone, everyone));
            let (before, after) = sums(&suppliers.counts);
            prop_assert_eq!(before, after);
            prop_assert_eq!(contracts.changed, i64::try_from(contracts.changes.len())?);
            for change in &contracts.changes {
                prop_assert_ne!(&change.from, &change.to);
                let grade = |bands: &Bands, score: Option<Score>| score.map(|score| bands.grade(score));
                prop_assert_eq!(&grade(&now.bands, change.from_score), &change.from);
                prop_assert_eq!(&grade(&tried.bands, change.to_score), &change.to);
            }
        }

        #[test]
        fn the_rules_in_force_change_nobody(standings in prop::collection::vec(standing(), 0..60)) {
            let now = rules(60, &[7000, 8000, 9000]);
            let trial = try_rules(&standings, &now, &now, usize::MAX);
            prop_assert_eq!((trial.contracts.changed, trial.contracts.rescored), (0, 0));
            prop_assert_eq!((trial.suppliers.changed, trial.suppliers.rescored), (0, 0));
        }

        #[test]
        fn a_mean_lies_within_its_scores_and_is_rounded_half_up(
            scores in prop::collection::vec(0..=10_000_i64, 1..40),
        ) {
            let process = scores.iter().copied().fold(Process::default(), Process::with);
            let mean = process.mean_hundredths().expect("there are scores");
            let exact = Decimal::from(process.sum_hundredths) / Decimal::from(process.count);
            let rounded = exact.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            prop_assert_eq!(Decimal::from(mean), rounded);
            prop_assert!(scores.iter().min() <= Some(&mean) && Some(&mean) <= scores.iter().max());
        }
    }
}
