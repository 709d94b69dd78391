//! The numbers under which the logs have the whole story of a failure.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns a number that people can read out on the telephone, such as `TQ4K2A-7`: the second it
/// happened, and the how-manieth of this run it is.
pub fn next_incident() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|time| time.as_secs()).unwrap_or_default();
    format!("{}-{}", base36(seconds), COUNT.fetch_add(1, Ordering::Relaxed) + 1)
}

fn base36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut digits = Vec::new();
    loop {
        let digit = usize::try_from(number % 36).unwrap_or_default();
        digits.push(char::from(DIGITS[digit]));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incidents_differ_and_are_short() {
        let (one, two) = (next_incident(), next_incident());
        assert_ne!(one, two);
        assert!(one.len() <= 14, "{one}");
        assert_eq!(base36(0), "0");
        assert_eq!(base36(36 * 36 - 1), "ZZ");
    }
}
