import { CheckOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useRoleRights } from "./roles";

/** What people call what can be done, and the operation by which each is known. */
const DEEDS = {
  read: "read",
  export: "export",
  edit: "update_contract",
  import: "import_workbook",
  undo_own: "undo",
  delete: "delete_contract",
  undo_others: "undo_others",
  merge: "merge_suppliers",
  rules: "adopt_rules",
  settings: "update_settings",
  back_up: "back_up",
  backups: "keep_backups",
  restore: "restore",
  migrate: "migrate",
  accounts: "manage_accounts",
  acknowledge: "acknowledge_tampering",
} as const satisfies Record<string, Operation>;

type DeedName = keyof typeof DEEDS;

/** What each role may do, as the ledger answers. */
export function RoleTable() {
  const { t } = useTranslation();
  const roles = useRoleRights();
  return (
    <section className="people-part" aria-label={t("people.roles.title")}>
      <h2>{t("people.roles.title")}</h2>
      {roles.error !== null && <ErrorNotice failure={roles.error} />}
      {roles.data !== undefined && (
        <table className="people-table" data-testid="roles">
          <thead>
            <tr>
              <th scope="col">{t("people.roles.deed")}</th>
              {roles.data.map(({ role }) => (
                <th key={role} scope="col" className="can">
                  {t(`people.role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(DEEDS) as DeedName[]).map((deed) => (
              <tr key={deed}>
                <th scope="row">{t(`people.deed.${deed}`)}</th>
                {roles.data.map(({ role, may }) => (
                  <td key={role} className="can" data-testid={`${role}-${deed}`}>
                    <Can can={may.includes(DEEDS[deed])} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Can({ can }: { can: boolean }) {
  const { t } = useTranslation();
  return can ? (
    <CheckOutlined className="success" aria-label={t("common.yes")} />
  ) : (
    <span className="quiet">{t("common.no")}</span>
  );
}
