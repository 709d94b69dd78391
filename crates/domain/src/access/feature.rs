//! Features that may be off, there for a test group, or there for all.

use serde::{Deserialize, Serialize};

/// A feature that can be switched.
///
/// A new feature that changes how people work comes switched off or for the test group, and for all
/// once those have worked with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// 评价试算: what other weights and bands would come to, and adopting them.
    RatingTrial,
}

impl Feature {
    /// Every feature that can be switched.
    pub const ALL: &'static [Self] = &[Self::RatingTrial];

    /// Returns the English name, as the ledger keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RatingTrial => "rating_trial",
        }
    }

    /// Finds a feature by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|feature| feature.name() == name)
    }

    /// Returns the state in which the feature stands until somebody switches it.
    pub const fn usual(self) -> FeatureState {
        match self {
            Self::RatingTrial => FeatureState::On,
        }
    }
}

/// For whom a feature is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FeatureState {
    Off,
    /// For the accounts of the test group; a person alone belongs to it.
    Group,
    On,
}

impl FeatureState {
    /// Returns the English name, as the ledger keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Group => "group",
            Self::On => "on",
        }
    }

    /// Finds a state by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Group, Self::On].into_iter().find(|state| state.name() == name)
    }

    /// Whether the feature is there for somebody.
    pub const fn is_there(self, in_test_group: bool) -> bool {
        match self {
            Self::Off => false,
            Self::Group => in_test_group,
            Self::On => true,
        }
    }
}

/// A feature, and for whom it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FeatureSwitch {
    pub feature: Feature,
    pub state: FeatureState,
}
