//! What a segment says of itself before its first frame.

use storage::journal::Head;

const MAGIC: &[u8; 8] = b"LnTjrnl\n";
/// Grows when the meaning of the bytes changes.
const FORMAT: u32 = 1;
/// The length of every hash.
const HASH: usize = 32;
/// Magic, format, schema, ledger, number and hash of the entry before, checksum.
pub(super) const LENGTH: usize = 8 + 4 + 8 + HASH + 8 + HASH + 4;

/// The header of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The schema that the changes of its entries belong to.
    pub schema_version: i64,
    /// The hash of the ledger's first entry, which no other ledger has.
    pub ledger: Vec<u8>,
    /// The entry after which the segment begins; number 0 and no hash before the first.
    pub prior: Head,
}

impl Header {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&self.schema_version.to_be_bytes());
        bytes.extend_from_slice(&padded(&self.ledger));
        bytes.extend_from_slice(&self.prior.seq.to_be_bytes());
        bytes.extend_from_slice(&padded(&self.prior.hash));
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_be_bytes());
        bytes
    }

    /// Reads a header; none where the bytes are no sound header of a format that is known.
    pub(super) fn decode(bytes: &[u8; LENGTH]) -> Option<Self> {
        let (covered, checksum) = bytes.split_at(LENGTH - 4);
        let (magic, rest) = covered.split_at(MAGIC.len());
        let (format, rest) = rest.split_at(4);
        let (schema_version, rest) = rest.split_at(8);
        let (ledger, rest) = rest.split_at(HASH);
        let (seq, hash) = rest.split_at(8);
        let is_ours = magic == MAGIC && format == FORMAT.to_be_bytes();
        let is_sound = checksum == crc32fast::hash(covered).to_be_bytes();
        if !is_ours || !is_sound {
            return None;
        }
        let seq = i64::from_be_bytes(seq.try_into().ok()?);
        Some(Self {
            schema_version: i64::from_be_bytes(schema_version.try_into().ok()?),
            ledger: ledger.to_vec(),
            prior: Head { seq, hash: if seq == 0 { Vec::new() } else { hash.to_vec() } },
        })
    }
}

fn padded(hash: &[u8]) -> [u8; HASH] {
    let mut bytes = [0; HASH];
    let length = hash.len().min(HASH);
    bytes[..length].copy_from_slice(&hash[..length]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back_and_no_byte_of_it_may_differ() {
        for prior in [Head::default(), Head { seq: 41, hash: vec![7; HASH] }] {
            let header = Header { schema_version: 5, ledger: vec![1; HASH], prior };
            let bytes: [u8; LENGTH] = header.encode().try_into().expect("its length");
            assert_eq!(Header::decode(&bytes), Some(header));
            for at in 0..LENGTH {
                let mut changed = bytes;
                changed[at] ^= 0x10;
                assert_eq!(Header::decode(&changed), None, "byte {at}");
            }
        }
    }
}
