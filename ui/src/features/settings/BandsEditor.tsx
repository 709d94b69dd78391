import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { type BandDraft, ranges } from "./draft";

interface Props {
  bands: BandDraft[];
  onChange: (bands: BandDraft[]) => void;
  /** What is wrong with a band, by its key. */
  errors: (key: number) => string[];
}

/** The bands of grades: a name and the score from which it holds, with the range it comes to. */
export function BandsEditor({ bands, onChange, errors }: Props) {
  const { t } = useTranslation();
  const range = ranges(bands);
  const change = (key: number, part: Partial<BandDraft>) =>
    onChange(bands.map((band) => (band.key === key ? { ...band, ...part } : band)));
  const add = () => {
    const key = Math.max(-1, ...bands.map((band) => band.key)) + 1;
    onChange([...bands, { key, name: "", from: "" }]);
  };
  return (
    <div className="bands" data-testid="bands">
      <div className="bands-head" aria-hidden="true">
        <span>{t("settings.grade")}</span>
        <span>{t("settings.from")}</span>
        <span>{t("settings.range")}</span>
      </div>
      {bands.map((band, index) => {
        const wrong = errors(band.key);
        const status = wrong.length > 0 ? "error" : "";
        const number = index + 1;
        return (
          <div key={band.key} className="band" data-field={`bands.${band.key}`}>
            <Input
              value={band.name}
              status={status}
              aria-label={t("settings.grade_of", { number })}
              data-testid={`band-name-${index}`}
              onChange={(event) => change(band.key, { name: event.target.value })}
            />
            <Input
              value={band.from}
              status={status}
              inputMode="decimal"
              aria-label={t("settings.from_of", { number })}
              data-testid={`band-from-${index}`}
              onChange={(event) => change(band.key, { from: event.target.value })}
            />
            <span className="quiet" data-testid={`band-range-${index}`}>
              {range.get(band.key) ?? t("common.empty_value")}
            </span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t("settings.remove_of", { number })}
              title={t("settings.remove_of", { number })}
              disabled={bands.length === 1}
              onClick={() => onChange(bands.filter(({ key }) => key !== band.key))}
            />
            {wrong.length > 0 && (
              <div className="form-error" role="alert">
                {wrong.join(" ")}
              </div>
            )}
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} onClick={add} data-testid="band-add">
        {t("settings.add_grade")}
      </Button>
    </div>
  );
}
