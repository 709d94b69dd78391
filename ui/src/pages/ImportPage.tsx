import { ImportDesk } from "../features/exchange/ImportDesk";

/** 导入导出: files in, templates and lists out. */
export function ImportPage() {
  return <ImportDesk />;
}
