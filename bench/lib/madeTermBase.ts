// A term base of any size, to find terms with: the built-in one, and made terms of the lengths that Chinese terms have.
import { builtInTermBase } from '../../server/src/corpus/engine';
import type { Concept, TermBase } from '../../server/src/recognise/terms/termBase';
import { fold } from '../../server/src/text/fold';
import { below, oneOf, random } from './random';

/** How long Chinese terms are and how many in a hundred are so long, by the built-in term base. */
const LENGTHS: readonly (readonly [length: number, share: number])[] = [[2, 6], [3, 13], [4, 46], [5, 14], [6, 13], [7, 5], [8, 3]];
/** So many made terms in a hundred stand in the texts; a term base of a whole field has few of any one text. */
const TAKEN = 5;

/**
 * The term base of the program and as many made concepts, of one form each, that there are `count` different forms in Chinese
 * characters. Made terms are words of the texts one after another, as terms are: mostly such as the texts do not have, but which
 * begin as something there does.
 */
export function madeTermBase(count: number, texts: readonly string[], seed = 1): { readonly termBases: readonly TermBase[]; readonly forms: readonly string[] } {
  const forms = new Set(builtInTermBase.concepts.flatMap((concept) => Object.values(concept.forms).flatMap((list) => list ?? [])).map(fold).filter((form) => HAN.test(form)));
  const folded = fold(texts.join('\n'));
  const clauses = wordsOf(folded);
  const words = [...new Set(clauses.flat())];
  const concepts: Concept[] = [];
  const next = random(seed);
  const taken = (length: number): string => {
    const clause = oneOf(next, clauses);
    let form = '';
    for (let at = below(next, clause.length); at < clause.length && form.length < length; at++) form += clause[at] as string;
    return form;
  };
  const made = (length: number): string => {
    let form = '';
    while (form.length < length) form += oneOf(next, words);
    return folded.includes(form) ? '' : form;
  };
  while (forms.size < count) {
    const length = chosenLength(below(next, 100));
    const form = below(next, 100) < TAKEN ? taken(length) : made(length);
    if (form.length !== length || forms.has(form)) continue;
    forms.add(form);
    concepts.push({ id: form, forms: { 'zh-Hans': [form] } });
  }
  return { termBases: [{ name: 'Made', concepts }, builtInTermBase], forms: [...forms] };
}

const HAN = /^\p{Script=Han}+$/u;

/** The words of each stretch of Han characters. */
function wordsOf(text: string): string[][] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return (text.match(/\p{Script=Han}{2,}/gu) ?? []).map((clause) => [...segmenter.segment(clause)].map(({ segment }) => segment));
}

function chosenLength(percent: number): number {
  let sum = 0;
  for (const [length, share] of LENGTHS) if (percent < (sum += share)) return length;
  return 4;
}
