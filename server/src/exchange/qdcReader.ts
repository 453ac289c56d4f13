import * as l10n from '@vscode/l10n';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type ExchangedCode, type ExchangedCodeBook, type ExchangedSet, ImportError } from './codeBookFormat';
import { isUuid, withoutCarried } from './qdcDescription';

/** What a code book of people never comes near; a file beyond it is refused as a whole. */
const LARGEST_MB = 20;
const MOST_CODES = 50_000;
const DEEPEST = 200;

/** Kinds of things left out that are told of one by one. */
const MOST_LOSSES = 50;

interface OpenCode {
  readonly tag: SaxesTagNS;
  readonly start: number;
  description: string | undefined;
  readonly children: ExchangedCode[];
}

interface OpenSet {
  readonly guid: string | undefined;
  readonly name: string;
  description: string | undefined;
  readonly members: string[];
}

/**
 * Reads a code book of REFI-QDA. Only elements and attributes of the standard are taken; of others, and of what is wrong with single codes, the
 * losses tell. A file with a document type declaration is refused, for entities can be made to grow without end or to fetch other files;
 * so is one that is too large, too deep or not well-formed.
 */
export function readQdc(bytes: Uint8Array): ExchangedCodeBook {
  const text = decodeXml(bytes);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const fail = (message: string, offset: number): never => {
    throw new ImportError(message, placeAt(text, offset));
  };
  const losses = new Losses();
  const codes: ExchangedCode[] = [];
  const sets: ExchangedSet[] = [];
  const seen = new Set<string>();
  const path: string[] = [];
  const openCodes: OpenCode[] = [];
  let set: OpenSet | undefined;
  let written: string[] | undefined;
  let isOwn = false;
  let count = 0;
  let starts = 0;

  const startCode = (tag: SaxesTagNS): void => {
    if (++count > MOST_CODES) fail(l10n.t('The file has more than {0} codes.', MOST_CODES), starts);
    openCodes.push({ tag, start: starts, description: undefined, children: [] });
    losses.attributes(tag, ['guid', 'name', 'isCodable', 'color']);
  };
  const endCode = (): void => {
    const open = openCodes.pop() as OpenCode;
    const code = codeOf(open, seen, losses);
    (openCodes.at(-1)?.children ?? codes).push(code);
  };
  const startSet = (tag: SaxesTagNS): void => {
    set = { guid: guidIn(valueOf(tag, 'guid')), name: valueOf(tag, 'name') ?? '', description: undefined, members: [] };
  };
  const endSet = (): void => {
    if (!set) return;
    const { guid, name, description, members } = set;
    if (guid === undefined || name.trim() === '') losses.add(l10n.t('a set without a GUID or a name'));
    else sets.push({ guid, name, ...(description ? { description } : {}), members });
    set = undefined;
  };

  parser.on('error', (error) => fail(l10n.t('This is not well-formed XML ({0}).', error.message.replace(/^\d+:\d+: /, '')), parser.position - 1));
  parser.on('doctype', () => fail(l10n.t('A code book has no document type declaration; a file with one is not read.'), text.lastIndexOf('<!DOCTYPE', parser.position)));
  parser.on('opentagstart', () => (starts = text.lastIndexOf('<', parser.position - 1)));
  parser.on('opentag', (tag) => {
    if (path.length >= DEEPEST) fail(l10n.t('The file is nested too deeply.'), starts);
    const parent = path.at(-1);
    if (parent === undefined && !isCodeBook(tag)) fail(l10n.t('This is no REFI-QDA code book: it begins with <{0}>.', tag.name), starts);
    const isKnown = parent === undefined || (ELEMENTS[parent]?.includes(tag.local) ?? false);
    if (parent === undefined) isOwn = valueOf(tag, 'origin') === 'Meipi';
    // What stands in an unknown element is passed over with it.
    path.push(isKnown ? tag.local : '');
    if (!isKnown) {
      if (parent !== '') losses.add(`<${tag.name}>`);
      return;
    }
    if (tag.local === 'Code') startCode(tag);
    else if (tag.local === 'Set') startSet(tag);
    else if (tag.local === 'MemberCode') {
      const guid = guidIn(valueOf(tag, 'guid'));
      if (guid !== undefined) set?.members.push(guid);
    } else if (tag.local === 'Description') written = [];
  });
  const gather = (piece: string): void => {
    if (written && path.at(-1) === 'Description') written.push(piece);
  };
  parser.on('text', gather);
  parser.on('cdata', gather);
  parser.on('closetag', () => {
    const name = path.pop();
    if (name === 'Code') endCode();
    else if (name === 'Set') endSet();
    else if (name === 'Description' && written) {
      const holder = path.at(-1) === 'Set' ? set : openCodes.at(-1);
      // Others lay their files out, with line breaks and indentation around a text.
      if (holder) holder.description = isOwn ? written.join('') : written.join('').trim();
      written = undefined;
    }
  });
  parser.write(text).close();
  return { codes, sets, losses: losses.told };
}

/** Which elements stand in which. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  CodeBook: ['Codes', 'Sets'],
  Codes: ['Code'],
  Code: ['Description', 'Code'],
  Sets: ['Set'],
  Set: ['Description', 'MemberCode'],
};

/** `LINE:COLUMN` of a UTF-16 offset, both counted from 1, columns in code points. */
function placeAt(text: string, offset: number): string {
  const before = text.slice(0, Math.max(offset, 0));
  const line = before.split(/\r\n?|\n/);
  return `${line.length}:${[...(line.at(-1) ?? '')].length + 1}`;
}

/** Programs write the namespace in several versions, or leave it out. */
function isCodeBook({ local, uri }: SaxesTagNS): boolean {
  return local === 'CodeBook' && (uri === '' || uri.startsWith('urn:QDA-XML:'));
}

function codeOf({ tag, description: text, children }: OpenCode, seen: Set<string>, losses: Losses): ExchangedCode {
  const { description, carried } = withoutCarried(text ?? '');
  let guid = guidIn(valueOf(tag, 'guid'));
  if (guid === undefined) losses.add(l10n.t('a code without a valid GUID (it gets one)'));
  else if (seen.has(guid)) {
    losses.add(l10n.t('a GUID that another code has, too (the second code gets one of its own)'));
    guid = undefined;
  } else seen.add(guid);
  const name = valueOf(tag, 'name') ?? '';
  if (name.trim() === '') losses.add(l10n.t('a code without a name (it is called “{0}”)', UNNAMED));
  const isCodable = valueOf(tag, 'isCodable');
  return { guid, name: name.trim() === '' ? UNNAMED : name, description: description?.trim() === '' ? undefined : description, color: colorOf(valueOf(tag, 'color'), losses), codable: isCodable !== 'false' && isCodable !== '0', carried, children };
}

const UNNAMED = '?';

function colorOf(written: string | undefined, losses: Losses): string | undefined {
  if (written === undefined || written === '') return undefined;
  if (/^#[0-9a-f]{6}$/i.test(written)) return written.toLowerCase();
  const [, r, g, b] = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(written) ?? [];
  if (r !== undefined) return `#${r}${r}${g}${g}${b}${b}`.toLowerCase();
  losses.add(l10n.t('a colour that is none'));
  return undefined;
}

/** GUIDs may stand in braces. */
function guidIn(written: string | undefined): string | undefined {
  const plain = written?.trim().replace(/^\{(.*)\}$/, '$1').toLowerCase();
  return plain !== undefined && isUuid(plain) ? plain : undefined;
}

function valueOf({ attributes }: SaxesTagNS, name: string): string | undefined {
  return Object.values(attributes).find(({ local, uri }) => local === name && uri === '')?.value;
}

/** What is left out, each kind once with its number. */
class Losses {
  readonly #kinds = new Map<string, number>();

  add(kind: string): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  /** Attributes beyond those that are read. */
  attributes(tag: SaxesTagNS, known: readonly string[]): void {
    for (const { name, local, uri, prefix } of Object.values(tag.attributes)) {
      if (prefix !== 'xmlns' && name !== 'xmlns' && !(uri === '' && known.includes(local))) this.add(`<${tag.name} ${name}="…">`);
    }
  }

  get told(): string[] {
    return [...this.#kinds].slice(0, MOST_LOSSES).map(([kind, count]) => (count === 1 ? l10n.t('Not taken over: {0}', kind) : l10n.t('Not taken over: {0} ({1} times)', kind, count)));
  }
}

/** The text of an XML file: by its byte order mark, else by the encoding that it declares, else UTF-8 (XML 1.0, appendix F). */
function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_MB * 1024 * 1024) throw new ImportError(l10n.t('The file is larger than {0} MB.', LARGEST_MB));
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : declaredEncoding(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError(l10n.t('The file is not in the encoding {0}.', encoding));
  }
}

function declaredEncoding(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  // A file whose first bytes can be read so is in no encoding of two bytes.
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}
