import * as l10n from '@vscode/l10n';
import type { Problem } from '../../corpus/corpus';
import type { Span } from '../../text/span';
import { ANNO_CONTEXT, codeAddress, codeOf, documentAddress, hashOf, isDocumentAddress, isPageAddress, MEIPI_CONTEXT, pageAddress, versionAddress } from '../addresses';
import { asList, inOrderOf, isArray, isObject, JsonError, type JsonObject, type JsonValue, numberOf, parseJson, placesIn, sameJson, stringifyJson, Verbatim, without } from './json';
import { type About, type AnchorState, type AnnotationFields, type Decision, type Passage, type Relation, type Status, STATUSES, type TagRef } from '../model';

/**
 * The sidecar `NAME.txt.annotations.json`: a W3C Web Annotation `AnnotationPage` (https://www.w3.org/TR/annotation-model/),
 * one annotation a line, sorted by position, then id. Commas stand before the lines, so that an annotation added anywhere
 * but before all others is a diff of one line.
 *
 * Of an annotation, codes are bodies `TextualBody` with purpose `tagging` and the stable id of the code as value, the memo is
 * one with purpose `commenting` and format `text/markdown`. The target has a `TextQuoteSelector`, a `TextPositionSelector`
 * (code points) and a `TimeState` whose `cached` names the version of the text that both were taken from. `meipi:original`
 * holds selectors and state as first annotated, once they differ. A discontinuous annotation has a list of such targets.
 *
 * An annotation about a document, a code or another annotation has the name of that as its target. A reply has the
 * motivation `replying`; a relation `linking`, with the other annotation in a body of that purpose and the kind in one for
 * `classifying`; the status of a document is a body for `assessing`. Everything else that stands in a file is kept.
 */
export interface Sidecar {
  /** The page without its items, as read. */
  readonly page: JsonObject;
  readonly annotations: readonly StoredAnnotation[];
  /** Items that are no annotations of a passage, kept as they are. */
  readonly others: readonly JsonValue[];
}

/** A passage of an annotation as its sidecar holds it. */
export interface StoredPart {
  /** Where it was last found. */
  readonly passage: Passage;
  /** Where it was made, when that is not `passage`; the first one, for ever. */
  readonly original?: Passage | undefined;
  /** Where a person last said that it is, when that is not where it was made. */
  readonly accepted?: Passage | undefined;
  /** A person said that it is no longer in the text. */
  readonly gone?: boolean | undefined;
  readonly anchor: AnchorState;
}

/** An annotation as its sidecar holds it. */
export interface StoredAnnotation extends AnnotationFields {
  readonly id: string;
  readonly about: About;
  /** None unless it is about passages. */
  readonly parts: readonly StoredPart[];
  readonly codes: readonly string[];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
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
  if (page instanceof Verbatim && page.doubled !== undefined) return invalid(doubledMessage(page.doubled), placeOf([]));
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
  const doubled = doubledIn(item, ...(isObject(item) ? placesOf(item['target']) : []));
  if (doubled !== undefined) return kept(doubledMessage(doubled));
  if (!isObject(item)) return kept(l10n.t('This is not an annotation.'));
  if (!asList(item['type']).includes('Annotation')) return kept(l10n.t('"type" is not "Annotation".'));
  const id = item['id'];
  if (typeof id !== 'string' || id === '') return kept(l10n.t('The annotation has no "id".'));
  const target = readTarget(item);
  if (target === undefined) return NO_PASSAGE;
  if (typeof target === 'string') return kept(target);
  const relation = target.about.kind === 'annotation' ? readRelation(item) : undefined;
  const created = stringOr(item['created'], '');
  return {
    id,
    ...target,
    codes: [...new Set(bodiesOf(item).flatMap((body) => (isTag(body) ? [body.value] : [])))],
    memo: bodiesOf(item).find(isMemo)?.value ?? '',
    creator: readCreator(item['creator']),
    created,
    modified: stringOr(item['modified'], created),
    relation,
    status: target.about.kind === 'document' ? bodiesOf(item).find(isStatus)?.value : undefined,
    decision: readDecision(item['meipi:decision']),
    locked: item['meipi:locked'] === true ? true : undefined,
    adjudicates: readIds(item['meipi:adjudicates']),
    adopts: readIds(item['meipi:adopts']),
    conflictsWith: typeof item['meipi:conflictsWith'] === 'string' ? item['meipi:conflictsWith'] : undefined,
    raw: item,
  };
}

/** The name of a field that stands twice in one of some objects: which of the two is meant, nobody can say. */
function doubledIn(...values: readonly JsonValue[]): string | undefined {
  return values.flatMap((value) => (value instanceof Verbatim ? (value.doubled ?? []) : []))[0];
}

function doubledMessage(field: string): string {
  return l10n.t('The field "{0}" stands twice.', field);
}

/** What an item is about; `undefined` when that is nothing we know of, a message when it is malformed. */
function readTarget(item: JsonObject): Pick<StoredAnnotation, 'about' | 'parts'> | string | undefined {
  const places = placesOf(item['target']);
  const [first] = places;
  if (typeof first === 'string' && places.length === 1) {
    const about = readAbout(first, asList(item['motivation']));
    return about && { about, parts: [] };
  }
  if (first === undefined) return undefined;
  const parts: StoredPart[] = [];
  for (const place of places) {
    const part = isObject(place) ? readPart(place) : undefined;
    if (part === undefined || typeof part === 'string') return part;
    parts.push(part);
  }
  return { about: { kind: 'passage' }, parts };
}

/** What a target consists of: other programs may write a list as a `Composite`. */
function placesOf(target: JsonValue | undefined): readonly JsonValue[] {
  return isComposite(target) ? asList(target['items']) : asList(target);
}

function isComposite(target: JsonValue | undefined): target is JsonObject {
  return isObject(target) && target['type'] === 'Composite';
}

function readAbout(target: string, motivations: readonly JsonValue[]): About | undefined {
  if (isDocumentAddress(target)) return { kind: 'document' };
  const code = codeOf(target);
  if (code !== undefined) return { kind: 'code', id: code };
  return motivations.includes('replying') || motivations.includes('linking') ? { kind: 'annotation', id: target } : undefined;
}

function readPart(place: JsonObject): StoredPart | string | undefined {
  const passage = readPassage(asList(place['selector']), place['state']);
  if (passage === undefined || typeof passage === 'string') return passage;
  const anchor = readAnchor(place['meipi:anchor']);
  return {
    passage: place['meipi:repeated'] === true ? { ...passage, repeated: true } : passage,
    original: readEarlier(place['meipi:original']),
    accepted: readEarlier(place['meipi:accepted']),
    gone: place['meipi:gone'] === true && (anchor === 'lost' || anchor === 'ambiguous') ? true : undefined,
    anchor,
  };
}

function readEarlier(value: JsonValue | undefined): Passage | undefined {
  const passage = isObject(value) ? readPassage(asList(value['selector']), value['state']) : undefined;
  return typeof passage === 'string' ? undefined : passage;
}

function readRelation(item: JsonObject): Relation | undefined {
  const to = bodiesOf(item).find(isLink)?.source;
  return to === undefined ? undefined : { kind: bodiesOf(item).find(isKind)?.value ?? '', to };
}

function readDecision(value: JsonValue | undefined): Decision | undefined {
  if (!isObject(value)) return undefined;
  const { verdict } = value;
  const [tag, as] = [readTagRef(value['tag']), readTagRef(value['as'])];
  if (!tag || (verdict !== 'accepted' && verdict !== 'rejected' && verdict !== 'corrected')) return undefined;
  return { verdict, tag, ...(as ? { as } : {}) };
}

function readTagRef(value: JsonValue | undefined): TagRef | undefined {
  if (!isObject(value) || typeof value['layer'] !== 'string' || typeof value['kind'] !== 'string') return undefined;
  return { layer: value['layer'], kind: value['kind'], ...(typeof value['id'] === 'string' ? { id: value['id'] } : {}), ...(isObject(value['value']) ? { value: value['value'] } : {}) };
}

function readIds(value: JsonValue | undefined): readonly string[] | undefined {
  const ids = asList(value).filter((id) => typeof id === 'string');
  return ids.length === 0 ? undefined : ids;
}

/** The passage that selectors and state describe; `undefined` without a quotation, a message when malformed. */
function readPassage(selectors: readonly JsonValue[], state: JsonValue | undefined): Passage | string | undefined {
  const quote = selectors.find((selector): selector is JsonObject => isObject(selector) && selector['type'] === 'TextQuoteSelector');
  const position = selectors.find((selector): selector is JsonObject => isObject(selector) && selector['type'] === 'TextPositionSelector');
  if (!quote) return undefined;
  const exact = quote['exact'];
  if (typeof exact !== 'string' || exact === '') return l10n.t('The quotation ("exact") of the annotation is missing.');
  const [start, end] = [position?.['start'], position?.['end']].map(countOf);
  if (position && (start === undefined || end === undefined || start >= end)) {
    return l10n.t('The position of the annotation is not two numbers, "start" below "end".');
  }
  const timeState = asList(state).find((each): each is JsonObject => isObject(each) && each['type'] === 'TimeState');
  return {
    position: start === undefined || end === undefined ? undefined : { start, end },
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

function isStatus(body: JsonValue): body is JsonObject & { readonly value: Status } {
  return isTextualBody(body) && asList(body['purpose']).includes('assessing') && (STATUSES as readonly string[]).includes(body.value);
}

/** The body of a relation that says of which kind it is. */
function isKind(body: JsonValue): body is TextualBody {
  return isTextualBody(body) && asList(body['purpose']).includes('classifying');
}

/** The body of a relation that names the other annotation. */
function isLink(body: JsonValue): body is JsonObject & { readonly source: string } {
  return isObject(body) && asList(body['purpose']).includes('linking') && typeof body['source'] === 'string';
}

function isTextualBody(body: JsonValue): body is TextualBody {
  return isObject(body) && body['type'] === 'TextualBody' && typeof body['value'] === 'string';
}

function countOf(value: JsonValue | undefined): number | undefined {
  const number = numberOf(value);
  return Number.isSafeInteger(number) && (number as number) >= 0 ? number : undefined;
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
  const annotations = [...sidecar.annotations].sort(byPlace).map((annotation) => decoder.decode(encodedLine(annotation, document)));
  const items = [...annotations, ...sidecar.others.map((other) => stringifyJson(other))];
  return `${formatHead(sidecar, document)}${items.map((item, index) => `${index === 0 ? ' ' : ','}${item}\n`).join('')}${FOOT}`;
}

/** What {@link formatSidecar} gives, in UTF-8. Of thousands of annotations most lines are those that were written before: these are only copied. */
export function encodeSidecar(sidecar: Sidecar, document: string): Uint8Array {
  const items = [...sidecar.annotations].sort(byPlace).map((annotation) => encodedLine(annotation, document));
  for (const other of sidecar.others) items.push(encoder.encode(stringifyJson(other)));
  const [head, foot] = [formatHead(sidecar, document), FOOT].map((text) => encoder.encode(text)) as [Uint8Array, Uint8Array];
  const bytes = new Uint8Array(head.length + items.reduce((sum, { length }) => sum + length + 2, 0) + foot.length);
  bytes.set(head);
  let at = head.length;
  items.forEach((item, index) => {
    bytes[at] = index === 0 ? SPACE : COMMA;
    bytes.set(item, at + 1);
    bytes[at + 1 + item.length] = LINE_FEED;
    at += item.length + 2;
  });
  bytes.set(foot, at);
  return bytes;
}

const encoder = new TextEncoder();
/** A mark of byte order would be a part of what is written. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const [SPACE, COMMA, LINE_FEED] = [0x20, 0x2c, 0x0a];
const FOOT = ']\n}\n';

/** Everything before the first item. */
function formatHead(sidecar: Sidecar, document: string): string {
  const { '@context': context, id, type, ...rest } = sidecar.page;
  const head: JsonObject = { '@context': withOwnContext(context), id: isOwnPageAddress(id) ? pageAddress(document) : id, type: type ?? 'AnnotationPage', ...rest };
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${stringifyJson(value ?? null)},\n`);
  return `{\n${fields.join('')}"items": [\n`;
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
  const [p, q] = [a.parts[0]?.passage.position, b.parts[0]?.passage.position];
  const order = (p?.start ?? Infinity) - (q?.start ?? Infinity) || (p?.end ?? 0) - (q?.end ?? 0);
  if (order !== 0 && !Number.isNaN(order)) return order;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Lines of annotations already written, in UTF-8; an annotation is never changed in place, so they stay good. */
const lines = new WeakMap<StoredAnnotation, { readonly document: string; readonly line: Uint8Array }>();

function encodedLine(annotation: StoredAnnotation, document: string): Uint8Array {
  const known = lines.get(annotation);
  if (known?.document === document) return known.line;
  const line = encoder.encode(stringifyJson(toItem(annotation, document)));
  lines.set(annotation, { document, line });
  return line;
}

/** The W3C annotation of a stored one. Parts that are as they were read keep the shape they were read in, and fields their order. */
function toItem(annotation: StoredAnnotation, document: string): JsonObject {
  const raw = annotation.raw ?? {};
  const read = annotation.raw && readItem(annotation.raw);
  const was = typeof read === 'object' ? read : undefined;
  const { type = 'Annotation', motivation, creator, body, target } = raw;
  return inOrderOf(raw, {
    id: annotation.id,
    type,
    motivation: motivation === undefined || (was && motivation === motivationOf(was)) ? motivationOf(annotation) : motivation,
    created: was?.created === annotation.created ? raw['created'] : annotation.created || undefined,
    modified: was?.modified === annotation.modified ? raw['modified'] : annotation.modified || undefined,
    creator: was?.creator === annotation.creator ? creator : toCreator(annotation.creator),
    body: was && sameBodies(was, annotation) ? body : toBodies(asList(body), annotation),
    target: toTarget(annotation, was, document, target),
    'meipi:decision': was && sameJson(toJson(was.decision), toJson(annotation.decision)) ? raw['meipi:decision'] : toJson(annotation.decision),
    'meipi:locked': was && was.locked === annotation.locked ? raw['meipi:locked'] : annotation.locked,
    'meipi:adjudicates': was && sameJson(was.adjudicates, annotation.adjudicates) ? raw['meipi:adjudicates'] : annotation.adjudicates,
    'meipi:adopts': was && sameJson(was.adopts, annotation.adopts) ? raw['meipi:adopts'] : annotation.adopts?.length ? annotation.adopts : undefined,
    'meipi:conflictsWith': was && was.conflictsWith === annotation.conflictsWith ? raw['meipi:conflictsWith'] : annotation.conflictsWith,
    ...without(raw, 'id', 'type', 'motivation', 'created', 'modified', 'creator', 'body', 'target', 'meipi:decision', 'meipi:locked', 'meipi:adjudicates', 'meipi:adopts', 'meipi:conflictsWith'),
  });
}

/** Why an annotation was made, in the words of the W3C vocabulary. */
function motivationOf({ about, codes, memo, relation, status, decision }: StoredAnnotation): string {
  if (relation) return 'linking';
  if (about.kind === 'annotation') return 'replying';
  if (status !== undefined) return 'assessing';
  if (decision) return 'moderating';
  if (codes.length > 0) return 'tagging';
  return memo === '' ? 'highlighting' : 'commenting';
}

function toCreator(name: string): JsonObject | undefined {
  return name === '' ? undefined : { type: 'Person', name };
}

/** Whether the bodies of two versions say the same. */
function sameBodies(a: StoredAnnotation, b: StoredAnnotation): boolean {
  return a.memo === b.memo && a.status === b.status && sameJson(a.codes, b.codes) && sameJson(toJson(a.relation), toJson(b.relation));
}

/** The bodies that an annotation should have; those that are there already keep their shape and their order. */
function toBodies(before: readonly JsonValue[], annotation: StoredAnnotation): JsonValue | undefined {
  const { codes, memo, status, relation } = annotation;
  const wanted: { readonly fits: (body: JsonValue) => boolean; readonly field: string; readonly body: JsonObject }[] = [
    ...codes.map((value) => ({ fits: (body: JsonValue) => isTag(body) && body.value === value, field: 'value', body: { type: 'TextualBody', purpose: 'tagging', value } })),
    ...(memo === '' ? [] : [{ fits: isMemo, field: 'value', body: { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: memo } }]),
    ...(status === undefined ? [] : [{ fits: isStatus, field: 'value', body: { type: 'TextualBody', purpose: 'assessing', value: status } }]),
    ...(relation ? [
      { fits: isLink, field: 'source', body: { type: 'SpecificResource', purpose: 'linking', source: relation.to } },
      { fits: isKind, field: 'value', body: { type: 'TextualBody', purpose: 'classifying', value: relation.kind } },
    ] : []),
  ];
  const own = (body: JsonValue): boolean => isTag(body) || isStatus(body) || (annotation.about.kind === 'annotation' && (isLink(body) || isKind(body)));
  const bodies: JsonValue[] = [];
  let memoSeen = false;
  for (const body of before) {
    const index = wanted.findIndex(({ fits }) => fits(body));
    const found = index < 0 ? undefined : wanted.splice(index, 1)[0];
    if (found) bodies.push({ ...(body as JsonObject), [found.field]: found.body[found.field] });
    // A memo that was emptied goes; further comments, of other programs, stay.
    else if (!own(body) && !(isMemo(body) && !memoSeen && memo === '')) bodies.push(body);
    memoSeen ||= isMemo(body);
  }
  bodies.push(...wanted.map(({ body }) => body));
  return bodies.length === 0 ? undefined : bodies;
}

/** A value of plain fields as JSON has it; fields without a value are left out. */
function toJson(value: object | undefined): JsonValue | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as JsonValue);
}

function toTarget(annotation: StoredAnnotation, was: StoredAnnotation | undefined, document: string, raw: JsonValue | undefined): JsonValue | undefined {
  const { about, parts } = annotation;
  if (about.kind === 'document') return documentAddress(document);
  if (about.kind === 'code') return codeAddress(about.id);
  if (about.kind === 'annotation') return about.id;
  const places = placesOf(raw);
  // Parts keep what is not known of them when their number is as it was.
  const known = places.length === parts.length ? was?.parts : undefined;
  const items = parts.map((part, i) => toPlace(part, known?.[i], document, known ? places[i] : undefined));
  if (isComposite(raw)) return { ...raw, items };
  return items.length === 1 ? items[0] : items;
}

function toPlace(part: StoredPart, was: StoredPart | undefined, document: string, place: JsonValue | undefined): JsonObject {
  const raw = isObject(place) ? place : {};
  const { type = 'SpecificResource', source, state, selector, 'meipi:repeated': repeated, 'meipi:original': original, 'meipi:accepted': accepted, 'meipi:anchor': anchor, 'meipi:gone': gone } = raw;
  const samePassage = was !== undefined && samePlace(was.passage, part.passage);
  return inOrderOf(raw, {
    type,
    state: samePassage ? state : toState(part.passage, asList(state)),
    selector: samePassage ? selector : toSelectors(part.passage, asList(selector)),
    'meipi:repeated': part.passage.repeated === was?.passage.repeated ? repeated : part.passage.repeated,
    'meipi:original': part.original === was?.original ? original : part.original && toEarlier(part.original, was?.original, original),
    'meipi:accepted': part.accepted === was?.accepted ? accepted : part.accepted && toEarlier(part.accepted, was?.accepted, accepted),
    'meipi:anchor': part.anchor === was?.anchor ? anchor : part.anchor === 'exact' ? undefined : part.anchor,
    'meipi:gone': part.gone === was?.gone ? gone : part.gone,
    ...without(raw, 'type', 'source', 'state', 'selector', 'meipi:repeated', 'meipi:original', 'meipi:accepted', 'meipi:anchor', 'meipi:gone'),
    // Last, so that git knows a sidecar again after its document was renamed: it compares lines from their beginning.
    source: isOwnDocumentAddress(source) ? documentAddress(document) : source,
  });
}

function toEarlier(passage: Passage, was: Passage | undefined, raw: JsonValue | undefined): JsonValue {
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

/** The passage that a person chose; what the program found since is no work of theirs. */
export function chosenPassage({ accepted, original, passage }: StoredPart): Passage {
  return accepted ?? original ?? passage;
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
