CREATE TABLE criteria_sets (
    id TEXT NOT NULL PRIMARY KEY,
    external_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    document TEXT NOT NULL,
    body TEXT NOT NULL,
    frozen_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (external_id, revision)
);

CREATE TABLE councils (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE seats (
    id TEXT NOT NULL PRIMARY KEY,
    council_id TEXT NOT NULL REFERENCES councils (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE
);
CREATE INDEX seats_council ON seats (council_id);
CREATE INDEX seats_user ON seats (user_id);

CREATE TABLE campaigns (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    host_unit_id TEXT NOT NULL REFERENCES units (id),
    council_id TEXT NOT NULL REFERENCES councils (id),
    criteria_set_id TEXT NOT NULL REFERENCES criteria_sets (id),
    level TEXT NOT NULL,
    sectors TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    description TEXT NOT NULL,
    opens_on DATE NOT NULL,
    submissions_until DATE NOT NULL,
    screening_until DATE NOT NULL,
    scoring_until DATE NOT NULL,
    closes_on DATE NOT NULL,
    consultation_days INTEGER NOT NULL,
    quorum_numerator INTEGER NOT NULL,
    quorum_denominator INTEGER NOT NULL,
    held_at TIMESTAMP,
    hold_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX campaigns_host ON campaigns (host_unit_id);
