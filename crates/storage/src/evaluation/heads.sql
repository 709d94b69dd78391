SELECT
    c.id,
    p.status,
    ifnull(c.starts_on, c.signed_on),
    s.completed_on,
    e.id,
    e.last_score_hundredths IS NOT NULL
FROM contract AS c
CROSS JOIN contract_position AS p ON p.contract_id = c.id
LEFT JOIN settlement AS s ON s.contract_id = c.id
LEFT JOIN evaluation AS e ON e.contract_id = c.id
WHERE +c.parent_id IS NULL
ORDER BY c.code
