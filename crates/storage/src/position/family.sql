-- The documents of one family, the main contract first, with what was paid on each.
SELECT
    c.id,
    c.kind,
    c.amount_fen,
    ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0) AS paid_fen,
    count(p.contract_id) AS payments
FROM contract AS c
LEFT JOIN payment AS p ON p.contract_id = c.id
WHERE c.id = ?1 OR c.parent_id = ?1
GROUP BY c.id
ORDER BY c.parent_id IS NOT NULL, c.id
