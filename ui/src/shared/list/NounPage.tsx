import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Saved } from "../../ipc/bindings";
import { useMayDo } from "../access";
import type { FormTarget } from "../form/useFormRecord";
import { PAGE_OF, useNavigation } from "../navigation";
import { EmptyLedger } from "./EmptyLedger";
import { RecordList, type RecordListProps } from "./RecordList";

interface FormProps {
  target: FormTarget;
  onClose: () => void;
  onSaved: (saved: Saved) => void;
}

interface PanelProps {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
}

type Given = "title" | "empty" | "panel" | "onNew" | "onEdit" | "onCopy";

interface Props<Row> extends Omit<RecordListProps<Row>, Given> {
  form: (props: FormProps) => ReactNode;
  panel: (props: PanelProps) => ReactNode;
}

/** The page of one noun: its list, the open record beside it, and the form for one. */
export function NounPage<Row extends { id: number; revision: number }>(props: Props<Row>) {
  const { form, panel, ...list } = props;
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayDo = useMayDo();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const create = () => setWriting({ id: null });
  const edit = (id: number) => setWriting({ id });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  const mayCreate = mayDo("create", list.noun);
  return (
    <>
      <RecordList
        {...list}
        title={t(`${list.noun}.title`)}
        empty={
          <EmptyLedger text={t(`${list.noun}.empty`)} onNew={mayCreate ? create : undefined} />
        }
        onNew={mayCreate ? create : undefined}
        onEdit={mayDo("update", list.noun) ? edit : undefined}
        onCopy={mayCreate ? copy : undefined}
        panel={(id, onClose) =>
          panel({ id, onClose, onEdit: () => edit(id), onCopy: () => copy(id) })
        }
      />
      {writing !== null &&
        form({
          target: writing,
          onClose: () => setWriting(null),
          onSaved: ({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: PAGE_OF[list.noun], open: id });
            }
          },
        })}
    </>
  );
}
