import { DeleteOutlined, EditOutlined, SaveOutlined, StarOutlined } from "@ant-design/icons";
import { App, Button, Input, Modal, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../preferences";
import { isComposing, useCover } from "../shortcuts";

interface Props {
  views: readonly SavedView[];
  /** What is shown now, still without a name. */
  current: Omit<SavedView, "name">;
  onViews: (views: SavedView[]) => void;
  onApply: (view: SavedView) => void;
}

/** The button behind which stand the saved views of a list: apply, save, rename, delete. */
export function ViewsMenu({ views, current, onViews, onApply }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const [open, setOpen] = useState(false);
  /** The view that gets a name now; an empty one is new. */
  const [naming, setNaming] = useState<string | null>(null);

  const save = (name: string) => {
    const old = naming ?? "";
    const kept = views.filter((view) => view.name !== name && view.name !== old);
    const known = views.find((view) => view.name === old);
    const content = known ?? current;
    const next = [...kept, { ...content, name }];
    next.sort((a, b) => a.name.localeCompare(b.name, "zh"));
    onViews(next);
    setNaming(null);
    void toast.success(t("common.list.view_saved", { name }));
  };
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <div className="views-menu" data-testid="views-menu">
            {views.length === 0 && <p className="quiet">{t("common.list.view_none")}</p>}
            <ul>
              {views.map((view) => (
                <li key={view.name}>
                  <Button
                    type="text"
                    size="small"
                    className="view-name"
                    onClick={() => {
                      setOpen(false);
                      onApply(view);
                      void toast.info(t("common.list.view_applied", { name: view.name }));
                    }}
                    data-testid={`view-${view.name}`}
                  >
                    {view.name}
                  </Button>
                  <Button
                    type="text"
                    size="small"
                    icon={<SaveOutlined />}
                    aria-label={`${t("common.list.view_update")} ${view.name}`}
                    title={t("common.list.view_update")}
                    onClick={() =>
                      onViews(
                        views.map((one) =>
                          one.name === view.name ? { ...current, name: one.name } : one,
                        ),
                      )
                    }
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={`${t("common.list.view_rename")} ${view.name}`}
                    title={t("common.list.view_rename")}
                    onClick={() => setNaming(view.name)}
                    data-testid={`rename-view-${view.name}`}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("common.list.view_delete")} ${view.name}`}
                    title={t("common.list.view_delete")}
                    onClick={() => onViews(views.filter((one) => one.name !== view.name))}
                    data-testid={`delete-view-${view.name}`}
                  />
                </li>
              ))}
            </ul>
            <Button
              size="small"
              icon={<SaveOutlined />}
              onClick={() => {
                setOpen(false);
                setNaming("");
              }}
              data-testid="save-view"
            >
              {t("common.list.view_save")}
            </Button>
          </div>
        }
      >
        <Button
          icon={<StarOutlined />}
          title={t("common.list.views")}
          aria-label={t("common.list.views")}
          data-testid="views"
        />
      </Popover>
      {naming !== null && (
        <NameDialog start={naming} onName={save} onClose={() => setNaming(null)} />
      )}
    </>
  );
}

interface NameDialogProps {
  start: string;
  onName: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ start, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(start);
  useCover(true);
  const wanted = name.trim();
  return (
    <Modal
      open
      title={t("common.list.view_name")}
      width={380}
      onCancel={onClose}
      onOk={() => onName(wanted)}
      okButtonProps={{ disabled: wanted === "" }}
      okText={t("common.action.save")}
      cancelText={t("common.action.cancel")}
    >
      <Input
        autoFocus
        maxLength={40}
        aria-label={t("common.list.view_name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isComposing(event.nativeEvent) && wanted !== "") {
            onName(wanted);
          }
        }}
        data-testid="view-name"
      />
    </Modal>
  );
}
