//! Text as it is searched: folded, and cut into pairs of neighbouring characters.

use domain::name;

/// Returns a text as it is compared by the search: NFKC, lower case, letters, digits and Chinese
/// characters alone.
///
/// Brackets, dashes and spaces are typed in many ways, so none of them counts.
pub(crate) fn fold(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text
            .chars()
            .filter(|character| character.is_alphanumeric())
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    let name = name::normalise(text);
    name.chars().flat_map(char::to_lowercase).filter(|character| character.is_alphanumeric()).collect()
}

/// Whether a character is already its own NFKC and has no case beyond ASCII; most texts are made
/// of such characters alone.
fn is_plain(character: char) -> bool {
    character.is_ascii() || matches!(character, '\u{3400}'..='\u{9fff}')
}

/// Appends a folded text to the words of the index: every pair of neighbours, then the last
/// character alone.
///
/// The lone character keeps a phrase of pairs from running over into the next text, and with it
/// every single character begins some word, so that it is found by its beginning.
pub(crate) fn add_pairs(words: &mut String, folded: &str) {
    let mut characters = folded.chars().peekable();
    while let Some(character) = characters.next() {
        words.push(character);
        words.extend(characters.peek());
        words.push(' ');
    }
}

/// Returns the condition on the index that holds for texts containing the folded `needle`, or
/// none for an empty one.
pub(crate) fn phrase(needle: &str) -> Option<String> {
    let characters: Vec<char> = needle.chars().collect();
    match characters.as_slice() {
        [] => None,
        [single] => Some(format!("text : \"{single}\" *")),
        several => {
            let pairs: Vec<String> = several.windows(2).map(|pair| pair.iter().collect()).collect();
            Some(format!("text : \"{}\"", pairs.join(" ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_punctuation_do_not_count() {
        assert_eq!(fold("ＢＨＨＹ－NH-００１（一期）"), "bhhynh001一期");
        assert_eq!(fold("ABB（中国） 有限公司"), fold("abb(中国)有限公司"));
    }

    #[test]
    fn pairs_end_with_the_last_character_alone() {
        let mut words = String::new();
        add_pairs(&mut words, "锅炉");
        add_pairs(&mut words, "甲");
        assert_eq!(words, "锅炉 炉 甲 ");
    }
}
