/** What a password should be, as the forms say it while one is typed; the ledger decides. */
export type PasswordRule = "length" | "kinds" | "name";

const LENGTH = 8;
const KINDS = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];

/** Tells of each rule whether a password keeps it. */
export function passwordRules(password: string, name: string): Record<PasswordRule, boolean> {
  const own = name.trim().toLowerCase();
  return {
    length: [...password].length >= LENGTH,
    kinds: KINDS.filter((kind) => kind.test(password)).length >= 2,
    name: password !== "" && (own === "" || !password.toLowerCase().includes(own)),
  };
}
