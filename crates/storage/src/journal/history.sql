-- The entries that touched one record: those of the record alone, and those of a range around it.
SELECT seq FROM (
    SELECT seq FROM journal_touch WHERE noun = ?1 AND first_id = ?2
    UNION
    SELECT seq FROM journal_touch WHERE noun = ?1 AND last_id >= ?2 AND last_id > first_id AND first_id < ?2
)
ORDER BY seq DESC
