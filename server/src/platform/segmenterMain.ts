import { kindOf } from './errors';
import { Jieba } from './jieba';
import type { CutAnswer, CutRequest } from './segmenterProcess';

// The process that holds nodejieba (segmenterProcess.ts starts it, ends it and says what it is told). It ends with its parent.

let jieba: Jieba | undefined;

function answer({ words, clauses }: CutRequest): CutAnswer {
  try {
    jieba ??= new Jieba();
  } catch (error) {
    return { failure: kindOf(error) };
  }
  const loaded = jieba;
  loaded.addWords(words);
  return { cuts: clauses.map((clause) => loaded.words(clause)) };
}

process.title = 'meipi-segmenter';
process.on('message', (request: CutRequest) => process.send?.(answer(request)));
process.on('disconnect', () => process.exit());
