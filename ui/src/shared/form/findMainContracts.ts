import { call } from "../../ipc/call";

/** Finds main and framework contracts: what a supplement hangs on, and what is settled. */
export async function findMainContracts(text: string) {
  const page = await call("list_contracts", {
    query: {
      search: text,
      filters: [{ field: "kind", comparison: "is", values: ["主合同", "框架协议"] }],
      sort: [],
      offset: 0,
      limit: 30,
    },
  });
  return page.rows.map(({ id, code, name }) => ({ noun: "contract" as const, id, code, name }));
}
