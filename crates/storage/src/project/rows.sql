SELECT
    t.id,
    t.revision,
    t.code,
    t.name,
    t.description,
    t.manager,
    t.status,
    t.remarks,
    (SELECT count(*) FROM contract AS c WHERE c.project_id = t.id) AS contracts,
    (SELECT ifnull(sum(c.amount_fen), 0) FROM contract AS c WHERE c.project_id = t.id) AS total_amount_fen
FROM json_each(?1) AS page
CROSS JOIN project AS t ON t.id = page.value
ORDER BY page.key
