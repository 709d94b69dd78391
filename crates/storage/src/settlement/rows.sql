SELECT
    t.id,
    t.revision,
    t.contract_id,
    c.code AS contract_code,
    c.name AS contract_name,
    s.name AS supplier,
    t.final_amount_fen,
    p.family_amount_fen,
    t.final_amount_fen - p.family_amount_fen AS difference_fen,
    t.completed_on,
    t.archived_on,
    t.remarks
FROM json_each(?1) AS page
CROSS JOIN settlement AS t ON t.id = page.value
JOIN contract AS c ON c.id = t.contract_id
JOIN contract_position AS p ON p.contract_id = c.id
JOIN supplier AS s ON s.id = c.supplier_id
ORDER BY page.key
