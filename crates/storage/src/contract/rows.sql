SELECT
    t.id,
    t.revision,
    t.code,
    t.sequence,
    t.name,
    t.kind,
    m.code AS parent_code,
    t.source,
    q.code AS procurement_code,
    j.code AS project_code,
    t.category,
    t.party_a,
    t.supplier_id,
    s.name AS supplier,
    t.amount_fen,
    t.signed_on,
    t.starts_on,
    t.ends_on,
    t.officer,
    p.family_amount_fen,
    p.paid_fen,
    p.base_fen,
    p.progress_ten_thousandths,
    p.remaining_fen,
    p.status,
    p.expires_on,
    p.retention_fen,
    p.releases_on
FROM json_each(?1) AS page
CROSS JOIN contract AS t ON t.id = page.value
JOIN contract_position AS p ON p.contract_id = t.id
JOIN supplier AS s ON s.id = t.supplier_id
LEFT JOIN contract AS m ON m.id = t.parent_id
LEFT JOIN procurement AS q ON q.id = t.procurement_id
LEFT JOIN project AS j ON j.id = t.project_id
ORDER BY page.key
