import { csvCell } from '../../exchange/csv';
import { termCandidates, type TermCandidate } from '../../features/candidates';
import { wholeCharacters } from '../../text/codePoints';
import { finish } from '../../text/steps';
import { type Command, oneOf, wholeNumber } from '../command';
import { codePointSpan, indexAll, openPaths, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

/** Characters of a context before and after the candidate. */
const AROUND = 20;

export const candidates: Command = {
  name: 'candidates',
  usage: 'PATH… [--limit N] [--min-frequency N] [--contexts N] [--format jsonl|tsv] [--termbase FILE]',
  summary: 'write the terms that a corpus uses and the term base lacks, the best first',
  options: {
    limit: { value: 'N', help: 'how many of each corpus; 100 when absent' },
    'min-frequency': { value: 'N', help: 'rarer ones need a definition, an English name or another name; by the size of the corpus when absent' },
    contexts: { value: 'N', help: 'places told of each; 3 when absent' },
    format: { value: 'jsonl|tsv', help: 'JSON Lines, or values between tabs for spreadsheets; jsonl when absent' },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = oneOf(args, 'format', ['jsonl', 'tsv'], 'jsonl');
    const options = {
      limit: wholeNumber(args, 'limit', 1, 100),
      minFrequency: args.value('min-frequency') === undefined ? undefined : wholeNumber(args, 'min-frequency', 1, 2),
      contexts: wholeNumber(args, 'contexts', 0, 3),
    };
    if (format === 'tsv') await io.out.line(COLUMNS.join('\t'));
    for (const opened of await openPaths(args.positionals, args, io)) {
      await indexAll(opened, io);
      for (const candidate of finish(termCandidates(opened.corpus, { ...options, hidden: opened.corpus.manifest.notTerms }))) {
        if (format === 'tsv') await io.out.line(tsvRow(candidate));
        else await io.out.json(jsonRow(candidate, opened));
      }
    }
    return 0;
  },
};

function jsonRow(candidate: TermCandidate, opened: OpenedCorpus): Record<string, unknown> {
  const { form, forms, score, parts, frequency, documents, definition, aliases, english, contexts } = candidate;
  return {
    form,
    forms,
    score: rounded(score),
    parts: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, rounded(value as number)])),
    frequency,
    documents,
    ...(definition && { definition: { file: opened.nameOf(definition.document), ...codePointSpan(definition), text: definition.text } }),
    ...(aliases.length > 0 && { aliases }),
    ...(english !== undefined && { english }),
    contexts: contexts.map((context) => {
      const { document, span } = context;
      const around = { start: Math.max(0, span.start - AROUND), end: Math.min(document.text.length, span.end + AROUND) };
      return { file: opened.nameOf(document), ...codePointSpan(context), text: onOneLine(document.text.slice(wholeCharacters(document.text.text, around))) };
    }),
  };
}

const COLUMNS = ['form', 'forms', 'score', 'frequency', 'documents', 'english', 'aliases', 'definition'];

function tsvRow({ form, forms, score, frequency, documents, english, aliases, definition }: TermCandidate): string {
  const cells = [form, forms.join('|'), rounded(score), frequency, documents, english ?? '', aliases.join('|'), definition?.text ?? ''];
  return cells.map((cell) => csvCell(typeof cell === 'number' ? cell : onOneLine(cell))).join('\t');
}

/** Line breaks have no place in a row. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
