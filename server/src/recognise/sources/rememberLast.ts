/**
 * A function of a text that keeps its result for the text it was asked about last: the survey and the recogniser read the same document
 * one after the other, and several parts of them ask the same of it. Not more than one text is held.
 */
export function rememberLast<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly result: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: compute(text) };
    return last.result;
  };
}
