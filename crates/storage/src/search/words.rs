//! What a person typed, as words to look for.

use super::text;

/// One word, as it was typed and folded as the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) typed: String,
    pub(super) folded: String,
}

impl Word {
    /// Returns the ranges of codes that begin with the word, as typed and in capitals.
    pub(super) fn prefixes(&self) -> Vec<(String, String)> {
        prefixes(&self.typed)
    }
}

/// Returns the ranges of texts, first to behind the last, that begin with `text`, as it is and in
/// capitals: codes are mostly written in capitals and mostly typed without.
pub(super) fn prefixes(text: &str) -> Vec<(String, String)> {
    let capitals = text.to_uppercase();
    let range = |text: &str| (text.to_owned(), format!("{text}{}", char::MAX));
    if capitals == text { vec![range(text)] } else { vec![range(text), range(&capitals)] }
}

/// Reads a search: a comma means "and", white space means "or".
///
/// Returns groups that must all be met, each by any of its words. Words without a letter, a
/// digit or a Chinese character say nothing and are left out.
pub(super) fn read(search: &str) -> Vec<Vec<Word>> {
    let groups = search.split([',', '，']).map(|group| {
        let words =
            group.split_whitespace().map(|word| Word { typed: word.to_owned(), folded: text::fold(word) });
        words.filter(|word| !word.folded.is_empty()).collect()
    });
    groups.filter(|group: &Vec<Word>| !group.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(search: &str) -> Vec<Vec<String>> {
        let groups = read(search).into_iter();
        groups.map(|group| group.into_iter().map(|word| word.folded).collect()).collect()
    }

    #[test]
    fn commas_bind_looser_than_spaces() {
        assert_eq!(folded("华北 华东，锅炉"), [vec!["华北", "华东"], vec!["锅炉"]]);
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        assert_eq!(folded(" ，（ ）, -\u{3000}锅炉,"), [vec!["锅炉"]]);
        assert_eq!(folded("  "), Vec::<Vec<String>>::new());
    }
}
