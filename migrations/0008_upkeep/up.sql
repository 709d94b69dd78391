-- What a site shows of its upkeep. Times are those of the clock on the wall, to the minute, as they
-- were entered; links are numbers of operations and names of backups, as text: a record goes on
-- naming a backup that is gone.

CREATE TABLE upkeep_incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('P0', 'P1', 'P2', 'P3')),
    title TEXT NOT NULL,
    description TEXT,
    found_at TEXT NOT NULL,
    found_by TEXT NOT NULL,
    confirmed_at TEXT,
    located_at TEXT,
    handled_at TEXT,
    handled_by TEXT,
    analysed_at TEXT,
    cause TEXT,
    measures TEXT,
    links TEXT
) STRICT;
CREATE INDEX upkeep_incident_found_at ON upkeep_incident (found_at);

CREATE TABLE upkeep_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    risk TEXT,
    applied_at TEXT NOT NULL,
    applied_by TEXT NOT NULL,
    assessed_at TEXT,
    assessed_by TEXT,
    approved_at TEXT,
    approved_by TEXT,
    done_at TEXT,
    done_by TEXT,
    outcome TEXT CHECK (outcome IN ('已验证', '已回退')),
    concluded_at TEXT,
    concluded_by TEXT,
    note TEXT,
    links TEXT
) STRICT;
CREATE INDEX upkeep_change_applied_at ON upkeep_change (applied_at);

CREATE TABLE upkeep_drill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('恢复演练', '切换演练', '其他演练')),
    held_at TEXT NOT NULL,
    held_by TEXT NOT NULL,
    scope TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('通过', '未通过')),
    seconds INTEGER CHECK (seconds >= 0),
    findings TEXT,
    links TEXT
) STRICT;
CREATE INDEX upkeep_drill_held_at ON upkeep_drill (held_at);
