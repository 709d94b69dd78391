import type { Failure } from "../src/ipc/bindings";
import type { Arguments, CommandName, ProgressOf, Result } from "../src/ipc/call";

// This file stands in for `call`, so it may import nothing that itself imports `call`.

/** What the program would answer to each command of a test. */
export type Answers = {
  [K in CommandName]?: (
    args: Arguments<K>,
    report: (progress: ProgressOf<K>) => void,
  ) => Result<K> | Promise<Result<K>>;
};

let answers: Answers = {};

/** Every command that was asked for, in order, with its arguments. */
export const asked: { name: CommandName; args: unknown }[] = [];

/** Sets what the program answers from now on, and forgets what was asked. */
export function answerWith(next: Answers): void {
  answers = next;
  asked.length = 0;
}

/** Stands in for `call`: a command without an answer fails the test that asked for it. */
export async function answering<K extends CommandName>(
  name: K,
  args: Arguments<K>,
  report: (progress: ProgressOf<K>) => void = () => {},
): Promise<Result<K>> {
  asked.push({ name, args });
  const answer = answers[name] as
    | ((args: Arguments<K>, report: (progress: ProgressOf<K>) => void) => Result<K>)
    | undefined;
  if (answer === undefined) {
    throw new Error(`no answer to ${name}`);
  }
  return answer(args, report);
}

/** The arguments of every time a command was asked for. */
export function asks<K extends CommandName>(name: K): Arguments<K>[] {
  return asked.filter((one) => one.name === name).map((one) => one.args as Arguments<K>);
}

/** A failure with a code, as the program words it. */
export function failure(code: Failure["code"], params: Failure["params"] = {}): Failure {
  return { code, params, field: null, problems: [], incident: "K7Q2" };
}
