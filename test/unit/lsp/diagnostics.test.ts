import { strict as assert } from 'node:assert';
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Problem } from '../../../server/src/corpus/corpus';
import { Diagnostics } from '../../../server/src/lsp/diagnostics';
import { SourceText } from '../../../server/src/text/sourceText';

const problem = (uri: string, message = '此处有误'): Problem => ({ uri, span: { start: 0, end: 2 }, severity: 'warning', code: 'corpus.field', message });

describe('Problems that an editor is told', () => {
  let log: string[];
  let shown: Map<string, string[]>;
  let diagnostics: Diagnostics;

  beforeEach(() => {
    log = [];
    shown = new Map();
    const connection = {
      sendDiagnostics: ({ uri, diagnostics }: PublishDiagnosticsParams) => {
        log.push(`show ${uri}`);
        shown.set(uri, diagnostics.map(({ message }) => message as string));
        return Promise.resolve();
      },
    };
    diagnostics = new Diagnostics(
      connection as Connection,
      (uri) => {
        log.push(`read ${uri}`);
        return Promise.resolve(new SourceText('两行\n文字'));
      },
      () => new Promise((resolve) => setImmediate(() => (log.push('others'), resolve()))),
    );
  });

  it('are told file by file, between which others have their turn', async () => {
    await diagnostics.publish([problem('a'), problem('b'), problem('a', '又一处')]);
    assert.deepEqual(log, ['others', 'read a', 'show a', 'others', 'read b', 'show b']);
    assert.deepEqual(shown.get('a'), ['此处有误', '又一处']);
  });

  it('are told again only of files where they changed, and taken back where there are none any more', async () => {
    await diagnostics.publish([problem('a'), problem('b'), problem('c')]);
    log = [];
    await diagnostics.publish([problem('a'), problem('c', '别的问题')]);
    assert.deepEqual(log.filter((step) => step !== 'others'), ['show b', 'read c', 'show c']);
    assert.deepEqual([...shown], [['a', ['此处有误']], ['b', []], ['c', ['别的问题']]]);
  });

  it('end with what was told last, though an earlier list was still being told', async () => {
    const earlier = diagnostics.publish([problem('a', '旧')]);
    await Promise.all([earlier, diagnostics.publish([problem('a', '新')])]);
    assert.deepEqual(shown.get('a'), ['新']);
  });
});
