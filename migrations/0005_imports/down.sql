DROP TABLE import_original;
