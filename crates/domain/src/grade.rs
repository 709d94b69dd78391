//! Weights of the comprehensive score, and the grades it earns.

use crate::{Code, Problem, Score};

/// How much the last score and the mean of the process scores count; both in percent, sum 100.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Weights {
    pub last_percent: u8,
    pub process_percent: u8,
    /// Whether the process mean may stand alone where there is no last score.
    pub process_alone: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Self { last_percent: 60, process_percent: 40, process_alone: false }
    }
}

impl Weights {
    /// Refuses weights that do not add up to 100.
    pub fn check(&self) -> Result<(), Problem> {
        if u16::from(self.last_percent) + u16::from(self.process_percent) == 100 {
            Ok(())
        } else {
            Err(Problem::new(Code::WeightsNotHundred).field("last_percent"))
        }
    }
}

/// What stands where there is no score to be graded: that is not 0.
pub const NOT_EVALUATED: &str = "未评价";

/// The name of a band of scores: 优秀, 良好, 合格, 不合格, or as the setting has it.
pub type Grade = String;

/// One band: a score of at least `from` earns `name`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Band {
    pub name: Grade,
    pub from: Score,
}

/// The bands of grades, best first. The lowest starts at 0, so that 0–100 has no gap.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bands(Vec<Band>);

impl Bands {
    /// Takes bands in any order; refuses a gap below, an overlap, a name used twice, and one that
    /// is empty or too long for a badge.
    pub fn new(mut bands: Vec<Band>) -> Result<Self, Problem> {
        for band in &mut bands {
            band.name = band.name.trim().to_owned();
        }
        bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        let no_gap = bands.last().is_some_and(|lowest| lowest.from.hundredths() == 0);
        let no_overlap = bands.windows(2).all(|pair| pair[0].from > pair[1].from);
        let mut names: Vec<&str> = bands.iter().map(|band| band.name.as_str()).collect();
        names.sort_unstable();
        let named_once = names.windows(2).all(|pair| pair[0] != pair[1]);
        if no_gap && no_overlap && named_once && names.iter().all(|name| is_badge(name)) {
            Ok(Self(bands))
        } else {
            Err(Problem::new(Code::GradeBandsInvalid).field("bands"))
        }
    }

    /// Returns the grade that a score earns.
    pub fn grade(&self, score: Score) -> Grade {
        let band = self.0.iter().find(|band| score >= band.from);
        band.map(|band| band.name.clone()).unwrap_or_default()
    }

    /// Whether a score earns the lowest grade; where there is only one grade, nobody is low.
    pub fn is_lowest(&self, score: Score) -> bool {
        match self.0.as_slice() {
            [.., above, _] => score < above.from,
            [_] | [] => false,
        }
    }

    pub fn bands(&self) -> &[Band] {
        &self.0
    }
}

/// Whether a name can stand on a badge: one to ten characters on one line.
fn is_badge(name: &str) -> bool {
    (1..=10).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

impl<'de> serde::Deserialize<'de> for Bands {
    /// Checks what comes over a border as [`Bands::new`] does.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Default for Bands {
    /// ≥ 90 优秀, ≥ 80 良好, ≥ 70 合格, below 不合格 (DOMAIN: grades).
    fn default() -> Self {
        let bands = [("优秀", 9000), ("良好", 8000), ("合格", 7000), ("不合格", 0)];
        let band = |(name, from): (&str, i64)| {
            Some(Band { name: name.to_owned(), from: Score::from_hundredths(from).ok()? })
        };
        Self(bands.into_iter().filter_map(band).collect())
    }
}
