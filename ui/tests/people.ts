import type { Access } from "../src/ipc/bindings";

/** One person alone, without a login. */
export const ALONE: Access = {
  with_accounts: false,
  person: null,
  locked: false,
  must_change: false,
  idle_minutes: 0,
  may: ["read"],
  features: ["rating_trial"],
  resets: [],
};
