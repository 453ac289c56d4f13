import * as l10n from '@vscode/l10n';
import { SaxesParser } from 'saxes';
import type { Span } from '../../../text/span';
import type { TermBaseProblem } from './reader';

/** An element of an XML file with its namespace resolved; the span takes in its tags. */
export interface XmlElement extends Span {
  /** URI of the namespace; empty where there is none. */
  readonly namespace: string;
  /** Name without a prefix. */
  readonly name: string;
  readonly attributes: readonly { readonly namespace: string; readonly name: string; readonly value: string }[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  /** The text inside, that of children and their children too. */
  readonly text: string;
  /** Whether its end was read; not so for those around the place where a broken file breaks off. */
  readonly isClosed: boolean;
}

/** Deeper files are no vocabularies. */
const DEEPEST = 200;
/** How far up an element hands its text: a name may hold elements for emphasis, and these others. */
const TEXT_LEVELS = 3;
/** Entities that a file may declare for itself, and how long one may be: prefixes of IRIs, as ontology editors write them. */
const MOST_ENTITIES = 200;
const LONGEST_ENTITY = 1000;

/**
 * Reads XML to its first mistake, which becomes a problem at its place. What a document type declaration says is not
 * followed: nothing outside the file is ever read, and of entities only plain texts are known, which hold no others, so that none
 * can grow without end.
 */
export function parseXml(text: string, problems: TermBaseProblem[]): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let root: Mutable | undefined;
  let open: Mutable | undefined;
  let depth = 0;
  let starts = 0;
  const fail = (offset: number, reason: string): never => {
    const at = Math.min(Math.max(offset, 0), Math.max(text.length - 1, 0));
    problems.push({ span: { start: at, end: Math.min(at + 1, text.length) }, severity: 'error', code: 'termbase.syntax', message: l10n.t('This is not well-formed XML ({0}).', reason) });
    throw new Broken();
  };
  parser.on('error', (error) => fail(parser.position - 1, error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', (declaration) => {
    for (const [name, value] of plainEntities(declaration)) parser.ENTITIES[name] ??= value;
  });
  parser.on('opentagstart', () => (starts = text.lastIndexOf('<', parser.position - 1)));
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) fail(starts, l10n.t('The file is nested too deeply.'));
    const element: Mutable = {
      start: starts,
      end: parser.position,
      namespace: tag.uri,
      name: tag.local,
      attributes: Object.values(tag.attributes).map(({ uri, local, value }) => ({ namespace: uri, name: local, value })),
      parent: open,
      children: [],
      text: '',
      isClosed: false,
    };
    if (open) open.children.push(element);
    else root ??= element;
    open = element;
  });
  const add = (content: string): void => {
    // Not to the root: that of large elements nobody asks for.
    let levels = 0;
    for (let element = open; element && levels < TEXT_LEVELS; element = element.parent as Mutable | undefined, levels++) element.text += content;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    depth--;
    if (!open) return;
    open.end = parser.position;
    open.isClosed = true;
    open = open.parent as Mutable | undefined;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
  return root;
}

/** The value of an attribute; `namespace` is that of `xml:lang` and the like. */
export function attribute(element: XmlElement, name: string, namespace = ''): string | undefined {
  return element.attributes.find((each) => each.name === name && each.namespace === namespace)?.value;
}

export const XML = 'http://www.w3.org/XML/1998/namespace';

/** `xml:lang` of the element or of the nearest around it. */
export function languageOf(element: XmlElement): string | undefined {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const language = attribute(at, 'lang', XML);
    if (language !== undefined) return language;
  }
  return undefined;
}

interface Mutable extends XmlElement {
  end: number;
  readonly children: Mutable[];
  text: string;
  isClosed: boolean;
}

class Broken extends Error {}

/** Entities declared inside the file whose value is plain text. */
function* plainEntities(declaration: string): Generator<[string, string]> {
  let count = 0;
  for (const [, name, , value] of declaration.matchAll(/<!ENTITY\s+([\w.-]+)\s+(["'])([^"'<&%]*)\2\s*>/g)) {
    if (name === undefined || value === undefined || value.length > LONGEST_ENTITY) continue;
    if (++count > MOST_ENTITIES) return;
    yield [name, value];
  }
}
