DROP TABLE sign_in;
DROP TABLE feature_switch;
DROP TABLE access;
DROP TABLE account;
