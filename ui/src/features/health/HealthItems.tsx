import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Aspect, HealthItem, HealthState, Remedy } from "../../ipc/bindings";
import { type Operation, useMay } from "../../shared/access";
import { useMessage } from "../../shared/message";
import { localText } from "../../shared/values";

const GROUPS = ["data", "safety", "computer", "program"] as const;
type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<Aspect, Group> = {
  integrity: "data",
  references: "data",
  journal: "data",
  derived: "data",
  trust: "data",
  backup: "safety",
  places: "safety",
  archive: "safety",
  drill: "safety",
  disk: "computer",
  size: "computer",
  clock: "computer",
  slow: "program",
  errors: "program",
  program: "program",
  sqlite: "program",
  web_view: "program",
};

const ICONS: Record<HealthState, ReactNode> = {
  ok: <CheckCircleFilled />,
  attention: <ExclamationCircleFilled />,
  fault: <CloseCircleFilled />,
  unknown: <QuestionCircleOutlined />,
};

/** What mends a thing is there for whom it is allowed. */
const NEEDS: Record<Remedy, Operation> = {
  check_all: "check",
  back_up: "back_up",
  drill: "back_up",
  backups: "back_up",
  places: "keep_backups",
  journal: "read",
  logs: "diagnose",
  upgrade: "migrate",
  tampering: "read",
};

interface Props {
  items: HealthItem[];
  pending: boolean;
  /** Whether something is under way: nothing else can begin then. */
  busy: boolean;
  onMend: (remedy: Remedy) => void;
}

/** Everything that health is made of, in groups: how it stands, what that means, what mends it. */
export function HealthItems({ items, pending, busy, onMend }: Props) {
  const { t } = useTranslation();
  if (pending) {
    return <Skeleton active />;
  }
  return (
    <div className="health-groups">
      {GROUPS.map((group) => (
        <section key={group} className="health-group" aria-labelledby={`health-${group}`}>
          <h3 id={`health-${group}`}>{t(`health.group.${group}`)}</h3>
          <ul>
            {items
              .filter(({ name }) => GROUP_OF[name] === group)
              .map((item) => (
                <Item
                  key={`${item.name} ${item.about ?? ""}`}
                  item={item}
                  busy={busy}
                  onMend={onMend}
                />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface ItemProps {
  item: HealthItem;
  busy: boolean;
  onMend: (remedy: Remedy) => void;
}

function Item({ item, busy, onMend }: ItemProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const may = useMay();
  const { name, state, remedy } = item;
  return (
    <li data-testid={`health-${name}`} data-state={state}>
      <span className={`health-state ${state}`}>
        <span aria-hidden="true">{ICONS[state]}</span> {t(`health.state.${state}`)}
      </span>
      <div className="health-words">
        <strong title={t(`health.meaning.${name}`)}>{t(`health.name.${name}`)}</strong>{" "}
        <small className="quiet">{t(`health.meaning.${name}`)}</small>
        <p>{said(item)}</p>
      </div>
      {remedy !== null && may(NEEDS[remedy]) && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${t(`health.name.${name}`)}: ${t(`health.remedy.${remedy}`)}`}
          onClick={() => onMend(remedy)}
          data-testid={`health-mend-${name}`}
        >
          {t(`health.remedy.${remedy}`)}
        </Button>
      )}
    </li>
  );
}

/** Gives the function that says how a thing stands, its instants by the clock of this computer. */
export function useSaid(): (item: HealthItem) => string {
  const say = useMessage();
  return ({ code, params }) => {
    const { at } = params;
    return say({ code, params: at ? { ...params, at: localText(at) } : params });
  };
}
