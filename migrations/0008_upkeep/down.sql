-- What is lost: the records of faults, changes and drills. The journal keeps how they came about.
DROP TABLE upkeep_drill;
DROP TABLE upkeep_change;
DROP TABLE upkeep_incident;
