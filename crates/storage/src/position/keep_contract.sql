INSERT INTO contract_position (
    contract_id, main_id, own_paid_fen, payments, family_amount_fen,
    paid_fen, base_fen, progress_ten_thousandths, remaining_fen, status,
    expires_on, retention_fen, releases_on
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (contract_id) DO UPDATE SET
    main_id = excluded.main_id,
    own_paid_fen = excluded.own_paid_fen,
    payments = excluded.payments,
    family_amount_fen = excluded.family_amount_fen,
    paid_fen = excluded.paid_fen,
    base_fen = excluded.base_fen,
    progress_ten_thousandths = excluded.progress_ten_thousandths,
    remaining_fen = excluded.remaining_fen,
    status = excluded.status,
    expires_on = excluded.expires_on,
    retention_fen = excluded.retention_fen,
    releases_on = excluded.releases_on
