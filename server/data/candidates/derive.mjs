// Makes wordClasses.json from the dictionary of jieba (MIT licence, github.com/fxsjy/jieba), as nodejieba ships it.
// Run by hand when that changes:  node server/data/candidates/derive.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const nodejieba = dirname(createRequire(import.meta.url).resolve('nodejieba/package.json'));

/** Rarer entries say little about running text. */
const RAREST = 12;
const LONGEST = 4;

/** Classes by the part-of-speech tags of the dictionary (those of the ICTCLAS set). */
const CLASSES = {
  verbs: ['v', 'vg', 'vi', 'vd', 'vq'],
  adjectives: ['a', 'z', 'ag'],
  functionWords: ['d', 'ad', 'p', 'c', 'u', 'ud', 'ug', 'uj', 'ul', 'uv', 'uz', 'r', 'rr', 'y', 'e', 'dg', 'rz', 'rg'],
  times: ['t', 'tg'],
  places: ['ns'],
  organizations: ['nt'],
  names: ['nrt', 'nrfg'],
  numerals: ['m', 'mq'],
  properNouns: ['nz', 'nr'],
};

const han = /^[\u4e00-\u9fff]+$/;
const entries = readFileSync(join(nodejieba, 'submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8')
  .split('\n')
  .map((line) => line.trim().split(' '))
  .filter(([word, frequency]) => han.test(word ?? '') && Number(frequency) >= RAREST);

const classes = Object.fromEntries(
  Object.entries(CLASSES).map(([name, tags]) => {
    const byLength = Array.from({ length: LONGEST }, () => []);
    for (const [word, , tag] of entries) {
      // Of function words a single character is often half of another word: those are in lists.json.
      if (tags.includes(tag) && word.length <= LONGEST && !(name === 'functionWords' && word.length === 1)) byLength[word.length - 1].push(word);
    }
    return [name, byLength.map((words) => words.sort().join(''))];
  }),
);

writeFileSync(
  join(here, 'wordClasses.json'),
  `${JSON.stringify(
    {
      source: 'Words of running text by word class, each class by length (1 to 4 characters, written without separators): from the part-of-speech tags in the dictionary of jieba (MIT licence, github.com/fxsjy/jieba). Made by derive.mjs.',
      ...classes,
    },
    null,
    1,
  )}\n`,
);
