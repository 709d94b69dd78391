import { JournalBrowser } from "../features/journal/JournalBrowser";

/** 操作日志: what was done, by whom, and taking it back. */
export function JournalPage() {
  return <JournalBrowser />;
}
