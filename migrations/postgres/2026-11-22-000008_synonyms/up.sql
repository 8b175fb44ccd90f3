-- Synonyms of the search as an administrator last left them; they hold over the list that comes with the program.
CREATE TABLE synonyms (
    id TEXT NOT NULL PRIMARY KEY,
    rule_key TEXT NOT NULL UNIQUE,
    words TEXT NOT NULL,
    relation TEXT NOT NULL,
    also TEXT NOT NULL,
    percent INTEGER NOT NULL,
    reason TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT REFERENCES users (id)
);

-- Every state they ever had.
CREATE TABLE synonym_versions (
    synonym_id TEXT NOT NULL REFERENCES synonyms (id),
    version BIGINT NOT NULL,
    also TEXT NOT NULL,
    percent INTEGER NOT NULL,
    reason TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT REFERENCES users (id),
    PRIMARY KEY (synonym_id, version)
);
