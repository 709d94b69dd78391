//! One entry as a segment holds it.
//!
//! A mark, by which the next frame is found behind damage; the lengths and checksums; what the
//! entry says of itself; its changes. The two parts have a checksum each, so that a list of what
//! there is need not read the changes, and an entry whose changes are damaged is still known by
//! who did what and when.

use storage::journal::{Heading, Whole};

pub(super) const MARK: [u8; 4] = *b"LnTe";
/// Mark, length of the heading, length and checksum of the changes, checksum of all that and the
/// heading.
pub(super) const START: usize = 4 + 4 + 8 + 4 + 4;
/// A heading names an operation and counts it: longer ones are damage.
const LONGEST_HEADING: u32 = 16 << 20;

/// The start of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) heading_length: u32,
    pub(super) changes_length: u64,
    pub(super) changes_checksum: u32,
    checksum: u32,
}

impl Start {
    /// Reads the start of a frame; none where no frame starts.
    pub(super) fn decode(bytes: &[u8; START]) -> Option<Self> {
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let start = Self {
            heading_length: number(4),
            changes_length: u64::from(number(8)) << 32 | u64::from(number(12)),
            changes_checksum: number(16),
            checksum: number(20),
        };
        (bytes[..4] == MARK && start.heading_length <= LONGEST_HEADING).then_some(start)
    }

    /// Whether this is the start that belongs to a heading.
    pub(super) fn is_of(&self, bytes: &[u8; START], heading: &[u8]) -> bool {
        checksum(&bytes[..START - 4], heading) == self.checksum
    }

    /// The length of the whole frame.
    pub(super) fn frame_length(&self) -> u64 {
        (START as u64).saturating_add(u64::from(self.heading_length)).saturating_add(self.changes_length)
    }
}

/// Appends the frame of an entry to `bytes`.
pub(super) fn encode(entry: &Whole, bytes: &mut Vec<u8>) {
    let heading = encode_heading(&entry.heading);
    let begin = bytes.len();
    bytes.extend_from_slice(&MARK);
    bytes.extend_from_slice(&u32::try_from(heading.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(&(entry.changeset.len() as u64).to_be_bytes());
    bytes.extend_from_slice(&crc32fast::hash(&entry.changeset).to_be_bytes());
    let checksum = checksum(&bytes[begin..], &heading);
    bytes.extend_from_slice(&checksum.to_be_bytes());
    bytes.extend_from_slice(&heading);
    bytes.extend_from_slice(&entry.changeset);
}

fn checksum(start: &[u8], heading: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(start);
    crc.update(heading);
    crc.finalize()
}

fn encode_heading(heading: &Heading) -> Vec<u8> {
    let Heading { at, actor, operation, subject, detail, prev_hash, hash, .. } = heading;
    let mut bytes = Vec::new();
    for number in [heading.seq, heading.schema_version, heading.undoes.unwrap_or_default(), heading.records] {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
    let mut add = |part: &[u8]| {
        bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(part);
    };
    for part in [at, actor, operation, subject] {
        add(part.as_bytes());
    }
    add(prev_hash);
    add(hash);
    bytes.push(u8::from(detail.is_some()));
    if let Some(detail) = detail {
        bytes.extend_from_slice(detail.as_bytes());
    }
    bytes
}

/// Reads a heading; none where the bytes are none.
pub(super) fn decode_heading(bytes: &[u8]) -> Option<Heading> {
    let mut parts = Parts(bytes);
    let (seq, schema_version) = (parts.number()?, parts.number()?);
    let (undoes, records) = (parts.number()?, parts.number()?);
    let mut heading = Heading {
        seq,
        schema_version,
        undoes: (undoes != 0).then_some(undoes),
        records,
        at: parts.text()?,
        actor: parts.text()?,
        operation: parts.text()?,
        subject: parts.text()?,
        prev_hash: parts.part()?.to_vec(),
        hash: parts.part()?.to_vec(),
        detail: None,
    };
    // The facts come last: whatever is left is theirs.
    if parts.take(1)? == [1] {
        heading.detail = Some(String::from_utf8(parts.0.to_vec()).ok()?);
        return Some(heading);
    }
    parts.0.is_empty().then_some(heading)
}

/// What is left to be read of a heading.
struct Parts<'b>(&'b [u8]);

impl<'b> Parts<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<i64> {
        Some(i64::from_be_bytes(self.take(8)?.try_into().ok()?))
    }

    fn part(&mut self) -> Option<&'b [u8]> {
        let length = u32::from_be_bytes(self.take(4)?.try_into().ok()?);
        self.take(usize::try_from(length).ok()?)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.part()?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(detail: Option<&str>, undoes: Option<i64>) -> Whole {
        let heading = Heading {
            seq: 3,
            at: "2026-11-21T09:00:00Z".to_owned(),
            actor: "周敏".to_owned(),
            operation: "update_contract".to_owned(),
            subject: "HT-001".to_owned(),
            detail: detail.map(str::to_owned),
            schema_version: 5,
            undoes,
            prev_hash: vec![1; 32],
            hash: vec![2; 32],
            records: 1,
        };
        Whole { heading, changeset: vec![9; 100] }
    }

    #[test]
    fn a_heading_comes_back_as_it_was() {
        for entry in [entry(None, None), entry(Some(""), Some(2)), entry(Some("{}"), None)] {
            let mut bytes = Vec::new();
            encode(&entry, &mut bytes);
            let first: [u8; START] = bytes[..START].try_into().expect("a start");
            let start = Start::decode(&first).expect("a frame");
            let heading = &bytes[START..START + start.heading_length as usize];
            assert!(start.is_of(&first, heading));
            assert_eq!(start.frame_length(), bytes.len() as u64);
            assert_eq!(decode_heading(heading), Some(entry.heading));
        }
    }

    #[test]
    fn no_byte_of_start_or_heading_may_differ() {
        let mut bytes = Vec::new();
        encode(&entry(Some("{}"), None), &mut bytes);
        let heading_end = bytes.len() - 100;
        for at in 0..heading_end {
            let mut changed = bytes.clone();
            changed[at] ^= 0x20;
            let first: [u8; START] = changed[..START].try_into().expect("a start");
            let taken =
                Start::decode(&first).is_some_and(|start| start.is_of(&first, &changed[START..heading_end]));
            assert!(!taken, "byte {at}");
        }
    }
}
