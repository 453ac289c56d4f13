import type { CorpusDocument } from '../corpus/corpus';
import { fold } from '../text/fold';
import type { Span } from '../text/span';

export interface DocumentLink extends Span {
  /** `https://…`, `http://…` or `mailto:…`. */
  readonly target: string;
}

const MAX_LINKS = 5000;

/** Web and e-mail addresses of a document that an editor can open; document offsets. */
export function documentLinks(document: CorpusDocument): DocumentLink[] {
  const found: DocumentLink[] = [];
  for (const tag of document.tagsSoFar({ kind: 'url' })) {
    const target = targetOf(document.text.slice(tag));
    if (target) found.push({ start: tag.start, end: tag.end, target });
    if (found.length === MAX_LINKS) break;
  }
  return found;
}

/** The address behind what is written: widths folded, white space of a broken line left out, the scheme added. */
function targetOf(written: string): string | undefined {
  const address = fold(written).replace(/[\s\u200b\u2060\ufeff]+/g, '');
  const full = /^https?:\/\//i.test(address) ? address : /^[^/@\s]+@[^/@\s]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
  try {
    return /^[a-z][a-z0-9+.-]*:/i.test(full) ? new URL(full).href : undefined;
  } catch {
    return undefined;
  }
}
