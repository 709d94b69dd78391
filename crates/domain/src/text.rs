//! Texts as people type or paste them.

use crate::contract::Contract;
use crate::evaluation::Evaluation;
use crate::interview::Interview;
use crate::payment::Payment;
use crate::payment_plan::PaymentPlan;
use crate::procurement::Procurement;
use crate::project::Project;
use crate::settlement::Settlement;
use crate::supplier::Supplier;
use crate::upkeep::{DrillRecord, Incident, SystemChange};
use crate::{Code, Problem, Problems, name};

/// The longest text of a field: what a cell of a workbook holds, so that whatever is kept can be
/// exported.
pub const LONGEST: usize = 32_767;

/// Returns a text as it is kept: outer white space and control characters gone, line breaks as
/// one character.
pub fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = lines.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t'));
    kept.collect::<String>().trim().to_owned()
}

/// A record whose texts are known by name.
pub trait Texts: Clone {
    /// Hands every text to `visit`, and takes one for missing that is left empty.
    fn each_text(&mut self, visit: &mut dyn FnMut(&'static str, &mut String));

    /// Returns the record with every text as it is kept; codes lose what cannot be seen.
    #[must_use]
    fn tidied(&self) -> Self {
        let mut tidied = self.clone();
        tidied.each_text(&mut |field, text| {
            *text = tidy(text);
            if matches!(field, "code" | "sequence") {
                *text = name::clean_code(text);
            }
        });
        tidied
    }

    /// Returns which texts are longer than any field may be.
    fn check_lengths(&self) -> Problems {
        let mut problems = Problems::default();
        self.clone().each_text(&mut |field, text| {
            if text.len() > LONGEST && text.chars().count() > LONGEST {
                let problem = Problem::new(Code::CellTooLong).field(field);
                problems.add(problem.param("limit", &LONGEST.to_string()));
            }
        });
        problems
    }
}

macro_rules! texts {
    ($record:ty: $($required:ident)*; $($optional:ident)*) => {
        impl Texts for $record {
            fn each_text(&mut self, visit: &mut dyn FnMut(&'static str, &mut String)) {
                $(visit(stringify!($required), &mut self.$required);)*
                $(if let Some(text) = &mut self.$optional {
                    visit(stringify!($optional), text);
                    if text.is_empty() {
                        self.$optional = None;
                    }
                })*
            }
        }
    };
}

texts!(Project: code name; description manager remarks);
texts!(Procurement: code name; unit platform officer demand_department demand_contact
    winner_contact committee bid_guarantee performance_guarantee objections
    non_tender_explanation);
texts!(Contract: code name; sequence party_a party_a_representative party_a_contact
    party_a_manager party_b_representative party_b_contact party_b_manager duration officer
    payment_terms remarks);
texts!(PaymentPlan: term; remarks);
texts!(Payment: code; purpose invoice remarks);
texts!(Settlement: ; remarks);
texts!(Supplier: name; code uscc category contact phone bank account address status_reason remarks);
texts!(Evaluation: ; period evaluator remarks);
texts!(Interview: interviewer reason content; representative rectification result);
texts!(Incident: title found_by; description handled_by cause measures links);
texts!(SystemChange: title applied_by; description risk assessed_by approved_by done_by concluded_by note links);
texts!(DrillRecord: held_by scope; findings links);
