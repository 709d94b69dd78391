//! The closed lists of values that a template can name.

use domain::contract::{ContractKind, ContractSource};
use domain::interview::{InterviewKind, InterviewStatus};
use domain::name;
use domain::procurement::{AwardMethod, BidEvaluation, Category, ProcurementMethod, QualificationReview};
use domain::project::ProjectStatus;
use domain::supplier::SupplierStatus;
use serde::Deserialize;

/// One of the domain's enumerations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choices {
    ProjectStatus,
    SupplierStatus,
    ContractKind,
    ContractSource,
    Category,
    ProcurementMethod,
    QualificationReview,
    BidEvaluation,
    AwardMethod,
    InterviewKind,
    InterviewStatus,
}

impl Choices {
    /// Returns the words of the list, in order.
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Self::ProjectStatus => ProjectStatus::LABELS,
            Self::SupplierStatus => SupplierStatus::LABELS,
            Self::ContractKind => ContractKind::LABELS,
            Self::ContractSource => ContractSource::LABELS,
            Self::Category => Category::LABELS,
            Self::ProcurementMethod => ProcurementMethod::LABELS,
            Self::QualificationReview => QualificationReview::LABELS,
            Self::BidEvaluation => BidEvaluation::LABELS,
            Self::AwardMethod => AwardMethod::LABELS,
            Self::InterviewKind => InterviewKind::LABELS,
            Self::InterviewStatus => InterviewStatus::LABELS,
        }
    }

    /// Finds the word that a text means: itself, another spelling of it, or the same but for
    /// white space and the width of its characters.
    pub fn find(self, text: &str) -> Option<&'static str> {
        if let Some(label) = self.spelled(text) {
            return Some(label);
        }
        let wanted = name::normalise(text);
        let same = |label: &&&str| name::normalise(label) == wanted;
        self.labels().iter().find(same).copied().or_else(|| self.spelled(&wanted))
    }

    fn spelled(self, text: &str) -> Option<&'static str> {
        match self {
            Self::ProjectStatus => ProjectStatus::from_label(text).map(ProjectStatus::label),
            Self::SupplierStatus => SupplierStatus::from_label(text).map(SupplierStatus::label),
            Self::ContractKind => ContractKind::from_label(text).map(ContractKind::label),
            Self::ContractSource => ContractSource::from_label(text).map(ContractSource::label),
            Self::Category => Category::from_label(text).map(Category::label),
            Self::ProcurementMethod => ProcurementMethod::from_label(text).map(ProcurementMethod::label),
            Self::QualificationReview => {
                QualificationReview::from_label(text).map(QualificationReview::label)
            }
            Self::BidEvaluation => BidEvaluation::from_label(text).map(BidEvaluation::label),
            Self::AwardMethod => AwardMethod::from_label(text).map(AwardMethod::label),
            Self::InterviewKind => InterviewKind::from_label(text).map(InterviewKind::label),
            Self::InterviewStatus => InterviewStatus::from_label(text).map(InterviewStatus::label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_found_by_word_spelling_and_width_but_never_guessed() {
        assert_eq!(Choices::ContractKind.find("主合同"), Some("主合同"));
        assert_eq!(Choices::ContractKind.find(" 主 合同 "), Some("主合同"));
        assert_eq!(Choices::BidEvaluation.find("最低价法"), Some("价格竞争法"));
        assert_eq!(Choices::AwardMethod.find("上报审批 (其他方式采购)"), Some("上报审批（其他方式采购）"));
        assert_eq!(Choices::ContractKind.find("分包合同"), None);
    }
}
