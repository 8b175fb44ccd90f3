DROP TABLE campaigns;
DROP TABLE seats;
DROP TABLE councils;
DROP TABLE criteria_sets;
