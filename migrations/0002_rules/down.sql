DROP TABLE grade_band;
DROP TABLE score_weights;
DROP TABLE settings;
