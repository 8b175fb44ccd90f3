CREATE TABLE needs (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    unit_id TEXT NOT NULL REFERENCES units (id),
    text TEXT NOT NULL,
    text_key TEXT NOT NULL,
    state TEXT NOT NULL,
    declared_by TEXT NOT NULL REFERENCES users (id),
    declared_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX needs_unit ON needs (unit_id);
CREATE INDEX needs_state ON needs (state, declared_at);

CREATE TABLE search_misses (
    day DATE NOT NULL,
    text TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, text)
);
