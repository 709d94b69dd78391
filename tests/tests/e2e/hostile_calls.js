// Calls the commands of the program as a page that has gone wrong, or over to somebody else, might:
// every name, with values that are random, of the wrong type, or real ones changed a little.
const [commands, seed, count, forbidden, shown, done] = arguments;

// mulberry32: the same seed makes the same calls.
let state = seed >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];
const chance = (share) => random() < share;

const TEXTS = [
  '', ' ', '0', '-1', '1e309', 'NaN', 'null', '合同', "'; DROP TABLE contract; --", '" OR 1=1 --', '%', '_', '\\',
  '../../../../etc/passwd', 'C:\\Windows\\win.ini', '\\\\?\\C:\\', 'file:///', '<img src=x onerror=alert(1)>',
  '=cmd|calc!A1', '{{7*7}}', '${7*7}', '%s%n%x', '\u0000', '\u202e', '\ud800', '\ufeff', '😀', 'A'.repeat(5000),
  '字'.repeat(40000), '2026-11-22', '2026-02-30', '9999-99-99', '2026-11-22 17:05', '12.345', '-0.00',
  '99999999999999999999', '主合同', '违约约谈', 'P0', '#1', '#-1', 'contract', 'supplier', '__proto__', 'constructor',
];
const NUMBERS = [
  0, 1, 2, 3, 7, -1, 0.5, 255, 256, 65535, 65536, 2147483647, -2147483648, 4294967295, 4294967296,
  9007199254740991, -9007199254740991, 9007199254740993, 1e308, -1e308,
];
const NOUNS = [
  'project', 'procurement', 'supplier', 'contract', 'payment_plan', 'payment', 'settlement', 'evaluation', 'interview',
];

// What the program itself answered: the likeliest to be taken.
const pool = [];
const keep = (value, depth = 0) => {
  if (value === null || typeof value !== 'object' || depth > 4) return;
  if (!Array.isArray(value) && pool.length < 400) pool.push(value);
  else if (!Array.isArray(value) && chance(0.02)) pool[below(pool.length)] = value;
  Object.values(value).slice(0, 20).forEach((part) => { keep(part, depth + 1); });
};

const anything = (depth = 0) => {
  const kind = below(depth > 3 ? 5 : 8);
  if (kind === 0) return null;
  if (kind === 1) return chance(0.5);
  if (kind === 2) return one(NUMBERS);
  if (kind <= 4) return one(TEXTS);
  if (kind === 5) return Array.from({ length: below(5) }, () => anything(depth + 1));
  if (kind === 6 && pool.length > 0) return changed(one(pool));
  return Object.fromEntries(
    Array.from({ length: below(5) }, () => [one(TEXTS).slice(0, 20), anything(depth + 1)]));
};

// A real value with one part of it changed.
const changed = (value) => {
  const copy = structuredClone(value);
  const keys = Object.keys(copy);
  if (keys.length === 0) return copy;
  const key = one(keys);
  const old = copy[key];
  if (chance(0.2)) delete copy[key];
  else if (old !== null && typeof old === 'object' && chance(0.7)) copy[key] = changed(old);
  else copy[key] = chance(0.6) && typeof old === 'string' ? one(TEXTS) : anything(1);
  return copy;
};

const whole = (most) => (chance(0.5) ? below(20) : Math.trunc(one(NUMBERS)) % most);
const QUERY = () => ({
  search: chance(0.5) ? '' : one(TEXTS),
  filters: chance(0.5) ? [] : [{
    field: one(['id', 'code', 'name', 'status', 'amount', 'held_on', one(TEXTS)]),
    comparison: one(['is', 'contains', 'at_least', 'at_most', 'empty', 'not_empty', 'other']),
    values: chance(0.3) ? [] : [one(TEXTS)],
  }],
  sort: chance(0.5) ? [] : [{ field: one(['id', 'code', 'amount', one(TEXTS)]), descending: chance(0.5) }],
  offset: whole(1e6), limit: below(50),
});

const valueOf = (type) => {
  const inner = /^Option<(.*)>$/.exec(type);
  if (inner) return chance(0.3) ? null : valueOf(inner[1]);
  const list = /^Vec<(.*)>$/.exec(type);
  if (list) return Array.from({ length: below(4) }, () => valueOf(list[1]));
  if (type === 'String') return one(TEXTS);
  if (type === 'bool') return chance(0.5);
  if (/^[iu](8|16|32|64)$/.test(type)) return whole(1e15);
  if (type === 'Noun') return one(NOUNS);
  if (type === 'ListQuery') return QUERY();
  return pool.length > 0 && chance(0.8) ? (chance(0.3) ? structuredClone(one(pool)) : changed(one(pool))) : anything();
};

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const argumentsOf = ({ args, reports, spared }) => {
  const given = {};
  for (const { name, type } of args) {
    if (chance(0.04)) continue;
    given[camel(name)] = spared ? one([null, {}, [], 'x']) : chance(0.15) ? anything() : valueOf(type);
  }
  if (chance(0.03)) given[one(TEXTS).slice(0, 12)] = anything();
  if (reports && chance(0.97)) {
    given.progress = `__CHANNEL__:${window.__TAURI_INTERNALS__.transformCallback(() => {})}`;
  }
  return given;
};

const seen = { calls: 0, answered: 0, refused: 0, invalid: 0, codes: {}, names: {}, wrong: [] };
const wrong = (what, name, given, text) => {
  if (seen.wrong.length < 20) {
    seen.wrong.push({ what, name, given: (JSON.stringify(given) ?? '').slice(0, 600), text: String(text).slice(0, 600) });
  }
};
const LATE = Symbol('late');
const call = async (command) => {
  const given = argumentsOf(command);
  seen.calls += 1;
  seen.names[command.name] = (seen.names[command.name] ?? 0) + 1;
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(() => resolve(LATE), 90000); });
  try {
    const answer = await Promise.race([window.__TAURI_INTERNALS__.invoke(command.name, given), late]);
    if (answer === LATE) wrong('no answer', command.name, given, '');
    else { seen.answered += 1; keep(answer); }
  } catch (error) {
    const text = typeof error === 'string' ? error : JSON.stringify(error);
    const own = JSON.stringify(given) ?? '';
    if (typeof error === 'string') seen.invalid += 1;
    else {
      seen.refused += 1;
      seen.codes[error.code] = (seen.codes[error.code] ?? 0) + 1;
      if (typeof error.code !== 'string') wrong('no code', command.name, given, text);
      if (error.code === 'internal') wrong('internal', command.name, given, text);
    }
    // What the page shows anyway is no secret of it.
    const told = shown.reduce((rest, path) => rest.replaceAll(path, ''), text);
    const leak = forbidden.find((part) => told.includes(part) && !own.includes(part));
    if (leak !== undefined) wrong(`tells ${leak}`, command.name, given, text);
  } finally {
    clearTimeout(timer);
  }
};

const first = seed % 1000 === 0 ? [...commands] : [];
const next = () => {
  if (first.length > 0) return first.shift();
  for (;;) {
    const command = one(commands);
    if (!command.slow || chance(0.02)) return command;
  }
};
// A few at a time, as a page does. The order in which calls are made is that of the seed.
let left = Math.max(count, first.length);
const worker = async () => {
  while (left > 0) {
    left -= 1;
    await call(next());
  }
};
Promise.all(Array.from({ length: 4 }, worker)).then(() => done(seen), (error) => done({ ...seen, error: String(error) }));
