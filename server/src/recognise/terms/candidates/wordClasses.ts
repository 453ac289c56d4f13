import lists from '../../../../data/candidates/lists.json';
import { fold } from '../../../text/fold';
import { CodeUnitSet } from '../../codeUnitSet';
import { dictionaryClasses } from './dictionaryClasses.built';

/** What candidates are told apart by: classes of words, folded. All are made on first use. */
export interface WordClasses {
  /** Words that no term has in it: function words, adverbs, verbs of reporting and change. */
  readonly breaks: ReadonlySet<string>;
  /** The code units that these begin with. */
  readonly breakBeginnings: CodeUnitSet;
  readonly notFirst: ReadonlySet<string>;
  readonly notLast: ReadonlySet<string>;
  /** Verbs and verbal nouns that may end a term. */
  readonly actions: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
  /** Heads that make no other concept of a known term. */
  readonly genericHeads: ReadonlySet<string>;
  readonly organizationEnds: ReadonlySet<string>;
  /** Last words of names of companies. */
  readonly sectors: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  readonly adjectives: ReadonlySet<string>;
  readonly times: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  /** Foreign names. */
  readonly names: ReadonlySet<string>;
  /** Numbers written out, with and without a classifier (一台). */
  readonly numerals: ReadonlySet<string>;
  /** Proper nouns, and words that the dictionary takes for names: many are common words as well. */
  readonly properNouns: ReadonlySet<string>;
  /** Nouns of every subject. */
  readonly general: ReadonlySet<string>;
}

let instance: WordClasses | undefined;

export function wordClasses(): WordClasses {
  return (instance ??= makeClasses());
}

function makeClasses(): WordClasses {
  const classes = dictionaryClasses();
  const breaks = new Set([...listed('breaks'), ...byLength(classes.functionWords)]);
  return {
    breaks,
    breakBeginnings: CodeUnitSet.of([...breaks].map((word) => word.charAt(0)).join('')),
    notFirst: listed('notFirst'),
    notLast: listed('notLast'),
    actions: listed('actions'),
    heads: listed('heads'),
    genericHeads: listed('genericHeads'),
    organizationEnds: listed('organizationEnds'),
    sectors: listed('sectors'),
    verbs: byLength(classes.verbs),
    adjectives: byLength(classes.adjectives),
    times: byLength(classes.times),
    places: byLength(classes.places),
    organizations: byLength(classes.organizations),
    names: byLength(classes.names),
    numerals: byLength(classes.numerals),
    properNouns: byLength(classes.properNouns),
    general: listed('general'),
  };
}

function listed(name: 'breaks' | 'notFirst' | 'notLast' | 'actions' | 'heads' | 'general' | 'genericHeads' | 'organizationEnds' | 'sectors'): ReadonlySet<string> {
  return new Set(lists[name].list.split(' ').map(fold));
}

/** Words written without separators, all of one length together. */
function byLength(joined: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  joined.forEach((text, index) => {
    const folded = fold(text);
    for (let i = 0; i < folded.length; i += index + 1) words.add(folded.slice(i, i + index + 1));
  });
  return words;
}
