import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../ipc/call";
import { useEvent } from "../ipc/events";
import { countLosses } from "../shared/losses";
import { useCover } from "../shared/shortcuts";

/** Asks before the window closes over what was typed and not saved. */
export function ClosingQuestion() {
  const { t } = useTranslation();
  const [count, setCount] = useState(0);
  const asking = count > 0;
  useCover(asking);
  useEvent("closing-asked", () => {
    const losses = countLosses();
    setCount(losses);
    answer(losses === 0);
  });
  if (!asking) {
    return null;
  }
  return (
    <Modal
      open
      title={t("common.closing.title")}
      okText={t("common.closing.discard")}
      okButtonProps={DISCARD}
      onOk={() => {
        setCount(0);
        answer(true);
      }}
      cancelText={t("common.action.keep_editing")}
      cancelButtonProps={STAY}
      onCancel={() => setCount(0)}
      getContainer={top}
    >
      <p data-testid="closing-losses">{t("common.closing.text", { count })}</p>
    </Modal>
  );
}

const DISCARD = { danger: true, "data-testid": "closing-discard" };
const STAY = { autoFocus: true, "data-testid": "closing-stay" };

/** Under the lock everything but its layer is inert. */
function top(): HTMLElement {
  return document.querySelector<HTMLElement>(".lock-layer") ?? document.body;
}

function answer(mayLeave: boolean): void {
  void call("answer_closing", { mayLeave }).catch(() => {});
}
