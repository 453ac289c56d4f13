import { createUnitTable, type CustomUnit, type UnitTable } from './units';

/** What the numbers of one text are read with. */
export interface Grammar {
  readonly units: UnitTable;
  /** Which comma of the text groups thousands: the half-width one. Given the offset of a comma (UTF-16). */
  isGroupingComma(offset: number): boolean;
}

const builtIn: UnitTable = createUnitTable();
const tables = new WeakMap<readonly CustomUnit[], UnitTable>();

/** The units of the program with those of a corpus; made once for the same list. */
export function unitTableOf(custom: readonly CustomUnit[]): UnitTable {
  if (custom.length === 0) return builtIn;
  let table = tables.get(custom);
  if (!table) tables.set(custom, (table = createUnitTable(custom)));
  return table;
}

/** The grammar where a text is not read from a document: the units of the program, every comma groups. */
export const plainGrammar: Grammar = { units: builtIn, isGroupingComma: () => true };
