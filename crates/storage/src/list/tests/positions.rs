//! Rows and panels, against the records and the rules that they are made of.

use std::collections::BTreeMap;

use domain::contract::{Contract, ContractStatus};
use domain::interview::InterviewKind;
use domain::payment::Payment;
use domain::position::{self, Member, Position};
use domain::{Money, Noun, Ratio, Stored};

use crate::search::tests::ledger::PROJECTS;
use crate::search::tests::shared;
use crate::{Reader, Result, contract, evaluation, interview, payment, project, rules, settlement, supplier};

fn all<T>(
    reader: &Reader<'_>,
    noun: Noun,
    get: impl Fn(&Reader<'_>, i64) -> Result<Option<Stored<T>>>,
) -> Result<Vec<Stored<T>>> {
    let ids = crate::keys::ids(reader, &format!("SELECT id FROM {noun} WHERE id > ?1"), 0)?;
    ids.into_iter().map(|id| Ok(get(reader, id)?.expect("a record"))).collect()
}

/// Every contract with what was paid on it alone, by id.
struct Books {
    contracts: BTreeMap<i64, Stored<Contract>>,
    payments: Vec<Stored<Payment>>,
    settled: BTreeMap<i64, Money>,
}

impl Books {
    fn of(reader: &Reader<'_>) -> Result<Self> {
        let contracts = all(reader, Noun::Contract, contract::get)?;
        let settlements = all(reader, Noun::Settlement, settlement::get)?;
        let settled = |settlement: Stored<domain::settlement::Settlement>| {
            (settlement.record.contract_id, settlement.record.final_amount)
        };
        Ok(Self {
            contracts: contracts.into_iter().map(|contract| (contract.id, contract)).collect(),
            payments: all(reader, Noun::Payment, payment::get)?,
            settled: settlements.into_iter().map(settled).collect(),
        })
    }

    fn main_of(&self, id: i64) -> i64 {
        self.contracts[&id].record.parent_id.unwrap_or(id)
    }

    fn member(&self, id: i64) -> Member {
        let contract = &self.contracts[&id].record;
        let own = self.payments.iter().filter(|payment| payment.record.contract_id == id);
        Member {
            kind: contract.kind,
            amount: contract.amount,
            paid: own.map(|p| p.record.signed_amount()).sum(),
        }
    }

    fn family(&self, main: i64) -> Vec<Member> {
        let ids = self.contracts.keys().filter(|id| self.main_of(**id) == main);
        ids.map(|id| self.member(*id)).collect()
    }

    fn position(&self, id: i64) -> Position {
        let main = self.main_of(id);
        let of_family = Position::of_family(&self.family(main), self.settled.get(&main).copied());
        if id == main { of_family } else { Position::of_child(&self.member(id), of_family.status) }
    }
}

#[test]
fn a_contract_row_says_what_its_record_and_its_family_say() -> Result<()> {
    shared().store.read(|reader| {
        let books = Books::of(reader)?;
        let ids: Vec<i64> = books.contracts.keys().copied().collect();
        for row in contract::rows_by_ids(reader, &ids)? {
            let Stored { revision, record, .. } = &books.contracts[&row.id];
            let position = books.position(row.id);
            let parent = record.parent_id.map(|id| books.contracts[&id].record.code.clone());
            let named = supplier::get(reader, record.supplier_id)?.expect("a supplier").record.name;
            assert_eq!((row.revision, &row.code, &row.sequence), (*revision, &record.code, &record.sequence));
            assert_eq!((&row.name, row.kind, row.parent_code), (&record.name, record.kind, parent));
            assert_eq!(
                (row.source, row.category, row.amount),
                (record.source, record.category, record.amount)
            );
            assert_eq!(
                (&row.party_a, row.supplier_id, row.supplier),
                (&record.party_a, record.supplier_id, named)
            );
            assert_eq!(
                (row.signed_on, row.starts_on, row.ends_on),
                (record.signed_on, record.starts_on, record.ends_on)
            );
            let shown = Position {
                family_amount: row.family_amount,
                paid: row.paid,
                base: row.base,
                progress: row.progress,
                remaining: row.remaining,
                status: row.status,
            };
            assert_eq!(shown, position, "{}", record.code);
        }
        Ok(())
    })
}

#[test]
fn a_supplier_row_sums_its_families() -> Result<()> {
    shared().store.read(|reader| {
        let books = Books::of(reader)?;
        let bands = rules::bands(reader)?;
        let evaluations = all(reader, Noun::Evaluation, evaluation::get)?;
        let interviews = all(reader, Noun::Interview, interview::get)?;
        for stored in all(reader, Noun::Supplier, supplier::get)? {
            let row = supplier::rows_by_ids(reader, &[stored.id])?.pop().expect("a row");
            let own = |id: &i64| books.contracts[id].record.supplier_id == stored.id;
            let mains = books.contracts.keys().filter(|id| own(id) && books.main_of(**id) == **id);
            let families: Vec<Position> = mains.map(|id| books.position(*id)).collect();
            let running =
                families.iter().filter(|family| family.status == ContractStatus::InExecution).count();
            let total: Money = families.iter().filter_map(|family| family.family_amount).sum();
            let with_base: Vec<&Position> = families.iter().filter(|family| family.base.is_some()).collect();
            let base: Money = with_base.iter().filter_map(|family| family.base).sum();
            let progress = Ratio::of(with_base.iter().map(|family| family.paid).sum(), base);
            let scores = evaluations.iter().filter(|evaluation| own(&evaluation.record.contract_id));
            let scores: Vec<_> =
                scores.filter_map(|evaluation| evaluation.record.comprehensive_score).collect();
            let talks = interviews.iter().filter(|talk| talk.record.supplier_id == stored.id);
            let breaches = talks.clone().filter(|talk| talk.record.kind == InterviewKind::Breach).count();
            assert_eq!(row.former_names, stored.record.former_names);
            assert_eq!((row.contracts, row.in_execution), (count(families.len()), count(running)));
            assert_eq!((row.total_amount, row.progress), (total, progress), "{}", row.name);
            assert_eq!(row.paid, families.iter().map(|family| family.paid).sum());
            assert_eq!(row.mean_score.is_some(), !scores.is_empty());
            assert_eq!(row.grade, row.mean_score.map(|score| bands.grade(score)));
            assert_eq!((row.interviews, row.breaches), (count(talks.count()), count(breaches)));
        }
        Ok(())
    })
}

fn count(len: usize) -> i64 {
    i64::try_from(len).expect("a count")
}

#[test]
fn a_contract_panel_shows_the_family_and_its_payments_with_a_running_total() -> Result<()> {
    shared().store.read(|reader| {
        let books = Books::of(reader)?;
        for id in books.contracts.keys().copied().step_by(7) {
            let detail = contract::detail(reader, id)?.expect("a panel");
            let main = books.main_of(id);
            let family: Vec<i64> = detail.family.iter().map(|row| row.id).collect();
            assert_eq!(family.first(), Some(&main));
            let members = books.contracts.keys().filter(|other| books.main_of(**other) == main);
            assert_eq!(family.len(), members.count());
            assert_eq!(detail.growth, position::growth(&books.family(main)));
            let paid_on_these = |payment: &&Stored<Payment>| {
                let contract = payment.record.contract_id;
                if id == main { books.main_of(contract) == main } else { contract == id }
            };
            let mut payments: Vec<&Stored<Payment>> = books.payments.iter().filter(paid_on_these).collect();
            payments.sort_by_key(|payment| (payment.record.paid_on, payment.id));
            let shown: Vec<i64> = detail.payments.iter().map(|running| running.payment.id).collect();
            assert_eq!(shown, payments.iter().map(|payment| payment.id).collect::<Vec<_>>());
            let mut running_total = Money::ZERO;
            for (shown, payment) in detail.payments.iter().zip(payments) {
                running_total = running_total + payment.record.signed_amount();
                assert_eq!(shown.running_total, running_total);
            }
            assert_eq!(running_total, detail.row.paid);
            let settled = detail.settlement.map(|settlement| settlement.final_amount);
            assert_eq!(settled, books.settled.get(&main).copied());
            assert!(detail.evaluation.is_none_or(|evaluation| evaluation.contract_id == id));
        }
        assert_eq!(contract::detail(reader, 99_999)?, None);
        Ok(())
    })
}

#[test]
fn panels_of_other_nouns_show_their_record_their_row_and_what_belongs_to_it() -> Result<()> {
    shared().store.read(|reader| {
        let books = Books::of(reader)?;
        let of = |fits: &dyn Fn(&Contract) -> bool| {
            let mut fitting: Vec<&Stored<Contract>> =
                books.contracts.values().filter(|contract| fits(&contract.record)).collect();
            fitting.sort_by_key(|contract| &contract.record.code);
            fitting.iter().map(|contract| contract.id).collect::<Vec<i64>>()
        };
        for id in (1..=i64::try_from(PROJECTS).expect("an id")).step_by(9) {
            let project = project::detail(reader, id)?.expect("a panel");
            let ids: Vec<i64> = project.contracts.iter().map(|row| row.id).collect();
            assert_eq!(ids, of(&|contract| contract.project_id == Some(id)));
            assert_eq!(project.row.contracts, count(ids.len()));
            let total: Money = project.contracts.iter().filter_map(|row| row.amount).sum();
            assert_eq!((project.row.total_amount, project.row.code), (total, project.project.record.code));
            let supplier = supplier::detail(reader, id)?.expect("a panel");
            let ids: Vec<i64> = supplier.contracts.iter().map(|row| row.id).collect();
            assert_eq!(ids, of(&|contract| contract.supplier_id == id));
            let payment = payment::detail(reader, id)?.expect("a panel");
            assert_eq!(payment.contract.id, payment.payment.record.contract_id);
            assert_eq!((payment.row.id, payment.row.contract_code), (id, payment.contract.code));
            let evaluation = evaluation::detail(reader, id)?.expect("a panel");
            assert_eq!(evaluation.contract.id, evaluation.evaluation.record.contract_id);
            assert_eq!(evaluation.row.yearly_scores, evaluation.evaluation.record.yearly_scores);
            assert_eq!(evaluation.row.irregular_scores, evaluation.evaluation.record.irregular_scores);
        }
        assert_eq!(supplier::detail(reader, 99_999)?, None);
        assert_eq!(project::detail(reader, 99_999)?, None);
        assert_eq!(payment::detail(reader, 99_999)?, None);
        assert_eq!(evaluation::detail(reader, 99_999)?, None);
        Ok(())
    })
}
