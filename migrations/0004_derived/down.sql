DROP TABLE search;
DROP TABLE supplier_position;
DROP TABLE contract_position;
