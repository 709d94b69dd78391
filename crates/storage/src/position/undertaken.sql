-- Families of one supplier: how many, how many in execution, family amounts, paid; and for the
-- progress only of families that have a base: paid and base.
SELECT
    count(*),
    ifnull(sum(p.status = ?2), 0),
    ifnull(sum(p.family_amount_fen), 0),
    ifnull(sum(p.paid_fen), 0),
    ifnull(sum(CASE WHEN p.base_fen IS NOT NULL THEN p.paid_fen END), 0),
    ifnull(sum(p.base_fen), 0)
FROM contract AS c
JOIN contract_position AS p ON p.contract_id = c.id
WHERE c.supplier_id = ?1 AND c.parent_id IS NULL
