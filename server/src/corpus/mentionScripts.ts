import { scriptOf, type Script } from '../text/script';
import type { Span } from '../text/span';
import type { CorpusDocument } from './corpus';

/** How many of some mentions are written in each script. */
export type ScriptCounts = Readonly<Partial<Record<Script, number>>>;

/** Counts mentions in a document by script; a form that both scripts write alike counts as its document does. */
export function countScripts({ text, script }: Pick<CorpusDocument, 'text' | 'script'>, mentions: readonly Span[]): ScriptCounts {
  const counts: Partial<Record<Script, number>> = {};
  for (const span of mentions) {
    const own = scriptOf(text.slice(span));
    const counted = own === 'neutral' ? script : own;
    counts[counted] = (counts[counted] ?? 0) + 1;
  }
  return counts;
}
