// npx tsx bench/boundaries.ts FILE…: how well hits that only arise where two words meet are told from terms. Each file is text that
// people have cut into words, a sentence a line, words separated by spaces (the SIGHAN bakeoff sets of 2005, for instance). Terms are
// all its words of two Han characters that occur three times or more; a hit is right when words end where it begins and ends.
// Hits inside a longer word are not counted: they may be either. Prints a Markdown table.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import nodejieba from 'nodejieba';
import { PatternTrie } from '../server/src/recognise/terms/patternTrie';
import { BoundaryJudge } from '../server/src/recognise/terms/boundaries';
import { fold } from '../server/src/text/fold';
import type { Span } from '../server/src/text/span';
import { unitsOf } from '../server/src/text/units';

let asked = 0;
const withJieba = new BoundaryJudge((clause) => {
  asked++;
  return nodejieba.cut(clause, false);
});
const alone = new BoundaryJudge();

/** Each way to decide whether a hit in a sentence stands as a term. */
const JUDGES: Record<string, (text: string, hit: Span) => boolean> = {
  'every hit': () => true,
  'nodejieba as a filter': (text, hit) => endsOf(nodejieba.cut(text, false)).has(hit.start) && endsOf(nodejieba.cut(text, false)).has(hit.end),
  'Meipi without nodejieba': (text, hit) => judged(alone, text, hit),
  'Meipi': (text, hit) => judged(withJieba, text, hit),
};

function judged(judge: BoundaryJudge, text: string, hit: Span): boolean {
  judge.read(text, unitsOf(text));
  return judge.accepts(hit);
}

console.log('| text | hits | | precision | recall | errors | nodejieba asked |\n| --- | ---: | --- | ---: | ---: | ---: | ---: |');
for (const file of process.argv.slice(2)) {
  const sentences = readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.split(/[\s\u3000]+/).filter((word) => word !== '').map((word) => fold(word)));
  const counts = new Map<string, number>();
  for (const word of sentences.flat()) if (/^\p{Script=Han}{2}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const trie = new PatternTrie([...counts].filter(([, count]) => count >= 3).map(([word]) => word));
  const hits = sentences.flatMap((words) => {
    const text = words.join('');
    const ends = endsOf(words);
    const found = trie.scan(text);
    return Array.from(found.starts).flatMap((start, i) => {
      const end = found.ends[i] as number;
      const right = ends.has(start) && ends.has(end);
      // Inside one word: no boundary between.
      const isInside = !right && !Array.from({ length: end - start - 1 }, (_, i) => start + 1 + i).some((offset) => ends.has(offset));
      return isInside ? [] : [{ text, hit: { start, end }, right }];
    });
  });
  for (const [name, accepts] of Object.entries(JUDGES)) {
    asked = 0;
    let found = 0;
    let wrong = 0;
    for (const { text, hit, right } of hits) {
      if (!accepts(text, hit)) continue;
      if (right) found++;
      else wrong++;
    }
    const all = hits.filter(({ right }) => right).length;
    console.log(`| ${basename(file)} | ${hits.length} | ${name} | ${(found / (found + wrong)).toFixed(4)} | ${(found / all).toFixed(4)} | ${wrong + all - found} | ${name === 'Meipi' ? asked : ''} |`);
  }
}

/** The offsets where words end, 0 with them. */
function endsOf(words: readonly string[]): Set<number> {
  const ends = new Set([0]);
  let at = 0;
  for (const word of words) ends.add((at += word.length));
  return ends;
}
