//! Chinese names as they are typed on a Latin keyboard: by initials or by full pinyin.
//!
//! A character may have several readings and nobody knows which one a person types, so all of
//! them are indexed. Short windows of neighbours keep that from multiplying: three initials, two
//! syllables. Within a window the index is exact; what is longer is found by its windows and
//! then compared character by character.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeInclusive};
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::text;

/// Neighbouring initials that are one word of the index.
const INITIALS: usize = 3;
/// Ways to cut a needle into syllables beyond which any first two syllables are evidence enough.
const MOST_CUTS: usize = 24;

/// Appends the words of a name to the index's initials and pinyin.
pub(super) fn add_words(initials: &mut String, pinyin: &mut String, folded: &str) {
    let sounds = sounds(folded);
    for start in 0..sounds.len() {
        let window = &sounds[start..sounds.len().min(start + INITIALS)];
        let mut word = String::with_capacity(INITIALS);
        add_initials(initials, &mut word, window);
        let next: &[&str] = sounds.get(start + 1).map_or(&[], |sound| &sound.syllables);
        for syllable in &sounds[start].syllables {
            if next.is_empty() {
                pinyin.extend([syllable, " "]);
            }
            for following in next {
                pinyin.extend([syllable, following, " "]);
            }
        }
    }
}

fn add_initials(words: &mut String, word: &mut String, window: &[&Sound]) {
    match window.split_first() {
        Some((sound, rest)) if !sound.initials.is_empty() => {
            for initial in &sound.initials {
                word.push(*initial);
                add_initials(words, word, rest);
                word.pop();
            }
        }
        Some(_) | None => {
            if !word.is_empty() {
                words.extend([word.as_str(), " "]);
            }
        }
    }
}

/// Conditions on the index for a needle of Latin letters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Whatever fits one of these fits the needle.
    pub(super) exact: Vec<String>,
    /// Whatever fits the needle beyond that fits one of these, but not the other way round.
    pub(super) loose: Vec<String>,
}

/// How many letters a needle has that is looked for as pinyin: one letter begins some character of
/// nearly every name, and no name takes more than so many.
const LETTERS: RangeInclusive<usize> = 2..=120;

/// Returns the conditions for `needle`, or none of them where it is not made of Latin letters.
pub(super) fn evidence(needle: &str) -> Evidence {
    let mut evidence = Evidence::default();
    if !LETTERS.contains(&needle.len()) || !is_latin(needle) {
        return evidence;
    }
    if needle.len() <= INITIALS {
        evidence.exact.push(format!("initials : \"{needle}\" *"));
    } else {
        let windows = (0..=needle.len() - INITIALS).map(|start| &needle[start..start + INITIALS]);
        let words: Vec<String> = windows.map(|word| format!("\"{word}\"")).collect();
        evidence.loose.push(format!("initials : ({})", words.join(" AND ")));
    }
    let cuts = cuts(needle);
    if !cuts.is_empty() {
        evidence.exact.push(format!("pinyin : \"{needle}\" *"));
    }
    if cuts.len() > MOST_CUTS {
        evidence.loose.push(format!("pinyin : ({})", starts(needle).join(" OR ")));
    } else {
        evidence.loose.extend(cuts.iter().filter(|cut| cut.len() > 2).map(|cut| windows_of(cut)));
    }
    evidence
}

/// The words that are two syllables at the start of a longer needle.
fn starts(needle: &str) -> Vec<String> {
    let two_syllables = |word: &&str| first_syllables(word).any(|(_, second)| SYLLABLES.contains(second));
    let words = (2..needle.len()).map(|length| &needle[..length]).filter(two_syllables);
    words.map(|word| format!("\"{word}\"")).collect()
}

/// Every two neighbouring syllables of a cut. The last syllable may be unfinished: a single letter
/// of it says so little that the rest is evidence enough.
fn windows_of(cut: &[&str]) -> String {
    let mut words: Vec<String> = cut.windows(2).map(|pair| format!("\"{}{}\"", pair[0], pair[1])).collect();
    let unfinished = words.pop().filter(|_| cut.last().is_some_and(|last| last.len() > 1));
    words.extend(unfinished.map(|word| format!("{word} *")));
    format!("pinyin : ({})", words.join(" AND "))
}

/// Says whether `needle`, made of Latin letters, is the initials or the full pinyin of `name`
/// from any character on; the last syllable may be unfinished.
pub(crate) fn fits(name: &str, needle: &str) -> bool {
    let sounds = sounds(&text::fold(name));
    (0..sounds.len())
        .any(|start| initials_fit(&sounds[start..], needle) || syllables_fit(&sounds[start..], needle))
}

fn initials_fit(sounds: &[&Sound], needle: &str) -> bool {
    let mut sounds = sounds.iter();
    needle.chars().all(|letter| sounds.next().is_some_and(|sound| sound.initials.contains(&letter)))
}

fn syllables_fit(sounds: &[&Sound], needle: &str) -> bool {
    let Some((sound, rest)) = sounds.split_first() else { return false };
    sound.syllables.iter().any(|syllable| {
        syllable.starts_with(needle)
            || needle.strip_prefix(syllable).is_some_and(|needle| syllables_fit(rest, needle))
    })
}

/// How one character may be typed.
#[derive(Debug, Default)]
struct Sound {
    initials: Vec<char>,
    /// Readings of a Chinese character; none of a Latin letter, which is found as text.
    syllables: Vec<&'static str>,
}

/// The Chinese characters in use.
const CHINESE: RangeInclusive<char> = '\u{3400}'..='\u{9fff}';

/// The sounds of the Latin letters, then those of the Chinese characters.
static SOUNDS: LazyLock<(Vec<Sound>, Vec<Sound>)> =
    LazyLock::new(|| (('a'..='z').map(latin).collect(), CHINESE.map(chinese).collect()));

/// What can be typed in no way.
static SILENT: Sound = Sound { initials: Vec::new(), syllables: Vec::new() };

fn sounds(folded: &str) -> Vec<&'static Sound> {
    folded.chars().map(sound).collect()
}

fn sound(character: char) -> &'static Sound {
    let (table, first) = match character {
        'a'..='z' => (&SOUNDS.0, 'a'),
        '\u{3400}'..='\u{9fff}' => (&SOUNDS.1, *CHINESE.start()),
        _ => return &SILENT,
    };
    let place = usize::try_from(u32::from(character) - u32::from(first)).unwrap_or(usize::MAX);
    table.get(place).unwrap_or(&SILENT)
}

fn latin(letter: char) -> Sound {
    Sound { initials: vec![letter], syllables: Vec::new() }
}

fn chinese(character: char) -> Sound {
    let mut sound = Sound::default();
    let readings = character.to_pinyin_multi().into_iter().flatten();
    for syllable in readings.flat_map(|reading| typed(reading.plain())) {
        if !sound.syllables.contains(&syllable) {
            sound.syllables.push(syllable);
        }
    }
    for initial in sound.syllables.iter().filter_map(|syllable| syllable.chars().next()) {
        if !sound.initials.contains(&initial) {
            sound.initials.push(initial);
        }
    }
    sound
}

/// Returns how a syllable is typed: keyboards have no ü, so people type v or u. The hums of 嗯 and
/// 呣 are no syllables to anybody who types.
fn typed(syllable: &'static str) -> impl Iterator<Item = &'static str> {
    let (first, second) = match syllable {
        "lü" => (Some("lv"), Some("lu")),
        "nü" => (Some("nv"), Some("nu")),
        "lüe" => (Some("lve"), Some("lue")),
        "nüe" => (Some("nve"), Some("nue")),
        "ê" => (Some("e"), None),
        "m" | "n" | "ng" | "hm" | "hng" => (None, None),
        plain => (Some(plain), None),
    };
    first.into_iter().chain(second)
}

/// Every syllable that some Chinese character has.
static SYLLABLES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| SOUNDS.1.iter().flat_map(|sound| sound.syllables.iter().copied()).collect());

/// Returns the ways to cut a needle into syllables, the last of them perhaps unfinished; stops
/// soon after [`MOST_CUTS`].
fn cuts(needle: &str) -> Vec<Vec<&str>> {
    let mut cuts = Vec::new();
    add_cuts(&mut cuts, &mut Vec::new(), needle, &ends_that_cut(needle));
    cuts
}

/// Says of each end of a needle, by its length, whether it can be cut into syllables: whoever looked for
/// cuts without knowing would follow every way into a dead end.
fn ends_that_cut(needle: &str) -> Vec<bool> {
    let mut known = vec![false];
    for length in 1..=needle.len() {
        let end = &needle[needle.len() - length..];
        let cuts = begins_syllable(end) || first_syllables(end).any(|(_, rest)| known[rest.len()]);
        known.push(cuts);
    }
    known
}

fn add_cuts<'n>(cuts: &mut Vec<Vec<&'n str>>, before: &mut Vec<&'n str>, rest: &'n str, ends: &[bool]) {
    if begins_syllable(rest) {
        cuts.push(before.iter().copied().chain([rest]).collect());
    }
    for (syllable, after) in first_syllables(rest) {
        if ends[after.len()] && cuts.len() <= MOST_CUTS {
            before.push(syllable);
            add_cuts(cuts, before, after, ends);
            before.pop();
        }
    }
}

fn begins_syllable(letters: &str) -> bool {
    let from_here = (Bound::Included(letters), Bound::Unbounded);
    SYLLABLES.range::<str, _>(from_here).next().is_some_and(|syllable| syllable.starts_with(letters))
}

/// Returns every syllable with which a needle of Latin letters begins and what comes after it, if anything.
fn first_syllables(needle: &str) -> impl Iterator<Item = (&str, &str)> {
    let longest = needle.len().min(LONGEST_SYLLABLE + 1);
    (1..longest).map(|length| needle.split_at(length)).filter(|(first, _)| SYLLABLES.contains(first))
}

/// In letters: zhuang.
const LONGEST_SYLLABLE: usize = 6;

fn is_latin(needle: &str) -> bool {
    needle.bytes().all(|byte| byte.is_ascii_lowercase())
}
