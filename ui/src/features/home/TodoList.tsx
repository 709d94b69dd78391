import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { BackupNotice, Todo, Urgency } from "../../ipc/bindings";
import { useMessage } from "../../shared/message";
import { PAGE_OF, useNavigation } from "../../shared/navigation";
import { usePreferences } from "../../shared/preferences";
import { Money } from "../../shared/values";

const TONE: Record<Urgency, string> = { harm: "error", soon: "warning", gap: "quiet" };

interface Props {
  todos: readonly Todo[];
  /** What about the backups waits for a person. */
  notices: readonly BackupNotice[];
}

/** The lines of what waits, the most harmful first; each leads to where it is put right. */
export function TodoList({ todos, notices }: Props) {
  const { t } = useTranslation();
  const { unit } = usePreferences();
  const { go } = useNavigation();
  const message = useMessage();
  return (
    <section className="todos" aria-label={t("home.todos")} data-testid="todos">
      <h2>{t("home.todos")}</h2>
      {todos.length + notices.length === 0 && (
        <p className="todos-none success" data-testid="todos-none">
          {t("home.nothing")}
        </p>
      )}
      <ul>
        {notices.map((notice) => (
          <li key={`${notice.code} ${notice.params.value ?? ""}`}>
            <button
              type="button"
              className="todo"
              data-testid={notice.code}
              onClick={() => go({ page: "backups" })}
            >
              <span className={`state ${TONE[notice.urgency]}`}>
                {t(`home.urgency.${notice.urgency}`)}
              </span>
              <span className="todo-count" />
              <span className="todo-text">{message(notice)}</span>
              <span className="todo-amount" />
              <RightOutlined className="quiet" aria-hidden="true" />
            </button>
          </li>
        ))}
        {todos.map((todo) => (
          <li key={todo.code}>
            <button
              type="button"
              className="todo"
              data-testid={todo.code}
              onClick={() =>
                go({
                  page: todo.view === "due" ? "evaluations_due" : PAGE_OF[todo.noun],
                  filters: todo.filters,
                  search: "",
                  ...(todo.view === null ? {} : { view: todo.view }),
                })
              }
            >
              <span className={`state ${TONE[todo.urgency]}`}>
                {t(`home.urgency.${todo.urgency}`)}
              </span>
              <span className="todo-count">{todo.count.toLocaleString("en-US")}</span>
              <span className="todo-text">{message(todo)}</span>
              <span className="todo-amount">
                {todo.amount !== null && (
                  <>
                    <Money yuan={todo.amount} /> {t(`common.list.${unit}`)}
                  </>
                )}
              </span>
              <RightOutlined className="quiet" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
