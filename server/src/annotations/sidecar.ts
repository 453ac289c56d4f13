import * as l10n from '@vscode/l10n';
import type { Problem } from '../corpus/corpus';
import type { Span } from '../text/span';
import { ANNO_CONTEXT, documentAddress, hashOf, isDocumentAddress, isPageAddress, MEIPI_CONTEXT, pageAddress, versionAddress } from './addresses';
import { asList, isArray, isObject, JsonError, type JsonObject, type JsonValue, parseJson, placesIn, sameJson, without } from './json';
import type { AnchorState, Passage } from './model';

/**
 * The sidecar `NAME.txt.annotations.json`: a W3C Web Annotation `AnnotationPage` (https://www.w3.org/TR/annotation-model/),
 * one annotation a line, sorted by position, then id. Commas stand before the lines, so that an annotation added anywhere
 * but before all others is a diff of one line.
 *
 * Of an annotation, codes are bodies `TextualBody` with purpose `tagging` and the stable id of the code as value, the memo is
 * one with purpose `commenting` and format `text/markdown`. The target has a `TextQuoteSelector`, a `TextPositionSelector`
 * (code points) and a `TimeState` whose `cached` names the version of the text that both were taken from. `meipi:original`
 * holds selectors and state as first annotated, once they differ. Everything else that stands in a file is kept.
 */
export interface Sidecar {
  /** The page without its items, as read. */
  readonly page: JsonObject;
  readonly annotations: readonly StoredAnnotation[];
  /** Items that are no annotations of a passage, kept as they are. */
  readonly others: readonly JsonValue[];
}

/** An annotation as its sidecar holds it. */
export interface StoredAnnotation {
  readonly id: string;
  readonly codes: readonly string[];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  /** Where it was last found. */
  readonly passage: Passage;
  /** Where it was made, when that is not `passage`. */
  readonly original?: Passage | undefined;
  readonly anchor: AnchorState;
  /** The annotation that this one is another version of, when two programs changed it differently. */
  readonly conflictsWith?: string | undefined;
  /** The item as read: what is not known of it lives here. */
  readonly raw?: JsonObject | undefined;
}

export const EMPTY_SIDECAR: Sidecar = { page: {}, annotations: [], others: [] };

// #region Reading

/**
 * Reads a sidecar. A text that is no AnnotationPage gives a problem with the place and no sidecar: such a file must not be
 * overwritten. A single item that is malformed gives a warning and is kept as it is.
 */
export function parseSidecar(text: string, uri: string): { readonly sidecar?: Sidecar; readonly problems: readonly Problem[] } {
  const invalid = (message: string, span: Span): { problems: readonly Problem[] } => ({
    problems: [{ uri, span, severity: 'error', code: 'sidecar.invalid', message: l10n.t('Annotations cannot be read, and are left alone: {0}', message) }],
  });
  const placeOf = placesIn(text);
  let page: JsonValue;
  try {
    page = parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return invalid(error.message, error.span);
    throw error;
  }
  if (!isObject(page)) return invalid(l10n.t('the file is not a JSON object.'), placeOf([]));
  if (!asList(page['type']).includes('AnnotationPage')) {
    return invalid(l10n.t('"type" is not "AnnotationPage".'), placeOf('type' in page ? ['type'] : []));
  }
  const { items, ...rest } = page;
  if (!isArray(items)) return invalid(l10n.t('"items" is not a list.'), placeOf('items' in page ? ['items'] : []));
  return readItems(items, rest, (index) => placeOf(['items', index]), uri);
}

function readItems(items: readonly JsonValue[], page: JsonObject, placeOf: (index: number) => Span, uri: string): { sidecar: Sidecar; problems: Problem[] } {
  const annotations: StoredAnnotation[] = [];
  const others: JsonValue[] = [];
  const problems: Problem[] = [];
  const ids = new Set<string>();
  items.forEach((item, index) => {
    const read = readItem(item);
    const annotation = typeof read === 'string' ? undefined : read;
    if (annotation && !ids.has(annotation.id)) {
      ids.add(annotation.id);
      annotations.push(annotation);
      return;
    }
    others.push(item);
    if (read === NO_PASSAGE) return;
    problems.push({
      uri,
      span: placeOf(index),
      severity: 'warning',
      code: annotation ? 'sidecar.duplicate-id' : 'sidecar.invalid-annotation',
      message: annotation ? l10n.t('Another annotation has this id. The second one is kept in the file, but not shown.') : (read as string),
    });
  });
  return { sidecar: { page, annotations, others }, problems };
}

/** An item that is fine, but no annotation of a passage of text. */
const NO_PASSAGE = '';

/** The annotation that an item holds, or what is wrong with it. */
function readItem(item: JsonValue): StoredAnnotation | string {
  if (typeof item === 'string') return NO_PASSAGE;
  const kept = (what: string): string => l10n.t('{0} The item is kept in the file, but not shown.', what);
  if (!isObject(item)) return kept(l10n.t('This is not an annotation.'));
  if (!asList(item['type']).includes('Annotation')) return kept(l10n.t('"type" is not "Annotation".'));
  const id = item['id'];
  if (typeof id !== 'string' || id === '') return kept(l10n.t('The annotation has no "id".'));
  const target = targetOf(item);
  if (!target) return NO_PASSAGE;
  const passage = readPassage(asList(target['selector']), target['state']);
  if (passage === undefined) return NO_PASSAGE;
  if (typeof passage === 'string') return kept(passage);
  const original = isObject(target['meipi:original'])
    ? readPassage(asList(target['meipi:original']['selector']), target['meipi:original']['state'])
    : undefined;
  const created = stringOr(item['created'], '');
  return {
    id,
    codes: [...new Set(bodiesOf(item).flatMap((body) => (isTag(body) ? [body.value] : [])))],
    memo: bodiesOf(item).find(isMemo)?.value ?? '',
    creator: readCreator(item['creator']),
    created,
    modified: stringOr(item['modified'], created),
    passage,
    original: typeof original === 'string' ? undefined : original,
    anchor: readAnchor(target['meipi:anchor']),
    conflictsWith: typeof item['meipi:conflictsWith'] === 'string' ? item['meipi:conflictsWith'] : undefined,
    raw: item,
  };
}

function targetOf(item: JsonObject): JsonObject | undefined {
  const targets = asList(item['target']);
  const [target] = targets;
  return targets.length === 1 && isObject(target) ? target : undefined;
}

/** The passage that selectors and state describe; `undefined` without a quotation, a message when malformed. */
function readPassage(selectors: readonly JsonValue[], state: JsonValue | undefined): Passage | string | undefined {
  const quote = selectors.find((selector): selector is JsonObject => isObject(selector) && selector['type'] === 'TextQuoteSelector');
  const position = selectors.find((selector): selector is JsonObject => isObject(selector) && selector['type'] === 'TextPositionSelector');
  if (!quote) return undefined;
  const exact = quote['exact'];
  if (typeof exact !== 'string' || exact === '') return l10n.t('The quotation ("exact") of the annotation is missing.');
  if (position && !(isCount(position['start']) && isCount(position['end']) && position['start'] < position['end'])) {
    return l10n.t('The position of the annotation is not two numbers, "start" below "end".');
  }
  const timeState = asList(state).find((each): each is JsonObject => isObject(each) && each['type'] === 'TimeState');
  return {
    position: position ? { start: position['start'] as number, end: position['end'] as number } : undefined,
    quote: exact,
    prefix: stringOr(quote['prefix'], ''),
    suffix: stringOr(quote['suffix'], ''),
    textHash: hashOf(stringOr(timeState?.['cached'], '')),
    date: typeof timeState?.['sourceDate'] === 'string' ? timeState['sourceDate'] : undefined,
  };
}

function readCreator(creator: JsonValue | undefined): string {
  const first = asList(creator)[0];
  if (!isObject(first)) return stringOr(first, '');
  return stringOr(asList(first['name'])[0], stringOr(first['id'], ''));
}

function readAnchor(value: JsonValue | undefined): AnchorState {
  return value === 'moved' || value === 'changed' || value === 'ambiguous' || value === 'lost' ? value : 'exact';
}

function bodiesOf(item: JsonObject): readonly JsonValue[] {
  return asList(item['body']);
}

interface TextualBody extends JsonObject {
  readonly value: string;
}

function isTag(body: JsonValue): body is TextualBody {
  return isTextualBody(body) && asList(body['purpose']).includes('tagging');
}

function isMemo(body: JsonValue): body is TextualBody {
  return isTextualBody(body) && asList(body['purpose']).includes('commenting');
}

function isTextualBody(body: JsonValue): body is TextualBody {
  return isObject(body) && body['type'] === 'TextualBody' && typeof body['value'] === 'string';
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function stringOr(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

// #endregion

// #region Writing

/**
 * The text of a sidecar; `document` is the path of its document below the corpus root. A sidecar that was renamed with its
 * document gets the names of the new path; names that other programs gave stay.
 */
export function formatSidecar(sidecar: Sidecar, document: string): string {
  const items = [
    ...[...sidecar.annotations].sort(byPlace).map((annotation) => formatAnnotation(annotation, document)),
    ...sidecar.others.map((other) => JSON.stringify(other)),
  ];
  const { '@context': context, id, type, ...rest } = sidecar.page;
  const head: JsonObject = { '@context': withOwnContext(context), id: isOwnPageAddress(id) ? pageAddress(document) : id, type: type ?? 'AnnotationPage', ...rest };
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const lines = items.map((item, index) => `${index === 0 ? ' ' : ','}${item}\n`);
  return `{\n${fields.join('')}"items": [\n${lines.join('')}]\n}\n`;
}

/** Whether a name is for us to write: there is none yet, or it is one of ours, be it of an earlier path. */
function isOwnPageAddress(id: JsonValue | undefined): boolean {
  return id === undefined || (typeof id === 'string' && isPageAddress(id));
}

function isOwnDocumentAddress(source: JsonValue | undefined): boolean {
  return source === undefined || (typeof source === 'string' && isDocumentAddress(source));
}

/** Order of annotations in a file: by position, those without one last, then by id. */
function byPlace(a: StoredAnnotation, b: StoredAnnotation): number {
  const [p, q] = [a.passage.position, b.passage.position];
  const order = (p?.start ?? Infinity) - (q?.start ?? Infinity) || (p?.end ?? 0) - (q?.end ?? 0);
  if (order !== 0 && !Number.isNaN(order)) return order;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Lines of annotations already written; an annotation is never changed in place, so they stay good. */
const lines = new WeakMap<StoredAnnotation, { readonly document: string; readonly line: string }>();

function formatAnnotation(annotation: StoredAnnotation, document: string): string {
  const known = lines.get(annotation);
  if (known?.document === document) return known.line;
  const line = JSON.stringify(toItem(annotation, document));
  lines.set(annotation, { document, line });
  return line;
}

/** The W3C annotation of a stored one. Parts that are as they were read keep the shape they were read in. */
function toItem(annotation: StoredAnnotation, document: string): JsonObject {
  const raw = annotation.raw ?? {};
  const read = annotation.raw && readItem(annotation.raw);
  const was = typeof read === 'object' ? read : undefined;
  const { type, motivation, creator, body, target } = raw;
  const bodies = was && was.memo === annotation.memo && sameJson(was.codes, annotation.codes) ? body : toBodies(asList(body), annotation);
  return {
    id: annotation.id,
    type: type ?? 'Annotation',
    motivation: motivation === undefined || (was && motivation === motivationOf(was)) ? motivationOf(annotation) : motivation,
    created: annotation.created || undefined,
    modified: annotation.modified || undefined,
    creator: was?.creator === annotation.creator ? creator : toCreator(annotation.creator),
    body: bodies,
    target: toTarget(annotation, was, document, isArray(target) ? target[0] : target),
    'meipi:conflictsWith': annotation.conflictsWith,
    ...without(raw, 'id', 'type', 'motivation', 'created', 'modified', 'creator', 'body', 'target', 'meipi:conflictsWith'),
  };
}

function motivationOf({ codes, memo }: StoredAnnotation): string {
  if (codes.length > 0) return 'tagging';
  return memo === '' ? 'highlighting' : 'commenting';
}

function toCreator(name: string): JsonObject | undefined {
  return name === '' ? undefined : { type: 'Person', name };
}

function toBodies(before: readonly JsonValue[], annotation: StoredAnnotation): JsonValue | undefined {
  const codes = new Set(annotation.codes);
  const bodies: JsonValue[] = [];
  let memo = annotation.memo;
  let memoSeen = false;
  for (const body of before) {
    if (isTag(body)) {
      if (codes.delete(body.value)) bodies.push(body);
    } else if (isMemo(body) && !memoSeen) {
      if (memo !== '') bodies.push({ ...body, value: memo });
      memo = '';
      memoSeen = true;
    } else bodies.push(body);
  }
  for (const value of codes) bodies.push({ type: 'TextualBody', purpose: 'tagging', value });
  if (memo !== '') bodies.push({ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: memo });
  return bodies.length === 0 ? undefined : bodies;
}

function toTarget(annotation: StoredAnnotation, was: StoredAnnotation | undefined, document: string, target: JsonValue | undefined): JsonObject {
  const raw = isObject(target) ? target : {};
  const { type, source, state, selector, 'meipi:original': original } = raw;
  const samePassage = was !== undefined && samePlace(was.passage, annotation.passage);
  return {
    type: type ?? 'SpecificResource',
    source: isOwnDocumentAddress(source) ? documentAddress(document) : source,
    state: samePassage ? state : toState(annotation.passage, asList(state)),
    selector: samePassage ? selector : toSelectors(annotation.passage, asList(selector)),
    'meipi:original': annotation.original === undefined ? undefined : originalOf(annotation.original, was?.original, original),
    'meipi:anchor': annotation.anchor === 'exact' ? undefined : annotation.anchor,
    ...without(raw, 'type', 'source', 'state', 'selector', 'meipi:original', 'meipi:anchor'),
  };
}

function originalOf(passage: Passage, was: Passage | undefined, raw: JsonValue | undefined): JsonValue {
  if (was && raw !== undefined && samePlace(was, passage)) return raw;
  return { state: toState(passage, []), selector: toSelectors(passage, []) };
}

function toState(passage: Passage, before: readonly JsonValue[]): JsonValue | undefined {
  const others = before.filter((state) => !(isObject(state) && state['type'] === 'TimeState'));
  if (passage.textHash === undefined) return others.length === 0 ? undefined : others;
  // The W3C test suite wants `sourceDate` in every TimeState.
  const state: JsonObject = { type: 'TimeState', sourceDate: passage.date, cached: versionAddress(passage.textHash) };
  return others.length === 0 ? state : [state, ...others];
}

function toSelectors(passage: Passage, before: readonly JsonValue[]): JsonValue {
  const selectors: JsonValue[] = [{ type: 'TextQuoteSelector', exact: passage.quote, prefix: passage.prefix, suffix: passage.suffix }];
  if (passage.position) selectors.push({ type: 'TextPositionSelector', start: passage.position.start, end: passage.position.end });
  const others = before.filter((selector) => !isObject(selector) || (selector['type'] !== 'TextQuoteSelector' && selector['type'] !== 'TextPositionSelector'));
  return [...selectors, ...others];
}

/** Whether two passages are the same place of the same version of a text. */
export function samePlace(a: Passage, b: Passage): boolean {
  return a.textHash === b.textHash && sameSelectors(a, b);
}

/** Whether two passages have the same position, quotation and context, be it in different versions of a text. */
export function sameSelectors(a: Passage, b: Passage): boolean {
  return a.position?.start === b.position?.start && a.position?.end === b.position?.end
    && a.quote === b.quote && a.prefix === b.prefix && a.suffix === b.suffix;
}

/** The contexts of a page, with those that sidecars need. */
function withOwnContext(context: JsonValue | undefined): JsonValue {
  const contexts = [...asList(context)];
  if (!contexts.includes(ANNO_CONTEXT)) contexts.unshift(ANNO_CONTEXT);
  if (!contexts.some((each) => isObject(each) && each['meipi'] === MEIPI_CONTEXT.meipi)) contexts.push(MEIPI_CONTEXT);
  return contexts;
}

// #endregion
