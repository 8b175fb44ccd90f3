DROP TABLE code_counters;
DROP TABLE events;
DROP TABLE log_head;
