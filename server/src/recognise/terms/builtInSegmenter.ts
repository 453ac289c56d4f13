import type { Segmenter } from './segmenter';

let instance: Segmenter | undefined;

/**
 * The word segmenter that comes with JavaScript (ICU's dictionary, both scripts): nothing to install, loaded in a
 * few milliseconds. Hand it clauses only: its time grows faster than the length of the text.
 */
export function builtInSegmenter(): Segmenter {
  return (instance ??= create());
}

function create(): Segmenter {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return {
    name: 'Intl.Segmenter',
    words: (clause) => Array.from(segmenter.segment(clause), ({ segment }) => segment),
  };
}
