import { KeyOutlined, LockOutlined, LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useLeave } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { useShortcut } from "../../shared/shortcuts";
import { ChangePasswordDialog } from "./ChangePassword";
import { useLock } from "./useLock";

/** Who is at work, and what they can do for themselves: lock, change the password, sign out. */
export function PersonMenu({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { modal, notification } = App.useApp();
  const say = useMessage();
  const lock = useLock();
  const leave = useLeave();
  const [changing, setChanging] = useState(false);
  useShortcut("ctrl+alt+l", lock, { covered: true });

  const signOut = () =>
    modal.confirm({
      title: t("people.sign_out.title"),
      content: t("people.sign_out.hint"),
      okText: t("people.sign_out.button"),
      cancelText: t("common.action.cancel"),
      okButtonProps: { ["data-testid" as "id"]: "sign-out-confirm" },
      onOk: async () => {
        try {
          leave(await call("sign_out", {}));
        } catch (reason) {
          notification.error({ title: say(asFailure(reason)), role: "alert" });
        }
      },
    });
  const acts: Record<string, () => void> = {
    lock,
    change: () => setChanging(true),
    out: signOut,
  };
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "lock",
              icon: <LockOutlined />,
              label: <span data-testid="menu-lock">{t("people.menu.lock")}</span>,
              extra: "Ctrl+Alt+L",
            },
            {
              key: "change",
              icon: <KeyOutlined />,
              label: <span data-testid="menu-change-password">{t("people.change.title")}</span>,
            },
            { type: "divider" },
            {
              key: "out",
              icon: <LogoutOutlined />,
              label: <span data-testid="menu-sign-out">{t("people.sign_out.button")}</span>,
            },
          ],
          onClick: ({ key }) => acts[key]?.(),
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          title={t("people.menu.title", {
            name: person.name,
            role: t(`people.role.${person.role}`),
          })}
          data-testid="person-menu"
        >
          <span className="person-name">{person.name}</span>
        </Button>
      </Dropdown>
      {changing && <ChangePasswordDialog name={person.name} onClose={() => setChanging(false)} />}
    </>
  );
}
