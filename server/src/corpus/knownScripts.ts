import type { Script } from '../text/script';
import type { Analysis } from './analysis';
import type { Occurrences } from './mentionIndex';
import type { ScriptCounts } from './mentionScripts';

/**
 * In which scripts concepts and entities are written, in all documents of an analysis together. What was added up is kept until something is
 * recognised anew; documents that are answered for before they are recognised as a whole are looked at each time.
 */
export class KnownScripts {
  readonly #analysis: Analysis;
  #kept: { readonly version: number; readonly sums: Map<string, ScriptCounts> } | undefined;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** How many mentions are written in each script; those that come first stand first. */
  of(id: string): ScriptCounts {
    // Asking may bring the index up to date, and with it the version.
    const occurrences = this.#analysis.occurrences(id);
    if (occurrences.some(({ document }) => document.isProvisional)) return sumOf(occurrences);
    const { version } = this.#analysis;
    if (this.#kept?.version !== version) this.#kept = { version, sums: new Map<string, ScriptCounts>() };
    const { sums } = this.#kept;
    let sum = sums.get(id);
    if (!sum) sums.set(id, (sum = sumOf(occurrences)));
    return sum;
  }
}

function sumOf(occurrences: readonly Occurrences[]): ScriptCounts {
  const sum: Partial<Record<Script, number>> = {};
  for (const { scripts } of occurrences) {
    for (const [script, count] of Object.entries(scripts) as [Script, number][]) sum[script] = (sum[script] ?? 0) + count;
  }
  return sum;
}
