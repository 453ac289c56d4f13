// The recognisers as the engine runs them on one text, all in one place: what is measured as "all layers" is what a document costs.
import { builtInTermBase, createRecognition } from '../../server/src/corpus/engine';
import { Jieba } from '../../server/src/platform/jieba';
import type { Recogniser, RecogniserInput } from '../../server/src/recognise/recogniser';
import { tagReading } from '../../server/src/recognise/tagger';
import { builtInSegmenter } from '../../server/src/recognise/terms/builtInSegmenter';
import type { Segmenter } from '../../server/src/recognise/terms/segmenter';
import type { TermBase } from '../../server/src/recognise/terms/termBase';
import { Reading } from '../../server/src/text/reading';
import { findStructure } from '../../server/src/text/structure';

/** Ways to tag a text, loaded and ready; each gives how many tags it found. */
export interface Tagging {
  /** Reading and structure, which every layer needs. */
  readonly read: (text: string) => number;
  readonly numbers: (text: string) => number;
  /** Both passes of names, and who says what. */
  readonly sources: (text: string) => number;
  readonly terms: (text: string) => number;
  readonly all: (text: string) => number;
}

export function createTagging(termBases: readonly TermBase[] = [builtInTermBase]): Tagging {
  const segmenter = loadedSegmenter();
  const recognition = createRecognition();
  const terms = recognition.terms(termBases, (clause) => segmenter.words(clause));
  const numbers = recognition.numbers();
  const tag = (input: RecogniserInput, recognisers: readonly Recogniser[]): number => tagReading(input, recognisers).tags.length;
  const tagAll = (input: RecogniserInput, others: readonly Recogniser[]): number => tag(input, [...others, recognition.sources(recognition.survey(input))]);
  return {
    read: (text) => read(text).reading.length,
    numbers: (text) => tag(read(text), [numbers]),
    sources: (text) => tagAll(read(text), []),
    terms: (text) => tag(read(text), [terms]),
    all: (text) => tagAll(read(text), [numbers, terms]),
  };
}

/** In this process, and loaded before anything is timed. */
function loadedSegmenter(): Segmenter {
  try {
    return new Jieba();
  } catch {
    return builtInSegmenter();
  }
}

function read(text: string): RecogniserInput {
  const reading = new Reading(text);
  return { reading, structure: findStructure(reading) };
}
