-- What is computed from the nouns and kept, so that lists of thousands answer at once.
-- Refreshed with every operation from its changeset; never recorded in the journal.

CREATE TABLE contract_position (
    contract_id INTEGER PRIMARY KEY,
    -- The main contract of the family; its own id for a contract without a parent.
    main_id INTEGER NOT NULL,
    -- Paid on this document alone, refunds subtracted, and how often.
    own_paid_fen INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    family_amount_fen INTEGER,
    paid_fen INTEGER NOT NULL,
    base_fen INTEGER,
    progress_ten_thousandths INTEGER,
    remaining_fen INTEGER,
    status TEXT NOT NULL,
    -- Of a main or framework contract: when its family ends while in execution, the retention,
    -- and when it is to be released while something is still to be paid.
    expires_on TEXT,
    retention_fen INTEGER,
    releases_on TEXT
) STRICT;
CREATE INDEX contract_position_main ON contract_position (main_id);
CREATE INDEX contract_position_family_amount ON contract_position (family_amount_fen);
CREATE INDEX contract_position_paid ON contract_position (paid_fen);
CREATE INDEX contract_position_base ON contract_position (base_fen);
CREATE INDEX contract_position_remaining ON contract_position (remaining_fen);
CREATE INDEX contract_position_status ON contract_position (status);
CREATE INDEX contract_position_progress ON contract_position (progress_ten_thousandths);
CREATE INDEX contract_position_expires_on ON contract_position (expires_on);
CREATE INDEX contract_position_retention ON contract_position (retention_fen);
CREATE INDEX contract_position_releases_on ON contract_position (releases_on);
CREATE INDEX contract_position_totals ON contract_position (own_paid_fen, payments);

CREATE TABLE supplier_position (
    supplier_id INTEGER PRIMARY KEY,
    contracts INTEGER NOT NULL,
    in_execution INTEGER NOT NULL,
    total_amount_fen INTEGER NOT NULL,
    paid_fen INTEGER NOT NULL,
    progress_ten_thousandths INTEGER,
    mean_score_hundredths INTEGER,
    interviews INTEGER NOT NULL,
    breaches INTEGER NOT NULL
) STRICT;

-- Codes that are not as codes are compared (small letters, full width, white space), in the form
-- in which they are: a save asks here and among the codes themselves, and never reads them all.
CREATE TABLE code_variant (
    noun TEXT NOT NULL,
    field TEXT NOT NULL,
    id INTEGER NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (noun, field, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_variant_folded ON code_variant (noun, field, folded);

-- Words of each record, cut into pairs of letters: found by any two neighbouring characters.
-- rowid = record id * 8 + number of the noun. `text` holds names and codes, `initials` and
-- `pinyin` the names as they are typed on a Latin keyboard, with all readings.
-- The tokenizer splits at spaces alone: every character beyond ASCII is part of a word.
CREATE VIRTUAL TABLE search USING fts5(
    text, initials, pinyin,
    content = '', contentless_delete = 1, detail = full, tokenize = 'ascii'
);
