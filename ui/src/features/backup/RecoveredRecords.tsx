import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { RecoveredLedger } from "../../ipc/bindings";

/** What was got out of a damaged ledger, and what is lost of it, by record. */
export function RecoveredRecords({ recovered }: { recovered: RecoveredLedger }) {
  const { t } = useTranslation();
  const { reindexed, saved, lost, lost_count: count, journal_is_cut: cut, loosened } = recovered;
  const whole = count === 0 && !cut && loosened === 0;
  return (
    <section data-testid="recovered">
      <p>{t(reindexed ? "restore.recovered.reindexed" : "restore.recovered.salvaged")}</p>
      <ul className="restore-records">
        {saved.map((one) => (
          <li key={one.noun}>
            {t(`common.noun.${one.noun}`)}{" "}
            <span className="number">{one.count.toLocaleString("en-US")}</span>
          </li>
        ))}
      </ul>
      {whole ? (
        <p className="success">{t("restore.recovered.whole")}</p>
      ) : (
        <Alert
          type="warning"
          showIcon
          data-testid="recovered-lost"
          title={t("restore.recovered.lost", { count })}
          description={
            <>
              {cut && <p>{t("restore.recovered.cut")}</p>}
              {loosened > 0 && <p>{t("restore.recovered.loosened", { count: loosened })}</p>}
              <ul className="restore-lack">
                {lost.map(({ noun, key }) => (
                  <li key={`${noun} ${key}`}>
                    <span className="quiet">{t(`common.noun.${noun}`)}</span> {key}
                  </li>
                ))}
                {lost.length < count && (
                  <li className="quiet">
                    {t("restore.recovered.more", { count: count - lost.length })}
                  </li>
                )}
              </ul>
            </>
          }
        />
      )}
    </section>
  );
}
