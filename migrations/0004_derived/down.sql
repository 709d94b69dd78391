DROP TABLE search;
DROP TABLE code_variant;
DROP TABLE supplier_position;
DROP TABLE contract_position;
