import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { HealthDesk } from "../features/health/HealthDesk";
import { TamperDialog } from "../features/trust/TamperDialog";
import { call } from "../ipc/call";

/** 健康检查. */
export function HealthPage() {
  const state = useQuery({ queryKey: ["app_state"], queryFn: () => call("app_state", {}) });
  const [looking, setLooking] = useState(false);
  const tampering = state.data?.tampering ?? null;
  return (
    <>
      <HealthDesk onTampering={() => setLooking(true)} />
      {looking && tampering !== null && (
        <TamperDialog tampering={tampering} onClose={() => setLooking(false)} />
      )}
    </>
  );
}
