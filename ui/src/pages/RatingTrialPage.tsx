import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TrialResult } from "../features/evaluation/TrialResult";
import { ViewTabs } from "../features/evaluation/ViewTabs";
import { BandsEditor } from "../features/settings/BandsEditor";
import { changedFields, draftOf, readDraft, type SettingsDraft } from "../features/settings/draft";
import "../features/settings/settings.css";
import type { StoredSettings, Trial, TrialRules } from "../ipc/bindings";
import { call } from "../ipc/call";
import { useMay } from "../shared/access";
import { ErrorNotice } from "../shared/ErrorNotice";
import { useMessage } from "../shared/message";
import { useSave } from "../shared/queries";

/** 试算: other weights and bands, who would change, and the way to adopt them. */
export function RatingTrialPage() {
  const { t } = useTranslation();
  const settings = useQuery({
    queryKey: ["evaluation", "settings"],
    queryFn: () => call("settings", {}),
  });
  return (
    <section className="list-page" aria-label={t("evaluation.view_rating_trial")}>
      <div className="list-bar">
        <h1>{t("evaluation.title")}</h1>
      </div>
      <ViewTabs />
      {settings.error !== null && <ErrorNotice failure={settings.error} />}
      {settings.data !== undefined && (
        <TrialDesk key={settings.data.revision} stored={settings.data} />
      )}
    </section>
  );
}

function TrialDesk({ stored }: { stored: StoredSettings }) {
  const { t } = useTranslation();
  const { modal, message: toast } = App.useApp();
  const message = useMessage("evaluation");
  const may = useMay();
  const [start] = useState(() => draftOf(stored.settings));
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<SettingsDraft>) => setDraft((old) => ({ ...old, ...part }));
  const { settings, problems } = readDraft(draft);
  const rules: TrialRules = { weights: settings.weights, bands: settings.bands };
  const trial = useQuery({
    queryKey: ["evaluation", "trial", rules],
    queryFn: () => call("try_rules", { rules }),
    enabled: problems.length === 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const adopting = useSave((tried: TrialRules) =>
    call("adopt_rules", { revision: stored.revision, rules: tried }),
  );
  const changed = changedFields(start, draft).length > 0;
  const errors = (field: string) =>
    problems.filter((problem) => problem.field === field).map((problem) => message(problem));
  const adopt = (known: Trial) =>
    modal.confirm({
      title: t("evaluation.trial.adopt_title"),
      content: t("evaluation.trial.adopt_text", {
        contracts: known.contracts.rescored,
        suppliers: known.suppliers.changed,
        given: known.given,
      }),
      okText: t("evaluation.trial.adopt"),
      cancelText: t("common.action.cancel"),
      focusable: { autoFocusButton: "cancel" },
      onOk: () =>
        adopting
          .mutateAsync(rules)
          .then(({ id }) => void toast.success(t("evaluation.trial.adopted", { count: id })))
          .catch(() => undefined),
    });
  return (
    <div className="trial">
      <form className="trial-rules" onSubmit={(event) => event.preventDefault()}>
        <h2>{t("evaluation.trial.weights")}</h2>
        <div className="trial-weights">
          <label htmlFor="trial-last">{t("evaluation.trial.last")}</label>
          <Input
            id="trial-last"
            style={{ width: 86 }}
            inputMode="numeric"
            suffix="%"
            status={errors("last_percent").length > 0 ? "error" : ""}
            value={draft.last_percent}
            onChange={(event) => change({ last_percent: event.target.value })}
            data-testid="trial-last"
          />
          <span className="quiet" data-testid="trial-process">
            {t("evaluation.trial.process", { percent: settings.weights.process_percent })}
          </span>
        </div>
        {errors("last_percent").map((text) => (
          <div key={text} className="form-error" role="alert">
            {text}
          </div>
        ))}
        <Checkbox
          checked={draft.process_alone}
          onChange={(event) => change({ process_alone: event.target.checked })}
          data-testid="trial-alone"
        >
          {t("evaluation.trial.alone")}
        </Checkbox>
        <h2 style={{ marginTop: 14 }}>{t("evaluation.trial.bands")}</h2>
        <BandsEditor
          bands={draft.bands}
          onChange={(bands) => change({ bands })}
          errors={(key) => errors(`bands.${key}`)}
        />
        <div className="trial-actions">
          {may("adopt_rules") && (
            <Button
              type="primary"
              disabled={
                !changed || problems.length > 0 || trial.data === undefined || trial.isFetching
              }
              loading={adopting.isPending}
              onClick={() => trial.data !== undefined && adopt(trial.data)}
              data-testid="adopt"
            >
              {t("evaluation.trial.adopt")}
            </Button>
          )}
          <Button disabled={!changed} onClick={() => setDraft(start)} data-testid="trial-reset">
            {t("evaluation.trial.reset")}
          </Button>
        </div>
        <p className="quiet">{t("evaluation.trial.hint")}</p>
        {adopting.error !== null && <ErrorNotice failure={adopting.error} />}
      </form>
      {trial.error !== null ? (
        <ErrorNotice failure={trial.error} />
      ) : (
        trial.data !== undefined && <TrialResult trial={trial.data} />
      )}
    </div>
  );
}
