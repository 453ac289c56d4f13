import words from '../../data/sources/words.json';
import { fold } from '../text/fold';
import { wordTables, type WordTables } from './wordTables';

/** The common words of Chinese (data/sources/words.json). Made when the program is built. */
export function commonWordTables(): WordTables {
  return wordTables(
    Object.entries(words.words).flatMap(([cost, byLength]) => byLength.map((joined, index) => ({ joined: fold(joined), length: index + 1, cost: Number(cost) }))),
  );
}
