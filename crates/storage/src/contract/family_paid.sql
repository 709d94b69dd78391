-- Paid on the family of a contract without one payment, and the base of its main contract.
SELECT
    (
        SELECT ifnull(sum(CASE WHEN p.refund THEN -p.amount_fen ELSE p.amount_fen END), 0)
        FROM contract_position AS k
        JOIN payment AS p ON p.contract_id = k.contract_id
        WHERE k.main_id = main.contract_id AND p.id IS NOT ?2
    ),
    main.base_fen
FROM contract_position AS own
JOIN contract_position AS main ON main.contract_id = own.main_id
WHERE own.contract_id = ?1
