import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Exported, Noun, Progress } from "../../ipc/bindings";
import { useCover } from "../shortcuts";
import { WorkProgress } from "../work/WorkProgress";
import { useFileWriting } from "./useFileWriting";

/** Has a file written that may take a while: shows how far it has come, with the way to cancel it. */
export function useWatchedWriting(noun: Noun) {
  const { busy, write, exported } = useFileWriting(noun);
  // Nothing before the first report: until then the dialog of the system asks for the file.
  const [progress, setProgress] = useState<Progress | null>(null);
  const watched = async (
    writing: (report: (progress: Progress) => void) => Promise<Exported | null>,
    title: (written: Exported) => string = exported,
  ) => {
    const written = await write(() => writing(setProgress), title);
    setProgress(null);
    return written;
  };
  const cover: ReactNode = progress !== null && <Writing progress={progress} />;
  return { busy, write: watched, cover };
}

function Writing({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  useCover(true);
  return (
    <Modal open closable={false} keyboard={false} mask={{ closable: false }} footer={null}>
      <WorkProgress title={t("common.export.writing")} progress={progress} testId="writing" />
    </Modal>
  );
}
