SELECT f.supplier_id, f.name
FROM json_each(?1) AS page
CROSS JOIN supplier_former_name AS f ON f.supplier_id = page.value
ORDER BY f.supplier_id, f.position
