import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RememberedMapping, RememberedValue } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { useMessage } from "../../shared/message";
import { useCover } from "../../shared/shortcuts";
import { localText } from "../../shared/values";

const KEY = ["journal", "import_memory"];

/** The way to what imports remember; nothing where they remember nothing. */
export function ImportMemoryButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ queryKey: KEY, queryFn: () => call("import_memory", {}) });
  const count = (data?.mappings.length ?? 0) + (data?.values.length ?? 0);
  if (data === undefined || (count === 0 && !open)) {
    return null;
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="import-memory">
        {t("exchange.memory.button", { count })}
      </Button>
      {open && <Remembered {...data} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Props {
  mappings: readonly RememberedMapping[];
  values: readonly RememberedValue[];
  onClose: () => void;
}

/** Everything that is done again by itself with the next file, and the way to forget it. */
function Remembered({ mappings, values, onClose }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { notification } = App.useApp();
  const message = useMessage();
  const client = useQueryClient();
  useCover(true);
  const forget = async (what: Promise<unknown>) => {
    try {
      await what;
      await client.invalidateQueries({ queryKey: KEY });
    } catch (reason) {
      notification.error({ title: message(asFailure(reason)), role: "alert" });
    }
  };
  const button = (testId: string, act: () => Promise<unknown>) => (
    <Button size="small" onClick={() => void forget(act())} data-testid={testId}>
      {t("exchange.memory.forget")}
    </Button>
  );
  return (
    <Modal open width={720} title={t("exchange.memory.title")} onCancel={onClose} footer={null}>
      <p className="quiet">{t("exchange.memory.hint")}</p>
      <ul className="memory" data-testid="import-memory-list">
        {mappings.map((one) => (
          <li key={one.fingerprint}>
            <span>
              {t(`exchange.memory.${isEmpty(one.columns) ? "header" : "mapping"}`, {
                kind: t(`common.noun.${one.kind}`),
                labels: Object.keys(one.columns).join("、"),
              })}
              <span className="quiet memory-when">
                {one.file} · {localText(one.at)} · {one.actor}
              </span>
            </span>
            {button("forget-mapping", () =>
              call("forget_mapping", { fingerprint: one.fingerprint }),
            )}
          </li>
        ))}
        {values.map((one) => (
          <li key={one.id}>
            <span>
              {t("exchange.memory.value", {
                field: label(one.field, one.kind ?? "supplier"),
                text: one.text,
                becomes: one.becomes,
              })}
              <span className="quiet memory-when">
                {localText(one.at)} · {one.actor}
              </span>
            </span>
            {button(`forget-value-${one.id}`, () => call("forget_value", { id: one.id }))}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** Whether nothing but the place of the header is remembered. */
const isEmpty = (columns: RememberedMapping["columns"]) => Object.keys(columns).length === 0;
