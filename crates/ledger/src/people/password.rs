//! Passwords: kept as Argon2id, never as they are (SAFETY: m = 64 MiB, t = 3).

use std::sync::LazyLock;

use argon2::password_hash::{self, PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{Error, Result};

/// Memory for one hash, in KiB.
const MEMORY: u32 = 64 * 1024;
/// Passes over it.
const PASSES: u32 = 3;
/// Lanes: one, so that a slow computer takes as long as others.
const LANES: u32 = 1;

/// Returns the hash of a password, as a PHC string with its parameters and its salt.
pub(super) fn hash(password: &str) -> Result<String> {
    let salt = salt()?;
    let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(failed)?;
    Ok(hash.to_string())
}

/// Whether a password is the one of this hash.
///
/// Without a hash, for a name that nobody has, it takes as long and says no.
pub(super) fn is_right(password: &str, hash: Option<&str>) -> Result<bool> {
    /// The hash of a password that nobody knows: made anew by each program.
    static NOBODY: LazyLock<Option<String>> =
        LazyLock::new(|| salt().and_then(|text| self::hash(text.as_str())).ok());
    let compared = hash.or(NOBODY.as_deref()).unwrap_or_default();
    let parsed = PasswordHash::new(compared).map_err(failed)?;
    match argon2()?.verify_password(password.as_bytes(), &parsed) {
        Ok(()) => Ok(hash.is_some()),
        Err(password_hash::Error::Password) => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

/// Returns what makes two hashes of one password differ.
fn salt() -> Result<SaltString> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    SaltString::encode_b64(&bytes).map_err(failed)
}

fn failed(error: password_hash::Error) -> Error {
    Error::Password(error.to_string())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|error| failed(error.into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_and_two_hashes_of_it_differ() -> Result<()> {
        let (one, two) = (hash("采购台账-2026")?, hash("采购台账-2026")?);
        assert!(one.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{one}");
        assert_ne!(one, two);
        assert!(is_right("采购台账-2026", Some(&one))?);
        assert!(!is_right("采购台账-2025", Some(&one))?);
        assert!(!is_right("采购台账-2026", None)?);
        Ok(())
    }
}
