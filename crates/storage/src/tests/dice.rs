//! Records filled at random, extremes included.

use std::collections::{BTreeMap, BTreeSet};

use domain::contract::{Contract, ContractKind, ContractSource};
use domain::date::Date;
use domain::evaluation::{Evaluation, ScoreOrigin};
use domain::grade::Weights;
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::{
    AwardMethod, BidEvaluation, Category, Procurement, ProcurementMethod, QualificationReview,
};
use domain::project::{Project, ProjectStatus};
use domain::settlement::Settlement;
use domain::supplier::{Supplier, SupplierStatus};
use domain::{Money, Ratio, Score};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Draws field after field, so that a record of thirty fields needs no tuple of thirty strategies.
pub(crate) struct Dice(TestRunner);

impl Dice {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        Self(TestRunner::new_with_rng(Config::default(), rng))
    }

    fn draw<S: Strategy>(&mut self, strategy: S) -> S::Value {
        strategy.new_tree(&mut self.0).expect("no strategy here filters").current()
    }

    fn text(&mut self) -> String {
        self.draw(prop_oneof![
            any::<String>(),
            Just("第一行\r\n第二行\n".to_owned()),
            Just(" 001 ".to_owned())
        ])
    }

    fn maybe<T>(&mut self, draw: fn(&mut Self) -> T) -> Option<T> {
        self.draw(any::<bool>()).then(|| draw(self))
    }

    fn amount(&mut self) -> Money {
        // Ten trillion yuan, the most that an amount can be.
        let limit = 1_000_000_000_000_000_i64;
        Money::from_fen(self.draw(prop_oneof![-limit..=limit, Just(limit), Just(-limit), Just(0), Just(1)]))
    }

    fn positive_amount(&mut self) -> Money {
        Money::from_fen(self.draw(prop_oneof![1..=1_000_000_000_000_000_i64, Just(1)]))
    }

    fn date(&mut self) -> Date {
        let drawn = (1900..2200_i16, 1..=12_i8, 1..=28_i8);
        let extremes = prop_oneof![Just((1900, 1, 1)), Just((2199, 12, 31)), Just((2024, 2, 29))];
        let (year, month, day) = self.draw(prop_oneof![3 => drawn, 1 => extremes]);
        Date::new(year, month, day).expect("every drawn day exists")
    }

    fn score(&mut self) -> Score {
        let hundredths = self.draw(prop_oneof![0..=10_000_i64, Just(0), Just(10_000)]);
        Score::from_hundredths(hundredths).expect("within 0–100")
    }

    fn scores(&mut self, ordinals: std::ops::RangeInclusive<u16>) -> BTreeMap<u16, Score> {
        let ordinals: BTreeSet<u16> = self.draw(prop::collection::btree_set(ordinals, 0..6));
        ordinals.into_iter().map(|ordinal| (ordinal, self.score())).collect()
    }

    fn ratio(&mut self) -> Ratio {
        Ratio::from_ten_thousandths(self.draw(0..=10_000_i64))
    }

    fn one_of<T: Copy + std::fmt::Debug + 'static>(&mut self, values: &'static [T]) -> T {
        self.draw(prop::sample::select(values))
    }

    pub(crate) fn project(&mut self) -> Project {
        Project {
            code: self.text(),
            name: self.text(),
            description: self.maybe(Self::text),
            manager: self.maybe(Self::text),
            status: self.one_of(ProjectStatus::ALL),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn supplier(&mut self) -> Supplier {
        Supplier {
            name: self.text(),
            code: self.maybe(Self::text),
            uscc: self.maybe(Self::text),
            former_names: (0..self.draw(0..4)).map(|_| self.text()).collect(),
            category: self.maybe(Self::text),
            contact: self.maybe(Self::text),
            phone: self.maybe(Self::text),
            bank: self.maybe(Self::text),
            account: self.maybe(Self::text),
            address: self.maybe(Self::text),
            status: self.one_of(SupplierStatus::ALL),
            status_reason: self.maybe(Self::text),
            status_on: self.maybe(Self::date),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn procurement(&mut self, project_id: i64, supplier_id: i64) -> Procurement {
        Procurement {
            code: self.text(),
            project_id: self.draw(any::<bool>()).then_some(project_id),
            name: self.text(),
            unit: self.maybe(Self::text),
            category: self.maybe(|dice| dice.one_of(Category::ALL)),
            platform: self.maybe(Self::text),
            method: self.maybe(|dice| dice.one_of(ProcurementMethod::ALL)),
            qualification_review: self.maybe(|dice| dice.one_of(QualificationReview::ALL)),
            bid_evaluation: self.maybe(|dice| dice.one_of(BidEvaluation::ALL)),
            award_method: self.maybe(|dice| dice.one_of(AwardMethod::ALL)),
            budget_amount: self.maybe(Self::amount),
            control_price: self.maybe(Self::amount),
            award_amount: self.maybe(Self::amount),
            officer: self.maybe(Self::text),
            demand_department: self.maybe(Self::text),
            demand_contact: self.maybe(Self::text),
            winning_supplier_id: self.draw(any::<bool>()).then_some(supplier_id),
            winner_contact: self.maybe(Self::text),
            planned_completion_on: self.maybe(Self::date),
            requirement_approved_on: self.maybe(Self::date),
            announced_on: self.maybe(Self::date),
            registration_closes_on: self.maybe(Self::date),
            bids_opened_on: self.maybe(Self::date),
            candidates_published_until: self.maybe(Self::date),
            result_published_on: self.maybe(Self::date),
            award_notice_on: self.maybe(Self::date),
            archived_on: self.maybe(Self::date),
            committee: self.maybe(Self::text),
            bid_guarantee: self.maybe(Self::text),
            bid_guarantee_returned_on: self.maybe(Self::date),
            performance_guarantee: self.maybe(Self::text),
            objections: self.maybe(Self::text),
            non_tender_explanation: self.maybe(Self::text),
        }
    }

    /// A contract whose references are `parent_id`, `procurement_id`, `project_id`, `supplier_id`.
    pub(crate) fn contract(
        &mut self,
        [parent_id, procurement_id, project_id, supplier_id]: [i64; 4],
    ) -> Contract {
        Contract {
            code: self.text(),
            sequence: self.maybe(Self::text),
            name: self.text(),
            kind: self.one_of(ContractKind::ALL),
            parent_id: self.draw(any::<bool>()).then_some(parent_id),
            source: self.one_of(ContractSource::ALL),
            procurement_id: self.draw(any::<bool>()).then_some(procurement_id),
            project_id: self.draw(any::<bool>()).then_some(project_id),
            category: self.maybe(|dice| dice.one_of(Category::ALL)),
            party_a: self.maybe(Self::text),
            supplier_id,
            party_a_representative: self.maybe(Self::text),
            party_a_contact: self.maybe(Self::text),
            party_a_manager: self.maybe(Self::text),
            party_b_representative: self.maybe(Self::text),
            party_b_contact: self.maybe(Self::text),
            party_b_manager: self.maybe(Self::text),
            amount: self.maybe(Self::amount),
            signed_on: self.maybe(Self::date),
            starts_on: self.maybe(Self::date),
            ends_on: self.maybe(Self::date),
            duration: self.maybe(Self::text),
            officer: self.maybe(Self::text),
            payment_terms: self.maybe(Self::text),
            retention_percent: self.maybe(Self::ratio),
            retention_due_on: self.maybe(Self::date),
            guarantee_returned_on: self.maybe(Self::date),
            archived_on: self.maybe(Self::date),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn payment_plan(&mut self, contract_id: i64) -> PaymentPlan {
        let by_amount = self.draw(any::<bool>());
        let percent = Ratio::from_ten_thousandths(self.draw(1..=10_000_i64));
        PaymentPlan {
            contract_id,
            term: self.text(),
            due_on: self.maybe(Self::date),
            amount: by_amount.then(|| self.positive_amount()),
            percent: (!by_amount).then_some(percent),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn payment(&mut self, contract_id: i64, plan_id: i64) -> Payment {
        Payment {
            code: self.text(),
            contract_id,
            payment_plan_id: self.draw(any::<bool>()).then_some(plan_id),
            amount: self.positive_amount(),
            paid_on: self.date(),
            refund: self.draw(any::<bool>()),
            purpose: self.maybe(Self::text),
            invoice: self.maybe(Self::text),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn settlement(&mut self, contract_id: i64) -> Settlement {
        Settlement {
            contract_id,
            final_amount: self.amount(),
            completed_on: self.maybe(Self::date),
            archived_on: self.maybe(Self::date),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn evaluation(&mut self, contract_id: i64) -> Evaluation {
        Evaluation {
            contract_id,
            period: self.maybe(Self::text),
            evaluator: self.maybe(Self::text),
            last_score: self.maybe(Self::score),
            yearly_scores: self.scores(2000..=2100),
            irregular_scores: self.scores(1..=u16::MAX),
            comprehensive_score: self.maybe(Self::score),
            comprehensive_origin: self.one_of(ScoreOrigin::ALL),
            weights: self.maybe(Self::weights),
            remarks: self.maybe(Self::text),
        }
    }

    pub(crate) fn weights(&mut self) -> Weights {
        let last_percent = self.draw(0..=100_u8);
        Weights { last_percent, process_percent: 100 - last_percent, process_alone: self.draw(any::<bool>()) }
    }

    pub(crate) fn interview(&mut self, supplier_id: i64, contract_id: i64) -> Interview {
        Interview {
            supplier_id,
            contract_id: self.draw(any::<bool>()).then_some(contract_id),
            kind: self.one_of(InterviewKind::ALL),
            held_on: self.date(),
            interviewer: self.text(),
            representative: self.maybe(Self::text),
            reason: self.text(),
            content: self.text(),
            rectification: self.maybe(Self::text),
            due_on: self.maybe(Self::date),
            result: self.maybe(Self::text),
            status: self.one_of(InterviewStatus::ALL),
        }
    }
}
