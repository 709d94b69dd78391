-- Settlement and evaluation are looked up only where a contract is settled: most are not.
FROM contract AS c
JOIN contract_position AS p ON p.contract_id = c.id
WHERE c.parent_id IS NULL
    AND ifnull(c.starts_on, ifnull(c.signed_on, :first)) <= :last
    AND (
        (:in_execution AND p.status = :execution)
        OR (p.status = :settlement AND EXISTS (
            SELECT 1 FROM settlement AS s
            WHERE s.contract_id = c.id AND (
                (:in_execution AND s.completed_on > :last)
                OR (
                    :settled AND s.completed_on BETWEEN :first AND :last
                    AND NOT EXISTS (
                        SELECT 1 FROM evaluation AS e
                        WHERE e.contract_id = c.id AND e.last_score_hundredths IS NOT NULL
                    )
                )
            )
        ))
    )
    AND c.id NOT IN (
        SELECT f.contract_id
        FROM evaluation_score AS x
        JOIN evaluation AS f ON f.id = x.evaluation_id
        WHERE x.kind = 'yearly' AND x.ordinal = :year
    )
