//! The comprehensive score of an evaluation, from the form to the file.

use ledger::domain::evaluation::ScoreOrigin;
use ledger::domain::list::ListQuery;
use ledger::domain::{Code, Score};

use crate::plant::{Plant, Result, evaluation, refused};

fn score(text: &str) -> Option<Score> {
    text.parse().ok()
}

#[test]
fn a_score_is_computed_when_saved_and_keeps_its_weights() -> Result {
    let plant = Plant::new()?;
    let contract = plant.contract("HT-1", plant.supplier("甲公司")?)?;
    let id = plant.evaluate(contract, "90", &[(2024, "80"), (2025, "85")])?;
    let saved = plant.ledger.evaluation_detail(id)?.evaluation;
    // 60 % × 90 + 40 % × 82.5
    assert_eq!(saved.record.comprehensive_score, score("87"));
    assert_eq!(saved.record.comprehensive_origin, ScoreOrigin::Computed);
    assert_eq!(saved.record.weights.as_ref().map(|weights| weights.last_percent), Some(60));

    // Other weights in force do not touch it as long as its scores stay.
    let mut remarked = saved.record.clone();
    remarked.remarks = Some("已复核".to_owned());
    plant.ledger.update_evaluation(&plant.session, id, saved.revision, &remarked)?;
    let after = plant.ledger.evaluation_detail(id)?;
    assert_eq!(after.evaluation.record.weights, saved.record.weights);
    assert_eq!(after.row.process_score, score("82.5"));
    assert_eq!(after.row.grade.as_deref(), Some("良好"));
    Ok(())
}

#[test]
fn a_score_typed_by_hand_is_one_and_an_imported_one_stays_imported_until_it_is_changed() -> Result {
    let plant = Plant::new()?;
    let contract = plant.contract("HT-1", plant.supplier("甲公司")?)?;
    let mut typed = evaluation(contract, "90", &[]);
    typed.comprehensive_score = score("70");
    // A form cannot pass a typed score off as an imported one.
    typed.comprehensive_origin = ScoreOrigin::Imported;
    let id = plant.ledger.create_evaluation(&plant.session, &typed)?.value;
    let saved = plant.ledger.evaluation_detail(id)?.evaluation;
    assert_eq!(saved.record.comprehensive_origin, ScoreOrigin::Entered);
    assert_eq!((saved.record.comprehensive_score, &saved.record.weights), (score("70"), &None));

    let mut computed = saved.record.clone();
    computed.comprehensive_origin = ScoreOrigin::Computed;
    plant.ledger.update_evaluation(&plant.session, id, saved.revision, &computed)?;
    let record = plant.ledger.evaluation_detail(id)?.evaluation.record;
    assert_eq!(
        (record.comprehensive_score, record.comprehensive_origin),
        (score("90"), ScoreOrigin::Computed)
    );
    Ok(())
}

#[test]
fn zero_counts_and_empty_does_not() -> Result {
    let plant = Plant::new()?;
    let supplier = plant.supplier("甲公司")?;
    let zero = plant.evaluate(plant.contract("HT-1", supplier)?, "0", &[(2025, "0")])?;
    let none = plant.evaluate(plant.contract("HT-2", supplier)?, "", &[(2025, "80")])?;
    let zero = plant.ledger.evaluation_detail(zero)?;
    assert_eq!(zero.row.comprehensive_score, score("0"));
    assert_eq!(zero.row.grade.as_deref(), Some("不合格"));
    let none = plant.ledger.evaluation_detail(none)?;
    assert_eq!((none.row.comprehensive_score, none.row.grade), (None, None));
    assert_eq!(
        plant.ledger.supplier_detail(supplier)?.row.mean_score,
        score("0"),
        "0 is a score, none is not"
    );
    Ok(())
}

#[test]
fn what_a_form_shows_is_what_saving_gives() -> Result {
    let plant = Plant::new()?;
    let contract = plant.contract("HT-1", plant.supplier("甲公司")?)?;
    let record = evaluation(contract, "88.88", &[(2024, "79.99"), (2025, "0")]);
    let shown = plant.ledger.rate_evaluation(None, &record)?;
    let id = plant.ledger.create_evaluation(&plant.session, &record)?.value;
    let row = plant.ledger.evaluation_detail(id)?.row;
    assert_eq!((shown.comprehensive_score, shown.grade), (row.comprehensive_score, row.grade));
    assert_eq!(shown.process_score, row.process_score);
    Ok(())
}

#[test]
fn a_contract_has_one_evaluation_and_every_refusal_has_its_code() -> Result {
    let plant = Plant::new()?;
    let supplier = plant.supplier("甲公司")?;
    let (one, two) = (plant.contract("HT-1", supplier)?, plant.contract("HT-2", supplier)?);
    plant.evaluate(one, "90", &[])?;
    let id = plant.evaluate(two, "80", &[])?;
    let create = |record| refused(plant.ledger.create_evaluation(&plant.session, &record));
    assert_eq!(create(evaluation(one, "70", &[])), Code::EvaluationExists);
    assert_eq!(create(evaluation(999, "70", &[])), Code::RecordReferenceGone);
    let third = plant.contract("HT-3", supplier)?;
    assert_eq!(create(evaluation(third, "", &[(1999, "70")])), Code::EvaluationYearOutOfRange);
    let mut numbered = evaluation(third, "", &[]);
    numbered.irregular_scores = [(0, "70".parse()?)].into();
    assert_eq!(create(numbered), Code::EvaluationNumberOutOfRange);
    let mut scoreless = evaluation(third, "90", &[]);
    scoreless.comprehensive_origin = ScoreOrigin::Entered;
    assert_eq!(create(scoreless), Code::EvaluationScoreMissing);

    let stored = plant.ledger.evaluation_detail(id)?.evaluation;
    let moved = evaluation(one, "80", &[]);
    let update = |revision| plant.ledger.update_evaluation(&plant.session, id, revision, &moved);
    assert_eq!(refused(update(stored.revision)), Code::EvaluationExists);
    let stale = plant.ledger.update_evaluation(&plant.session, id, stored.revision + 1, &stored.record);
    assert_eq!(refused(stale), Code::RecordStale);
    assert_eq!(plant.ledger.list_evaluations(&ListQuery::default())?.count, 2);
    Ok(())
}

#[test]
fn undo_takes_an_evaluation_back_with_every_score() -> Result {
    let plant = Plant::new()?;
    let contract = plant.contract("HT-1", plant.supplier("甲公司")?)?;
    let id = plant.evaluate(contract, "90", &[(2024, "80")])?;
    let before = plant.ledger.evaluation_detail(id)?;
    let changed = evaluation(contract, "70", &[(2025, "60"), (2023, "50")]);
    let saved = plant.ledger.update_evaluation(&plant.session, id, before.evaluation.revision, &changed)?;
    plant.ledger.undo(&plant.session, saved.seq.ok_or("nothing was written")?)?;
    assert_eq!(plant.ledger.evaluation_detail(id)?, before);
    Ok(())
}
