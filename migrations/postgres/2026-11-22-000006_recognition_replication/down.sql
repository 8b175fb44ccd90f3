DROP TABLE adoptions;
DROP TABLE recognitions;
DROP TABLE decisions;
