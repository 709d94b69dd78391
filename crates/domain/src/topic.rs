//! What an operation touches: a record of a noun, or what stands beside the records.

use serde::{Deserialize, Serialize};

use crate::Noun;
use crate::upkeep::UpkeepKind;

/// What the journal tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The settings: one record, whatever tables they stand in.
    Settings,
    /// The account of a person.
    Account,
    /// Whether there are accounts at all, the idle lock and the feature switches: one record.
    Access,
    /// A record of the upkeep of the site.
    #[serde(untagged)]
    Upkeep(UpkeepKind),
    #[serde(untagged)]
    Noun(Noun),
}

impl Topic {
    /// What is no noun.
    const OTHERS: &'static [Self] = &[Self::Settings, Self::Account, Self::Access];

    /// Returns the English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Account => "account",
            Self::Access => "access",
            Self::Upkeep(kind) => kind.name(),
            Self::Noun(noun) => noun.name(),
        }
    }

    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Settings => "设置",
            Self::Account => "账号",
            Self::Access => "权限设置",
            Self::Upkeep(kind) => kind.label(),
            Self::Noun(noun) => noun.label(),
        }
    }

    /// Finds a topic by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        let other = Self::OTHERS.iter().copied().find(|topic| topic.name() == name);
        let upkeep = || UpkeepKind::from_name(name).map(Self::Upkeep);
        other.or_else(upkeep).or_else(|| Noun::from_name(name).map(Self::Noun))
    }

    /// Whether it is one record, whatever tables it stands in.
    pub const fn is_one(self) -> bool {
        match self {
            Self::Settings | Self::Access => true,
            Self::Account | Self::Upkeep(_) | Self::Noun(_) => false,
        }
    }

    /// Returns the noun, where it is one.
    pub const fn noun(self) -> Option<Noun> {
        match self {
            Self::Noun(noun) => Some(noun),
            Self::Settings | Self::Account | Self::Access | Self::Upkeep(_) => None,
        }
    }
}

impl From<Noun> for Topic {
    fn from(noun: Noun) -> Self {
        Self::Noun(noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_found_by_the_name_it_is_written_with() -> serde_json::Result<()> {
        let nouns = Noun::ALL.iter().copied().map(Topic::Noun);
        let upkeep = UpkeepKind::ALL.iter().copied().map(Topic::Upkeep);
        for topic in nouns.chain(upkeep).chain(Topic::OTHERS.iter().copied()) {
            assert_eq!(Topic::from_name(topic.name()), Some(topic));
            assert_eq!(serde_json::to_string(&topic)?, format!("\"{}\"", topic.name()));
            assert_eq!(serde_json::from_str::<Topic>(&format!("\"{}\"", topic.name()))?, topic);
        }
        assert_eq!(Topic::from_name("other"), None);
        Ok(())
    }
}
