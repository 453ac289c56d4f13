import works from '../../../data/sources/works.json';
import type { Reading } from '../../text/reading';
import { scriptOf, simplify } from '../../text/script';
import type { Span } from '../../text/span';
import { ownCopy } from '../../text/units';
import type { SourceKind } from '../tags';

/**
 * The id of an entity: its kind and canonical form. One entity has one id whatever the script, the width of the
 * signs or the line breaks of a mention.
 */
export function entityId(kind: SourceKind, written: string): string {
  const ids = known[kind];
  let id = ids.get(written);
  if (id === undefined) {
    const form = ownCopy(written);
    id = `${kind}:${canonicalForm(kind, form)}`;
    if (ids.size >= MOST_KNOWN) ids.clear();
    ids.set(form, id);
  }
  return id;
}

/** Ids by written form: a document names the same few again and again, and to convert a script is dear. */
const known: Readonly<Record<SourceKind, Map<string, string>>> = { person: new Map(), work: new Map(), organization: new Map(), url: new Map() };
const MOST_KNOWN = 10_000;

/** The id of the entity that a span of a reading mentions. */
export function entityIdAt(reading: Reading, kind: SourceKind, span: Span): string {
  return entityId(kind, reading.written(span));
}

/** The folded form under which a mention is looked for elsewhere: as written, without spaces inside. */
export function writtenForm(reading: Reading, span: Span): string {
  const form = reading.text.slice(span.start, span.end);
  // Most have none, and to look for one is far cheaper than a pattern.
  return form.includes(' ') || form.includes('\t') ? form.replace(/[ \t]+/g, '') : form;
}

/** The canonical form of a written mention, taken from the document's own characters (not folded ones, which lose 著/着). */
function canonicalForm(kind: SourceKind, written: string): string {
  if (kind === 'url') return written.replace(/\s+/g, '').normalize('NFKC').replace(/。/g, '.');
  const bare = kind === 'work' ? withoutBrackets(written) : written;
  const latin = /^[\p{Script=Latin}\s.'’·-]+$/u.test(bare.normalize('NFKC'));
  const joined = latin ? bare.normalize('NFKC').trim().replace(/\s+/g, ' ') : bare.replace(/[\s\u200b\ufeff]+/g, '');
  const mainland = kind === 'person' ? joined : withMainlandWording(joined);
  const simplified = simplify(mainland).replace(/[‧•・･∙⋅]/g, '·');
  return kind === 'person' ? simplified.normalize('NFKC') : withChineseSigns(simplified);
}

function withoutBrackets(title: string): string {
  return title.trim().replace(/^[《〈＜<︽]\s*/, '').replace(/\s*[》〉＞>︾]$/, '');
}

/** Regional words of names and titles in Mainland wording; only in Traditional text, where they mean that one thing. */
function withMainlandWording(text: string): string {
  if (!/[\u4e00-\u9fff]/.test(text) || scriptOf(text) === 'hans') return text;
  let mainland = text;
  for (const [regional, other] of works.regionalWording as [string, string][]) mainland = mainland.replaceAll(regional, other);
  return mainland;
}

const FULL_WIDTH: Readonly<Record<string, string>> = { '(': '（', ')': '）', ',': '，', ':': '：', ';': '；', '!': '！', '?': '？' };

/** Chinese titles take Chinese punctuation: half-width signs beside Han characters become full-width ones, full-width letters and digits plain ones. */
function withChineseSigns(text: string): string {
  const plain = text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (character) => character.normalize('NFKC'))
    .replace(/「/g, '“').replace(/」/g, '”').replace(/『/g, '‘').replace(/』/g, '’');
  if (!/[\u4e00-\u9fff]/.test(plain)) return plain;
  return plain.replace(/(?<!\d)[,:]|[,:](?!\d)|[();!?]/g, (sign) => FULL_WIDTH[sign] ?? sign);
}
