INSERT INTO payment_plan_position (
    payment_plan_id, payable_fen, share_ten_thousandths, paid_fen, open_fen,
    progress_ten_thousandths, standing, falls_due_on
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (payment_plan_id) DO UPDATE SET
    payable_fen = excluded.payable_fen,
    share_ten_thousandths = excluded.share_ten_thousandths,
    paid_fen = excluded.paid_fen,
    open_fen = excluded.open_fen,
    progress_ten_thousandths = excluded.progress_ten_thousandths,
    standing = excluded.standing,
    falls_due_on = excluded.falls_due_on
