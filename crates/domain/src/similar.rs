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
        for pair in pairs(name) {
            self.holders.entry(pair).or_default().push(place);
        }
    }

    /// Returns up to `limit` known names that look like `name`, the most similar first.
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<String> {
        let wanted = pairs(name);
        let mut likely: Vec<(u32, f64)> = self.glance(&wanted).into_iter().collect();
        likely.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut similar: Vec<(f64, &str)> = likely
            .into_iter()
            .take(CLOSE_LOOKS)
            .filter_map(|(place, _)| self.names.get(usize::try_from(place).ok()?))
            .map(|known| (self.similarity(&wanted, &pairs(known)), known.as_str()))
            .filter(|(similarity, _)| *similarity >= ENOUGH)
            .collect();
        similar.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
        similar.dedup_by(|left, right| left.1 == right.1);
        similar.into_iter().take(limit).map(|(_, known)| known.to_owned()).collect()
    }

    /// Adds up for each name the weight of the pairs it shares, the rarest pairs first, until
    /// enough names were seen.
    fn glance(&self, wanted: &BTreeSet<Pair>) -> HashMap<u32, f64> {
        let mut held: Vec<(&Pair, &Vec<u32>)> =
            wanted.iter().filter_map(|pair| Some((pair, self.holders.get(pair)?))).collect();
        held.sort_by_key(|(_, holders)| holders.len());
        let mut shared = HashMap::new();
        let mut glances = 0;
        for (pair, holders) in held {
            if glances > 0 && glances + holders.len() > GLANCES {
                break;
            }
            glances += holders.len();
            for place in holders {
                *shared.entry(*place).or_default() += self.weight(*pair);
            }
        }
        shared
    }

    /// Returns twice the shared weight over the weight of both: 1 for equal names, 0 for names
    /// without a common pair.
    fn similarity(&self, left: &BTreeSet<Pair>, right: &BTreeSet<Pair>) -> f64 {
        let weight =
            |pairs: &mut dyn Iterator<Item = &Pair>| pairs.map(|pair| self.weight(*pair)).sum::<f64>();
        let both = weight(&mut left.iter()) + weight(&mut right.iter());
        2.0 * weight(&mut left.intersection(right)) / both
    }

    /// Returns how much a pair tells: the fewer names have it, the more.
    fn weight(&self, pair: Pair) -> f64 {
        let holders = self.holders.get(&pair).map_or(1, Vec::len);
        (1.0 + count(self.names.len()) / count(holders)).ln()
    }
}

/// Returns the pairs of neighbouring characters of a name as it is compared; of a single
/// character, the character alone.
fn pairs(name: &str) -> BTreeSet<Pair> {
    let characters: Vec<char> = normalise(name).chars().collect();
    if let [only] = characters.as_slice() {
        return BTreeSet::from([[*only, '\0']]);
    }
    characters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
