import { useTranslation } from "react-i18next";
import type { PositionPreview } from "../ipc/bindings";
import { compareDecimals } from "./decimal";
import { useFieldLabel } from "./labels";
import { Money, Percent } from "./values";

interface Props {
  /** Where the family will stand once what is being entered is saved. */
  preview: PositionPreview;
  /** Whether an amount is typed already: then before and after both stand there. */
  typed: boolean;
}

/** Where a contract stands, and where it will stand, under the field that changes it. */
export function PositionNote({ preview, typed }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { contract, paid_before, paid, base, progress, remaining, difference } = preview;
  const over = progress !== null && compareDecimals(progress, "1") > 0;
  return (
    <div className="form-note quiet" data-testid="contract-note">
      <div>
        {contract.supplier} · {label("family_amount", "contract")}{" "}
        <Money yuan={contract.family_amount} /> · {label("paid", "contract")}{" "}
        <Money yuan={paid_before} /> · {label("progress", "contract")}{" "}
        <Percent ratio={contract.progress} />
      </div>
      {typed && (
        <div className={over ? "error" : undefined} data-testid="after-saving">
          {t("common.form.after_saving")} {label("base", "contract")} <Money yuan={base} /> ·{" "}
          {label("paid", "contract")} <Money yuan={paid} /> · {label("remaining", "contract")}{" "}
          <Money yuan={remaining} /> · {label("progress", "contract")} <Percent ratio={progress} />
          {difference !== null && (
            <>
              {" "}
              · {label("difference", "settlement")} <Money yuan={difference} />
            </>
          )}
        </div>
      )}
    </div>
  );
}
