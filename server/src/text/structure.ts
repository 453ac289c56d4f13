import type { Reading } from './reading';
import type { Span } from './span';
import { finish, type Steps } from './steps';
import { classify, type Block } from './structure/blocks';
import { linesOf } from './structure/line';
import { speakerLabels } from './structure/speakerLabels';
import { turnsOf, type Turn } from './structure/turns';

/** A titled piece of a document, from its heading to the next article. */
export interface Article extends Span {
  readonly title: Span;
}

/** How a reading is built. Everything is in reading offsets (UTF-16), in order, without overlap within a list. */
export interface Structure {
  readonly blocks: readonly Block[];
  readonly articles: readonly Article[];
  readonly turns: readonly Turn[];
}

/** Finds blocks, articles and speaker turns of a reading. Linear in its length. */
export function findStructure(reading: Reading): Structure {
  return finish(structureInSteps(reading));
}

/** The same, of a long reading in steps of a few milliseconds. */
export function* structureInSteps(reading: Reading): Steps<Structure> {
  const lines = linesOf(reading);
  yield;
  const labels = speakerLabels(lines);
  yield;
  const blocks = yield* classify(lines, labels);
  yield;
  return {
    blocks,
    articles: articlesOf(blocks),
    turns: turnsOf(lines, blocks, labels),
  };
}

/** The articles of a reading with these blocks. */
export function articlesOf(blocks: readonly Block[]): Article[] {
  const titles: number[] = [];
  for (let i = 0; i < blocks.length; i++) if ((blocks[i] as Block).level === 1) titles.push(i);
  return titles.map((title, i) => {
    const { start, end } = blocks[title] as Block;
    const last = blocks[(titles[i + 1] ?? blocks.length) - 1] as Block;
    return { start, end: last.end, title: { start, end } };
  });
}
