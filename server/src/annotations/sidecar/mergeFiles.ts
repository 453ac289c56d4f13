import { applyEdits, findNodeAtLocation, modify, type Node } from 'jsonc-parser';
import type { Problem } from '../../corpus/corpus';
import { parseJsonTree } from '../../text/jsonTree';
import { documentOfPage } from '../addresses';
import { mergeCodeBooks, shownValue } from '../codeBook/codeBookMerge';
import { asList, isArray, isObject, JsonError, type JsonObject, type JsonValue, parseJson, restoreVerbatim, sameJson, stringifyJson } from './json';
import { mergeSidecars } from './merge';
import { EMPTY_SIDECAR, formatSidecar, parseSidecar } from './sidecar';

/** The three versions of a file that a merge has to do with. */
export type Side = 'base' | 'ours' | 'theirs';

export interface MergedFile {
  readonly text: string;
  /** What was settled, for the person: both versions of an annotation kept, an edited annotation kept that the other side deleted. */
  readonly notes: readonly string[];
  /** What a person has to settle; the text has our version. */
  readonly conflicts: readonly string[];
}

/** A version that cannot be read: nothing may be written. */
export class UnreadableVersion extends Error {
  readonly side: Side;
  readonly problem: Omit<Problem, 'uri'>;

  constructor(side: Side, problem: Omit<Problem, 'uri'>) {
    super(problem.message);
    this.side = side;
    this.problem = problem;
  }
}

/**
 * Merges three versions of a sidecar or of a code book, told apart by what they hold. An empty `base` is a file that both sides
 * added. `document` is the path of the document below the corpus root, for a sidecar in which it is not named. The outcome has the
 * line ends of `ours`. Throws {@link UnreadableVersion}.
 */
export function mergeFiles(texts: Readonly<Record<Side, string>>, document: string): MergedFile {
  const isEmpty = (text: string): boolean => text.trim() === '' || text.trim() === '\ufeff';
  const pages = { base: isEmpty(texts.base) ? undefined : pageOf(texts, 'base'), ours: pageOf(texts, 'ours'), theirs: pageOf(texts, 'theirs') };
  const isBook = (page: JsonObject | undefined): boolean => isArray(page?.['codes']);
  const merged = isBook(pages.ours) && isBook(pages.theirs) && (pages.base === undefined || isBook(pages.base))
    ? mergeBookTexts(texts.ours, texts.theirs, { base: pages.base ?? {}, ours: pages.ours, theirs: pages.theirs })
    : mergeSidecarTexts(texts, pages.base === undefined, document);
  const hasCrLf = /\r\n/.test(texts.ours) && !/[^\r]\n/.test(texts.ours);
  const text = merged.text.replaceAll('\r\n', '\n');
  return { ...merged, text: hasCrLf ? text.replaceAll('\n', '\r\n') : text };
}

function pageOf(texts: Readonly<Record<Side, string>>, side: Side): JsonObject {
  const whole = { start: 0, end: 0 };
  let page: JsonValue;
  try {
    page = parseJson(texts[side]);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UnreadableVersion(side, { severity: 'error', code: 'sidecar.invalid', message: error.message, span: error.span });
  }
  if (isObject(page) && (isArray(page['codes']) || asList(page['type']).includes('AnnotationPage'))) return page;
  throw new UnreadableVersion(side, { severity: 'error', code: 'sidecar.invalid', message: 'This is neither a file of annotations ("type": "AnnotationPage") nor a code book ("codes").', span: whole });
}

// #region Sidecars

function mergeSidecarTexts(texts: Readonly<Record<Side, string>>, isBaseEmpty: boolean, document: string): MergedFile {
  const read = (side: Side): typeof EMPTY_SIDECAR => {
    const { sidecar, problems } = parseSidecar(texts[side], '');
    if (!sidecar) throw new UnreadableVersion(side, problems[0] as Problem);
    return sidecar;
  };
  const { sidecar, conflicts } = mergeSidecars(isBaseEmpty ? EMPTY_SIDECAR : read('base'), read('ours'), read('theirs'));
  const id = sidecar.page['id'];
  return {
    text: formatSidecar(sidecar, (typeof id === 'string' ? documentOfPage(id) : undefined) ?? document),
    notes: conflicts.map((conflict) => (conflict.kind === 'deleted'
      ? `${conflict.id} was deleted on one side and edited on the other; it is kept`
      : `${conflict.id} was edited differently on both sides; both versions are kept, the earlier one as ${conflict.copy}`)),
    conflicts: [],
  };
}

// #endregion

// #region Code books

function mergeBookTexts(ours: string, theirs: string, books: Readonly<Record<Side, JsonObject>>): MergedFile {
  const { book, conflicts, kept } = mergeCodeBooks(books.base, books.ours, books.theirs);
  return {
    text: sameJson(book, books.theirs) ? theirs : written(ours.replace(/^\ufeff/, ''), books.ours, book),
    notes: kept.map((id) => `code ${id} was deleted on one side and is needed on the other; it is kept`),
    conflicts: conflicts.map(({ code, field, ours: our, theirs: their }) => `${code === undefined ? '' : `code ${code}: `}"${field}" was changed on both sides, to ${shownValue(our)} and to ${shownValue(their)}; the first stands`),
  };
}

/** A code book in the layout of the text that it grew out of. */
function written(text: string, before: JsonObject, after: JsonObject): string {
  const step = /\n([ \t]+)"/.exec(text)?.[1];
  const formattingOptions = { insertSpaces: !step?.startsWith('\t'), tabSize: step?.startsWith('\t') ? 1 : (step?.length ?? 2), eol: text.includes('\r\n') ? '\r\n' : '\n' };
  let now = withCodes(text, asList(before['codes']), asList(after['codes']));
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (field === 'codes' || sameJson(before[field], after[field])) continue;
    now = restoreVerbatim(applyEdits(now, modify(now, [field], after[field], { formattingOptions })));
  }
  return now;
}

/** The text with another list of codes: those that stay as they are keep their text, the others are laid out like the first one. */
function withCodes(text: string, before: readonly JsonValue[], after: readonly JsonValue[]): string {
  if (sameJson(before, after)) return text;
  const { root } = parseJsonTree(text);
  const list = root && findNodeAtLocation(root, ['codes']);
  if (!list) throw new Error('A code book without a list of codes was taken for one');
  const nodes = list.children ?? [];
  const textOf = (node: Node): string => text.slice(node.offset, node.offset + node.length);
  const [first, second, last] = [nodes[0], nodes[1], nodes.at(-1)];
  const [start, end] = [list.offset + 1, list.offset + list.length - 1];
  const [head, tail] = [text.slice(start, first?.offset ?? start), text.slice(last ? last.offset + last.length : end, end)];
  const separator = first && second ? text.slice(first.offset + first.length, second.offset) : `,${head}`;
  const layOut = (code: JsonValue): string => {
    const example = first ? textOf(first) : '';
    if (!example.includes('\n')) return /": /.test(example) ? restoreVerbatim(JSON.stringify(code, undefined, 1).replace(/\n\s*/g, ' ')) : stringifyJson(code);
    const eol = example.includes('\r\n') ? '\r\n' : '\n';
    const outer = /[ \t]*$/.exec(head)?.[0] ?? '';
    const step = (/\n([ \t]*)"/.exec(example)?.[1] ?? '').slice(outer.length) || '  ';
    return restoreVerbatim(JSON.stringify(code, undefined, step).replaceAll('\n', `${eol}${outer}`));
  };
  const parts = after.map((code) => {
    const index = before.findIndex((each) => sameJson(each, code));
    return index < 0 ? layOut(code) : textOf(nodes[index] as Node);
  });
  return text.slice(0, start) + head + parts.join(separator) + tail + text.slice(end);
}

// #endregion

