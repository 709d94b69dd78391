DROP TABLE import_value;
DROP TABLE import_mapping;
DROP TABLE import_original;
