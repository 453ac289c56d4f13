// npx tsx bench/persons.ts FILE: exact-span F1 for persons on a test set of one character and one BIO label a line (B-PER, I-PER), a
// blank line after each sentence, such as the public MSRA and People's Daily sets; beside it, in the same run, the name tags of
// nodejieba. The file is read as one document. No such set is in the repository.
import { readFileSync } from 'node:fs';
import nodejieba from 'nodejieba';
import { createSourceRecogniser, surveySources } from '../server/src/recognise/sources/sources';
import { Reading } from '../server/src/text/reading';
import { findStructure } from '../server/src/text/structure';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npx tsx bench/persons.ts FILE');
  process.exit(2);
}
const { text, persons } = readBio(readFileSync(file, 'utf8'));
console.log(`${file}: ${text.length.toLocaleString('en')} characters, ${persons.size} persons\n`);
console.log('| | precision | recall | F1 | F1 without single characters |\n| --- | ---: | ---: | ---: | ---: |');
print('Meipi', found());
print('nodejieba, nr tags', jieba());

/** The text of all sentences, each a paragraph, and the spans `start-end` of its persons (UTF-16). */
function readBio(bio: string): { text: string; persons: Set<string> } {
  let text = '';
  const spans: { start: number; end: number }[] = [];
  for (const line of bio.split('\n')) {
    const [character, label] = line.trim().split(/\s+/);
    if (!character || !label) {
      if (!text.endsWith('\n\n　　')) text += '\n\n　　';
      continue;
    }
    const last = spans.at(-1);
    if (label === 'B-PER') spans.push({ start: text.length, end: text.length + character.length });
    else if (label === 'I-PER' && last?.end === text.length) last.end += character.length;
    text += character;
  }
  return { text, persons: new Set(spans.map(({ start, end }) => `${start}-${end}`)) };
}

function found(): Set<string> {
  const reading = new Reading(text);
  const input = { reading, structure: findStructure(reading) };
  const { tags } = createSourceRecogniser(surveySources(input)).recognise(input);
  const spans = tags.filter((tag) => tag.kind === 'person').map((tag) => reading.toSourceSpan(tag));
  return new Set(spans.map(({ start, end }) => `${start}-${end}`));
}

function jieba(): Set<string> {
  const spans = new Set<string>();
  let at = 0;
  for (const { word, tag } of nodejieba.tag(text)) {
    if (tag.startsWith('nr') && word.length > 1) spans.add(`${at}-${at + word.length}`);
    at += word.length;
  }
  return spans;
}

function print(name: string, spans: ReadonlySet<string>): void {
  const right = [...spans].filter((span) => persons.has(span)).length;
  const longer = [...persons].filter((span) => length(span) > 1 || spans.has(span)).length;
  const f1 = (wanted: number): string => ((2 * right) / (spans.size + wanted)).toFixed(3);
  console.log(`| ${name} | ${(right / spans.size).toFixed(3)} | ${(right / persons.size).toFixed(3)} | ${f1(persons.size)} | ${f1(longer)} |`);
}

function length(span: string): number {
  const [start = 0, end = 0] = span.split('-').map(Number);
  return end - start;
}
