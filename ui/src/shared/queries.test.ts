import { describe, expect, it } from "vitest";
import { createQueryClient, refresh, staleKeys } from "./queries";

describe("staleKeys", () => {
  it("names the nouns that show something of what changed, and what every write changes", () => {
    const keys = staleKeys(["payment"]);
    expect(keys).toEqual(
      expect.arrayContaining(["payment", "contract", "supplier", "journal", "undo_state"]),
    );
    expect(keys).not.toContain("interview");
  });
});

describe("refresh", () => {
  it("makes exactly those queries stale", async () => {
    const client = createQueryClient();
    client.setQueryData(["contract", "list", ""], 1);
    client.setQueryData(["interview", "list", ""], 1);
    client.setQueryData(["undo_state"], 1);
    await refresh(client, ["payment"]);
    const stale = (key: unknown[]) => client.getQueryState(key)?.isInvalidated;
    expect(stale(["contract", "list", ""])).toBe(true);
    expect(stale(["undo_state"])).toBe(true);
    expect(stale(["interview", "list", ""])).toBe(false);
  });
});
