import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, GoLiveItem } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { localText } from "../../shared/values";

const KEY = ["go_live"] as const;

/** Reads what people check themselves, and who did. */
export function useGoLiveItems() {
  return useQuery<GoLiveItem[], Failure>({
    queryKey: KEY,
    queryFn: () => call("go_live_items", {}),
  });
}

/** The list of what people check themselves: ticked with name and time, own ones added below. */
export function GoLiveList() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const items = useGoLiveItems();
  const word = useItemWord();
  // Whoever keeps the computer keeps the list; everybody ticks.
  const keeps = useMay()("diagnose");
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (asked: Promise<GoLiveItem[]>) => {
    setFailure(null);
    try {
      client.setQueryData(KEY, await asked);
      return true;
    } catch (reason) {
      setFailure(asFailure(reason));
      return false;
    }
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await change(call("add_go_live_item", { text }))) {
      setText("");
    }
  };
  const rows = items.data ?? [];
  const done = rows.filter(({ done_at }) => done_at !== null).length;
  return (
    <section className="go-live-list" aria-labelledby="go-live-manual">
      <h3 id="go-live-manual">
        {t("health.go_live.manual")}{" "}
        <small className="quiet number" data-testid="go-live-done">
          {t("health.go_live.done_of", { done, total: rows.length })}
        </small>
        <Button
          size="small"
          disabled={done === 0 || !keeps}
          onClick={() => void change(call("clear_go_live", {}))}
          data-testid="go-live-clear"
        >
          {t("health.go_live.clear")}
        </Button>
      </h3>
      {items.error !== null && <ErrorNotice failure={items.error} />}
      {failure !== null && <ErrorNotice failure={failure} />}
      <ul>
        {rows.map((item) => (
          <li key={item.name}>
            <label>
              <input
                type="checkbox"
                checked={item.done_at !== null}
                onChange={({ target }) =>
                  void change(call("tick_go_live", { item: item.name, done: target.checked }))
                }
              />{" "}
              {word(item)}
            </label>
            {item.done_at !== null && (
              <span className="quiet number">
                {item.done_by} · {localText(item.done_at)}
              </span>
            )}
            {item.own && keeps && (
              <Button
                size="small"
                aria-label={t("health.go_live.remove_of", { text: item.name })}
                onClick={() => void change(call("remove_go_live_item", { item: item.name }))}
              >
                {t("health.go_live.remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {keeps && (
        <form className="go-live-add" onSubmit={(event) => void add(event)}>
          <Input
            size="small"
            value={text}
            maxLength={200}
            aria-label={t("health.go_live.own")}
            placeholder={t("health.go_live.own")}
            onChange={({ target }) => setText(target.value)}
            data-testid="go-live-own"
          />
          <Button size="small" htmlType="submit" data-testid="go-live-add">
            {t("health.go_live.add")}
          </Button>
        </form>
      )}
    </section>
  );
}

/** Gives the function that words an item: the program's own in each language, others as written. */
export function useItemWord(): (item: GoLiveItem) => string {
  const { t, i18n } = useTranslation();
  return ({ name, own }) => {
    const key = `health.go_live.item.${name}`;
    return !own && i18n.exists(key) ? t(key as "health.go_live.item.print_list") : name;
  };
}
