import { PhysicalPosition } from "@tauri-apps/api/dpi";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App as AntApp } from "antd";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drags, hears, tells } from "../../tests/events";
import { ALONE, signedIn } from "../../tests/people";
import { answer, asks, failure } from "../../tests/program";
import { show } from "../../tests/show";
import { importSession } from "../features/exchange/session";
import type { Access } from "../ipc/bindings";
import { AccessProvider } from "../shared/access";
import { useNavigation } from "../shared/navigation";
import { useCover } from "../shared/shortcuts";
import { useArrivingFiles } from "./useArrivingFiles";

vi.mock("../ipc/events", async () => ({
  useEvent: (await import("../../tests/events")).useHearing,
  useFileDrag: (await import("../../tests/events")).useDragging,
}));

function Page() {
  useArrivingFiles();
  const [covered, cover] = useState(false);
  useCover(covered);
  const { place, memory } = useNavigation();
  return (
    <button type="button" data-testid="page" onClick={() => cover(!covered)}>
      {place.page} {String(memory.get("file") ?? "")}
    </button>
  );
}

function Desk({ first }: { first: Access | null }) {
  const [access, setAccess] = useState(first);
  return (
    <AccessProvider value={access}>
      <AntApp>
        <Page />
        <button type="button" data-testid="unlock" onClick={() => setAccess(ALONE)} />
      </AntApp>
    </AccessProvider>
  );
}

function start(files: string[], access: Access | null = null) {
  let waiting = files;
  answer({
    take_handed_files: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    open_import_file: () => {
      throw failure("file.not_found", { path: "x" });
    },
  });
  show(<Desk first={access} />, { page: "contracts" });
  return async (more: string[], told = true) => {
    waiting = more;
    await act(async () => told && tells("files-handed", null));
  };
}

function tellsOfDrag(paths: string[]) {
  for (const take of drags) {
    take({ type: "drop", paths, position: new PhysicalPosition(0, 0) });
  }
}

beforeEach(() => {
  hears.clear();
  drags.clear();
  importSession.reset();
});

describe("files that arrive", () => {
  it("lead from the start to the import", async () => {
    start(["D:\\收到\\六月付款.xlsx"]);
    await waitFor(() => expect(screen.getByTestId("page")).toHaveTextContent("import"));
    expect(asks("open_import_file")).toEqual([{ path: "D:\\收到\\六月付款.xlsx", encoding: null }]);
  });

  it("lead to the restore where they are backups", async () => {
    const hand = start([]);
    await hand(["E:\\db_backup_20261121_170200.sqlite3.age"]);
    await waitFor(() =>
      expect(screen.getByTestId("page")).toHaveTextContent(
        "backups E:\\db_backup_20261121_170200.sqlite3.age",
      ),
    );
    expect(asks("open_import_file")).toEqual([]);
  });

  it("are taken where they are dropped on any page", async () => {
    start([]);
    await act(async () => tellsOfDrag(["b.xlsx", "c.xlsx"]));
    await waitFor(() => expect(screen.getByTestId("page")).toHaveTextContent("import"));
    expect(asks("open_import_file")).toEqual([{ path: "b.xlsx", encoding: null }]);
    expect(await screen.findByText(/已取第一个：b.xlsx/)).toBeInTheDocument();
  });

  it("wait for the form that lies over the page", async () => {
    const hand = start([]);
    await userEvent.click(screen.getByTestId("page"));
    await hand(["a.csv"]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(screen.getByTestId("page")).toHaveTextContent("contracts");
    await userEvent.click(screen.getByTestId("page"));
    await waitFor(() => expect(screen.getByTestId("page")).toHaveTextContent("import"));
  });

  it("that came under the lock are asked for once it is gone", async () => {
    const hand = start([]);
    await waitFor(() => expect(asks("take_handed_files")).toHaveLength(1));
    await hand(["a.csv"], false);
    await userEvent.click(screen.getByTestId("unlock"));
    await waitFor(() => expect(screen.getByTestId("page")).toHaveTextContent("import"));
  });

  it("say so where the role has no such page", async () => {
    start(["a.csv"], signedIn("reader"));
    expect(await screen.findByText(/您的角色没有这个页面/)).toBeInTheDocument();
    expect(screen.getByTestId("page")).toHaveTextContent("contracts");
  });
});
