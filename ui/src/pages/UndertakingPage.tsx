import { Splitter } from "antd";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { SupplierChooser } from "../features/supplier/SupplierChooser";
import { type Shown, Undertaken } from "../features/supplier/Undertaken";
import { UnitSwitch } from "../shared/list/RecordList";
import { useRemembered } from "../shared/navigation";
import "../shared/list/list.css";

/** 承接项目查询: suppliers at the left, what the chosen one has undertaken at the right. */
export function UndertakingPage() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useRemembered<number | null>("open", null);
  const [search, setSearch] = useRemembered("search", "");
  const [shown, setShown] = useRemembered<Shown>("shown", "all");
  const [width, setWidth] = useState<number | string>(360);
  const choose = useCallback((id: number) => setChosen(id), [setChosen]);
  return (
    <section className="list-page" aria-label={t("supplier.undertaking.title")}>
      <div className="list-bar">
        <h1>{t("supplier.undertaking.title")}</h1>
        <span className="list-bar-gap" />
        <UnitSwitch />
      </div>
      <Splitter className="list-split" onResize={(sizes) => setWidth(sizes[0] ?? 360)}>
        <Splitter.Panel size={width} min={260} max="50%">
          <SupplierChooser chosen={chosen} search={search} onSearch={setSearch} onChoose={choose} />
        </Splitter.Panel>
        <Splitter.Panel min={480}>
          {chosen === null ? (
            <p className="undertaken-nobody quiet">{t("supplier.undertaking.choose")}</p>
          ) : (
            <Undertaken id={chosen} shown={shown} onShown={setShown} />
          )}
        </Splitter.Panel>
      </Splitter>
    </section>
  );
}
