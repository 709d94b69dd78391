INSERT INTO journal (
    seq, at, actor, operation, subject, detail, changeset, schema_version, undoes, prev_hash, hash
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
