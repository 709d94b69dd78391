import { App } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMayOpen } from "../../shared/access";
import { useNavigation } from "../../shared/navigation";
import { isCovered, isTyping } from "../../shared/shortcuts";
import { importSession } from "./session";

/**
 * Takes a block of cells that is pasted anywhere but into a field: the way from a spreadsheet into
 * the rehearsal.
 */
export function usePastedBlock(): void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { go, place } = useNavigation();
  const mayImport = useMayOpen()("import");
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!mayImport || isCovered() || isTyping(event.target) || !isBlock(text)) {
        return;
      }
      event.preventDefault();
      const { stage } = importSession.state();
      if (stage !== "choosing" && stage !== "done") {
        notification.warning({ title: t("exchange.source.paste_busy") });
        return;
      }
      if (place.page !== "import") {
        go({ page: "import" });
      }
      void importSession.paste(text);
    };
    window.addEventListener("paste", listen);
    return () => window.removeEventListener("paste", listen);
  }, [t, notification, go, place.page, mayImport]);
}

/** A block has a header and a row, or several cells in a line; a word alone is none. */
export function isBlock(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.length > 1 && text.includes("\t");
}
