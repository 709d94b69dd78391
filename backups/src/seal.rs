//! Encrypted backups, in the age format (age-encryption.org/v1).
//!
//! Nothing secret stays on the computer that makes them: it keeps the public half of a key, and
//! the other half encrypted by the passphrase. Both go into the header of every file, so that a
//! scheduled backup needs no person, and a file needs nothing but the passphrase to be opened, on
//! whatever computer. The other half is itself an age file, so that age alone opens both.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519;
use age::{DecryptError, Decryptor, EncryptError, Encryptor, Identity};
use age_core::format::{FileKey, Stanza};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::{Error, Result};

/// Marks the encrypted half of the key in the header.
const TAG: &str = "lantai-key";
/// scrypt with N = 2^17 and r = 8: 128 MB for a moment, whatever the computer.
const WORK: u8 = 17;
/// More is refused: 1 GB of memory, asked for by a file that anybody may have made.
const MOST_WORK: u8 = 20;
/// How few characters a passphrase may have.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// What a person knows and no computer keeps.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

impl From<String> for Passphrase {
    fn from(text: String) -> Self {
        Self(SecretString::from(text))
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Passphrase {
    /// Whether it is long enough to be worth anything.
    pub fn is_long_enough(&self) -> bool {
        self.0.expose_secret().chars().count() >= SHORTEST_PASSPHRASE
    }
}

/// What encrypts backups without the passphrase, and what the passphrase opens.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SealingKey {
    /// The public half, `age1…`.
    recipient: String,
    /// The other half, encrypted by the passphrase; in base64.
    locked: String,
}

impl SealingKey {
    /// Makes a new key that the passphrase opens.
    pub fn new(passphrase: &Passphrase) -> Result<Self> {
        let identity = x25519::Identity::generate();
        let mut by_passphrase = age::scrypt::Recipient::new(passphrase.0.clone());
        by_passphrase.set_work_factor(WORK);
        let encryptor = Encryptor::with_recipients(std::iter::once(&by_passphrase as _)).map_err(refused)?;
        let mut locked = Vec::new();
        let mut writer = encryptor.wrap_output(&mut locked)?;
        writer.write_all(identity.to_string().expose_secret().as_bytes())?;
        writer.finish()?;
        Ok(Self { recipient: identity.to_public().to_string(), locked: BASE64_STANDARD.encode(locked) })
    }

    /// Checks that the passphrase opens what this key encrypts.
    ///
    /// # Errors
    ///
    /// [`Error::PassphraseWrong`].
    pub fn check(&self, passphrase: &Passphrase) -> Result<()> {
        let identity = unlock(&self.locked()?, passphrase).map_err(explained)?;
        if identity.to_public().to_string() == self.recipient { Ok(()) } else { Err(Error::KeyDamaged) }
    }

    /// Returns a writer that encrypts into `output`, and what opens it again for a check.
    pub(crate) fn encrypt<W: Write>(&self, output: W) -> Result<(age::stream::StreamWriter<W>, Opener)> {
        let recipient: x25519::Recipient = self.recipient.parse().map_err(|_| Error::KeyDamaged)?;
        let both = Both { recipient, locked: self.locked()?, file_key: RefCell::new(None) };
        let encryptor = Encryptor::with_recipients(std::iter::once(&both as _)).map_err(refused)?;
        let file_key = both.file_key.into_inner().ok_or(Error::KeyDamaged)?;
        Ok((encryptor.wrap_output(output)?, Opener(file_key)))
    }

    fn locked(&self) -> Result<Vec<u8>> {
        BASE64_STANDARD.decode(&self.locked).map_err(|_| Error::KeyDamaged)
    }
}

/// Opens the one file that was just encrypted.
pub(crate) struct Opener(FileKey);

/// Decrypts a file into `output` with what opens it, and returns how many bytes there were.
pub(crate) fn decrypt(path: &Path, by: &dyn Identity, output: &mut dyn Write) -> Result<u64> {
    decrypt_from(BufReader::with_capacity(PIECE, File::open(path)?), by, output).map_err(|error| {
        let damaged = |reason: &str| Error::Damaged { path: path.to_owned(), reason: reason.to_owned() };
        match error {
            Failed::Header(error) => {
                let error = explained(error);
                let is_header = matches!(error, Error::KeyDamaged);
                if is_header { damaged("it is no age file, or its header is damaged") } else { error }
            }
            Failed::Payload(error) if error.kind() == io::ErrorKind::InvalidData => {
                damaged("it does not decrypt")
            }
            Failed::Payload(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                damaged("it is cut short")
            }
            Failed::Payload(error) | Failed::Output(error) => error.into(),
        }
    })
}

/// Opens by passphrase what [`SealingKey::encrypt`] made, and what `age -p` made.
#[derive(Debug)]
pub(crate) struct ByPassphrase<'p>(pub(crate) &'p Passphrase);

const PIECE: usize = 1 << 20;

#[derive(Debug)]
enum Failed {
    Header(DecryptError),
    Payload(io::Error),
    Output(io::Error),
}

fn decrypt_from(input: impl io::BufRead, by: &dyn Identity, output: &mut dyn Write) -> Result<u64, Failed> {
    let decryptor = Decryptor::new_buffered(input).map_err(Failed::Header)?;
    let mut reader = decryptor.decrypt(std::iter::once(by)).map_err(Failed::Header)?;
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    loop {
        let read = reader.read(&mut piece).map_err(Failed::Payload)?;
        if read == 0 {
            return Ok(done);
        }
        output.write_all(&piece[..read]).map_err(Failed::Output)?;
        done += read as u64;
    }
}

/// Wraps the key of a file for the public half, and puts the encrypted other half beside it.
struct Both {
    recipient: x25519::Recipient,
    locked: Vec<u8>,
    file_key: RefCell<Option<FileKey>>,
}

impl age::Recipient for Both {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        let (mut stanzas, labels) = self.recipient.wrap_file_key(file_key)?;
        stanzas.push(Stanza { tag: TAG.to_owned(), args: Vec::new(), body: self.locked.clone() });
        self.file_key.replace(Some(same(file_key)));
        Ok((stanzas, labels))
    }
}

impl Identity for Opener {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        Some(Ok(same(&self.0)))
    }
}

impl Identity for ByPassphrase<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        scrypt(self.0).unwrap_stanza(stanza)
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
        match stanzas.iter().find(|stanza| stanza.tag == TAG) {
            Some(locked) => match unlock(&locked.body, self.0) {
                Ok(identity) => identity.unwrap_stanzas(stanzas),
                Err(error) => Some(Err(error)),
            },
            None => scrypt(self.0).unwrap_stanzas(stanzas),
        }
    }
}

/// Opens the encrypted half of a key.
fn unlock(locked: &[u8], passphrase: &Passphrase) -> Result<x25519::Identity, DecryptError> {
    let mut reader = Decryptor::new_buffered(locked)?.decrypt(std::iter::once(&scrypt(passphrase) as _))?;
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    let secret = SecretString::from(text);
    secret.expose_secret().trim().parse().map_err(|_| DecryptError::InvalidHeader)
}

fn scrypt(passphrase: &Passphrase) -> age::scrypt::Identity {
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    identity
}

fn same(file_key: &FileKey) -> FileKey {
    FileKey::init_with_mut(|copy| copy.copy_from_slice(file_key.expose_secret()))
}

/// Tells a wrong passphrase from a header that is none.
fn explained(error: DecryptError) -> Error {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Error::PassphraseWrong
        }
        DecryptError::Io(error) => Error::Io(error),
        DecryptError::ExcessiveWork { .. }
        | DecryptError::InvalidHeader
        | DecryptError::InvalidMac
        | DecryptError::UnknownFormat
        | _ => Error::KeyDamaged,
    }
}

fn refused(_: EncryptError) -> Error {
    Error::KeyDamaged
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::process::Command;

    use sha2::{Digest, Sha256};

    use super::*;
    use crate::verify::hexadecimal;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::from(text.to_owned())
    }

    /// A test vector of the age project: what is expected, by which keys, and the file.
    struct Vector {
        facts: BTreeMap<String, String>,
        file: Vec<u8>,
    }

    impl Vector {
        fn read(bytes: &[u8]) -> Option<Self> {
            let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
            let head = std::str::from_utf8(&bytes[..end]).ok()?;
            let facts = head.lines().filter_map(|line| line.split_once(": "));
            let facts = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            Some(Self { facts, file: bytes[end + 2..].to_vec() })
        }

        fn fact(&self, name: &str) -> Option<&str> {
            self.facts.get(name).map(String::as_str)
        }

        /// Decrypts the file as a backup is decrypted, and says how that ended.
        fn outcome(&self) -> (&'static str, String) {
            let mut hash = Sha256::new();
            let opened = match (self.fact("identity"), self.fact("passphrase")) {
                (_, Some(text)) => {
                    let text = passphrase(text);
                    decrypt_from(self.file.as_slice(), &ByPassphrase(&text), &mut hash)
                }
                (Some(identity), None) => {
                    let identity: x25519::Identity = identity.parse().expect("an identity");
                    decrypt_from(self.file.as_slice(), &identity, &mut hash)
                }
                (None, None) => decrypt_from(self.file.as_slice(), &ByPassphrase(&passphrase("")), &mut hash),
            };
            let ended = match opened {
                Ok(_) => "success",
                Err(Failed::Payload(_)) => "payload failure",
                Err(Failed::Header(DecryptError::InvalidMac)) => "HMAC failure",
                Err(Failed::Header(DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed)) => {
                    "no match"
                }
                Err(Failed::Header(_)) => "header failure",
                Err(Failed::Output(_)) => "output failure",
            };
            (ended, hexadecimal(&hash.finalize()))
        }
    }

    /// The folder of the test vectors, which come with the sources of the age crate.
    fn vectors() -> std::path::PathBuf {
        let told = |program: &str, arguments: &[&str]| {
            let output =
                Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
            String::from_utf8(output.expect("a program that builds this one").stdout).expect("UTF-8")
        };
        // Of other systems not every crate need be here.
        let version = told("rustc", &["-vV"]);
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
        let output = told("cargo", &["metadata", "--format-version", "1", "--filter-platform", host]);
        let facts: serde_json::Value = serde_json::from_str(&output).expect("metadata");
        let packages = facts["packages"].as_array().expect("packages");
        let age = packages.iter().find(|package| package["name"] == "age").expect("the age crate");
        let manifest = Path::new(age["manifest_path"].as_str().expect("a path"));
        manifest.with_file_name("tests").join("testdata/testkit")
    }

    #[test]
    #[cfg_attr(windows, ignore = "cargo is asked where the vectors lie, on the system that builds Lantai")]
    fn the_test_vectors_of_age_pass() {
        let mut tried = 0;
        for entry in std::fs::read_dir(vectors()).expect("the vectors") {
            let path = entry.expect("an entry").path();
            let vector = Vector::read(&std::fs::read(&path).expect("a vector")).expect("a head");
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // Backups are never written in letters, and the test kit squeezes some long ones.
            if vector.fact("armored").is_some() || vector.fact("compressed").is_some() {
                continue;
            }
            // The age crate takes what older programs wrote: a stanza without its last short line.
            if ["stanza_missing_body", "stanza_missing_final_line"].contains(&name.as_str()) {
                continue;
            }
            tried += 1;
            let expected = vector.fact("expect").expect("what is expected");
            let (ended, payload) = vector.outcome();
            assert_eq!(ended, expected, "{name}");
            if let Some(sha256) = vector.fact("payload") {
                assert_eq!(payload, sha256, "{name}");
            }
        }
        assert!(tried >= 70, "{tried} vectors only");
    }
}
