SELECT
    t.id,
    t.revision,
    s.name AS supplier,
    c.code AS contract_code,
    {columns}
FROM json_each(?1) AS page
CROSS JOIN interview AS t ON t.id = page.value
JOIN supplier AS s ON s.id = t.supplier_id
LEFT JOIN contract AS c ON c.id = t.contract_id
ORDER BY page.key
