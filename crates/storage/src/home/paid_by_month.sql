-- What was paid in each month; ?1 is a JSON array of their first days.
SELECT (
    SELECT ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0)
    FROM payment AS p
    WHERE p.paid_on >= month.value AND p.paid_on < date(month.value, '+1 month')
)
FROM json_each(?1) AS month
ORDER BY month.key
