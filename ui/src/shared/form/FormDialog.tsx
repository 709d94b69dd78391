import { App, Button, Modal } from "antd";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLosses } from "../losses";
import { useCover } from "../shortcuts";
import { enterMoves } from "./enterMoves";
import "./form.css";

interface Props {
  title: string;
  /** What the form is called where that is not its title. */
  label?: string;
  width: number;
  className?: string;
  /** What the keys do. */
  keys: string;
  saving: boolean;
  /** Whether there is nothing yet that could be saved. */
  waiting?: boolean;
  /** Counts what would be lost if the form were closed now. */
  countChanges: () => number;
  onSave: () => void;
  onClose: () => void;
  /** What Ctrl+Enter does. */
  onControlEnter?: () => void;
  form: Ref<HTMLFormElement>;
  testId: string;
  children: ReactNode;
  /** What stands over the form. */
  over?: ReactNode;
}

/** The frame of a form: Enter goes on, Ctrl+S saves, Esc asks only where something changed. */
export function FormDialog(props: Props) {
  const { t } = useTranslation();
  const saveButton = useRef<HTMLButtonElement>(null);
  const close = useClose(props);
  useCover(true);
  useLosses(props.countChanges);
  useKeys(saveButton, props.onControlEnter);
  return (
    <Modal
      open
      title={props.title}
      width={props.width}
      onCancel={close}
      mask={{ closable: false }}
      destroyOnHidden
      className={`record-form ${props.className ?? ""}`}
      footer={
        <div className="form-footer">
          <span className="quiet">{props.keys}</span>
          <Button
            ref={saveButton}
            type="primary"
            loading={props.saving}
            disabled={props.waiting === true}
            onClick={props.onSave}
            data-testid="save"
          >
            {t("common.action.save")}
          </Button>
          <Button onClick={close} data-testid="cancel">
            {t("common.action.cancel")}
          </Button>
        </div>
      }
    >
      <form
        ref={props.form}
        className="form-body"
        data-testid={props.testId}
        aria-label={props.label ?? props.title}
        onSubmit={(event) => event.preventDefault()}
        onKeyDownCapture={(event) => enterMoves(event, saveButton.current)}
      >
        {props.children}
      </form>
      {props.over}
    </Modal>
  );
}

/** Closes the form, and asks before where something would be lost. */
function useClose({ countChanges, onClose }: Pick<Props, "countChanges" | "onClose">) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  return () => {
    const count = countChanges();
    if (count === 0) {
      onClose();
      return;
    }
    modal.confirm({
      title: t("common.form.discard_title"),
      content: t("common.form.discard_text", { count }),
      okText: t("common.action.discard"),
      okButtonProps: { danger: true },
      focusable: { autoFocusButton: "cancel" },
      cancelText: t("common.action.keep_editing"),
      onOk: onClose,
    });
  };
}

function useKeys(
  saveButton: React.RefObject<HTMLButtonElement | null>,
  onControlEnter: (() => void) | undefined,
) {
  const latest = useRef(onControlEnter);
  latest.current = onControlEnter;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        saveButton.current?.click();
      } else if (event.ctrlKey && event.key === "Enter" && latest.current !== undefined) {
        event.preventDefault();
        latest.current();
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [saveButton]);
}
