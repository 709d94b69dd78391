SELECT
    t.id,
    t.revision,
    t.code,
    t.contract_id,
    c.code AS contract_code,
    c.sequence AS contract_sequence,
    c.name AS contract_name,
    s.name AS supplier,
    t.payment_plan_id,
    n.term,
    t.amount_fen,
    t.paid_on,
    t.refund,
    t.purpose,
    t.invoice,
    t.remarks
FROM json_each(?1) AS page
CROSS JOIN payment AS t ON t.id = page.value
JOIN contract AS c ON c.id = t.contract_id
JOIN supplier AS s ON s.id = c.supplier_id
LEFT JOIN payment_plan AS n ON n.id = t.payment_plan_id
ORDER BY page.key
