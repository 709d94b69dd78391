-- The eight nouns of the ledger.
-- Amounts are fen, scores hundredths of a point, ratios ten-thousandths, dates YYYY-MM-DD,
-- instants RFC 3339 in UTC. A column's suffix says which.
-- Ids are never used twice, so that taking back a deletion finds its place free.

CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT,
    manager TEXT,
    status TEXT NOT NULL CHECK (status IN ('进行中', '已完成', '已暂停', '已取消')),
    remarks TEXT
) STRICT;

CREATE TABLE supplier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name as it is compared: NFKC, no spaces, plain brackets.
    name_key TEXT NOT NULL UNIQUE,
    code TEXT,
    uscc TEXT,
    category TEXT,
    contact TEXT,
    phone TEXT,
    bank TEXT,
    account TEXT,
    address TEXT,
    status TEXT NOT NULL CHECK (status IN ('合格', '观察', '黑名单')),
    status_reason TEXT,
    status_on TEXT,
    remarks TEXT
) STRICT;
CREATE INDEX supplier_name ON supplier (name);
CREATE UNIQUE INDEX supplier_code ON supplier (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX supplier_uscc ON supplier (uscc) WHERE uscc IS NOT NULL;

CREATE TABLE supplier_former_name (
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (supplier_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_former_name_key ON supplier_former_name (name_key);

CREATE TABLE procurement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    project_id INTEGER REFERENCES project (id),
    name TEXT NOT NULL,
    unit TEXT,
    category TEXT CHECK (category IN ('工程', '工程货物', '工程服务', '货物', '服务')),
    platform TEXT,
    method TEXT,
    qualification_review TEXT,
    bid_evaluation TEXT,
    award_method TEXT,
    budget_amount_fen INTEGER,
    control_price_fen INTEGER,
    award_amount_fen INTEGER,
    officer TEXT,
    demand_department TEXT,
    demand_contact TEXT,
    winning_supplier_id INTEGER REFERENCES supplier (id),
    winner_contact TEXT,
    planned_completion_on TEXT,
    requirement_approved_on TEXT,
    announced_on TEXT,
    registration_closes_on TEXT,
    bids_opened_on TEXT,
    candidates_published_until TEXT,
    result_published_on TEXT,
    award_notice_on TEXT,
    archived_on TEXT,
    committee TEXT,
    bid_guarantee TEXT,
    bid_guarantee_returned_on TEXT,
    performance_guarantee TEXT,
    objections TEXT,
    non_tender_explanation TEXT
) STRICT;
CREATE INDEX procurement_project ON procurement (project_id);
CREATE INDEX procurement_winning_supplier ON procurement (winning_supplier_id);

CREATE TABLE contract (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    sequence TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('主合同', '补充协议', '解除协议', '框架协议')),
    parent_id INTEGER REFERENCES contract (id),
    source TEXT NOT NULL CHECK (source IN ('采购合同', '直接签订')),
    procurement_id INTEGER REFERENCES procurement (id),
    project_id INTEGER REFERENCES project (id),
    category TEXT CHECK (category IN ('工程', '工程货物', '工程服务', '货物', '服务')),
    party_a TEXT,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    party_a_representative TEXT,
    party_a_contact TEXT,
    party_a_manager TEXT,
    party_b_representative TEXT,
    party_b_contact TEXT,
    party_b_manager TEXT,
    amount_fen INTEGER,
    signed_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    duration TEXT,
    officer TEXT,
    payment_terms TEXT,
    retention_percent_ten_thousandths INTEGER,
    retention_due_on TEXT,
    guarantee_returned_on TEXT,
    archived_on TEXT,
    remarks TEXT
) STRICT;
CREATE UNIQUE INDEX contract_sequence ON contract (sequence);
CREATE INDEX contract_parent ON contract (parent_id);
CREATE INDEX contract_procurement ON contract (procurement_id);
-- Covers the sum of a project's contracts.
CREATE INDEX contract_project ON contract (project_id, amount_fen);
CREATE INDEX contract_supplier ON contract (supplier_id);
-- The orders of the list. The one by amount also covers its total.
CREATE INDEX contract_name ON contract (name);
CREATE INDEX contract_amount ON contract (amount_fen);
CREATE INDEX contract_signed_on ON contract (signed_on);
CREATE INDEX contract_starts_on ON contract (starts_on);
-- Whether a contract heads its family stands in the kind: what expires is counted here.
CREATE INDEX contract_ends_on ON contract (ends_on, id, kind);
CREATE INDEX contract_retention_due_on ON contract (retention_due_on);
CREATE INDEX contract_kind ON contract (kind);
-- Covers the sums by type.
CREATE INDEX contract_category ON contract (category, id, amount_fen);
CREATE INDEX contract_party_a ON contract (party_a);
CREATE INDEX contract_officer ON contract (officer);
CREATE INDEX contract_source ON contract (source);

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
-- Covers what was paid on a contract, and the search for an equal payment.
CREATE INDEX payment_contract ON payment (contract_id, paid_on, amount_fen, refund);
-- The orders of the list; they cover its totals, and the payments of some contracts within it.
CREATE INDEX payment_paid_on ON payment (paid_on, id, contract_id, amount_fen, refund);
CREATE INDEX payment_amount ON payment (amount_fen, id, contract_id, refund);
CREATE INDEX payment_purpose ON payment (purpose, id, amount_fen, refund);
CREATE INDEX payment_invoice ON payment (invoice);
CREATE INDEX payment_refund ON payment (refund, id, amount_fen);

CREATE TABLE settlement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    contract_id INTEGER NOT NULL UNIQUE REFERENCES contract (id),
    final_amount_fen INTEGER NOT NULL,
    completed_on TEXT,
    archived_on TEXT,
    remarks TEXT
) STRICT;

CREATE TABLE evaluation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    contract_id INTEGER NOT NULL UNIQUE REFERENCES contract (id),
    period TEXT,
    evaluator TEXT,
    last_score_hundredths INTEGER,
    comprehensive_score_hundredths INTEGER,
    comprehensive_origin TEXT NOT NULL CHECK (comprehensive_origin IN ('imported', 'computed', 'entered')),
    -- The weights that a computed score was computed with.
    last_percent INTEGER,
    process_percent INTEGER,
    process_alone INTEGER,
    -- Sum and count of the yearly and irregular scores.
    process_sum_hundredths INTEGER NOT NULL DEFAULT 0,
    process_count INTEGER NOT NULL DEFAULT 0,
    remarks TEXT
) STRICT;
CREATE INDEX evaluation_comprehensive_score ON evaluation (comprehensive_score_hundredths);
CREATE INDEX evaluation_last_score ON evaluation (last_score_hundredths);

CREATE TABLE evaluation_score (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    kind TEXT NOT NULL CHECK (kind IN ('yearly', 'irregular')),
    -- The year, or the number of the irregular evaluation.
    ordinal INTEGER NOT NULL,
    score_hundredths INTEGER NOT NULL,
    PRIMARY KEY (evaluation_id, kind, ordinal)
) STRICT, WITHOUT ROWID;
-- Which evaluations have a score of a year.
CREATE INDEX evaluation_score_ordinal ON evaluation_score (kind, ordinal);

CREATE TABLE interview (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    contract_id INTEGER REFERENCES contract (id),
    kind TEXT NOT NULL CHECK (kind IN ('违约约谈', '履约沟通', '商务洽谈', '投标前沟通', '其他')),
    held_on TEXT NOT NULL,
    interviewer TEXT NOT NULL,
    representative TEXT,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    rectification TEXT,
    due_on TEXT,
    result TEXT,
    status TEXT NOT NULL CHECK (status IN ('待整改', '整改中', '已完成', '仅记录'))
) STRICT;
CREATE INDEX interview_supplier ON interview (supplier_id);
CREATE INDEX interview_contract ON interview (contract_id);
