import type { CodeInfo } from '../../../server/src/lsp/protocol';

/** A code that was used, in the place that it keeps among the recent ones. */
export interface RecentCode {
  readonly id: string;
  /** Counts up with every use. */
  readonly used: number;
}

/** Keys of codes: the digits 1 to 9. */
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * The code of each digit: the one that has the digit in the code book; the other digits, in order, have the recent codes, and what is
 * left the codes of the book in its order. A recent code keeps its digit however often it is used: hands learn where it is.
 */
export function codesOfKeys(codes: readonly CodeInfo[], recent: readonly RecentCode[]): ReadonlyMap<string, CodeInfo> {
  const keys = new Map<string, CodeInfo>();
  const codable = codes.filter(({ codable: isCodable }) => isCodable !== false);
  for (const code of codable) if (code.key !== undefined && !keys.has(code.key)) keys.set(code.key, code);
  const taken = new Set([...keys.values()].map(({ id }) => id));
  const recentCodes = recent.map(({ id }) => codable.find((code) => code.id === id)).filter((code) => code !== undefined);
  const others = [...new Set([...recentCodes, ...codable])].filter(({ id }) => !taken.has(id));
  for (const digit of DIGITS) {
    const code = keys.has(digit) ? undefined : others.shift();
    if (code) keys.set(digit, code);
  }
  return new Map([...keys].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Recent codes after the use of one: a new one takes the place of the one used longest ago once there are as many as digits. */
export function withUse(recent: readonly RecentCode[], id: string): RecentCode[] {
  const used = Math.max(0, ...recent.map((each) => each.used)) + 1;
  const at = recent.findIndex((each) => each.id === id);
  const oldest = recent.reduce((best, each, i) => (each.used < (recent[best] as RecentCode).used ? i : best), 0);
  const place = at >= 0 ? at : recent.length < DIGITS.length ? recent.length : oldest;
  return [...recent.slice(0, place), { id, used }, ...recent.slice(place + 1)];
}

/** The code used last. */
export function lastUsed(recent: readonly RecentCode[]): string | undefined {
  return [...recent].sort((a, b) => b.used - a.used)[0]?.id;
}
