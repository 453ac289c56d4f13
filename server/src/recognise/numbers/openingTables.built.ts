import { plainGrammar } from './grammar';
import { openingTables, type OpeningTables } from './openingTables';

/** The tables for numbers with the units of the program. Made when the program is built. */
export function openingsOfProgram(): OpeningTables {
  return openingTables(plainGrammar.units);
}
