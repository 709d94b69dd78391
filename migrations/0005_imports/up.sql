-- What imports leave behind besides records. None of it is a record: the journal does not tell of
-- it, and an undo leaves it alone, so that a file can be looked at, and imported better, after its
-- import was taken back.

-- The files themselves, for reference. A file that is imported twice is kept once.
CREATE TABLE import_original (
    -- Of the file's bytes, in hexadecimal.
    sha256 TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    -- Compressed with zstd.
    content BLOB NOT NULL
) STRICT;
