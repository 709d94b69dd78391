-- The projects with the most to pay: base and paid of their families. The index of projects gives
-- the contracts; that a contract heads its family stands in its position.
SELECT j.id, sums.base_fen, sums.paid_fen
FROM (
    SELECT c.project_id, sum(p.base_fen) AS base_fen, sum(iif(p.base_fen IS NULL, 0, p.paid_fen)) AS paid_fen
    FROM contract AS c
    CROSS JOIN contract_position AS p ON p.contract_id = c.id
    WHERE c.project_id IS NOT NULL AND p.main_id = p.contract_id
    GROUP BY c.project_id
) AS sums
JOIN project AS j ON j.id = sums.project_id
WHERE sums.base_fen > 0
ORDER BY sums.base_fen DESC, j.code
LIMIT ?1
