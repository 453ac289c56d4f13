import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { jsonMistakes } from '../text/jsonMistakes';
import { parseJsonTree } from '../text/jsonTree';
import type { Conversion, CustomUnit } from '../recognise/numbers/units';
import type { Span } from '../text/span';
import type { Problem, Severity } from './corpus';
import { isKnownEncoding } from './decode';
import { isEdtf } from './edtf';

/** The name of the file that makes a folder a corpus. */
export const MANIFEST_NAME = 'corpus.json';

/** What corpus.json says. Values that name something outside the file keep their place, so that a wrong one can be shown there. */
export interface Manifest {
  readonly title?: string;
  readonly files?: readonly Located<string>[];
  readonly exclude: readonly Located<string>[];
  /** Encoding of all documents that name none themselves. */
  readonly encoding?: string;
  /** Paths relative to the corpus root. */
  readonly termBases: readonly Located<string>[];
  readonly codeBook?: Located<string>;
  /** Forms that the corpus uses but that are no terms: no candidates. */
  readonly notTerms?: readonly string[];
  readonly annotator?: string;
  /** Units of numbers, beside those of the program. */
  readonly units: readonly CustomUnit[];
  /** By path below the root, with `/`. */
  readonly documents: ReadonlyMap<string, DocumentEntry>;
}

/** A value and where it stands in corpus.json (UTF-16 offsets, quotation marks included). */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** What corpus.json says of one document. */
export interface DocumentEntry {
  /** Where its path stands. */
  readonly span: Span;
  readonly title?: string;
  /** EDTF. */
  readonly date?: string;
  readonly authors: readonly string[];
  readonly url?: string;
  readonly encoding?: string;
}

/** The manifest of a folder that has no corpus.json. */
export const emptyManifest: Manifest = { exclude: [], termBases: [], units: [], documents: new Map() };

export interface ParsedManifest {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
}

/**
 * Reads the text of a corpus.json; comments and trailing commas are allowed. Never throws: what is wrong is
 * reported with its place and left out, the rest holds.
 */
export function parseManifest(text: string, uri: string): ParsedManifest {
  const problems: Problem[] = [];
  const { root, errors, tooDeepAt } = parseJsonTree(text, { allowTrailingComma: true, allowEmptyContent: true });
  for (const { offset, length, message } of jsonMistakes(errors)) {
    problems.push({ uri, span: { start: offset, end: offset + length }, severity: 'error', code: 'corpus.syntax', message });
  }
  if (tooDeepAt !== undefined) {
    problems.push({ uri, span: { start: tooDeepAt, end: tooDeepAt + 1 }, severity: 'error', code: 'corpus.syntax', message: l10n.t('The file is nested too deeply.') });
  }
  const fields = new Fields((node, severity, code, message) => {
    problems.push({ uri, span: spanOf(node), severity, code, message });
  });
  return { manifest: root ? readManifest(root, fields) : emptyManifest, problems };
}

const FIELDS = ['$schema', 'title', 'files', 'exclude', 'encoding', 'termBases', 'codeBook', 'annotator', 'notTerms', 'units', 'documents'];
const UNIT_FIELDS = ['name', 'forms', 'kind', 'si'];
const SI_FIELDS = ['unit', 'factor', 'offset'];
const DOCUMENT_FIELDS = ['title', 'date', 'authors', 'url', 'encoding'];

function readManifest(root: Node, fields: Fields): Manifest {
  const of = fields.object(root, FIELDS);
  const codeBook = of.get('codeBook');
  return {
    ...optional('title', fields.text(of.get('title'))),
    ...optional('files', fields.texts(of.get('files'))),
    exclude: fields.texts(of.get('exclude')) ?? [],
    ...optional('encoding', fields.encoding(of.get('encoding'))),
    termBases: fields.texts(of.get('termBases')) ?? [],
    ...optional('codeBook', fields.located(codeBook)),
    ...optional('annotator', fields.text(of.get('annotator'))),
    ...optional('notTerms', fields.texts(of.get('notTerms'))?.map(({ value }) => value)),
    units: readUnits(of.get('units'), fields),
    documents: readDocuments(of.get('documents'), fields),
  };
}

function readDocuments(node: Node | undefined, fields: Fields): Map<string, DocumentEntry> {
  const documents = new Map<string, DocumentEntry>();
  if (!node) return documents;
  for (const { key, value } of fields.entries(node)) {
    const of = fields.object(value, DOCUMENT_FIELDS);
    const path = String(key.value).replaceAll('\\', '/').replace(/^\.\//, '');
    documents.set(path, {
      span: spanOf(key),
      ...optional('title', fields.text(of.get('title'))),
      ...optional('date', fields.date(of.get('date'))),
      authors: fields.texts(of.get('authors'))?.map((author) => author.value) ?? [],
      ...optional('url', fields.url(of.get('url'))),
      ...optional('encoding', fields.encoding(of.get('encoding'))),
    });
  }
  return documents;
}

/** The units that are complete; one without a name or with a conversion that cannot be used is reported and left out. */
function readUnits(node: Node | undefined, fields: Fields): CustomUnit[] {
  const units: CustomUnit[] = [];
  for (const item of fields.items(node, l10n.t('a list of units'))) {
    const of = fields.object(item, UNIT_FIELDS);
    if (item.type !== 'object') continue;
    const name = fields.unitForm(of.get('name'));
    if (!of.has('name')) fields.report(item, 'error', 'corpus.bad-unit', l10n.t('A unit needs a "name".'));
    const forms = fields.items(of.get('forms'), l10n.t('a list of strings')).map((form) => fields.unitForm(form)).filter((form) => form !== undefined);
    const si = readConversion(of.get('si'), fields);
    const kind = fields.oneOf(of.get('kind'), ['cardinal', 'measure'] as const) ?? (of.has('si') ? 'measure' : 'cardinal');
    if (name !== undefined && si !== 'unusable') units.push({ name, forms, kind, ...optional('si', si) });
  }
  return units;
}

function readConversion(node: Node | undefined, fields: Fields): Conversion | 'unusable' | undefined {
  if (!node) return undefined;
  const of = fields.object(node, SI_FIELDS);
  if (node.type !== 'object') return 'unusable';
  const unit = fields.text(of.get('unit'));
  const factor = fields.number(of.get('factor'));
  const offset = fields.number(of.get('offset')) ?? 0;
  for (const name of ['unit', 'factor']) if (!of.has(name)) fields.report(node, 'error', 'corpus.bad-unit', l10n.t('A conversion needs a "{0}".', name));
  if (unit === undefined || factor === undefined) return 'unusable';
  if (factor > 0) return { unit, factor, offset };
  fields.report(of.get('factor') ?? node, 'error', 'corpus.bad-unit', l10n.t('A factor must be greater than 0.'));
  return 'unusable';
}

/** Reads values of one kind each; a value of another kind is reported and counts as absent. */
class Fields {
  readonly report: (node: Node, severity: Severity, code: string, message: string) => void;

  constructor(report: (node: Node, severity: Severity, code: string, message: string) => void) {
    this.report = report;
  }

  /** The fields of an object by name; unknown ones are reported, of a name that stands twice the last holds. */
  object(node: Node, known: readonly string[]): Map<string, Node> {
    const found = new Map<string, Node>();
    for (const { key, value } of this.entries(node)) {
      const name = String(key.value);
      if (known.includes(name)) found.set(name, value);
      else this.report(key, 'warning', 'corpus.unknown-field', l10n.t('Unknown field "{0}". Known are: {1}.', name, known.filter((field) => !field.startsWith('$')).join(', ')));
    }
    return found;
  }

  entries(node: Node): { key: Node; value: Node }[] {
    if (node.type !== 'object') {
      this.#wrongType(node, l10n.t('an object'));
      return [];
    }
    const entries: { key: Node; value: Node }[] = [];
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key && value) entries.push({ key, value });
    }
    return entries;
  }

  text(node: Node | undefined): string | undefined {
    return this.located(node)?.value;
  }

  located(node: Node | undefined): Located<string> | undefined {
    if (!node) return undefined;
    if (node.type === 'string') return { value: node.value as string, span: spanOf(node) };
    this.#wrongType(node, l10n.t('a string'));
    return undefined;
  }

  texts(node: Node | undefined): Located<string>[] | undefined {
    if (!node) return undefined;
    if (node.type !== 'array') {
      this.#wrongType(node, l10n.t('a list of strings'));
      return undefined;
    }
    return (node.children ?? []).map((child) => this.located(child)).filter((value) => value !== undefined);
  }

  /** The members of a list; `wanted` names what it should be. */
  items(node: Node | undefined, wanted: string): readonly Node[] {
    if (!node || node.type === 'array') return node?.children ?? [];
    this.#wrongType(node, wanted);
    return [];
  }

  number(node: Node | undefined): number | undefined {
    if (!node || node.type === 'number') return node?.value as number | undefined;
    this.#wrongType(node, l10n.t('a number'));
    return undefined;
  }

  oneOf<T extends string>(node: Node | undefined, choices: readonly T[]): T | undefined {
    const text = this.text(node);
    const chosen = choices.find((choice) => choice === text);
    if (node !== undefined && text !== undefined && chosen === undefined) this.#wrongType(node, choices.map((choice) => `"${choice}"`).join(' | '));
    return chosen;
  }

  /** A written form of a unit: some text without white space at its ends, that is no number and does not begin with one. */
  unitForm(node: Node | undefined): string | undefined {
    const form = this.text(node);
    if (node === undefined || form === undefined || /^(?![\s\p{Nd}])[^\n\r]*[^\s]$/u.test(form)) return form;
    this.report(node, 'error', 'corpus.bad-unit', l10n.t('"{0}" cannot be the name of a unit.', form));
    return undefined;
  }

  date(node: Node | undefined): string | undefined {
    const date = this.text(node);
    if (node === undefined || date === undefined || isEdtf(date)) return date;
    this.report(node, 'error', 'corpus.bad-date', l10n.t('"{0}" is not a date in EDTF. Write for example 2024-03-18, 2024-03, 2024, 199X or 2023/2024.', date));
    return undefined;
  }

  url(node: Node | undefined): string | undefined {
    const url = this.text(node);
    if (node === undefined || url === undefined || /^https?:\/\/[^\s/]/i.test(url)) return url;
    this.report(node, 'warning', 'corpus.bad-url', l10n.t('"{0}" is not a web address.', url));
    return undefined;
  }

  encoding(node: Node | undefined): string | undefined {
    const encoding = this.text(node);
    if (node === undefined || encoding === undefined || isKnownEncoding(encoding)) return encoding;
    this.report(node, 'error', 'corpus.bad-encoding', l10n.t('"{0}" is not an encoding that can be read. Write for example utf-8, utf-16le, gb18030 or big5.', encoding));
    return undefined;
  }

  #wrongType(node: Node, wanted: string): void {
    this.report(node, 'error', 'corpus.wrong-type', l10n.t('This must be {0}.', wanted));
  }
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** A field that is there only when it has a value. */
function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
