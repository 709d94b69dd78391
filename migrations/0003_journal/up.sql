-- Every operation, once, in order, never changed: audit, history, undo and restore come from here.

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    operation TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- Facts of the operation as JSON.
    detail TEXT,
    -- The SQLite changeset, compressed with zstd.
    changeset BLOB NOT NULL,
    -- The schema that the changeset belongs to.
    schema_version INTEGER NOT NULL,
    undoes INTEGER REFERENCES journal (seq),
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;
-- Finds an earlier import of the same bytes.
CREATE INDEX journal_sha256 ON journal (json_extract(detail, '$.sha256'))
    WHERE json_extract(detail, '$.sha256') IS NOT NULL;

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Which records an entry touched. Neighbouring ids share a row, so that an import of many
-- thousand records takes a few.
CREATE TABLE journal_touch (
    noun TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (noun, first_id, last_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_touch_ranges ON journal_touch (noun, last_id) WHERE last_id > first_id;
CREATE INDEX journal_touch_seq ON journal_touch (seq);
