-- The rows of the payment plan of one document, with what was paid on each, refunds subtracted.
SELECT
    t.id,
    (
        SELECT ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0)
        FROM payment AS p WHERE p.payment_plan_id = t.id
    ) AS paid_fen,
    t.due_on,
    t.amount_fen,
    t.percent_ten_thousandths
FROM payment_plan AS t
WHERE t.contract_id = ?1
