DROP TABLE journal_touch;
DROP TRIGGER journal_is_append_only_delete;
DROP TRIGGER journal_is_append_only_update;
DROP TABLE journal;
