import { PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountRow } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useShortcut } from "../../shared/shortcuts";
import { localText, Plain } from "../../shared/values";
import { AccountDialog } from "./AccountDialog";
import { ResetPasswordDialog } from "./ResetPasswordDialog";
import { useAccounts } from "./useAccounts";

type Doing = { edit: AccountRow | null } | { reset: AccountRow };

/** The accounts, with what keeps each from working, and what can be done with it. */
export function AccountList({ own }: { own: number | null }) {
  const { t } = useTranslation();
  const accounts = useAccounts();
  const [doing, setDoing] = useState<Doing | null>(null);
  const create = () => setDoing({ edit: null });
  const done = () => setDoing(null);
  useShortcut("ctrl+n", create);
  return (
    <section className="people-part" aria-label={t("people.accounts.title")}>
      <h2>
        {t("people.accounts.title")}
        <Button
          size="small"
          icon={<PlusOutlined />}
          title="Ctrl+N"
          onClick={create}
          data-testid="new"
        >
          {t("people.accounts.new")}
        </Button>
      </h2>
      {accounts.error !== null && (
        <ErrorNotice failure={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {accounts.isPending ? (
        <Skeleton active />
      ) : (
        <table className="people-table" data-testid="accounts">
          <thead>
            <tr>
              <th scope="col">{t("people.name")}</th>
              <th scope="col">{t("people.accounts.role")}</th>
              <th scope="col">{t("people.accounts.state")}</th>
              <th scope="col">{t("people.accounts.group")}</th>
              <th scope="col">{t("people.accounts.signed_in")}</th>
              <th scope="col">{t("people.accounts.created")}</th>
              <th scope="col">{t("people.accounts.do")}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.data?.map((row) => (
              <Row
                key={row.id}
                row={row}
                isOwn={row.id === own}
                onEdit={() => setDoing({ edit: row })}
                onReset={() => setDoing({ reset: row })}
              />
            ))}
          </tbody>
        </table>
      )}
      {doing !== null && "edit" in doing && <AccountDialog row={doing.edit} onClose={done} />}
      {doing !== null && "reset" in doing && (
        <ResetPasswordDialog row={doing.reset} onClose={done} />
      )}
    </section>
  );
}

interface RowProps {
  row: AccountRow;
  isOwn: boolean;
  onEdit: () => void;
  onReset: () => void;
}

function Row({ row, isOwn, onEdit, onReset }: RowProps) {
  const { t } = useTranslation();
  const { account } = row;
  return (
    <tr data-testid={`account-${account.name}`}>
      <th scope="row">
        {account.name} {isOwn && <span className="quiet">{t("people.accounts.own")}</span>}
      </th>
      <td className="nowrap">{t(`people.role.${account.role}`)}</td>
      <td>
        <States row={row} />
      </td>
      <td>{t(account.in_test_group ? "common.yes" : "common.no")}</td>
      <td className="nowrap">
        <Plain text={row.signed_in_at === null ? null : localText(row.signed_in_at)} />
      </td>
      <td>
        {localText(row.created_at)} <span className="quiet">{row.created_by}</span>
      </td>
      <td>
        <Space>
          <Button size="small" onClick={onEdit} data-testid={`edit-${account.name}`}>
            {t("common.action.edit")}
          </Button>
          {/* One's own password is changed with the present one. */}
          {!isOwn && (
            <Button size="small" onClick={onReset} data-testid={`reset-${account.name}`}>
              {t("people.reset.button")}
            </Button>
          )}
        </Space>
      </td>
    </tr>
  );
}

/** Everything that keeps an account from working; where nothing does, that. */
function States({ row }: { row: AccountRow }) {
  const { t } = useTranslation();
  const locked = row.locked_until !== null && Date.parse(row.locked_until) > Date.now();
  const said: [tone: string, text: string][] = [];
  if (row.account.disabled) {
    said.push(["neutral", t("people.state.disabled")]);
  }
  if (locked) {
    said.push(["error", t("people.state.locked", { until: localText(row.locked_until ?? "") })]);
  }
  if (row.must_change) {
    said.push(["warning", t("people.state.must_change")]);
  }
  if (said.length === 0) {
    said.push(["success", t("people.state.fine")]);
  }
  return said.map(([tone, text]) => (
    <span key={text} className={`state ${tone}`}>
      {text}
    </span>
  ));
}
