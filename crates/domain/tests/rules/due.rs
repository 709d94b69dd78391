//! Which contracts should have been evaluated in a year.

use domain::contract::ContractStatus::{self, InExecution, Settled, Terminated};
use domain::rating::{DueFacts, DueQuery};
use domain::settings::EvaluationRule;

const BOTH: EvaluationRule = EvaluationRule { in_execution: true, settled: true };
const RUNNING: EvaluationRule = EvaluationRule { in_execution: true, settled: false };
const SETTLED: EvaluationRule = EvaluationRule { in_execution: false, settled: true };

fn facts(status: ContractStatus, began: &str, settled: &str) -> DueFacts {
    DueFacts {
        status,
        began_on: began.parse().ok(),
        settled_on: settled.parse().ok(),
        has_last_score: false,
        has_score_of_year: false,
    }
}

fn asks(rule: EvaluationRule, facts: DueFacts) -> bool {
    DueQuery { year: 2024, rule }.asks_for(&facts)
}

#[test]
fn a_contract_in_execution_is_due_from_the_year_in_which_it_began() {
    assert!(asks(BOTH, facts(InExecution, "2024-12-31", "")));
    assert!(!asks(BOTH, facts(InExecution, "2025-01-01", "")));
    // Nobody said when it began.
    assert!(asks(BOTH, facts(InExecution, "", "")));
    assert!(!asks(SETTLED, facts(InExecution, "2020-01-01", "")));
    assert!(!asks(BOTH, facts(Terminated, "2020-01-01", "")));
}

#[test]
fn a_settled_contract_is_due_in_the_year_of_its_settlement_until_it_has_a_last_score() {
    assert!(asks(SETTLED, facts(Settled, "2020-01-01", "2024-01-01")));
    assert!(asks(SETTLED, facts(Settled, "2020-01-01", "2024-12-31")));
    assert!(!asks(RUNNING, facts(Settled, "2020-01-01", "2024-05-01")));
    let rated = DueFacts { has_last_score: true, ..facts(Settled, "2020-01-01", "2024-05-01") };
    assert!(!asks(BOTH, rated));
    assert!(!asks(BOTH, facts(Settled, "2020-01-01", "2023-12-31")));
    assert!(!asks(BOTH, facts(Settled, "2020-01-01", "")));
}

#[test]
fn what_was_settled_later_was_in_execution_still() {
    let later = facts(Settled, "2020-01-01", "2025-01-01");
    assert!(asks(RUNNING, later));
    assert!(!asks(SETTLED, later));
    // Its last score says nothing of the year.
    assert!(asks(RUNNING, DueFacts { has_last_score: true, ..later }));
}

#[test]
fn a_yearly_score_of_the_year_is_enough() {
    let running = facts(InExecution, "2020-01-01", "");
    assert!(!asks(BOTH, DueFacts { has_score_of_year: true, ..running }));
}
