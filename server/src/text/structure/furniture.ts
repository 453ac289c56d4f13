import { KINDS_OF_ENDS, type Line, LONGEST_BEFORE_CONTACT } from './line';
import { CONTACTS, MAY_BE_ADDRESS, MAY_BE_PAGE_NUMBER } from './lineClasses';

/** What is printed about the text and belongs to no article: page numbers, contact data, running heads and feet. */

const PAGE_NUMBER = /^(?:[-—·•\s]*\d{1,4}[-—·•\s]*|P\d{1,4}|第\s*\d+\s*页.{0,8})$/;
/** Lines of contact data, codes and numbers only. */
const CONTACT = new RegExp(`^(?:.{0,${LONGEST_BEFORE_CONTACT}}(?:${CONTACTS.join('|')})\\s*:|(?:https?://|www\\.)\\S+$|ISSN|ISBN|CN\\s*\\d|扫码|扫描)`, 'i');

/** A page number, or contact data. */
export function isFurniture(line: Line): boolean {
  if ((line.first & MAY_BE_PAGE_NUMBER) !== 0 && PAGE_NUMBER.test(line.text)) return true;
  return isContact(line);
}

/** Whether a line is contact data, or the code or number of a printed paper. */
export function isContact(line: Line): boolean {
  return ((line.hasEarlyColon && line.namesContact) || (line.first & MAY_BE_ADDRESS) !== 0) && CONTACT.test(line.text);
}

/** Running heads and feet: short lines that stand three times or more, whatever page number they carry. */
export class RunningLines {
  readonly #shapes = new Set<string>();
  /** How often lines end in each way, as far as it matters: by their ends nearly all are told apart, without their shapes. */
  readonly #ends = new Uint8Array(KINDS_OF_ENDS);

  constructor(lines: readonly Line[]) {
    const ends = this.#ends;
    const short = lines.filter((line) => line.length <= LONGEST_RUNNING && !line.endsASentence && line.label === undefined);
    for (const { ends: kind } of short) if ((ends[kind] as number) < LEAST_REPEATED) ends[kind] = (ends[kind] as number) + 1;
    const counts = new Map<string, number>();
    for (const line of short) {
      if ((ends[line.ends] as number) < LEAST_REPEATED) continue;
      const count = (counts.get(line.shape) ?? 0) + 1;
      counts.set(line.shape, count);
      if (count === LEAST_REPEATED) this.#shapes.add(line.shape);
    }
  }

  /** Whether a line looks as they do. */
  has(line: Line): boolean {
    return this.#shapes.size > 0 && line.length <= LONGEST_RUNNING && (this.#ends[line.ends] as number) >= LEAST_REPEATED && this.#shapes.has(line.shape);
  }
}

/** Code units of a running head or foot at most, and how often one stands in a text at least. */
const LONGEST_RUNNING = 40;
const LEAST_REPEATED = 3;
