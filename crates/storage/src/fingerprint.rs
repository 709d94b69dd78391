//! Texts told apart by their fingerprints, where an import meets millions of them.

use std::hash::{BuildHasher, Hasher, RandomState};

use siphasher::sip128::{Hasher128, SipHasher13};

/// What tells a text from others: 16 bytes, where the text and its place in memory take a hundred.
pub type Fingerprint = (u64, u64);

/// Takes the fingerprints of texts under a key of its own.
///
/// That two of a million texts have one fingerprint is less likely than 1 in 10²⁶, far below the
/// chance that the memory of the computer errs; and nobody who does not know the key can make two.
#[derive(Debug, Clone)]
pub struct Fingerprints {
    keyed: SipHasher13,
}

impl Fingerprints {
    pub fn of(&self, text: &str) -> Fingerprint {
        let mut hasher = self.keyed;
        hasher.write(text.as_bytes());
        hasher.finish128().as_u64()
    }
}

impl Default for Fingerprints {
    fn default() -> Self {
        // The standard library draws the keys of its maps at random.
        let drawn = || RandomState::new().hash_one(0_u8);
        Self { keyed: SipHasher13::new_with_keys(drawn(), drawn()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprints;

    #[test]
    fn one_text_has_one_fingerprint_and_others_have_others() {
        let of = Fingerprints::default();
        assert_eq!(of.of("HT-001-FK-001"), of.clone().of("HT-001-FK-001"));
        assert_ne!(of.of("HT-001-FK-001"), of.of("HT-001-FK-002"));
        assert_ne!(of.of(""), of.of("\0"));
    }

    #[test]
    fn every_set_of_fingerprints_has_a_key_of_its_own() {
        assert_ne!(Fingerprints::default().of("HT-001"), Fingerprints::default().of("HT-001"));
    }
}
