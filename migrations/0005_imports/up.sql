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

-- What the columns of a header were taken for by a person.
CREATE TABLE import_mapping (
    -- Of the header: the kind of file and its labels.
    fingerprint TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The choices by the key of the column, as JSON.
    columns TEXT NOT NULL,
    -- The file for which they were made last.
    file TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

-- What a text in a field stands for: a known word, or a supplier under another spelling.
CREATE TABLE import_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The kind of file; empty for a supplier, who is the same in all of them.
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    -- As it is compared: a name without width and spaces, any other text without spaces around it.
    text_key TEXT NOT NULL,
    text TEXT NOT NULL,
    becomes TEXT,
    -- No reference: a decision about a supplier that is gone is of no consequence.
    supplier_id INTEGER,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (kind, field, text_key),
    CHECK ((becomes IS NULL) <> (supplier_id IS NULL))
) STRICT;
