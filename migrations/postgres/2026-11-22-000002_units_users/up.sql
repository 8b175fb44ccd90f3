CREATE TABLE units (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    aliases TEXT NOT NULL,
    code TEXT,
    agency_code TEXT,
    parent_id TEXT REFERENCES units (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX units_code ON units (code, valid_from);
CREATE INDEX units_parent ON units (parent_id);
CREATE INDEX units_name_key ON units (name_key);

CREATE TABLE unit_successions (
    id TEXT NOT NULL PRIMARY KEY,
    from_unit_id TEXT NOT NULL REFERENCES units (id),
    to_unit_id TEXT NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL,
    on_date DATE NOT NULL,
    instrument TEXT NOT NULL,
    UNIQUE (from_unit_id, to_unit_id, on_date)
);
CREATE INDEX unit_successions_to ON unit_successions (to_unit_id);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    position TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    password_changed_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE memberships (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    unit_id TEXT REFERENCES units (id),
    valid_from DATE NOT NULL,
    valid_to DATE
);
CREATE INDEX memberships_user ON memberships (user_id);
CREATE INDEX memberships_unit ON memberships (unit_id);

-- A session is found by the SHA-256 of its token; the token itself is only in the cookie.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE sign_in_failures (
    username TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);
