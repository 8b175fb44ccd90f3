DROP TABLE council_results;
DROP TABLE scores;
DROP TABLE score_sheets;
DROP TABLE conflicts;
DROP TABLE returns;
DROP TABLE submissions;
DROP TABLE nominations;
