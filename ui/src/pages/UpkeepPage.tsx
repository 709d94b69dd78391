import { UpkeepDesk } from "../features/upkeep/UpkeepDesk";

/** The page of 运维记录. */
export function UpkeepPage() {
  return <UpkeepDesk />;
}
