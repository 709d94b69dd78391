INSERT INTO supplier_position (
    supplier_id, contracts, in_execution, total_amount_fen, paid_fen,
    progress_ten_thousandths, mean_score_hundredths, interviews, breaches
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (supplier_id) DO UPDATE SET
    contracts = excluded.contracts,
    in_execution = excluded.in_execution,
    total_amount_fen = excluded.total_amount_fen,
    paid_fen = excluded.paid_fen,
    progress_ten_thousandths = excluded.progress_ten_thousandths,
    mean_score_hundredths = excluded.mean_score_hundredths,
    interviews = excluded.interviews,
    breaches = excluded.breaches
