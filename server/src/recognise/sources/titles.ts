import type { Reading } from '../../text/reading';
import { entityIdAt } from './canonical';
import type { EstablishedName } from './established';
import { withoutWhite } from './whiteSpace';
import type { WorkMention } from './works';

/**
 * Titles under which a work is known besides its full one. A law's official title begins with the name of the state, and it is
 * cited without: 《中华人民共和国港口法》 is 《港口法》 wherever a document of the corpus has the full title.
 */
const OFFICIAL = /^[《<](?:中华人民共和国|中華人民共和國)([^《》<>]{2,40}?)(?:\([^()]*\))?[》>]$/;

/** With what the name of the state begins, in either script. */
const OPENS_STATE = '中'.charCodeAt(0);

/** The short titles that the full ones in a document establish for the corpus; `form` is the short title without brackets. */
export function establishedTitles(reading: Reading, works: readonly WorkMention[]): EstablishedName[] {
  const names: EstablishedName[] = [];
  for (const work of works) {
    const title = withoutWhite(reading.text.slice(work.start, work.end));
    const short = title.charCodeAt(1) === OPENS_STATE ? OFFICIAL.exec(title)?.[1] : undefined;
    if (short) names.push({ id: entityIdAt(reading, 'work', work), form: short, scope: 'corpus' });
  }
  return names;
}

/** The id of the work that a mention names: that of its full title where the document or the corpus has one. */
export function workId(reading: Reading, work: WorkMention, known: ReadonlyMap<string, string>): string {
  if (work.fullTitle) return entityIdAt(reading, 'work', work.fullTitle);
  const title = withoutWhite(reading.text.slice(work.start + 1, work.end - 1));
  return known.get(title) ?? entityIdAt(reading, 'work', work);
}
