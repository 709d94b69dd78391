-- People: accounts with roles, wrong passwords, and the features that can be switched off.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name as it is compared.
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'manager', 'editor', 'reader')),
    -- Argon2id, as a PHC string.
    password TEXT NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    -- Whether the password was given by somebody else, and is to be changed first.
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    in_test_group INTEGER NOT NULL CHECK (in_test_group IN (0, 1)),
    -- When and by whom the password was set by the command for IT, until an administrator has seen it.
    reset_at TEXT,
    reset_by TEXT
) STRICT;

-- None as long as one person works without signing in and nobody set anything.
CREATE TABLE access (
    -- One row at most.
    id INTEGER PRIMARY KEY CHECK (id = 1),
    with_accounts INTEGER NOT NULL CHECK (with_accounts IN (0, 1)),
    -- 0 never locks the desk.
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 0 AND 480)
) STRICT;

-- The features that somebody switched; one without a row is as it usually is.
CREATE TABLE feature_switch (
    name TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('off', 'group', 'on'))
) STRICT, WITHOUT ROWID;

-- What was typed at the door. No operation: the journal does not tell of it.
CREATE TABLE sign_in (
    -- The name as it is compared, whether there is such an account or not.
    name_key TEXT NOT NULL PRIMARY KEY,
    -- Wrong passwords in a row.
    failures INTEGER NOT NULL,
    failed_at TEXT,
    signed_in_at TEXT
) STRICT, WITHOUT ROWID;
