import { scriptOf, type Script } from '../text/script';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';

/** How many of some mentions are written in each script; no script stands with 0. */
export type ScriptCounts = Readonly<Partial<Record<Script, number>>>;

/** Counts mentions in a document by script; a form that both scripts write alike counts as its document does. */
export function countScripts({ text, script }: { readonly text: SourceText; readonly script: Script }, mentions: readonly Span[]): ScriptCounts {
  return asInDocument(scriptsOf(text.text, mentions), script);
}

/** Counts passages of a text by script, those that both write alike as neutral. */
export function scriptsOf(text: string, passages: readonly Span[]): ScriptCounts {
  const counts: Partial<Record<Script, number>> = {};
  for (const { start, end } of passages) {
    const script = scriptOf(text.slice(start, end));
    counts[script] = (counts[script] ?? 0) + 1;
  }
  return counts;
}

/** The same with neutral ones counted as the script of their document. */
export function asInDocument(counts: ScriptCounts, script: Script): ScriptCounts {
  const { neutral, ...others } = counts;
  return neutral === undefined ? counts : { ...others, [script]: neutral + (others[script as keyof typeof others] ?? 0) };
}

/** Both together. */
export function addScripts(a: ScriptCounts, b: ScriptCounts): ScriptCounts {
  const sum: Partial<Record<Script, number>> = { ...a };
  for (const [script, count] of Object.entries(b) as [Script, number][]) sum[script] = (sum[script] ?? 0) + count;
  return sum;
}
