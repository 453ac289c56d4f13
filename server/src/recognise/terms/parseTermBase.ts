import * as l10n from '@vscode/l10n';
import { fold } from '../../text/fold';
import type { Span } from '../../text/span';
import { jsonReader } from './readers/json';
import type { ReadEntry, TermBaseProblem, TermBaseReader } from './readers/reader';
import { skosJsonLdReader } from './readers/skosJsonLd';
import { skosRdfXmlReader } from './readers/skosRdfXml';
import { skosTurtleReader } from './readers/skosTurtle';
import { tableReader } from './readers/table';
import { tbxReader } from './readers/tbx';
import type { Concept, TermBase } from './termBase';

/** The formats of term bases: a new one is a file in readers/ and a line here. */
const READERS: readonly TermBaseReader[] = [jsonReader, tableReader, tbxReader, skosTurtleReader, skosRdfXmlReader, skosJsonLdReader];

/** Endings of the file names that a term base may have, with the dot. */
export const TERM_BASE_EXTENSIONS: readonly string[] = [...new Set(READERS.flatMap((reader) => reader.extensions))];

export interface ParsedTermBase {
  readonly termBase: TermBase;
  /** Where each entry stands, by the id of its concept without a prefix; UTF-16 offsets in the file's text. */
  readonly locations: ReadonlyMap<string, Span>;
  /** By place. */
  readonly problems: readonly TermBaseProblem[];
}

/**
 * Reads a term base. The ending of the file name says the format, and where several share one the text. What is wrong is reported at its place and the rest
 * is read all the same; nothing throws.
 */
export function parseTermBase(text: string, fileName: string, uri?: string): ParsedTermBase {
  const possible = READERS.filter(({ extensions }) => extensions.some((ending) => fileName.toLowerCase().endsWith(ending)));
  const reader = possible.find(({ reads }) => reads?.(text)) ?? possible.find(({ reads }) => !reads) ?? possible[0];
  const termBase = { name: fileName, ...(uri !== undefined && { uri }) };
  if (!reader) {
    const message = l10n.t('A term base is one of these kinds of file: {0}.', TERM_BASE_EXTENSIONS.join(', '));
    return { termBase: { ...termBase, concepts: [] }, locations: new Map(), problems: [{ severity: 'error', code: 'termbase.unknown-format', message }] };
  }
  const { entries, problems: found } = reader.read(text, fileName);
  const isEmpty = entries.length === 0 && found.length === 0 && !/^\s*(?:\[\s*\]\s*)?$/.test(text.replace(/^\ufeff/, ''));
  const nothing: TermBaseProblem = { severity: 'warning', code: 'termbase.nothing-found', message: l10n.t('No concepts were found in this file.') };
  const problems = isEmpty ? [nothing] : found;
  const checked = checkEntries(entries);
  return {
    termBase: { ...termBase, concepts: [...checked.entries.values()].map(({ concept }) => concept) },
    locations: new Map([...checked.entries].map(([id, { span }]) => [id, span])),
    problems: [...problems, ...checked.problems].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)),
  };
}

/** What any format can get wrong: one id twice, an entry with nothing to find, one form in two entries. */
function checkEntries(read: readonly ReadEntry[]): { entries: Map<string, ReadEntry>; problems: TermBaseProblem[] } {
  const entries = new Map<string, ReadEntry>();
  const problems: TermBaseProblem[] = [];
  const owners = new Map<string, string>();
  for (const entry of read) {
    const { concept, span } = entry;
    if (entries.has(concept.id)) {
      problems.push({ span, severity: 'error', code: 'termbase.duplicate-id', message: l10n.t('"{0}" is the id of an earlier entry; this one is left out.', concept.id) });
      continue;
    }
    entries.set(concept.id, entry);
    const forms = formsOf(concept);
    // One that only forbids forms of a concept elsewhere need have none.
    if (forms.length === 0 && !concept.forbidden?.length) {
      problems.push({ span, severity: 'warning', code: 'termbase.no-forms', message: l10n.t('"{0}" has no written forms, so it is found nowhere.', concept.id) });
    }
    for (const form of forms) {
      const key = fold(form).toLowerCase();
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, concept.id);
      else if (owner !== concept.id) {
        problems.push({ span, severity: 'information', code: 'termbase.shared-form', message: l10n.t('"{0}" is also a form of "{1}", which comes first.', form, owner) });
      }
    }
  }
  return { entries, problems };
}

function formsOf(concept: Concept): readonly string[] {
  return Object.values(concept.forms).flatMap((forms) => forms ?? []);
}
