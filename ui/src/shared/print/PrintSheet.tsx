import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useCover, useShortcut } from "../shortcuts";
import "./print.css";

interface Props {
  /** What is printed, for those who hear it. */
  title: string;
  /** What stands beside the buttons and is not printed. */
  tools?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A page of paper over the window: what is seen is what is printed, and nothing else is. */
export function PrintSheet({ title, tools, onClose, children }: Props) {
  const { t } = useTranslation();
  useCover(true);
  useShortcut("escape", onClose, { covered: true });
  useShortcut("ctrl+p", () => window.print(), { covered: true });
  useEffect(() => {
    document.body.classList.add("printing");
    return () => document.body.classList.remove("printing");
  }, []);
  return createPortal(
    <div className="print-layer" role="dialog" aria-modal="true" aria-label={title}>
      <div className="print-tools">
        <b>{title}</b>
        {tools}
        <span className="print-gap" />
        <Button
          type="primary"
          icon={<PrinterOutlined />}
          onClick={() => window.print()}
          title="Ctrl+P"
          autoFocus
          data-testid="print"
        >
          {t("common.action.print")}
        </Button>
        <Button onClick={onClose} title="Esc" data-testid="close-print">
          {t("common.action.close")}
        </Button>
      </div>
      <article className="print-paper">{children}</article>
    </div>,
    document.body,
  );
}
