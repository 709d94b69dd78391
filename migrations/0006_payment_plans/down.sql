-- What is lost: the payment plans, and which instalment a payment serves. No payment is.
DROP TABLE payment_plan_position;
ALTER TABLE payment RENAME TO payment_after;
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    contract_id INTEGER NOT NULL REFERENCES contract (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    paid_on TEXT NOT NULL,
    refund INTEGER NOT NULL DEFAULT 0 CHECK (refund IN (0, 1)),
    purpose TEXT,
    invoice TEXT,
    remarks TEXT
) STRICT;
INSERT INTO payment
SELECT
    id, revision, created_at, created_by, updated_at, updated_by, code, contract_id,
    amount_fen, paid_on, refund, purpose, invoice, remarks
FROM payment_after ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'payment';
UPDATE sqlite_sequence SET name = 'payment' WHERE name = 'payment_after';
DROP TABLE payment_after;
-- Covers what was paid on a contract, and the search for an equal payment.
CREATE INDEX payment_contract ON payment (contract_id, paid_on, amount_fen, refund);
-- The orders of the list; they cover its totals, and the payments of some contracts within it.
CREATE INDEX payment_paid_on ON payment (paid_on, id, contract_id, amount_fen, refund);
CREATE INDEX payment_amount ON payment (amount_fen, id, contract_id, refund);
CREATE INDEX payment_purpose ON payment (purpose, id, amount_fen, refund);
CREATE INDEX payment_invoice ON payment (invoice);
CREATE INDEX payment_refund ON payment (refund, id, amount_fen);
DROP TABLE payment_plan;
