import {
  CloseOutlined,
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  EllipsisOutlined,
} from "@ant-design/icons";
import { Button, Dropdown, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Noun, UpkeepKind } from "../../ipc/bindings";
import { useMayDo } from "../access";
import { ErrorNotice } from "../ErrorNotice";
import { useRecordActions } from "../recordActions";
import "./panel.css";

interface Props {
  noun: Noun | UpkeepKind;
  /** The code or name by which people know the record. */
  heading: ReactNode;
  /** The longer name under it. */
  subheading?: ReactNode;
  state?: ReactNode;
  onClose: () => void;
  onEdit?: (() => void) | undefined;
  /** Starts a new record as a copy of this one. */
  onCopy?: (() => void) | undefined;
  /** What else can be done with records of this noun. */
  more?: readonly MoreAction[];
  loading: boolean;
  failure: unknown;
  children: ReactNode;
}

export interface MoreAction {
  key: string;
  label: string;
  act: () => void;
}

/** The side panel of one record: what it is called, what can be done, and its details. */
export function RecordPanel(props: Props) {
  const { t } = useTranslation();
  const { remove } = useRecordActions();
  const mayDo = useMayDo();
  return (
    <aside
      className="record-panel"
      data-testid="record-panel"
      aria-label={t(`common.noun.${props.noun}`)}
      aria-busy={props.loading}
    >
      <header className="panel-head">
        <div className="panel-names">
          <h2>
            {props.heading} {props.state}
          </h2>
          {props.subheading !== undefined && <p>{props.subheading}</p>}
        </div>
        {props.onCopy !== undefined && mayDo("create", props.noun) && (
          <Button
            size="small"
            icon={<CopyOutlined />}
            onClick={props.onCopy}
            disabled={props.loading}
            title="Ctrl+D"
            data-testid="copy"
          >
            {t("common.action.copy")}
          </Button>
        )}
        {props.onEdit !== undefined && mayDo("update", props.noun) && (
          <Button
            size="small"
            icon={<EditOutlined />}
            onClick={props.onEdit}
            disabled={props.loading}
            title="F2"
            data-testid="edit"
          >
            {t("common.action.edit")}
          </Button>
        )}
        {remove !== null && (
          <Button
            size="small"
            icon={<DeleteOutlined />}
            onClick={remove}
            disabled={props.loading}
            title="Del"
            data-testid="delete"
          >
            {t("common.action.delete")}
          </Button>
        )}
        {props.more !== undefined && <More actions={props.more} disabled={props.loading} />}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t("common.panel.close")}
          title="Esc"
          onClick={props.onClose}
          data-testid="close-panel"
        />
      </header>
      <div className="panel-body">
        {props.failure != null ? (
          <ErrorNotice failure={props.failure} noun={props.noun} />
        ) : props.loading && !props.children ? (
          <Skeleton active paragraph={{ rows: 8 }} />
        ) : (
          props.children
        )}
      </div>
    </aside>
  );
}

function More({ actions, disabled }: { actions: readonly MoreAction[]; disabled: boolean }) {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={["click"]}
      disabled={disabled}
      menu={{
        items: actions.map(({ key, label }) => ({ key, label })),
        onClick: ({ key }) => actions.find((action) => action.key === key)?.act(),
      }}
    >
      <Button
        size="small"
        icon={<EllipsisOutlined />}
        aria-label={t("common.panel.more_actions")}
        title={t("common.panel.more_actions")}
        data-testid="more-actions"
      />
    </Dropdown>
  );
}

/** A part of a panel, with its heading. */
export function Section({
  title,
  extra,
  children,
}: {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="panel-section" aria-label={title}>
      <h3>
        {title}
        {extra !== undefined && <span className="panel-extra">{extra}</span>}
      </h3>
      {children}
    </section>
  );
}

export interface Fact {
  label: string;
  value: ReactNode;
  wide?: boolean;
  testId?: string;
}

/** Fields with their labels, two beside each other. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide ? "wide" : undefined}>
          <dt>{fact.label}</dt>
          <dd data-testid={fact.testId}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
