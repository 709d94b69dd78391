import type { ReactNode } from "react";
import type { Noun } from "../../ipc/bindings";
import { RecordPanel } from "./RecordPanel";
import { useDetail } from "./useDetail";

/** What every panel is given: its record, and what can be done with it. */
export interface PanelProps {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
}

interface Props<Detail> extends PanelProps {
  noun: Noun;
  read: (id: number) => Promise<Detail>;
  heading: (detail: Detail) => ReactNode;
  subheading?: (detail: Detail) => ReactNode;
  state?: (detail: Detail) => ReactNode;
  children: (detail: Detail) => ReactNode;
}

/** The side panel of a record, which it reads itself. */
export function DetailPanel<Detail>(props: Props<Detail>) {
  const { noun, id, read, heading, subheading, state, children, ...acts } = props;
  const { data, loading, error } = useDetail(noun, id, read);
  return (
    <RecordPanel
      noun={noun}
      heading={data === undefined ? "" : heading(data)}
      subheading={data && subheading?.(data)}
      state={data && state?.(data)}
      loading={loading}
      failure={error}
      {...acts}
    >
      {data && children(data)}
    </RecordPanel>
  );
}
