import { HealthDesk } from "../features/health/HealthDesk";

/** 健康检查. */
export function HealthPage() {
  return <HealthDesk />;
}
