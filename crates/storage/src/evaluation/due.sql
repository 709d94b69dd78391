FROM contract AS c
JOIN contract_position AS p ON p.contract_id = c.id
LEFT JOIN settlement AS s ON s.contract_id = c.id
LEFT JOIN evaluation AS e ON e.contract_id = c.id
WHERE c.parent_id IS NULL
    AND ifnull(c.starts_on, ifnull(c.signed_on, :first)) <= :last
    AND (
        (:in_execution AND (p.status = :execution OR (p.status = :settlement AND s.completed_on > :last)))
        OR (
            :settled AND p.status = :settlement AND s.completed_on BETWEEN :first AND :last
            AND e.last_score_hundredths IS NULL
        )
    )
    AND c.id NOT IN (
        SELECT f.contract_id
        FROM evaluation_score AS x
        JOIN evaluation AS f ON f.id = x.evaluation_id
        WHERE x.kind = 'yearly' AND x.ordinal = :year
    )
