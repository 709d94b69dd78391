-- Base, share and rest of the given contracts.
SELECT p.base_fen, c.retention_percent_ten_thousandths, p.remaining_fen
FROM json_each(?1) AS found
CROSS JOIN contract AS c ON c.id = found.value
JOIN contract_position AS p ON p.contract_id = c.id
