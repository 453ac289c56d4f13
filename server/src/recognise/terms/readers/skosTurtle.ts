import * as l10n from '@vscode/l10n';
import { Parser, type Quad, type Term } from 'n3';
import type { Span } from '../../../text/span';
import type { ReadResult, TermBaseProblem, TermBaseReader } from './reader';
import { skosEntries, type Triple } from './skos';

/** SKOS in Turtle, and in N-Triples, which is a part of it. The statements before a mistake and after the next full stop are read. */
export const skosTurtleReader: TermBaseReader = { extensions: ['.ttl', '.turtle', '.n3', '.nt'], read };

/** IRIs of a file without a base are counted from this one. */
const BASE = 'file:///';
/** After so many mistakes the rest is not looked at. */
const MOST_ERRORS = 20;

function read(text: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const quads: Quad[] = [];
  const prefixes = new Map<string, string>();
  // Prefixes declared before a mistake hold after it.
  let rest = blanked(text, 0, text.startsWith('\ufeff') ? 1 : 0);
  for (let errors = 0; ; errors++) {
    const failure = parse(rest, quads, prefixes);
    if (!failure || errors === MOST_ERRORS) break;
    const at = offsetOf(text, failure);
    problems.push({ span: { start: at, end: Math.min(at + 1, text.length) }, severity: 'error', code: 'termbase.syntax', message: l10n.t('This is not valid Turtle ({0}).', failure.message) });
    const before = statementEnd(rest, at);
    parse(rest.slice(0, before), quads, prefixes);
    const after = /\.[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/g;
    after.lastIndex = at;
    if (!after.test(text)) break;
    rest = blanked(rest, 0, after.lastIndex);
  }
  return { entries: skosEntries(triplesOf(quads), placesOf(text, prefixes), problems), problems };
}

interface Failure {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Adds the statements of a text that has no mistake; one that has adds none. */
function parse(text: string, quads: Quad[], prefixes: Map<string, string>): Failure | undefined {
  // Declarations are put on the first line, which the text before a mistake leaves empty or holds itself.
  const known = [...prefixes].map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> . `).join('');
  try {
    for (const quad of new Parser({ baseIRI: BASE, format: 'text/turtle' }).parse(known + text, null, (prefix, node) => prefixes.set(prefix, typeof node === 'string' ? node : node.value))) quads.push(quad);
    return undefined;
  } catch (error) {
    const { message, context } = error as { message: string; context?: { line?: number; token?: { start?: number } } };
    const line = context?.line ?? 1;
    const column = (context?.token?.start ?? 0) - (line === 1 ? known.length : 0);
    return { line, column: Math.max(column, 0), message: message.replace(/ on line \d+\.?$/, '') };
  }
}

function offsetOf(text: string, { line, column }: Failure): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column, Math.max((end < 0 ? text.length : end) - 1, start));
}

/** Where the last statement before an offset ends: a full stop at the end of a line. */
function statementEnd(text: string, offset: number): number {
  let end = 0;
  for (const match of text.slice(0, offset).matchAll(/\.[ \t]*(?:#[^\r\n]*)?\r?\n/g)) end = match.index + match[0].length;
  return end;
}

/** The text with a stretch made empty; lines stay where they are. */
function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

function* triplesOf(quads: readonly Quad[]): Generator<Triple> {
  for (const { subject, predicate, object } of quads) yield { subject: keyOf(subject), predicate: predicate.value, object: objectOf(object) };
}

function objectOf(term: Term): Triple['object'] {
  return term.termType === 'Literal' ? { value: term.value, ...(term.language !== '' && { language: term.language }) } : { iri: keyOf(term) };
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/** The parser gives no places, but statements about a concept begin a line with its name. */
function placesOf(text: string, prefixes: ReadonlyMap<string, string>): (iri: string) => Span {
  const places = new Map<string, Span>();
  for (const match of text.matchAll(/^[ \t\ufeff]*(?:<([^>\s]*)>|([\w.-]*):([^\s;,<>"]+))(?=[ \t\r\n])/gm)) {
    const [whole, iri, prefix, local] = match;
    const namespace = prefix === undefined ? undefined : prefixes.get(prefix);
    const full = iri !== undefined ? (URL.canParse(iri, BASE) ? new URL(iri, BASE).href : iri) : namespace !== undefined ? namespace + (local ?? '') : undefined;
    const end = match.index + whole.length;
    const start = match.index + whole.length - whole.trimStart().length;
    for (const key of [full, iri]) if (key !== undefined && !places.has(key)) places.set(key, { start, end });
  }
  return (iri) => places.get(iri) ?? { start: 0, end: 0 };
}
