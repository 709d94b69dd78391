//! What the evaluations come to: suppliers, trials, differences, and what is due.

use ledger::domain::Code;
use ledger::domain::evaluation::ScoreOrigin;
use ledger::domain::grade::{Band, Bands, Weights};
use ledger::domain::list::ListQuery;
use ledger::domain::settlement::Settlement;
use ledger::domain::trial::{GradeShift, TrialCount, TrialRules};

use crate::plant::{Plant, Result, day, evaluation, refused};

fn all() -> ListQuery {
    ListQuery { limit: 50, ..ListQuery::default() }
}

fn rules(last_percent: u8) -> TrialRules {
    let weights = Weights { last_percent, process_percent: 100 - last_percent, process_alone: false };
    TrialRules { weights, bands: Bands::default() }
}

fn count(shift: &GradeShift, grade: Option<&str>) -> (i64, i64) {
    let of = |count: &&TrialCount| count.grade.as_deref() == grade;
    shift.counts.iter().find(of).map_or((0, 0), |count| (count.before, count.after))
}

/// Two suppliers with a computed, a typed and an empty evaluation.
fn rated() -> Result<(Plant, [i64; 2])> {
    let plant = Plant::new()?;
    let (one, two) = (plant.supplier("甲公司")?, plant.supplier("乙公司")?);
    plant.evaluate(plant.contract("HT-1", one)?, "95", &[(2024, "75"), (2025, "65")])?;
    let mut typed = evaluation(plant.contract("HT-2", two)?, "80", &[(2025, "90")]);
    typed.comprehensive_score = Some("60".parse()?);
    typed.comprehensive_origin = ScoreOrigin::Entered;
    plant.ledger.create_evaluation(&plant.session, &typed)?;
    plant.evaluate(plant.contract("HT-3", two)?, "", &[(2023, "88")])?;
    Ok((plant, [one, two]))
}

#[test]
fn a_supplier_shows_its_newest_score_its_mean_and_every_year() -> Result {
    let (plant, [one, two]) = rated()?;
    plant.evaluate(plant.contract("HT-4", one)?, "70", &[(2025, "85")])?;
    let page = plant.ledger.list_supplier_ratings(&all())?;
    let of = |id| page.rows.iter().find(|row| row.id == id).ok_or("no such supplier");
    // (60 % × 95 + 40 % × 70 = 85) and (60 % × 70 + 40 % × 85 = 76)
    let first = of(one)?;
    assert_eq!(first.mean_score, Some("80.50".parse()?));
    assert_eq!((first.grade.as_deref(), first.evaluations), (Some("良好"), 2));
    let newest = first.newest.as_ref().map(|row| row.contract_code.as_str());
    assert_eq!(newest, Some("HT-4"), "the same latest year, entered last");
    let trend: Vec<(u16, String)> =
        first.trend.iter().map(|year| (year.year, year.score.to_string())).collect();
    assert_eq!(trend, [(2024, "75.00".to_owned()), (2025, "75.00".to_owned())]);
    let second = of(two)?;
    assert_eq!((second.evaluations, second.trend.len()), (1, 2), "no comprehensive score, yet a year");
    Ok(())
}

#[test]
fn a_trial_shows_who_changes_and_saves_nothing() -> Result {
    let (plant, _) = rated()?;
    let before = plant.ledger.list_evaluations(&all())?;
    let trial = plant.ledger.try_rules(&rules(90))?;
    // 90 % × 95 + 10 % × 70 = 92.5: from 良好 to 优秀. The typed score stays whatever the weights.
    assert_eq!((trial.contracts.changed, trial.contracts.rescored, trial.given), (1, 1, 1));
    let change = trial.contracts.changes.first().ok_or("nobody changes")?;
    assert_eq!((change.code.as_str(), change.name.as_str()), ("HT-1", "甲公司"));
    assert_eq!((change.from.as_deref(), change.to.as_deref()), (Some("良好"), Some("优秀")));
    assert_eq!((change.from_score, change.to_score), ("85".parse().ok(), "92.5".parse().ok()));
    assert_eq!(count(&trial.contracts, Some("良好")), (1, 0));
    assert_eq!(count(&trial.contracts, Some("优秀")), (0, 1));
    assert_eq!(count(&trial.contracts, Some("不合格")), (1, 1));
    assert_eq!(count(&trial.contracts, None), (1, 1), "未评价 is not 0");
    assert_eq!(trial.suppliers.changes.first().map(|change| change.name.as_str()), Some("甲公司"));
    assert_eq!(plant.ledger.list_evaluations(&all())?, before);

    let mut uneven = rules(60);
    uneven.weights.process_percent = 41;
    assert_eq!(refused(plant.ledger.try_rules(&uneven)), Code::WeightsNotHundred);
    Ok(())
}

#[test]
fn other_bands_change_grades_without_changing_a_score() -> Result {
    let (plant, _) = rated()?;
    let band =
        |name: &str, from: &str| -> Result<Band> { Ok(Band { name: name.to_owned(), from: from.parse()? }) };
    let bands = Bands::new(vec![band("甲等", "85")?, band("不合格", "0")?])?;
    let trial = plant.ledger.try_rules(&TrialRules { bands, ..rules(60) })?;
    assert_eq!((trial.contracts.rescored, trial.contracts.changed), (0, 1));
    assert_eq!(count(&trial.contracts, Some("甲等")), (0, 1));
    assert_eq!(count(&trial.contracts, Some("良好")), (1, 0), "a grade that is gone is still told");
    Ok(())
}

#[test]
fn adopting_a_trial_is_one_operation_with_one_undo() -> Result {
    let (plant, [one, _]) = rated()?;
    let revision = plant.ledger.settings()?.revision;
    let everything = || -> Result<_> {
        let ledger = &plant.ledger;
        Ok((ledger.list_evaluations(&all())?, ledger.settings()?.settings, ledger.list_suppliers(&all())?))
    };
    let before = everything()?;
    let adopted = plant.ledger.adopt_rules(&plant.session, revision, &rules(90))?;
    assert_eq!(adopted.value, 1);
    assert_eq!(plant.ledger.settings()?.settings.weights.last_percent, 90);
    let row = plant.ledger.supplier_detail(one)?.row;
    assert_eq!((row.mean_score, row.grade.as_deref()), ("92.5".parse().ok(), Some("优秀")));
    let typed = plant.ledger.list_evaluations(&all())?.rows;
    let typed = typed.iter().find(|row| row.contract_code == "HT-2").ok_or("HT-2")?;
    assert_eq!(typed.comprehensive_score, "60".parse().ok());
    assert_eq!(refused(plant.ledger.adopt_rules(&plant.session, revision, &rules(50))), Code::RecordStale);

    plant.ledger.undo(&plant.session, adopted.seq.ok_or("nothing was written")?)?;
    assert_eq!(everything()?, before);
    Ok(())
}

#[test]
fn given_scores_that_differ_stand_beside_the_computed_ones() -> Result {
    let (plant, _) = rated()?;
    let page = plant.ledger.list_score_differences(0, 50)?;
    assert_eq!(page.count, 1);
    let only = page.rows.first().ok_or("no difference")?;
    // 60 % × 80 + 40 % × 90
    assert_eq!(only.computed_score, "84".parse()?);
    assert_eq!(only.row.comprehensive_score, "60".parse().ok());
    assert_eq!((only.computed_grade.as_str(), only.row.grade.as_deref()), ("良好", Some("不合格")));
    assert!(plant.ledger.list_score_differences(1, 50)?.rows.is_empty());
    Ok(())
}

fn due(plant: &Plant, year: Option<i16>) -> Result<Vec<(String, bool)>> {
    let page = plant.ledger.list_evaluations_due(year, 0, 50)?;
    assert_eq!(page.count, plant.ledger.count_evaluations_due(year)?);
    assert_eq!(page.count, i64::try_from(page.rows.len())?);
    Ok(page.rows.into_iter().map(|row| (row.contract.code, row.evaluation_id.is_some())).collect())
}

fn settle(plant: &Plant, contract_id: i64, completed_on: Option<&str>) -> Result {
    let settlement = Settlement {
        contract_id,
        final_amount: "100".parse()?,
        completed_on: completed_on.map(day),
        archived_on: None,
        remarks: None,
    };
    plant.ledger.create_settlement(&plant.session, &settlement)?;
    Ok(())
}

#[test]
fn what_was_in_execution_or_settled_this_year_is_due_until_it_is_evaluated() -> Result {
    let plant = Plant::new()?;
    let supplier = plant.supplier("甲公司")?;
    let contract = |code: &str| plant.contract(code, supplier);
    let signed =
        |code: &str, on: &str| plant.contract_as(code, supplier, |one| one.signed_on = Some(day(on)));
    contract("A-never")?;
    plant.evaluate(contract("B-last-year")?, "90", &[(2024, "80")])?;
    plant.evaluate(contract("C-this-year")?, "", &[(2025, "0")])?;
    settle(&plant, contract("D-settled")?, Some("2025-03-01"))?;
    let finally = contract("E-settled-and-scored")?;
    settle(&plant, finally, Some("2025-03-01"))?;
    plant.evaluate(finally, "88", &[])?;
    settle(&plant, contract("F-settled-before")?, Some("2024-12-31"))?;
    settle(&plant, contract("G-settled-once")?, None)?;
    signed("H-next-year", "2026-01-01")?;
    let main = contract("I-main")?;
    plant.contract_as("I-supplement", supplier, |one| {
        one.kind = ledger::domain::contract::ContractKind::Supplement;
        one.parent_id = Some(main);
    })?;
    let ended = contract("J-ended")?;
    plant.contract_as("J-termination", supplier, |one| {
        one.kind = ledger::domain::contract::ContractKind::Termination;
        one.parent_id = Some(ended);
    })?;
    let named = |list: &[(&str, bool)]| {
        list.iter().map(|(code, known)| ((*code).to_owned(), *known)).collect::<Vec<_>>()
    };
    let this_year =
        named(&[("A-never", false), ("B-last-year", true), ("D-settled", false), ("I-main", false)]);
    assert_eq!(due(&plant, None)?, this_year);
    assert_eq!(due(&plant, Some(2025))?, this_year);
    let last_year = due(&plant, Some(2024))?;
    let expected =
        ["A-never", "C-this-year", "D-settled", "E-settled-and-scored", "F-settled-before", "I-main"];
    assert_eq!(last_year.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), expected);

    let mut stored = plant.ledger.settings()?;
    stored.settings.evaluation_rule.in_execution = false;
    plant.ledger.update_settings(&plant.session, stored.revision, &stored.settings)?;
    assert_eq!(due(&plant, None)?, named(&[("D-settled", false)]));
    Ok(())
}
