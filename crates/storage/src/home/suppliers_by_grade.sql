SELECT mean_score_hundredths, count(*)
FROM supplier_position
GROUP BY mean_score_hundredths
