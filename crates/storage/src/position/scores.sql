SELECT ifnull(sum(e.comprehensive_score_hundredths), 0), count(e.comprehensive_score_hundredths)
FROM contract AS c
JOIN evaluation AS e ON e.contract_id = c.id
WHERE c.supplier_id = ?1
