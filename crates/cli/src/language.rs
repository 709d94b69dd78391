//! The two languages of the messages.

use std::collections::BTreeMap;

use ledger::domain::{Code, Noun, Topic};

/// The language in which the program speaks. Values of records stay Chinese in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// Returns the language of a call that could not be understood otherwise.
    pub(crate) fn asked_for() -> Self {
        let words: Vec<String> =
            std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
        let separate = words.windows(2).any(|pair| pair == ["--lang", "en"]);
        if separate || words.iter().any(|word| word == "--lang=en") { Self::En } else { Self::Zh }
    }

    /// Chooses between the two wordings of a text.
    pub(crate) const fn say<'text>(self, zh: &'text str, en: &'text str) -> &'text str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    pub(crate) const fn noun(self, noun: Noun) -> &'static str {
        match self {
            Self::Zh => noun.label(),
            Self::En => noun.name(),
        }
    }

    /// Returns the word for what an operation changed.
    pub(crate) const fn topic(self, topic: Topic) -> &'static str {
        match self {
            Self::Zh => topic.label(),
            Self::En => topic.name(),
        }
    }

    /// Returns the text of a code with its values filled in.
    pub(crate) fn message(self, code: Code, params: &BTreeMap<String, String>) -> String {
        match self {
            Self::Zh => code.message_zh(params),
            Self::En => code.message_en(params),
        }
    }
}
