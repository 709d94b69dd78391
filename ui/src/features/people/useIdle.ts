import { useEffect, useRef } from "react";

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
const LOOK_EVERY = 5_000;

/** Acts once nobody has touched keyboard or pointer for so many minutes; 0 never acts. */
export function useIdle(minutes: number, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (minutes === 0) {
      return;
    }
    const most = minutes * 60_000;
    let touched = Date.now();
    // The clock of the computer goes on while it sleeps: whoever wakes it finds the lock.
    const look = () => {
      if (Date.now() - touched >= most) {
        latest.current();
        return true;
      }
      return false;
    };
    const touch = () => {
      if (!look()) {
        touched = Date.now();
      }
    };
    for (const sign of SIGNS) {
      window.addEventListener(sign, touch, { capture: true, passive: true });
    }
    const clock = setInterval(look, LOOK_EVERY);
    return () => {
      clearInterval(clock);
      for (const sign of SIGNS) {
        window.removeEventListener(sign, touch, { capture: true });
      }
    };
  }, [minutes]);
}
