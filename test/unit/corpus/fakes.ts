import { URI } from 'vscode-uri';
import type { FileInfo, FileReader, WordCutter } from '../../../server/src/corpus/ports';
import type { Recognition } from '../../../server/src/corpus/recognition';
import type { CorpusOptions } from '../../../server/src/corpus/corpusOptions';
import { openCorpus, type CorpusWorkspace } from '../../../server/src/corpus/workspace';
import type { RecogniserInput } from '../../../server/src/recognise/recogniser';
import type { EstablishedName } from '../../../server/src/recognise/sources/established';
import type { FoundPersons } from '../../../server/src/recognise/sources/persons';
import type { SourceTag, TermTag } from '../../../server/src/recognise/tags';
import { standsAsWord, type BoundaryQuestion } from '../../../server/src/recognise/terms/segmenter';
import type { Concept } from '../../../server/src/recognise/terms/termBase';
import { fold } from '../../../server/src/text/fold';
import type { Reading } from '../../../server/src/text/reading';

export const ROOT = 'file:///corpus';

/** Files in memory, by path below {@link ROOT}. */
export class MemoryFiles implements FileReader {
  readonly contents = new Map<string, Uint8Array>();
  /** Paths whose reading fails. */
  readonly broken = new Set<string>();
  /** Paths read so far, in order. */
  readonly reads: string[] = [];
  /** Paths read at once, in order. */
  readonly lateReads: string[] = [];
  /** How often a path was set. */
  readonly versions = new Map<string, number>();

  constructor(contents: Readonly<Record<string, string | Uint8Array>>) {
    for (const [path, content] of Object.entries(contents)) this.set(path, content);
  }

  /** @throws where no file can hold a text, as it would silently be another: one with half a surrogate pair */
  set(path: string, content: string | Uint8Array): void {
    if (typeof content === 'string' && /\p{Surrogate}/u.test(content)) throw new RangeError('half a surrogate pair');
    this.versions.set(path, (this.versions.get(path) ?? 0) + 1);
    this.contents.set(path, typeof content === 'string' ? Buffer.from(content) : content);
  }

  stat(uri: string): Promise<FileInfo | undefined> {
    const bytes = this.contents.get(pathOf(uri));
    return Promise.resolve(bytes && { kind: 'file', size: bytes.length, mtime: 0 });
  }

  read(uri: string): Promise<Uint8Array | undefined> {
    const path = pathOf(uri);
    this.reads.push(path);
    return this.broken.has(path) ? Promise.reject(new Error('no permission')) : Promise.resolve(this.contents.get(path));
  }

  list(uri: string): Promise<readonly { name: string; kind: FileInfo['kind'] }[]> {
    const folder = pathOf(uri);
    const prefix = folder === '' ? '' : `${folder}/`;
    const entries = new Map<string, FileInfo['kind']>();
    for (const path of this.contents.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name, ...below] = path.slice(prefix.length).split('/') as [string, ...string[]];
      entries.set(name, below.length > 0 ? 'directory' : 'file');
    }
    return Promise.resolve([...entries].map(([name, kind]) => ({ name, kind })));
  }
}

export function uriOf(path: string): string {
  return URI.parse(`${ROOT}/${path}`).toString();
}

export function pathOf(uri: string): string {
  return URI.parse(uri).path.slice('/corpus'.length).replace(/^\//, '');
}

/**
 * Small recognisers: runs of digits are numbers; a name is established by 记者 and two characters before 报道 and
 * then known everywhere; the forms of concepts are terms, in doubt behind 其 and 各 until it is known how these clauses are cut; 是指 after a term defines it, `“…”` after a name and 说 is what it says.
 */
export const fakeRecognition: Recognition = {
  numbers: () => ({
    layer: 'number',
    recognise: ({ reading, date }) => ({
      tags: [...reading.text.matchAll(/\d+/g)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        layer: 'number',
        kind: 'cardinal',
        value: date ? { num: Number(match[0]), resolvedFrom: date } : { num: Number(match[0]) },
      })),
    }),
  }),
  survey: ({ reading }: RecogniserInput): EstablishedName[] =>
    [...reading.text.matchAll(/记者(\p{Script=Han}{2})报道/gu)].map(([, name = '']) => ({ id: `person:${name}`, form: name, scope: 'corpus' })),
  surveyed: ({ reading }) => ({ persons: reportersIn(reading), works: [], shortNames: [], frames: [] }),
  resume: ({ reading }, { persons }) => void resumed.set(reading, persons),
  sources: (names) => ({
    layer: 'source',
    recognise: ({ reading }) => {
      const { text } = reading;
      const { persons } = resumed.get(reading) ?? reportersIn(reading);
      const tags = names.flatMap(({ id, form }) =>
        placesOf(text, form).map((start): SourceTag => {
          const span = { start, end: start + form.length };
          const roleSpan = persons.find((person) => person.start === start)?.role;
          return { ...span, layer: 'source', kind: 'person', id, ...(roleSpan ? { role: '记者', roleSpan } : {}) };
        }),
      );
      const attributions = tags.flatMap((tag) => {
        const said = /^说:“([^”]*)”/.exec(text.slice(tag.end));
        const start = tag.end + 3;
        return said ? [{ start: tag.start, end: tag.end + said[0].length, sources: [tag.id], cue: '说', content: { start, end: start + (said[1] as string).length } }] : [];
      });
      return { tags, attributions };
    },
  }),
  terms: (termBases, known = () => undefined) => {
    const forms = new Map<string, Concept>();
    for (const { concepts } of termBases) {
      for (const concept of concepts) for (const form of Object.values(concept.forms).flatMap((list) => list ?? [])) if (!forms.has(fold(form))) forms.set(fold(form), concept);
    }
    return {
      layer: 'term',
      recognise: ({ reading: { text } }) => {
        const wanted: BoundaryQuestion[] = [];
        const stands = (start: number, form: string): boolean => {
          if (!'其各'.includes(text[start - 1] ?? ' ')) return true;
          const question = { clause: text.slice(start - 1, start + form.length), start: 1, end: 1 + form.length };
          const words = known(question.clause);
          if (!words) wanted.push(question);
          return !words || standsAsWord(words, question);
        };
        const tags = [...forms].flatMap(([form, concept]) =>
          placesOf(text, form).filter((start) => stands(start, form)).map((start): TermTag => ({ start, end: start + form.length, layer: 'term', kind: 'concept', id: `concept:${concept.id}` })),
        );
        const definitions = tags
          .filter((tag) => text.startsWith('是指', tag.end))
          .map((tag) => {
            const start = Math.max(text.lastIndexOf('。', tag.start), text.lastIndexOf('\n', tag.start)) + 1;
            return { id: tag.id, start, end: text.indexOf('。', tag.end), term: { start: tag.start, end: tag.end }, evidence: 'explicit' as const };
          });
        return { tags, definitions, wanted };
      },
    };
  },
};

/** A segmenter that cuts behind 各, and takes 其 together with what follows it. It may be that it cannot be had. */
export class FakeCutter implements WordCutter {
  answers = true;

  cut(clauses: readonly string[]): Promise<readonly (readonly string[])[] | undefined> {
    const cut = (clause: string): string[] => (clause.startsWith('其') ? [clause.slice(0, 2), clause.slice(2)] : [clause.slice(0, 1), clause.slice(1)]);
    return Promise.resolve(this.answers ? clauses.map(cut) : undefined);
  }
}

/** What recognising sources was spared, by reading. */
const resumed = new WeakMap<Reading, FoundPersons>();

/** Where 记者 stands before two characters. */
function reportersIn({ text }: Reading): FoundPersons {
  const persons = [...text.matchAll(/(?<=记者)\p{Script=Han}{2}/gu)].map(({ index: start }) => ({
    start, end: start + 2, id: `person:${text.slice(start, start + 2)}`, strong: true, foreign: false, role: { start: start - 2, end: start }, original: false,
  }));
  return { persons, labels: [], credits: [], addresses: [], datelines: [] };
}

function placesOf(text: string, form: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) places.push(at);
  return places;
}

/** A corpus of files in memory with the small recognisers. */
export async function corpusOf(
  contents: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<CorpusOptions> | ((files: MemoryFiles) => Partial<CorpusOptions>) = {},
): Promise<{ corpus: CorpusWorkspace; files: MemoryFiles }> {
  const files = new MemoryFiles(contents);
  if (typeof options === 'function') options = options(files);
  const corpus = await openCorpus(ROOT, files, { recognition: fakeRecognition, pause: () => Promise.resolve(), ...options });
  return { corpus, files };
}
