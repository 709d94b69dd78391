SELECT x.evaluation_id, x.kind, x.ordinal, x.score_hundredths
FROM json_each(?1) AS page
CROSS JOIN evaluation_score AS x ON x.evaluation_id = page.value
