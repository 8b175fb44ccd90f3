CREATE TABLE models (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    external_id TEXT UNIQUE,
    title TEXT NOT NULL,
    origin TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    unit_id TEXT REFERENCES units (id),
    unit_name TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    sector TEXT NOT NULL,
    place_unit_id TEXT REFERENCES units (id),
    province_name TEXT NOT NULL,
    district_name TEXT,
    commune_name TEXT,
    province_code TEXT,
    year INTEGER,
    year_recognised INTEGER,
    level TEXT,
    story TEXT NOT NULL,
    source TEXT,
    is_public BOOLEAN NOT NULL,
    published_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX models_unit ON models (unit_id);
CREATE INDEX models_place ON models (place_unit_id);
-- The newest, and the numbers of the home page and of the map, from the index alone. Nearly every model is public: an
-- index that began with the flag would be taken for a way to few rows and walked from end to end.
CREATE INDEX models_newest ON models (published_at, id, is_public);
CREATE INDEX models_sector ON models (sector, is_public);
CREATE INDEX models_province ON models (province_code, is_public);

CREATE TABLE former_slugs (
    slug TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id)
);

CREATE TABLE model_themes (
    model_id TEXT NOT NULL REFERENCES models (id),
    position INTEGER NOT NULL,
    theme TEXT NOT NULL,
    PRIMARY KEY (model_id, position)
);
CREATE INDEX model_themes_theme ON model_themes (theme);

CREATE TABLE figures (
    model_id TEXT NOT NULL REFERENCES models (id),
    position INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    baseline TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (model_id, position)
);

CREATE TABLE model_versions (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    story TEXT NOT NULL,
    replaced_at TIMESTAMP NOT NULL,
    UNIQUE (model_id, number)
);

CREATE TABLE model_events (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id),
    kind TEXT NOT NULL,
    on_date DATE NOT NULL,
    note TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX model_events_model ON model_events (model_id, on_date);

CREATE TABLE files (
    sha256 TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    width_px INTEGER,
    height_px INTEGER,
    created_at TIMESTAMP NOT NULL
);

-- What is served of a photo: re-encoded, without metadata, one row per width.
CREATE TABLE renditions (
    file_sha256 TEXT NOT NULL REFERENCES files (sha256),
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (file_sha256, width_px)
);
CREATE INDEX renditions_sha256 ON renditions (sha256);

CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id),
    file_sha256 TEXT NOT NULL REFERENCES files (sha256),
    role TEXT NOT NULL,
    caption TEXT NOT NULL,
    original_name TEXT NOT NULL,
    taken_on DATE,
    position INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX attachments_model ON attachments (model_id, position);
CREATE INDEX attachments_file ON attachments (file_sha256);

CREATE TABLE consents (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES models (id),
    person TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_on DATE NOT NULL,
    proof TEXT NOT NULL,
    collected_by TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX consents_model ON consents (model_id);
