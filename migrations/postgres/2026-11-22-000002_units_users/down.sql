DROP TABLE sign_in_failures;
DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE users;
DROP TABLE unit_successions;
DROP TABLE units;
