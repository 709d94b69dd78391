SELECT
    t.id,
    t.revision,
    t.contract_id,
    c.code AS contract_code,
    c.name AS contract_name,
    s.name AS supplier,
    t.term,
    t.due_on,
    t.amount_fen,
    t.percent_ten_thousandths,
    t.remarks,
    p.payable_fen,
    p.share_ten_thousandths,
    p.paid_fen,
    p.open_fen,
    p.progress_ten_thousandths,
    p.standing,
    p.falls_due_on
FROM json_each(?1) AS page
CROSS JOIN payment_plan AS t ON t.id = page.value
JOIN payment_plan_position AS p ON p.payment_plan_id = t.id
JOIN contract AS c ON c.id = t.contract_id
JOIN supplier AS s ON s.id = c.supplier_id
ORDER BY page.key
