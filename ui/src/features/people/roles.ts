import { useQuery } from "@tanstack/react-query";
import type { Failure, Role, RoleRights } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** The roles, the one that may do most first. */
export const ROLES: readonly Role[] = ["administrator", "manager", "editor", "reader"];

/** Reads what each role may do. */
export function useRoleRights() {
  return useQuery<RoleRights[], Failure>({
    queryKey: ["people", "roles"],
    queryFn: () => call("list_roles", {}),
  });
}
