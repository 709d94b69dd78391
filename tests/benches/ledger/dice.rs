//! Random choices that are the same for the same seed, on every machine and for ever.

/// SplitMix64: small, and good enough to make up a ledger.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Returns a number less than `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// Returns a place in a list of `length`.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    /// Returns a place in a list of which the first few are chosen far more often than the rest.
    pub(crate) fn skewed(&mut self, length: usize) -> usize {
        let often = self.below(4) > 0;
        if often {
            self.index(length).min(self.index(length)).min(self.index(length))
        } else {
            self.index(length)
        }
    }

    pub(crate) fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.index(choices.len())]
    }

    /// Returns a number of days less than `end`.
    pub(crate) fn day(&mut self, end: u64) -> u32 {
        u32::try_from(self.below(end)).unwrap_or_default()
    }

    /// Returns an amount between a thousand yuan and some tens of millions, small ones more often.
    pub(crate) fn amount_fen(&mut self) -> i64 {
        let magnitude = 10_i64.pow(self.day(5));
        let yuan = i64::from(1 + self.day(9_999)) * magnitude / 10;
        yuan.max(1_000) * 100 + i64::from(self.day(100))
    }

    /// Returns a score in hundredths between 60 and 100, or none in `one_in` minus one of its cases.
    pub(crate) fn score(&mut self, one_in: u64) -> Option<i64> {
        let there = self.below(one_in) == 0;
        let hundredths = 6_000 + i64::from(self.day(4_001));
        there.then_some(hundredths)
    }
}
