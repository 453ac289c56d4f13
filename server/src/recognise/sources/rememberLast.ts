/** A function of a text that keeps its result for the text it was asked about last. */
export interface Remembering<T> {
  (text: string): T;
  /** Spares it the work for a text, if that is the next it is asked about: what it gave for an equal one. */
  recall(text: string, result: T): void;
}

/**
 * A function of a text that keeps its result for the text it was asked about last: the survey and the recogniser read the same document
 * one after the other, and several parts of them ask the same of it. Not more than one text is held.
 */
export function rememberLast<T>(compute: (text: string) => T): Remembering<T> {
  let last: { readonly text: string; readonly result: T } | undefined;
  const ask = (text: string): T => {
    if (last?.text !== text) last = { text, result: compute(text) };
    return last.result;
  };
  return Object.assign(ask, { recall: (text: string, result: T) => void (last = { text, result }) });
}
