-- The documents of one family with what was paid on each, and what the family was settled at.
-- Without a join, so that nothing is sorted or grouped: an import asks this for thousands.
-- A contract that became a child has no family of its own any more.
SELECT
    c.id,
    c.kind,
    c.amount_fen,
    c.ends_on,
    c.retention_percent_ten_thousandths,
    c.retention_due_on,
    (
        SELECT ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0)
        FROM payment AS p WHERE p.contract_id = c.id
    ) AS paid_fen,
    (SELECT count(*) FROM payment AS p WHERE p.contract_id = c.id) AS payments,
    (SELECT final_amount_fen FROM settlement WHERE contract_id = ?1) AS settled_fen
FROM contract AS c
WHERE c.id = ?1 AND c.parent_id IS NULL
UNION ALL
SELECT
    c.id,
    c.kind,
    c.amount_fen,
    c.ends_on,
    c.retention_percent_ten_thousandths,
    c.retention_due_on,
    (
        SELECT ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0)
        FROM payment AS p WHERE p.contract_id = c.id
    ),
    (SELECT count(*) FROM payment AS p WHERE p.contract_id = c.id),
    NULL
FROM contract AS c
WHERE c.parent_id = ?1
