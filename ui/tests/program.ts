import { mockIPC } from "@tauri-apps/api/mocks";
import type { CommandMap, Failure } from "../src/ipc/bindings";

type Handlers = {
  [K in keyof CommandMap]?: (args: CommandMap[K]["arguments"]) => CommandMap[K]["result"];
};

/** What the screens asked of the program, in order. */
export interface Asked {
  name: string;
  args: unknown;
}

/** Answers in the place of the program; a command without an answer fails the test. */
export function answer(handlers: Handlers): Asked[] {
  const asked: Asked[] = [];
  mockIPC((name, args) => {
    asked.push({ name, args });
    const handler = handlers[name as keyof CommandMap] as ((args: unknown) => unknown) | undefined;
    if (handler === undefined) {
      throw refusal({ code: "internal", incident: `no answer to ${name}` });
    }
    return handler(args);
  });
  return asked;
}

/** A failure as the program describes it. */
export function refusal(part: Partial<Failure> & Pick<Failure, "code">): Failure {
  return { params: {}, field: null, problems: [], incident: "", ...part };
}
