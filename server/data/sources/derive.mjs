// Makes words.json, names.json and foreignNames.json from lists.json (own lists), the dictionary of jieba (MIT licence,
// github.com/fxsjy/jieba), as nodejieba ships it, and the transliterated names of HanLP 1.x (Apache licence 2.0, github.com/hankcs/HanLP, branch 1.x,
// data/dictionary/person/nrf.txt), which are not kept here. Run by hand when one of them changes:  node server/data/sources/derive.mjs nrf.txt
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [transliterationFile] = process.argv.slice(2);
if (transliterationFile === undefined) throw new Error('usage: node server/data/sources/derive.mjs nrf.txt');
const here = dirname(fileURLToPath(import.meta.url));
const nodejieba = dirname(createRequire(import.meta.url).resolve('nodejieba/package.json'));
const lists = JSON.parse(readFileSync(join(here, 'lists.json'), 'utf8'));

/** Rarer entries say little about running text. */
const RAREST_WORD = 12;
/** Names of places are kept however rare; to words the dictionary lacks these frequencies are given. */
const ADDED_PLACE = 700;
const ADDED_WORD = 1200;
const SMALLEST_SHARE = 1.2e-5;
/** How often a character stands in the given names of the dictionary that is usual there. */
const USUAL_IN_NAMES = 60;

const surnames = [...new Set(lists.surnames.list)];
const isSurname = new Set(surnames);
const commonSurnames = new Set(surnames.slice(0, 250));
const isName = new Set(lists.names.list);
const han = /^[\u4e00-\u9fff]+$/;

const entries = readFileSync(join(nodejieba, 'submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8')
  .split('\n')
  .map((line) => line.trim().split(' '))
  .filter((fields) => fields.length === 3)
  .map(([word, frequency, tag]) => ({ word, frequency: Number(frequency), tag, length: [...word].length }));
const total = sum(entries.map(({ frequency }) => frequency));

/** Costs are -2 ln p, rounded. */
function cost(p) {
  return Math.round(-2 * Math.log(p));
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

function count(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function byCost(pairs, join) {
  const groups = new Map();
  for (const [item, itemCost] of pairs) groups.set(itemCost, [...(groups.get(itemCost) ?? []), item]);
  return Object.fromEntries([...groups].sort(([a], [b]) => a - b).map(([key, items]) => [key, join(items)]));
}

function write(name, value) {
  writeFileSync(join(here, name), `${JSON.stringify(value, null, 1)}\n`);
}

// Words.
const isPersonTag = (tag) => tag === 'nr' || tag === 'nrt' || tag === 'nrfg';
const words = new Map();
const add = (word, frequency) => {
  if (!words.has(word) || words.get(word) < frequency) words.set(word, frequency);
};
/** Names of persons that the dictionary takes for something else: a surname, two characters usual in given names, and no word inside. */
const plainWords = new Set(entries.filter(({ tag, length }) => length === 2 && !isPersonTag(tag)).map(({ word }) => word));
const givenCounts = count(entries.filter(({ word, tag, length }) => tag === 'nr' && length === 3 && isSurname.has([...word][0])).flatMap(({ word }) => [...word].slice(1)));
const looksLikeName = (word, tag) =>
  ['t', 'nz', 'ns', 'vn', 'm', 'n'].includes(tag) &&
  commonSurnames.has(word[0]) &&
  !/[市县区州镇乡村山河江湖海岛港湾站路街桥门寺城国省军队语族人日节]$/.test(word) &&
  [...word.slice(1)].every((c) => (givenCounts.get(c) ?? 0) >= USUAL_IN_NAMES) &&
  !plainWords.has(word.slice(1)) &&
  !plainWords.has(word.slice(0, 2));
for (const { word, frequency, tag, length } of entries) {
  if (!han.test(word) || (length === 3 && looksLikeName(word, tag))) continue;
  if (!isPersonTag(tag) && length <= 4 && (frequency >= RAREST_WORD || length === 1)) add(word, Math.max(frequency, 1));
  if (tag === 'ns' && length >= 2 && length <= 8 && frequency >= 3) add(word, frequency);
  // Words of two characters that the dictionary takes for names: all with no surname in front, the commoner ones with one.
  if (length === 2 && isPersonTag(tag) && !isName.has(word)) {
    if (isSurname.has([...word][0]) ? frequency >= 40 && tag !== 'nrt' : tag === 'nr' && frequency >= 30) add(word, frequency);
  }
}
for (const word of lists.words.list) if (!words.has(word)) words.set(word, ADDED_WORD);
for (const word of lists.places.list) if (!words.has(word)) words.set(word, ADDED_PLACE);
write('words.json', {
  source: 'Common words with their costs, -2 ln p, grouped by length (1 to 8 characters, written without separators): counted from the dictionary of jieba (MIT licence, github.com/fxsjy/jieba), personal names left out; completed from lists.json. Made by derive.mjs.',
  words: byCost([...words].map(([word, frequency]) => [word, cost(frequency / total)]), (group) => {
    const lengths = [];
    for (const word of group.sort()) (lengths[[...word].length - 1] ??= []).push(word);
    return Array.from(lengths, (some) => (some ?? []).join(''));
  }),
});

// Chinese names. The commonest hundred surnames follow a rank-frequency curve, the rest fall off faster.
const share = (rank) => (rank <= 100 ? 0.28 / (rank + 2.5) : 0.0027 * (100 / rank) ** 2.2);
const foreignCounts = count(entries.filter(({ word, tag }) => tag === 'nrt' && han.test(word)).flatMap(({ word }) => [...word]));
const isForeign = (text) => [...text].every((character) => (foreignCounts.get(character) ?? 0) >= 40);
const startsWithSurname = entries.filter(({ word, tag }) => tag === 'nr' && han.test(word) && isSurname.has([...word][0]));
const three = startsWithSurname.filter(({ word, length }) => length === 3 && !isForeign([...word].slice(1).join('')));
const two = startsWithSurname.filter(({ word, frequency, length }) => length === 2 && frequency >= 2 && !isForeign(word));
const first = count(three.map(({ word }) => [...word][1]));
const second = count(three.map(({ word }) => [...word][2]));
const single = count(two.map(({ word }) => [...word][1]));
const given = [...new Set([...first.keys(), ...second.keys(), ...single.keys()])].sort();
const shares = (probability) => byCost(given.map((c) => [c, probability(c)]).filter(([, p]) => p > SMALLEST_SHARE).map(([c, p]) => [c, cost(p)]), (group) => group.join(''));
const inFirst = (c) => (first.get(c) ?? 0) / three.length;
const inSecond = (c) => (second.get(c) ?? 0) / three.length;
write('names.json', {
  source: 'Costs are -2 ln p. Surnames: own list in the order of their frequency, costs after a rank-frequency curve. Well-known persons: own list. Characters of given names: relative frequencies counted over the personal names of the dictionary of jieba (MIT licence, github.com/fxsjy/jieba). Made by derive.mjs.',
  surnames: byCost(surnames.map((surname, i) => [surname, cost(share('习萧闫付代'.includes(surname) ? 120 : i + 1))]), (group) => group.join('')),
  compoundSurnames: lists.compoundSurnames,
  wellKnown: lists.wellKnownChinese,
  first: shares(inFirst),
  second: shares(inSecond),
  single: shares((c) => 0.5 * ((single.get(c) ?? 0) / two.length) + 0.25 * (inFirst(c) + inSecond(c))),
});

// Foreign names: a bigram model of their characters with absolute discounting (Ney, Essen and Kneser, "On structuring probabilistic
// dependences in stochastic language modelling", Computer Speech and Language 8, 1994). ^ stands for the beginning, $ for the end.
const DISCOUNT = 0.75;
/** Rarer characters and pairs say little. */
const RAREST_CHARACTER = 5;
const RAREST_PAIR = 3;
/** Characters counted at least so often are usual in foreign names wherever they stand. */
const USUAL = 20;

const transliterations = new Set(entries.filter(({ word, tag, length }) => tag === 'nrt' && length >= 2 && han.test(word)).map(({ word }) => word));
for (const word of readFileSync(transliterationFile, 'utf8').split(/\s+/)) if (han.test(word) && word.length >= 2 && word.length <= 8) transliterations.add(word);
const characterCounts = count([...transliterations].flatMap((word) => [...word, '$']));
const pairCounts = count([...transliterations].flatMap((word) => [...`^${word}$`].slice(1).map((c, i) => `^${word}`[i] + c)));
const prefixCounts = new Map();
const followers = new Map();
for (const [pair, n] of pairCounts) {
  prefixCounts.set(pair[0], (prefixCounts.get(pair[0]) ?? 0) + n);
  followers.set(pair[0], (followers.get(pair[0]) ?? 0) + 1);
}
const allCharacters = sum([...characterCounts.values()]);
const added = new Set(lists.transliteration.added);
const leftOut = new Set(lists.transliteration.leftOut);
const characters = [...new Set([...added, ...characterCounts.keys()])].filter((c) => added.has(c) || (characterCounts.get(c) >= RAREST_CHARACTER && !leftOut.has(c)));
const everyday = new Set(lists.transliteration.notUsual);
const inModel = new Set(['^', ...characters]);
const ofCharacter = (c) => Math.max(characterCounts.get(c) ?? 0, RAREST_CHARACTER) / allCharacters;
const backoff = (c) => (DISCOUNT * (followers.get(c) ?? 1)) / (prefixCounts.get(c) ?? 1);
const ofPair = (pair) => (pairCounts.get(pair) - DISCOUNT) / prefixCounts.get(pair[0]) + backoff(pair[0]) * ofCharacter(pair[1]);
const pairs = [...pairCounts.keys()].filter((pair) => pairCounts.get(pair) >= RAREST_PAIR && inModel.has(pair[0]) && inModel.has(pair[1]));
const joined = (group) => group.sort().join('');
write('foreignNames.json', {
  source: 'Costs are -2 ln p. Transliterated foreign names: a bigram model with ^ for the beginning and $ for the end of a name; what a pair that is not listed costs is that of its second character and the backing off of its first. Counted over the transliterated names of the dictionary of jieba (MIT licence, github.com/fxsjy/jieba) and of HanLP 1.x (data/dictionary/person/nrf.txt, Apache licence 2.0, github.com/hankcs/HanLP), with additions of our own. Japanese surnames and well-known persons (whom texts name without title or verb of saying): own lists. Made by derive.mjs.',
  usual: joined(characters.filter((c) => c !== '$' && !everyday.has(c) && (added.has(c) || characterCounts.get(c) >= USUAL))),
  characters: byCost(characters.map((c) => [c, cost(ofCharacter(c))]), joined),
  backoff: byCost(['^', ...characters.filter((c) => c !== '$')].map((c) => [c, cost(Math.min(1, backoff(c)))]), joined),
  pairs: byCost(pairs.map((pair) => [pair, cost(ofPair(pair))]), joined),
  japaneseSurnames: lists.japaneseSurnames,
  wellKnown: lists.wellKnownForeigners,
});
