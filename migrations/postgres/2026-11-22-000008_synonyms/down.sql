DROP TABLE synonym_versions;
DROP TABLE synonyms;
