import { strict as assert } from 'node:assert';
import { toCorpusInfo } from '../../../server/src/lsp/annotationRequests';
import type { LoadedCorpus } from '../../../server/src/lsp/loadedCorpus';
import { DOCUMENTS_TOLD } from '../../../server/src/lsp/protocol';

/** A corpus of so many documents, as far as its description looks at it. */
function corpusOf(count: number): LoadedCorpus {
  const documents = Array.from({ length: count }, (_, i) => ({ id: `${i}.txt`, uri: `file:///c/${i}.txt`, title: String(i) }));
  const corpus = { root: 'file:///c', name: '大', documents, encodingOf: () => 'utf-8' };
  return { corpus, codeBook: { codes: [] }, annotator: '林', annotations: () => [] } as unknown as LoadedCorpus;
}

describe('what is told of a corpus', () => {
  it('names every document of an ordinary one', () => {
    const { documents, documentCount } = toCorpusInfo(corpusOf(3));
    assert.deepEqual([documents.map(({ id }) => id), documentCount], [['0.txt', '1.txt', '2.txt'], 3]);
  });

  it('names no more than a bounded number, and says how many there are', () => {
    const { documents, documentCount } = toCorpusInfo(corpusOf(DOCUMENTS_TOLD + 1));
    assert.deepEqual([documents.length, documentCount], [DOCUMENTS_TOLD, DOCUMENTS_TOLD + 1]);
  });
});
