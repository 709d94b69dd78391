import { SwapOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MergeField, MergePreview, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import type { Picked } from "../../shared/form/draft";
import { RecordPicker } from "../../shared/form/RecordPicker";
import { useMessage } from "../../shared/message";
import { useSave } from "../../shared/queries";
import { useCover } from "../../shared/shortcuts";
import { MergeChoices, type MergeSides } from "./MergeChoices";
import { MergeMoves } from "./MergeMoves";
import "./supplier.css";

interface Props {
  kept: Picked;
  /** The supplier to merge into it, where it is known already. */
  gone?: Picked;
  onMerged: (saved: Saved) => void;
  onClose: () => void;
}

/** 合并供应商: who stays, what moves, and whose value of each field. */
export function MergeDialog(props: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const [kept, setKept] = useState(props.kept);
  const [gone, setGone] = useState<Picked | null>(props.gone ?? null);
  const [sides, setSides] = useState<MergeSides>({});
  const [confirmed, setConfirmed] = useState(false);
  useCover(true);
  const preview = useQuery({
    queryKey: ["supplier", "merge", kept.id, gone?.id],
    queryFn: () => call("preview_merge", { keptId: kept.id, goneId: gone?.id ?? 0 }),
    enabled: gone !== null,
    gcTime: 0,
  });
  const found = gone === null ? undefined : preview.data;
  const doubtful = (found?.warnings.length ?? 0) > 0;
  const saving = useSave((taken: MergeField[]) => {
    if (found === undefined) {
      throw new Error("a merge without a preview");
    }
    return call("merge_suppliers", { merge: requestOf(found, taken, confirmed) });
  });

  const change = (nextKept: Picked, nextGone: Picked | null) => {
    setKept(nextKept);
    setGone(nextGone);
    setSides({});
    setConfirmed(false);
    saving.reset();
  };
  const merge = () => {
    if (found === undefined || saving.isPending) {
      return;
    }
    const taken = found.differences.filter((one) => (sides[one.field] ?? one.proposed) === "gone");
    saving.mutate(
      taken.map((one) => one.field),
      {
        onSuccess: (saved) => {
          void toast.success(t("supplier.merge.done", { name: found.kept.name }));
          props.onMerged(saved);
        },
      },
    );
  };

  return (
    <Modal
      open
      width={860}
      title={t("supplier.merge.title")}
      onCancel={props.onClose}
      mask={{ closable: false }}
      okText={t("supplier.merge.confirm")}
      okButtonProps={{
        disabled: found === undefined || (doubtful && !confirmed),
        loading: saving.isPending,
        danger: true,
      }}
      onOk={merge}
    >
      <div className="merge" data-testid="merge-dialog">
        <Names
          kept={kept}
          gone={gone}
          onGone={(picked) => change(kept, picked)}
          onSwap={() => gone !== null && change(gone, kept)}
        />
        {gone === null && <Proposals kept={kept} onChoose={(picked) => change(kept, picked)} />}
        {preview.error !== null && gone !== null && (
          <ErrorNotice failure={preview.error} noun="supplier" />
        )}
        {saving.error !== null && <ErrorNotice failure={saving.error} noun="supplier" />}
        {found !== undefined && (
          <>
            <Warnings preview={found} confirmed={confirmed} onConfirmed={setConfirmed} />
            <MergeChoices
              differences={found.differences}
              sides={sides}
              onSide={(field, side) => setSides({ ...sides, [field]: side })}
            />
            <MergeMoves preview={found} />
          </>
        )}
      </div>
    </Modal>
  );
}

function requestOf(preview: MergePreview, taken: MergeField[], confirmed: boolean) {
  const { kept, gone } = preview;
  return {
    kept_id: kept.id,
    kept_revision: kept.revision,
    gone_id: gone.id,
    gone_revision: gone.revision,
    taken,
    confirmed,
  };
}

interface NamesProps {
  kept: Picked;
  gone: Picked | null;
  onGone: (picked: Picked | null) => void;
  onSwap: () => void;
}

/** The two suppliers: which stays, and which goes into it. */
function Names({ kept, gone, onGone, onSwap }: NamesProps) {
  const { t } = useTranslation();
  return (
    <div className="merge-names">
      <div>
        <span className="quiet">{t("supplier.merge.kept")}</span>
        <b className="merge-kept" data-testid="merge-kept">
          {kept.label}
        </b>
      </div>
      <Button
        icon={<SwapOutlined />}
        disabled={gone === null}
        onClick={onSwap}
        data-testid="merge-swap"
      >
        {t("supplier.merge.swap")}
      </Button>
      <div>
        <span className="quiet">{t("supplier.merge.gone")}</span>
        <RecordPicker
          noun="supplier"
          label={t("supplier.merge.gone")}
          value={gone}
          onChange={onGone}
          testId="merge-gone"
        />
      </div>
    </div>
  );
}

/** Suppliers of a near name: the likeliest to be the same company. */
function Proposals({ kept, onChoose }: { kept: Picked; onChoose: (picked: Picked) => void }) {
  const { t } = useTranslation();
  const similar = useQuery({
    queryKey: ["supplier", "similar", kept.id, kept.label],
    queryFn: () => call("similar_suppliers", { name: kept.label, own: kept.id }),
  });
  if (similar.data === undefined || similar.data.length === 0) {
    return <p className="quiet">{t("supplier.merge.choose")}</p>;
  }
  return (
    <div data-testid="merge-proposals">
      <p className="quiet">{t("supplier.merge.similar")}</p>
      {similar.data.map((one) => (
        <button
          key={one.id}
          type="button"
          className="link merge-proposal"
          onClick={() => onChoose({ id: one.id, label: one.name })}
        >
          {one.name}{" "}
          <span className="quiet">{t("supplier.contract_count", { count: one.contracts })}</span>
        </button>
      ))}
    </div>
  );
}

interface WarningsProps {
  preview: MergePreview;
  confirmed: boolean;
  onConfirmed: (confirmed: boolean) => void;
}

/** What speaks against the merge, to be confirmed by hand. */
function Warnings({ preview, confirmed, onConfirmed }: WarningsProps) {
  const { t } = useTranslation();
  const message = useMessage("supplier");
  if (preview.warnings.length === 0) {
    return null;
  }
  return (
    <div role="alert" className="form-note error" data-testid="merge-warning">
      {preview.warnings.map((warning) => (
        <p key={warning.code}>{message(warning)}</p>
      ))}
      <label>
        <input
          type="checkbox"
          checked={confirmed}
          onChange={(event) => onConfirmed(event.target.checked)}
          data-testid="merge-confirm"
        />{" "}
        {t("supplier.merge.same_company")}
      </label>
    </div>
  );
}
