SELECT category, count(*), ifnull(sum(amount_fen), 0)
FROM contract
GROUP BY category
