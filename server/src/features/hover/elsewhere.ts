import * as l10n from '@vscode/l10n';
import { directionOf, numbersOf, periodOf, quoteOf, type Figure } from '../../corpus/figures/figure';
import { figureIndexOf } from '../../corpus/figures/figureIndex';
import type { NumberTag } from '../../recognise/tags';
import { markdownLink } from '../markdown';
import { oneLine } from '../plainText';
import type { HoverContext } from './hover';

/** Figures named; the others are counted. */
const SHOWN = 3;
/** UTF-16 code units of a title. */
const TITLE_LENGTH = 24;
const SIGNS = { rise: '↑ ', fall: '↓ ', level: '' };

/**
 * What other documents say of the thing that a number measures, on one line, those of the same time first; undefined where none does.
 * Before the corpus has been read nothing is said of other documents, and of a document in which someone types nothing until they pause: what its
 * numbers measure is known only when it has been recognised as a whole.
 */
export function elsewhere({ corpus, document, link }: HoverContext, tag: NumberTag): string | undefined {
  if (!tag.measures || document.isProvisional || !(corpus.isIndexed || corpus.readCount === corpus.documents.length)) return undefined;
  const figure = numbersOf(corpus, document).find((own) => own.tag.start === tag.start);
  if (!figure?.thing || figure.thing.isVague) return undefined;
  const period = periodOf(figure);
  const others = figureIndexOf(corpus).ofThing(figure.thing.key).filter((other) => other.document.id !== document.id);
  if (others.length === 0) return undefined;
  const sorted = [...others].sort((a, b) => Number(periodOf(b) === period) - Number(periodOf(a) === period));
  const named = sorted.slice(0, SHOWN).map((other) => markdownLink(label(other), link({ uri: other.document.uri, range: other.document.text.rangeOf(other.tag) })));
  if (others.length > SHOWN) named.push(`\\+${others.length - SHOWN}`);
  return l10n.t('Elsewhere: {0}', named.join(' · '));
}

/** `5.2% (title, 2023)`. */
function label(figure: Figure): string {
  const direction = directionOf(figure);
  const details = [oneLine(figure.document.title, TITLE_LENGTH), periodOf(figure)].filter((detail) => detail !== undefined);
  return `${direction === undefined ? '' : SIGNS[direction]}${quoteOf(figure)} (${details.join(l10n.t(', '))})`;
}
