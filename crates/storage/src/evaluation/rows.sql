SELECT
    t.id,
    t.revision,
    t.contract_id,
    c.code AS contract_code,
    c.sequence AS contract_sequence,
    c.name AS contract_name,
    s.name AS supplier,
    t.period,
    t.evaluator,
    t.last_score_hundredths,
    t.comprehensive_score_hundredths,
    t.comprehensive_origin,
    t.process_sum_hundredths,
    t.process_count,
    t.last_percent,
    t.process_percent,
    t.process_alone,
    t.remarks
FROM json_each(?1) AS page
CROSS JOIN evaluation AS t ON t.id = page.value
JOIN contract AS c ON c.id = t.contract_id
JOIN supplier AS s ON s.id = c.supplier_id
ORDER BY page.key
