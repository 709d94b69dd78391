SELECT
    e.id,
    c.supplier_id,
    e.last_score_hundredths,
    e.process_sum_hundredths,
    e.process_count,
    e.comprehensive_score_hundredths,
    e.comprehensive_origin = ?1
FROM evaluation AS e
CROSS JOIN contract AS c ON c.id = e.contract_id
