SELECT
    t.id,
    t.revision,
    j.code AS project_code,
    s.name AS winning_supplier,
    {columns}
FROM json_each(?1) AS page
CROSS JOIN procurement AS t ON t.id = page.value
LEFT JOIN project AS j ON j.id = t.project_id
LEFT JOIN supplier AS s ON s.id = t.winning_supplier_id
ORDER BY page.key
