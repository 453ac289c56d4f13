import { createNumberRecogniser } from '../../../../server/src/recognise/numbers';
import type { DocumentDate, Measurement, NumberTag } from '../../../../server/src/recognise/tags';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';

export interface Found {
  readonly text: string;
  readonly kind: NumberTag['kind'];
  readonly value: NumberTag['value'];
  readonly measures?: Measurement | undefined;
}

/** The numbers of a document, with their text as it stands in the document. */
export function numbersIn(source: string, edtf?: string): Found[] {
  const reading = new Reading(source);
  const date: DocumentDate | undefined = edtf === undefined ? undefined : { edtf, from: 'corpus' };
  return createNumberRecogniser().recognise({ reading, structure: findStructure(reading), date }).tags.map((tag) => {
    if (tag.layer !== 'number') throw new Error(`a ${tag.layer} among the numbers`);
    const span = reading.toSourceSpan(tag);
    return { text: source.slice(span.start, span.end), kind: tag.kind, value: tag.value, measures: tag.measures };
  });
}

/** The texts of the numbers of a document. */
export function textsIn(source: string): string[] {
  return numbersIn(source).map(({ text }) => text);
}

/** The only number of a document. */
export function onlyNumberIn(source: string, edtf?: string): Found {
  const found = numbersIn(source, edtf);
  if (found.length !== 1) throw new Error(`expected one number in ${source}, found ${JSON.stringify(found.map(({ text }) => text))}`);
  return found[0] as Found;
}
