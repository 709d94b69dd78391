import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { MergeDifference, MergeField, MergeSide } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";

/** What was chosen by hand; a field without a choice goes as it is proposed. */
export type MergeSides = { [field in MergeField]?: MergeSide };

interface Props {
  differences: readonly MergeDifference[];
  sides: MergeSides;
  onSide: (field: MergeField, side: MergeSide) => void;
}

/** The fields in which the two differ, side by side, with a choice for each. */
export function MergeChoices({ differences, sides, onSide }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  if (differences.length === 0) {
    return <p className="quiet">{t("supplier.merge.no_differences")}</p>;
  }
  return (
    <table className="mini-table merge-choices" data-testid="merge-choices">
      <thead>
        <tr>
          <th>{t("supplier.merge.field")}</th>
          <th>{t("supplier.merge.kept")}</th>
          <th>{t("supplier.merge.gone")}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => {
          const side = sides[one.field] ?? one.proposed;
          const name = label(one.field, "supplier");
          const choice = (value: MergeSide, text: string | null) => (
            <td>
              <Radio
                name={`merge-${one.field}`}
                aria-label={`${name}: ${t(`supplier.merge.${value}`)}`}
                checked={side === value}
                onChange={() => onSide(one.field, value)}
              >
                {text ?? <span className="quiet">{t("common.empty_value")}</span>}
              </Radio>
            </td>
          );
          return (
            <tr key={one.field} data-testid={`merge-${one.field}`}>
              <td className="nowrap">{name}</td>
              {choice("kept", one.kept)}
              {choice("gone", one.gone)}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
