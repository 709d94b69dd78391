-- Heads of families that the rule asks an evaluation of, without a yearly score of the year ?1.
SELECT count(*)
FROM contract_position AS p
WHERE p.contract_id = p.main_id
    AND (
        (?2 AND p.status = ?3)
        OR (?4 AND p.status = ?5 AND EXISTS (
            SELECT 1 FROM settlement AS s
            WHERE s.contract_id = p.contract_id AND substr(s.completed_on, 1, 4) = CAST(?1 AS TEXT)
        ))
    )
    AND NOT EXISTS (
        SELECT 1 FROM evaluation AS e
        JOIN evaluation_score AS y ON y.evaluation_id = e.id AND y.kind = 'yearly' AND y.ordinal = ?1
        WHERE e.contract_id = p.contract_id
    )
