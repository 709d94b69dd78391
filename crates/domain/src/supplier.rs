//! 供应商: the companies that undertake contracts.

use unicode_normalization::UnicodeNormalization;

use crate::date::Date;
use crate::grade::{Bands, Grade};
use crate::text::texts;
use crate::{Code, Money, Problem, Problems, Ratio, Score, name, uscc};

choice! {
    /// 状态 of a supplier.
    pub enum SupplierStatus {
        Qualified = "合格",
        Watched = "观察",
        Blacklisted = "黑名单",
    }
}

/// What people state of a supplier.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Supplier {
    pub name: String,
    pub code: Option<String>,
    pub uscc: Option<String>,
    pub former_names: Vec<String>,
    pub category: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub bank: Option<String>,
    pub account: Option<String>,
    pub address: Option<String>,
    pub status: SupplierStatus,
    pub status_reason: Option<String>,
    pub status_on: Option<Date>,
    pub remarks: Option<String>,
}

texts!(Supplier: name; code uscc category contact phone bank account address status_reason remarks);

impl Supplier {
    /// A supplier of whom only the name is known, as an import may create one.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            code: None,
            uscc: None,
            former_names: Vec::new(),
            category: None,
            contact: None,
            phone: None,
            bank: None,
            account: None,
            address: None,
            status: SupplierStatus::Qualified,
            status_reason: None,
            status_on: None,
            remarks: None,
        }
    }

    /// Returns the supplier as it is kept: no outer white space, nothing stated that is empty, codes
    /// in plain characters, and each former name once.
    ///
    /// Typed by hand or pasted from a web page, a code brings full-width digits and small letters
    /// along that mean the same.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let text =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let plain =
            |code: Option<String>| text(code).map(|code| name::clean_code(&code.nfkc().collect::<String>()));
        let name = self.name.trim().to_owned();
        Self {
            former_names: former_names(&name, &self.former_names),
            name,
            code: plain(self.code),
            uscc: plain(self.uscc).map(|uscc| uscc.to_uppercase()),
            category: text(self.category),
            contact: text(self.contact),
            phone: text(self.phone),
            bank: text(self.bank),
            account: text(self.account),
            address: text(self.address),
            status_reason: text(self.status_reason),
            remarks: self.remarks.filter(|remarks| !remarks.trim().is_empty()),
            status: self.status,
            status_on: self.status_on,
        }
    }

    /// Checks every rule that a supplier can be checked against alone, on the day `today`.
    pub fn check(&self, today: Date) -> Problems {
        let mut problems = Problems::default();
        if name::normalise(&self.name).is_empty() {
            problems.add(Problem::new(Code::RecordFieldMissing).field("name"));
        }
        if let Some(code) = &self.code {
            name::check_code(&mut problems, "code", code);
        }
        if let Some(text) = &self.uscc
            && let Err(problem) = uscc::check(text)
        {
            problems.add(problem.field("uscc"));
        }
        if self.status != SupplierStatus::Qualified {
            let reason = self.status_reason.as_deref().unwrap_or_default();
            problems.require("status_reason", reason, Code::SupplierStatusReasonMissing);
            if self.status_on.is_none() {
                problems.add(Problem::new(Code::SupplierStatusDateMissing).field("status_on"));
            }
        }
        if self.status_on.is_some_and(|day| day > today) {
            problems.add(Problem::new(Code::SupplierStatusDateAhead).field("status_on"));
        }
        problems
    }

    /// Returns what a person is to know before choosing this supplier, the gravest first.
    ///
    /// `mean_score` is that of its comprehensive scores; a supplier without any is 未评价, of which
    /// nobody is warned.
    pub fn warnings(&self, mean_score: Option<Score>, bands: &Bands) -> Vec<Problem> {
        let mut warnings = Vec::new();
        let standing = match self.status {
            SupplierStatus::Blacklisted => Some(Code::SupplierBlacklisted),
            SupplierStatus::Watched => Some(Code::SupplierWatched),
            SupplierStatus::Qualified => None,
        };
        if let Some(code) = standing {
            let since = self.status_on.map(|day| day.to_string()).unwrap_or_default();
            let reason = self.status_reason.as_deref().unwrap_or("—");
            warnings.push(Problem::new(code).param("reason", reason).param("since", &since));
        }
        if let Some(score) = mean_score.filter(|score| bands.is_lowest(*score)) {
            let poor = Problem::new(Code::SupplierPoorlyGraded).param("grade", &bands.grade(score));
            warnings.push(poor.param("score", &score.to_string()));
        }
        warnings
    }
}

/// Returns the former names of the supplier `name`, each once and never its present name.
pub(crate) fn former_names(name: &str, names: &[String]) -> Vec<String> {
    let mut known = std::collections::BTreeSet::from([name::normalise(name), String::new()]);
    let fresh = names.iter().filter(|former| known.insert(name::normalise(former)));
    fresh.map(|former| former.trim().to_owned()).collect()
}

/// A supplier whose name, or a former one, is near to a name that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SimilarSupplier {
    pub id: i64,
    pub name: String,
    /// The former name that is near, where it is not the present one.
    pub former_name: Option<String>,
    /// Whether both names are the same but for spaces, width and brackets.
    pub same: bool,
    pub uscc: Option<String>,
    pub status: SupplierStatus,
    pub contracts: i64,
}

/// A supplier in a list, with what it has undertaken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupplierRow {
    pub id: i64,
    pub revision: i64,
    pub name: String,
    pub code: Option<String>,
    pub uscc: Option<String>,
    pub former_names: Vec<String>,
    pub category: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub status: SupplierStatus,
    /// Main and framework contracts undertaken, and how many of them are in execution.
    pub contracts: i64,
    pub in_execution: i64,
    /// Sum of the family amounts.
    pub total_amount: Money,
    pub paid: Money,
    /// Paid on all families ÷ sum of their bases; none where no family has a base.
    pub progress: Option<Ratio>,
    /// Mean of the comprehensive scores; none is 未评价, which is not 0.
    pub mean_score: Option<Score>,
    pub grade: Option<Grade>,
    pub interviews: i64,
    /// Interviews of the kind 违约约谈.
    pub breaches: i64,
}
