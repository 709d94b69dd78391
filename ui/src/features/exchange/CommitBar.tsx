import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Counts } from "../../ipc/bindings";
import { ErrorRowsButton } from "./ErrorRowsButton";
import { blocked, importable, total, whole } from "./rows";
import { importSession, useImportSession } from "./session";

interface Props {
  /** The rehearsal that is to be decided. */
  id: number;
  counts: Counts;
  onCommit: (onlyValid: boolean) => void;
}

/** The decision: all of it, or, chosen outright, only the rows that are valid. */
export function CommitBar({ id, counts, onCommit }: Props) {
  const { t } = useTranslation();
  const { stale, before } = useImportSession();
  const [onlyValid, setOnlyValid] = useState(false);
  const bad = blocked(counts);
  const good = importable(counts);
  const ready = good > 0 && (bad === 0 || onlyValid);
  return (
    <div className="commit-bar">
      <span className="commit-text">{text()}</span>
      {!stale && bad > 0 && good > 0 && (
        <Checkbox
          checked={onlyValid}
          onChange={(event) => setOnlyValid(event.target.checked)}
          data-testid="import-only-valid"
        >
          {t("exchange.commit.only_valid_choice", { blocked: whole(bad) })}
        </Checkbox>
      )}
      {before.length > 0 && (
        <Button onClick={() => void importSession.takeBack()} data-testid="import-take-back">
          {t("exchange.commit.take_back")}
        </Button>
      )}
      {bad > 0 && <ErrorRowsButton id={id} />}
      <Button onClick={() => void importSession.back()} data-testid="import-back">
        {t("exchange.commit.back")}
      </Button>
      <Button onClick={() => importSession.reset()} data-testid="import-discard">
        {t("exchange.commit.discard")}
      </Button>
      {stale ? (
        <Button
          type="primary"
          onClick={() => void importSession.rehearse()}
          data-testid="import-rehearse"
        >
          {t("exchange.rehearse_again")}
        </Button>
      ) : (
        <Button
          type="primary"
          disabled={!ready}
          onClick={() => onCommit(bad > 0)}
          data-testid="import-commit"
        >
          {bad > 0
            ? t("exchange.commit.only_valid", { rows: whole(good) })
            : t("exchange.commit.all", { rows: whole(good) })}
        </Button>
      )}
    </div>
  );

  function text() {
    if (stale) {
      return <span className="warning">{t("exchange.commit.stale")}</span>;
    }
    if (good === 0) {
      const same = bad === 0 && counts.unchanged > 0 && total(counts) > 0;
      return same ? t("exchange.commit.unchanged") : t("exchange.commit.none");
    }
    const will = t("exchange.commit.will", {
      insert: whole(counts.insert),
      update: whole(counts.update),
    });
    return bad > 0 ? (
      <span className="error">{t("exchange.commit.blocked", { count: bad })}</span>
    ) : (
      <>
        {will} <span className="quiet">{t("exchange.commit.atomic")}</span>
      </>
    );
  }
}
