UPDATE evaluation SET
    updated_at = ?1,
    updated_by = ?2,
    revision = revision + 1,
    comprehensive_score_hundredths = ?3,
    last_percent = ?4,
    process_percent = ?5,
    process_alone = ?6
WHERE id = ?7 AND (
    comprehensive_score_hundredths IS NOT ?3
    OR last_percent IS NOT ?4
    OR process_percent IS NOT ?5
    OR process_alone IS NOT ?6
)
