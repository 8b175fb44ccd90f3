CREATE TABLE decisions (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL UNIQUE REFERENCES nominations (id),
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    decided_on DATE NOT NULL,
    level TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    signer_id TEXT NOT NULL REFERENCES users (id),
    signer_name TEXT NOT NULL,
    signer_position TEXT NOT NULL,
    reason TEXT NOT NULL,
    file_sha256 TEXT REFERENCES files (sha256),
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE recognitions (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id),
    decision_id TEXT NOT NULL UNIQUE REFERENCES decisions (id),
    level TEXT NOT NULL,
    form TEXT NOT NULL,
    recognised_on DATE NOT NULL,
    valid_to DATE,
    ended_at TIMESTAMP,
    ended_reason TEXT
);
CREATE INDEX recognitions_model ON recognitions (model_id);
CREATE INDEX recognitions_newest ON recognitions (recognised_on, id);

CREATE TABLE adoptions (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    source_model_id TEXT NOT NULL REFERENCES models (id),
    model_id TEXT NOT NULL UNIQUE REFERENCES models (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    state TEXT NOT NULL,
    kept TEXT NOT NULL,
    adapted TEXT NOT NULL,
    helped_by TEXT NOT NULL,
    stop_reason TEXT,
    started_on DATE NOT NULL,
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX adoptions_source ON adoptions (source_model_id);
