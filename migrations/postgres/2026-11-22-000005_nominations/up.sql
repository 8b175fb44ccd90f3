CREATE TABLE nominations (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    campaign_id TEXT NOT NULL REFERENCES campaigns (id),
    model_id TEXT NOT NULL REFERENCES models (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    state TEXT NOT NULL,
    cover_letter TEXT NOT NULL,
    drafted_by TEXT NOT NULL REFERENCES users (id),
    submitted_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
-- A model stands in a campaign once; a nomination that was withdrawn may be made anew.
CREATE UNIQUE INDEX nominations_standing ON nominations (campaign_id, model_id) WHERE state <> 'withdrawn';
CREATE INDEX nominations_unit ON nominations (unit_id);
CREATE INDEX nominations_model ON nominations (model_id);

-- What was sent, as it was sent: one row per submission, never changed.
CREATE TABLE submissions (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL REFERENCES nominations (id),
    number INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES users (id),
    sent_at TIMESTAMP NOT NULL,
    UNIQUE (nomination_id, number)
);

-- Why a nomination went back: from the council to the unit, or from the unit's leader to its officer.
CREATE TABLE returns (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL REFERENCES nominations (id),
    returned_from TEXT NOT NULL,
    reasons TEXT NOT NULL,
    returned_by TEXT NOT NULL REFERENCES users (id),
    returned_at TIMESTAMP NOT NULL
);
CREATE INDEX returns_nomination ON returns (nomination_id);

CREATE TABLE conflicts (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL REFERENCES nominations (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    ground TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    dismissed_at TIMESTAMP,
    dismissed_reason TEXT,
    UNIQUE (nomination_id, user_id, ground)
);

CREATE TABLE score_sheets (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL REFERENCES nominations (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    overall_remark TEXT NOT NULL,
    submitted_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (nomination_id, user_id, revision)
);
CREATE INDEX score_sheets_user ON score_sheets (user_id);

CREATE TABLE scores (
    sheet_id TEXT NOT NULL REFERENCES score_sheets (id),
    criterion TEXT NOT NULL,
    entry TEXT NOT NULL,
    remark TEXT NOT NULL,
    PRIMARY KEY (sheet_id, criterion)
);

CREATE TABLE council_results (
    id TEXT NOT NULL PRIMARY KEY,
    nomination_id TEXT NOT NULL UNIQUE REFERENCES nominations (id),
    recommendation TEXT NOT NULL,
    tally TEXT NOT NULL,
    summary TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL,
    consultation_from DATE
);
