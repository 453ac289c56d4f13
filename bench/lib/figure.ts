/** What a figure should reach: at least or at most so much, of the ratio or of the value itself. */
export interface Bar {
  readonly of: 'ratio' | 'value';
  readonly limit: number;
  readonly side: 'at least' | 'below';
  /** As the table says it: `at least 12 times`. */
  readonly text: string;
}

/** One thing that was measured. */
export interface Figure {
  /** What was measured, as the table says it. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the ratio is to: something measured in the same run. */
  readonly comparison?: string;
  /** How many times the comparison; of speeds, more is faster, of times, less is. */
  readonly ratio?: number;
  readonly bar?: Bar;
  /** Whether it reaches its bar; absent when it has none. */
  readonly met?: boolean;
  /** Of the corpus it was measured on, in bytes of UTF-8; absent when size is not the question. */
  readonly size?: number;
  /** The plot of growth that it is a point of, and the line there. */
  readonly growth?: { readonly plot: string; readonly line: string };
}

export function atLeast(limit: number, text: string): Bar {
  return { of: 'ratio', side: 'at least', limit, text: `at least ${text}` };
}

export function below(limit: number, text: string, of: Bar['of'] = 'value'): Bar {
  return { of, side: 'below', limit, text: `below ${text}` };
}

/** A figure, judged by its bar. @throws RangeError when the bar is of a ratio and there is none */
export function figure(given: Omit<Figure, 'met'>): Figure {
  const { bar } = given;
  if (!bar) return given;
  const judged = bar.of === 'ratio' ? given.ratio : given.value;
  if (judged === undefined) throw new RangeError(`"${given.name}" has a bar for a ratio, and none`);
  return { ...given, met: bar.side === 'at least' ? judged >= bar.limit : judged < bar.limit };
}
