-- The payment plan of a contract, a row for each instalment; and of every payment, which of them it
-- serves.

CREATE TABLE payment_plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    contract_id INTEGER NOT NULL REFERENCES contract (id),
    term TEXT NOT NULL,
    due_on TEXT,
    -- One of them is stated; the other follows from the amount of the contract.
    amount_fen INTEGER CHECK (amount_fen > 0),
    percent_ten_thousandths INTEGER CHECK (percent_ten_thousandths BETWEEN 1 AND 10000),
    remarks TEXT,
    CHECK ((amount_fen IS NULL) <> (percent_ten_thousandths IS NULL)),
    UNIQUE (contract_id, term),
    -- What a payment refers to: a row together with its contract.
    UNIQUE (id, contract_id)
) STRICT;

-- A payment can only serve a row of its own contract. That needs a reference of two columns, which
-- no column that is added can have: the table is made anew. It is renamed before, not after, for a
-- renamed table keeps quotes around its name.
ALTER TABLE payment RENAME TO payment_before;
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    contract_id INTEGER NOT NULL REFERENCES contract (id),
    payment_plan_id INTEGER,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    paid_on TEXT NOT NULL,
    refund INTEGER NOT NULL DEFAULT 0 CHECK (refund IN (0, 1)),
    purpose TEXT,
    invoice TEXT,
    remarks TEXT,
    FOREIGN KEY (payment_plan_id, contract_id) REFERENCES payment_plan (id, contract_id)
) STRICT;
INSERT INTO payment (
    id, revision, created_at, created_by, updated_at, updated_by, code, contract_id,
    amount_fen, paid_on, refund, purpose, invoice, remarks
)
SELECT
    id, revision, created_at, created_by, updated_at, updated_by, code, contract_id,
    amount_fen, paid_on, refund, purpose, invoice, remarks
FROM payment_before ORDER BY id;
-- The id of a deleted payment is not given to another: the journal knows it.
DELETE FROM sqlite_sequence WHERE name = 'payment';
UPDATE sqlite_sequence SET name = 'payment' WHERE name = 'payment_before';
DROP TABLE payment_before;
-- Covers what was paid on a contract, and the search for an equal payment.
CREATE INDEX payment_contract ON payment (contract_id, paid_on, amount_fen, refund);
-- The orders of the list; they cover its totals, and the payments of some contracts within it.
CREATE INDEX payment_paid_on ON payment (paid_on, id, contract_id, amount_fen, refund);
CREATE INDEX payment_amount ON payment (amount_fen, id, contract_id, refund);
CREATE INDEX payment_purpose ON payment (purpose, id, amount_fen, refund);
CREATE INDEX payment_invoice ON payment (invoice);
CREATE INDEX payment_refund ON payment (refund, id, amount_fen);
-- Covers what was paid on an instalment; most payments serve none.
CREATE INDEX payment_payment_plan ON payment (payment_plan_id, amount_fen, refund)
    WHERE payment_plan_id IS NOT NULL;

-- Where each instalment stands: computed, as the positions of contracts are.
CREATE TABLE payment_plan_position (
    payment_plan_id INTEGER PRIMARY KEY,
    payable_fen INTEGER,
    share_ten_thousandths INTEGER,
    paid_fen INTEGER NOT NULL,
    open_fen INTEGER,
    progress_ten_thousandths INTEGER,
    standing TEXT NOT NULL,
    -- When it is to be paid, while there is something to be paid.
    falls_due_on TEXT
) STRICT;
CREATE INDEX payment_plan_position_falls_due_on ON payment_plan_position (falls_due_on);
