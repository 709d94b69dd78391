import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { TamperFinding } from "../../ipc/bindings";

/** Gives the function that says in plain words what was found. */
export function useFindingText(): (finding: TamperFinding) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ kind, seq, value }) =>
      t(`trust.kind.${kind}`, {
        seq: seq ?? t("common.empty_value"),
        name: value ?? t("common.empty_value"),
      }),
    [t],
  );
}
