import { strict as assert } from 'node:assert';
import type { CancellationToken } from 'vscode-languageserver';
import type { FileReader, Logger } from '../../../server/src/corpus/ports';
import { AnnotationNews } from '../../../server/src/lsp/annotationNews';
import { findCorpora } from '../../../server/src/lsp/discovery';
import { guarded, guardedCommand, UserError } from '../../../server/src/lsp/guard';
import { bundleFor, localeOf } from '../../../server/src/lsp/locale';
import { connectionLogger } from '../../../server/src/lsp/log';
import { OpenDocuments } from '../../../server/src/lsp/openDocuments';
import type { AnnotationsChangedParams } from '../../../server/src/lsp/protocol';
import { canonicalUri, isInside } from '../../../server/src/lsp/uris';

describe('addresses', () => {
  it('are one however an editor escapes them', () => {
    assert.equal(canonicalUri('file:///a/中文 (1).txt'), canonicalUri('file:///a/%E4%B8%AD%E6%96%87%20%281%29.txt'));
    assert.equal(canonicalUri('file:///c%3A/a.txt'), canonicalUri('file:///c:/a.txt'));
  });

  it('are inside a folder only below it', () => {
    assert.ok(isInside('file:///a/b', 'file:///a'));
    assert.ok(!isInside('file:///ab', 'file:///a'));
  });
});

describe('the language of the editor', () => {
  it('is read from tags as editors send them', () => {
    assert.equal(localeOf('zh_CN.UTF-8'), 'zh-CN');
    assert.equal(localeOf('zh-tw'), 'zh-TW');
    assert.equal(localeOf(undefined), 'en');
    assert.equal(localeOf('C'), 'en');
  });

  it('has a bundle by its script', () => {
    assert.deepEqual(['zh-CN', 'zh-SG', 'zh-Hans', 'zh'].map(bundleFor), ['zh-cn', 'zh-cn', 'zh-cn', 'zh-cn']);
    assert.deepEqual(['zh-TW', 'zh-HK', 'zh-Hant'].map(bundleFor), ['zh-tw', 'zh-tw', 'zh-tw']);
    assert.equal(bundleFor('fr'), undefined);
  });
});

describe('open documents', () => {
  it('give the edits of several changes in order, each in the text that the one before left', () => {
    const open = new OpenDocuments();
    open.open('file:///a.txt', 'corpus-text', 1, '甲乙\r\n𠮷丙');
    const change = open.change('file:///a.txt', 2, [
      { range: { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, text: '' },
      { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } }, text: '丁' },
    ]);
    assert.deepEqual(change, {
      text: '甲\r\n𠮷丁丙',
      edits: [{ start: 1, deletedLength: 1, insertedText: '' }, { start: 5, deletedLength: 0, insertedText: '丁' }],
    });
  });

  it('take a whole text as one edit, and know nothing of documents that are not open', () => {
    const open = new OpenDocuments();
    open.open('file:///a.txt', 'corpus-text', 1, '甲');
    assert.deepEqual(open.change('file:///a.txt', 2, [{ text: '乙丙' }])?.edits, [{ start: 0, deletedLength: 1, insertedText: '乙丙' }]);
    open.close('file:///a.txt');
    assert.equal(open.change('file:///a.txt', 3, [{ text: '' }]), undefined);
  });
});

describe('the log', () => {
  it('names the kind and place of an error, never its message, which may quote a document', () => {
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    const logger = connectionLogger({ info: write, warn: write, error: write } as never);
    logger.error('Hover failed', new TypeError('机密的句子'));
    assert.match(lines.join('\n'), /^Hover failed: TypeError\n\s+at /);
    assert.ok(!lines.join('\n').includes('机密'));
  });
});

describe('a guarded handler', () => {
  const token = { isCancellationRequested: false } as CancellationToken;
  const quiet = (logged: string[]): Logger => ({ info: () => undefined, warn: () => undefined, error: (message) => void logged.push(message) });

  it('answers the fallback when the feature fails, and says so in the log', async () => {
    const logged: string[] = [];
    const handler = guarded<number, string[]>(quiet(logged), 'Hover', [], () => {
      throw new Error('broken');
    });
    assert.deepEqual(await handler(1, token), []);
    assert.deepEqual(logged, ['Hover failed']);
  });

  it('answers a request that was cancelled before or during the work as cancelled', async () => {
    const source = { isCancellationRequested: false };
    const during = guarded<number, number>(quiet([]), 'Hover', 0, () => {
      source.isCancellationRequested = true;
      return 1;
    });
    await assert.rejects(during(1, source as CancellationToken), (error: { code?: number }) => error.code === -32800);
    await assert.rejects(during(1, source as CancellationToken), (error: { code?: number }) => error.code === -32800);
  });

  it('gives the user the message of a refusal and the code of the system, but no other message', async () => {
    const run = (error: Error): Promise<unknown> => guardedCommand(quiet([]), 'A command', () => Promise.reject(error))(undefined, { isCancellationRequested: false } as CancellationToken);
    await assert.rejects(run(new UserError('Select something')), /Select something/);
    await assert.rejects(run(Object.assign(new Error('机密'), { code: 'ENOSPC' })), (error: Error) => error.message.includes('ENOSPC') && !error.message.includes('机密'));
    await assert.rejects(run(new Error('机密')), (error: Error) => !error.message.includes('机密'));
  });
});

describe('news of annotations', () => {
  it('are gathered by corpus; all documents take in each, and a change of codes or of more than places is not lost', async () => {
    const told: AnnotationsChangedParams[] = [];
    const asked: string[] = [];
    await new Promise<void>((resolve) => {
      const news = new AnnotationNews((change) => {
        told.push(change);
        if (told.length === 3) resolve();
      }, (corpus) => asked.push(corpus) > 0 && corpus === 'one');
      news.add('one', { uris: ['a'], codes: false });
      news.add('one', { uris: ['b', 'a'], codes: false });
      news.add('two', { uris: ['c'], codes: true });
      news.add('two', { uris: undefined, codes: false });
      news.add('two', { uris: ['d'], codes: false, placesOnly: true });
      news.add('three', { uris: ['e'], codes: false, placesOnly: true });
      news.add('three', { uris: ['e'], codes: false, placesOnly: true });
    });
    assert.deepEqual(told, [{ corpus: 'one', uris: ['a', 'b'], codes: true }, { corpus: 'two', codes: true }, { corpus: 'three', uris: ['e'], codes: false, placesOnly: true }]);
    assert.deepEqual(asked, ['one', 'two'], 'once for all changes, and not while someone types');
  });
});

describe('corpora', () => {
  const tree = (paths: readonly string[]): FileReader => ({
    stat: () => Promise.resolve(undefined),
    read: () => Promise.resolve(undefined),
    list: (uri) => {
      const folder = decodeURIComponent(uri.replace('file:///', ''));
      const below = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      const names = new Map(below.map((path) => [path.split('/')[0] ?? '', path.includes('/')]));
      return Promise.resolve([...names].map(([name, deep]) => ({ name, kind: deep ? 'directory' as const : 'file' as const })));
    },
  });

  it('are the folders with a corpus.json, nested ones too, hidden and installed ones left out', async () => {
    const files = tree(['w/corpus.json', 'w/a/语料/corpus.json', 'w/.git/corpus.json', 'w/node_modules/x/corpus.json', 'w/b/x.txt']);
    assert.deepEqual(await findCorpora(files, ['file:///w/']), ['file:///w', `file:///w/a/${encodeURIComponent('语料')}`]);
  });

  it('are not looked for without end', async () => {
    assert.deepEqual(await findCorpora(tree(['w/1/2/3/4/5/6/7/corpus.json']), ['file:///w']), []);
  });

  it('in a folder that cannot be listed are none', async () => {
    const files = { ...tree([]), list: () => Promise.reject(new Error('denied')) };
    assert.deepEqual(await findCorpora(files, ['file:///w']), []);
  });
});
