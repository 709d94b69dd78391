-- The settings of the ledger: limits and notice periods, weights of the comprehensive score, bands
-- of grades.

CREATE TABLE settings (
    -- One row: the settings in force. Its revision grows with every change of any setting.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL DEFAULT 1,
    updated_at TEXT,
    updated_by TEXT,
    growth_limit_ten_thousandths INTEGER NOT NULL CHECK (growth_limit_ten_thousandths BETWEEN 0 AND 10000),
    expiry_days INTEGER NOT NULL CHECK (expiry_days > expiry_urgent_days),
    expiry_urgent_days INTEGER NOT NULL CHECK (expiry_urgent_days > 0),
    retention_days INTEGER NOT NULL CHECK (retention_days > 0),
    evaluate_in_execution INTEGER NOT NULL CHECK (evaluate_in_execution IN (0, 1)),
    evaluate_settled INTEGER NOT NULL CHECK (evaluate_settled IN (0, 1)),
    -- Whether the files of imports are kept.
    keep_originals INTEGER NOT NULL CHECK (keep_originals IN (0, 1))
) STRICT;
INSERT INTO settings VALUES (1, 1, NULL, NULL, 1000, 30, 7, 30, 1, 1, 1);

CREATE TABLE score_weights (
    -- One row: the weights in force.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last_percent INTEGER NOT NULL CHECK (last_percent BETWEEN 0 AND 100),
    process_percent INTEGER NOT NULL CHECK (process_percent = 100 - last_percent),
    process_alone INTEGER NOT NULL CHECK (process_alone IN (0, 1))
) STRICT;
INSERT INTO score_weights VALUES (1, 60, 40, 0);

CREATE TABLE grade_band (
    name TEXT NOT NULL PRIMARY KEY,
    -- A score of at least this many hundredths of a point earns the grade.
    from_hundredths INTEGER NOT NULL CHECK (from_hundredths BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID;
INSERT INTO grade_band VALUES ('优秀', 9000), ('良好', 8000), ('合格', 7000), ('不合格', 0);
