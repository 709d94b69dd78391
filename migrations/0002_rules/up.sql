-- The rules that people may set: weights of the comprehensive score, bands of grades.

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
    from_hundredths INTEGER NOT NULL UNIQUE CHECK (from_hundredths BETWEEN 0 AND 10000)
) STRICT, WITHOUT ROWID;
INSERT INTO grade_band VALUES ('优秀', 9000), ('良好', 8000), ('合格', 7000), ('不合格', 0);
