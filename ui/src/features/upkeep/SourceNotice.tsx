import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { UpkeepSource } from "../../ipc/bindings";

/** How many are named at once. */
const NAMED = 3;

interface Props {
  sources: readonly UpkeepSource[];
  onWrite: (source: UpkeepSource) => void;
}

/** Says what the program knows of and no record tells yet; a click writes it down. */
export function SourceNotice({ sources, onWrite }: Props) {
  const { t } = useTranslation();
  if (sources.length === 0) {
    return null;
  }
  const more = sources.length - NAMED;
  return (
    <Alert
      type="info"
      showIcon
      className="upkeep-sources"
      data-testid="upkeep-sources"
      title={t("upkeep.source.title")}
      description={
        <ul>
          {sources.slice(0, NAMED).map((source) => (
            <li key={`${source.kind}-${source.links}`}>
              {t(`upkeep.source.${source.kind}`, { at: source.at, subject: source.subject })}{" "}
              <Button
                size="small"
                type="link"
                data-testid={`upkeep-from-${source.kind}`}
                onClick={() => onWrite(source)}
              >
                {t("upkeep.source.write")}
              </Button>
            </li>
          ))}
          {more > 0 && <li className="quiet">{t("upkeep.source.more", { count: more })}</li>}
        </ul>
      }
    />
  );
}
