import { useEffect, useRef, useState } from "react";
import type { DamageSurvey, Failure, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";

interface Survey {
  survey: DamageSurvey | null;
  surveying: boolean;
  progress: Progress | null;
  failure: Failure | null;
  begin: () => void;
}

const NOTHING = { survey: null, surveying: false, progress: null, failure: null };

/** Finds out what brings back a damaged ledger, for as long as the screen that asks is shown. */
export function useSurvey(): Survey {
  const [found, setFound] = useState<Omit<Survey, "begin">>(NOTHING);
  const under = useRef(false);
  useEffect(
    () => () => {
      if (under.current) {
        call("cancel_work", {}).catch(() => undefined);
      }
    },
    [],
  );
  const begin = async () => {
    under.current = true;
    setFound({ ...NOTHING, surveying: true });
    try {
      const survey = await call("survey_damage", {}, (progress) =>
        setFound({ ...NOTHING, surveying: true, progress }),
      );
      setFound({ ...NOTHING, survey });
    } catch (reason) {
      setFound({ ...NOTHING, failure: asFailure(reason) });
    } finally {
      under.current = false;
    }
  };
  return { ...found, begin: () => void begin() };
}
