import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure, FeatureState, FeatureSwitch } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useTask } from "../../shared/useTask";

const STATES: readonly FeatureState[] = ["off", "group", "on"];

/** 功能开关: each is off, for a test group, or on for all. */
export function FeatureSwitches() {
  const { t } = useTranslation();
  const features = useQuery<FeatureSwitch[], Failure>({
    queryKey: ["people", "features"],
    queryFn: () => call("list_features", {}),
  });
  const client = useQueryClient();
  const { failure: refused, busy, run } = useTask();
  const failure = features.error ?? refused;
  const change = (next: FeatureSwitch) =>
    run(async () => {
      client.setQueryData(["app_state"], await call("set_feature", { switch: next }));
      await features.refetch();
    });
  return (
    <section className="people-part" aria-label={t("people.features.title")}>
      <h2>{t("people.features.title")}</h2>
      <p className="quiet">{t("people.features.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      {features.data?.map(({ feature, state }) => (
        <div key={feature} className="people-feature" data-testid={`feature-${feature}`}>
          <strong>{t(`people.feature.${feature}`)}</strong>
          <Segmented<FeatureState>
            aria-label={t(`people.feature.${feature}`)}
            value={state}
            disabled={busy}
            onChange={(next) => void change({ feature, state: next })}
            options={STATES.map((value) => ({
              value,
              label: (
                <span data-testid={`${feature}-${value}`}>
                  {t(`people.feature_state.${value}`)}
                </span>
              ),
            }))}
          />
          <p className="quiet">{t(`people.feature_hint.${feature}`)}</p>
        </div>
      ))}
    </section>
  );
}
