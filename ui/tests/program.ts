import { mockIPC } from "@tauri-apps/api/mocks";
import type { Failure } from "../src/ipc/bindings";
import type { Arguments, CommandName, ProgressOf, Result } from "../src/ipc/call";

/** What the program would answer to each command of a test. */
export type Answers = {
  [K in CommandName]?: (
    args: Arguments<K>,
    report: (progress: ProgressOf<K>) => void,
  ) => Result<K> | Promise<Result<K>>;
};

/** What the screens asked of the program, in order. */
export interface Asked {
  name: string;
  args: unknown;
}

/** What reached the program: the arguments of the command and, where it tells of it, its progress. */
type Sent = Record<string, unknown> & { progress?: { onmessage: (progress: unknown) => void } };

type Answering = (args: unknown, report: (progress: unknown) => void) => unknown;

let asked: Asked[] = [];

/** Answers in the place of the program from now on; a command without an answer fails the test. */
export function answer(answers: Answers): Asked[] {
  const heard: Asked[] = [];
  asked = heard;
  mockIPC((name, sent) => {
    const { progress, ...args } = (sent ?? {}) as Sent;
    heard.push({ name, args });
    const answering = answers[name as CommandName] as Answering | undefined;
    if (answering === undefined) {
      throw refusal({ code: "internal", incident: `no answer to ${name}` });
    }
    return answering(args, (told) => progress?.onmessage(told));
  });
  return heard;
}

/** The arguments of every time a command was asked for since the program answers as it does. */
export function asks<K extends CommandName>(name: K): Arguments<K>[] {
  return asked.filter((one) => one.name === name).map((one) => one.args as Arguments<K>);
}

/** A failure as the program describes it. */
export function refusal(part: Partial<Failure> & Pick<Failure, "code">): Failure {
  return { params: {}, field: null, problems: [], incident: "", ...part };
}

/** A failure with a code and what its text says, under a number of the log. */
export function failure(code: Failure["code"], params: Failure["params"] = {}): Failure {
  return refusal({ code, params, incident: "K7Q2" });
}
