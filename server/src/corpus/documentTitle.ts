import { Reading } from '../text/reading';
import { findStructure } from '../text/structure';

/** A title is looked for in this many code units, so that a list of titles does not read whole documents. */
const HEAD = 4000;
const LONGEST_TITLE = 120;
const HAN = /\p{Script=Han}/u;

/** The title that a text itself gives; '' where it gives none. */
export function firstHeading(text: string): string {
  let head = text;
  if (text.length > HEAD) {
    const cut = text.lastIndexOf('\n', HEAD);
    head = text.slice(0, cut > 0 ? cut : HEAD);
  }
  const reading = new Reading(head);
  const heading = findStructure(reading).blocks.find((block) => block.kind === 'heading');
  // A heading inside the text, or a brand over a Chinese page, names the document worse than its file does.
  if (heading?.level !== 1) return '';
  const written = head.slice(reading.toSource(heading.start), reading.toSourceSpan(heading).end).replace(/\s*[\r\n]\s*/g, '');
  if (!HAN.test(written) && HAN.test(head)) return '';
  return [...written].slice(0, LONGEST_TITLE).join('');
}

/** The name of a file by the id of its document, without folders and extension. */
export function baseName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '') || id;
}
