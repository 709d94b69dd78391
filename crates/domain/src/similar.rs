//! Names that look like a name: what an error message offers instead of an unknown one.
//!
//! Names are compared by the pairs of neighbouring characters that they share, never by edit
//! distance, by which any two short Chinese words are near each other. A pair that many names
//! have, such as those of 有限公司, weighs little. A similar name is a proposal to a person;
//! nothing is ever matched by it.

use std::collections::{BTreeSet, HashMap};

use crate::name::normalise;

type Pair = [char; 2];

/// How much of two names must be equal for one to be offered for the other.
const ENOUGH: f64 = 0.35;
/// How many names are looked at closely, and how many are glanced at, for one question.
const CLOSE_LOOKS: usize = 64;
const GLANCES: usize = 20_000;

/// Known names, ready to be asked for those that look like another.
#[derive(Debug, Clone, Default)]
pub struct SimilarNames {
    names: Vec<String>,
    /// For each pair of characters the names that have it, by their place in `names`.
    holders: HashMap<Pair, Vec<u32>>,
}

impl SimilarNames {
    /// Adds a known name.
    pub fn add(&mut self, name: &str) {
        let Ok(place) = u32::try_from(self.names.len()) else { return };
        self.names.push(name.to_owned());
        for pair in pairs_of(name) {
            self.holders.entry(pair).or_default().push(place);
        }
    }

    /// Returns up to `limit` known names that look like `name`, the most similar first.
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<String> {
        let wanted = pairs_of(name);
        let weight = |pair| weight(self.names.len(), self.holders.get(&pair).map_or(0, Vec::len));
        let held = wanted.iter().filter_map(|pair| Some((*pair, self.holders.get(pair)?.as_slice())));
        let likely = likely(held.collect(), &weight).into_iter();
        let looks = likely.filter_map(|place| self.names.get(place)).map(|known| Look {
            name: known,
            pairs: pairs_of(known),
            known: known.clone(),
        });
        most_similar(&wanted, looks, limit, &weight)
    }
}

/// A known name that is to be compared once.
#[derive(Debug, Clone, Copy)]
pub struct KnownName<'n> {
    pub name: &'n str,
    /// The name as it is compared: see [`normalise`].
    pub key: &'n str,
}

/// Returns the places of up to `limit` known names that look like `name`, the most similar first.
///
/// The answer is that of [`SimilarNames`], for one question: only the pairs that matter to it are
/// counted, which takes a fraction of the time in which all names are made ready for many.
pub fn nearest_among(known: &[KnownName<'_>], name: &str, limit: usize) -> Vec<usize> {
    let wanted = pairs_of(name);
    let mut counts = Counts::of(wanted.iter().copied());
    counts.count(known, |pair, place| pair.holders.push(place));
    let likely = {
        let weight = |pair| counts.weight(pair, known.len());
        let held = wanted.iter().filter_map(|pair| Some((*pair, counts.pairs.get(pair)?.holders.as_slice())));
        likely(held.filter(|(_, holders)| !holders.is_empty()).collect(), &weight)
    };
    let looks: Vec<Look<'_, usize>> = likely
        .into_iter()
        .filter_map(|place| known.get(place).map(|known| (place, known)))
        .map(|(place, known)| Look { name: known.name, pairs: pairs(known.key), known: place })
        .collect();
    let others = looks.iter().flat_map(|look| &look.pairs).filter(|pair| !wanted.contains(*pair));
    let mut others = Counts::of(others.copied());
    others.count(known, |_, _| {});
    counts.pairs.extend(others.pairs);
    most_similar(&wanted, looks, limit, &|pair| counts.weight(pair, known.len()))
}

/// How many names have each of some pairs.
struct Counts {
    pairs: HashMap<Pair, Count>,
    /// A bit for each first character, by which most pairs of a name are passed over.
    first: u64,
}

#[derive(Default)]
struct Count {
    names: usize,
    /// The name that was counted last: it may have a pair twice.
    last: Option<u32>,
    /// The names themselves, where they are wanted.
    holders: Vec<u32>,
}

impl Counts {
    fn of(pairs: impl Iterator<Item = Pair>) -> Self {
        let pairs: HashMap<Pair, Count> = pairs.map(|pair| (pair, Count::default())).collect();
        let first = pairs.keys().fold(0, |bits, [first, _]| bits | bit(*first));
        Self { pairs, first }
    }

    fn count(&mut self, known: &[KnownName<'_>], mut note: impl FnMut(&mut Count, u32)) {
        for (place, known) in (0..).zip(known) {
            each_pair(known.key, |pair| {
                if self.first & bit(pair[0]) == 0 {
                    return;
                }
                if let Some(count) = self.pairs.get_mut(&pair).filter(|count| count.last != Some(place)) {
                    count.last = Some(place);
                    count.names += 1;
                    note(count, place);
                }
            });
        }
    }

    fn weight(&self, pair: Pair, names: usize) -> f64 {
        weight(names, self.pairs.get(&pair).map_or(0, |count| count.names))
    }
}

fn bit(character: char) -> u64 {
    1 << (u32::from(character) % 64)
}

/// A name that is looked at closely.
struct Look<'n, K> {
    name: &'n str,
    pairs: BTreeSet<Pair>,
    /// What stands for it in the answer.
    known: K,
}

/// Returns the places of the names that share most with what is wanted, of which `held` tells
/// which names have each pair: the weights of the shared pairs are added up, the rarest pairs
/// first, until enough names were seen.
fn likely(mut held: Vec<(Pair, &[u32])>, weight: &dyn Fn(Pair) -> f64) -> Vec<usize> {
    held.sort_by_key(|(_, holders)| holders.len());
    let mut shared: HashMap<u32, f64> = HashMap::new();
    let mut glances = 0;
    for (pair, holders) in held {
        if glances > 0 && glances + holders.len() > GLANCES {
            break;
        }
        glances += holders.len();
        for place in holders {
            *shared.entry(*place).or_default() += weight(pair);
        }
    }
    let mut likely: Vec<(u32, f64)> = shared.into_iter().collect();
    likely.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    likely.into_iter().take(CLOSE_LOOKS).filter_map(|(place, _)| usize::try_from(place).ok()).collect()
}

/// Returns what stands for the names that look most like what is wanted.
fn most_similar<'n, K>(
    wanted: &BTreeSet<Pair>,
    looks: impl IntoIterator<Item = Look<'n, K>>,
    limit: usize,
    weight: &dyn Fn(Pair) -> f64,
) -> Vec<K> {
    let mut similar: Vec<(f64, &str, K)> = looks
        .into_iter()
        .map(|look| (similarity(wanted, &look.pairs, weight), look.name, look.known))
        .filter(|(similarity, _, _)| *similarity >= ENOUGH)
        .collect();
    similar.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    similar.dedup_by(|left, right| left.1 == right.1);
    similar.into_iter().take(limit).map(|(_, _, known)| known).collect()
}

/// Returns twice the shared weight over the weight of both: 1 for equal names, 0 for names
/// without a common pair.
fn similarity(left: &BTreeSet<Pair>, right: &BTreeSet<Pair>, weight: &dyn Fn(Pair) -> f64) -> f64 {
    let sum = |pairs: &mut dyn Iterator<Item = &Pair>| pairs.map(|pair| weight(*pair)).sum::<f64>();
    let both = sum(&mut left.iter()) + sum(&mut right.iter());
    2.0 * sum(&mut left.intersection(right)) / both
}

/// Returns how much a pair tells that so many of the names have: the fewer, the more. One that
/// none has tells as much as one that a single name has.
fn weight(names: usize, holders: usize) -> f64 {
    (1.0 + count(names) / count(holders.max(1))).ln()
}

/// Returns the pairs of neighbouring characters of a name.
fn pairs_of(name: &str) -> BTreeSet<Pair> {
    pairs(&normalise(name))
}

fn pairs(key: &str) -> BTreeSet<Pair> {
    let mut pairs = BTreeSet::new();
    each_pair(key, |pair| _ = pairs.insert(pair));
    pairs
}

/// Walks the pairs of neighbouring characters of a name as it is compared; of a single character,
/// the character alone.
fn each_pair(key: &str, mut visit: impl FnMut(Pair)) {
    let mut characters = key.chars();
    let Some(mut before) = characters.next() else { return };
    let mut next = characters.next();
    if next.is_none() {
        visit([before, '\0']);
    }
    while let Some(character) = next {
        visit([before, character]);
        before = character;
        next = characters.next();
    }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
