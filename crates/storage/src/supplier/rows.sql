SELECT
    t.id,
    t.revision,
    t.name,
    t.code,
    t.uscc,
    t.category,
    t.contact,
    t.phone,
    t.status,
    p.contracts,
    p.in_execution,
    p.total_amount_fen,
    p.paid_fen,
    p.progress_ten_thousandths,
    p.mean_score_hundredths,
    p.interviews,
    p.breaches
FROM json_each(?1) AS page
CROSS JOIN supplier AS t ON t.id = page.value
JOIN supplier_position AS p ON p.supplier_id = t.id
ORDER BY page.key
