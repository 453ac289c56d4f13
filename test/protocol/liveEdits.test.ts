import { strict as assert } from 'node:assert';
import type { Range } from 'vscode-languageserver-protocol';
import { AnnotationsRequest, ServerCommand, type AnnotationInfo } from '../../server/src/lsp/protocol';
import { applied, inverse, LIVE_EDITS, markedSpan, unmarked, type Change } from '../fixtures/liveEdits';
import { Folder, TestClient } from './client';

interface Target {
  readonly selector: readonly [{ readonly exact: string }, { readonly start: number; readonly end: number }];
  readonly 'meipi:anchor'?: string;
}

/** Every case of the table is a document of one corpus, open in the editor and never saved as a file. */
describe('passages of open documents', () => {
  const nameOf = (index: number): string => `${index}.txt`;
  let folder: Folder;
  let client: TestClient;

  before(async () => {
    folder = new Folder({ 'corpus.json': '{}', ...Object.fromEntries(LIVE_EDITS.map(({ before }, i) => [nameOf(i), unmarked(before)])) });
    client = await TestClient.start({ folders: [folder], options: { annotator: '读者甲' } });
  });

  after(async () => {
    await client.stop();
    folder.remove();
  });

  /** Saves a document as an editor does, and waits until its sidecar says where a marked passage is, and how it was found. */
  async function saved(uri: string, text: string, marked: string, anchor: string | undefined): Promise<void> {
    const [whole, span] = [unmarked(marked), markedSpan(marked)];
    assert.ok(span);
    const wanted = { exact: whole.slice(span.start, span.end), start: [...whole.slice(0, span.start)].length, end: [...whole.slice(0, span.end)].length, anchor };
    await client.save(uri, text);
    for (let found: unknown, deadline = Date.now() + 30_000; ; ) {
      const { items } = JSON.parse(folder.read(`${decodeURIComponent(uri.slice(folder.uri.length + 1))}.annotations.json`)) as { items: readonly { readonly target: Target }[] };
      for (const { target: { selector: [quote, position], 'meipi:anchor': state } } of items) found = { exact: quote.exact, start: position.start, end: position.end, anchor: state };
      if (JSON.stringify(found) === JSON.stringify(wanted)) return;
      if (Date.now() > deadline) assert.deepEqual(found, wanted);
      // The server has time to write meanwhile.
      await client.request(AnnotationsRequest.method, { uri });
    }
  }

  LIVE_EDITS.forEach(({ name, before, steps, after, anchor }, index) => {
    it(`after ${name}: told, saved, and undone`, async () => {
      const uri = folder.uriOf(nameOf(index));
      let text = unmarked(before);
      const edit = async (changes: readonly Change[]): Promise<void> => {
        // The places of changes count one after another, as the protocol says.
        let now = text;
        const told = changes.map((change) => {
          const [at, deleted, inserted] = change;
          const range = rangeAt(now, at, at + deleted.length);
          now = applied(now, [change]);
          return { range, text: inserted };
        });
        await client.edit(uri, ...told);
        text = now;
      };
      const shown = async (): Promise<unknown> => {
        const [annotation] = await client.request<AnnotationInfo[]>(AnnotationsRequest.method, { uri });
        return [annotation?.range, annotation?.anchor];
      };
      const expected = (marked: string, state: string): unknown => {
        const span = markedSpan(marked);
        return [span && rangeAt(unmarked(marked), span.start, span.end), state];
      };
      await client.open(uri, text);
      const span = markedSpan(before);
      assert.ok(span);
      await client.command(ServerCommand.annotate, { uri, range: rangeAt(text, span.start, span.end), codes: [], memo: '' });
      for (const step of steps) await edit(step);
      assert.equal(text, unmarked(after));
      assert.deepEqual(await shown(), expected(after, anchor));
      // A lost passage is kept as it was.
      const [kept, state] = anchor === 'lost' ? [before, anchor] as const : [after, anchor === 'exact' ? undefined : anchor] as const;
      await saved(uri, text, kept, state);

      await edit([...steps].reverse().flatMap((step) => [...inverse(step)]));
      assert.deepEqual(await shown(), expected(before, 'exact'));
      await saved(uri, text, before, undefined);
      await client.close(uri);
    });
  });

  it('follows an editor that changes the line ends of a document and says so only when it saves it', async () => {
    const name = '行.txt';
    const text = '甲县。\r\n他说数据要素很重要。\r\n完';
    folder.write(name, text);
    const uri = folder.uriOf(name);
    await client.filesChanged(uri);
    await client.open(uri, text);
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } };
    await client.command(ServerCommand.annotate, { uri, range, codes: [], memo: '' });
    const now = text.replaceAll('\r\n', '\n');
    folder.write(name, now);
    await saved(uri, now, '甲县。\n他说⟦数据要素⟧很重要。\n完', undefined);
    const [annotation] = await client.request<AnnotationInfo[]>(AnnotationsRequest.method, { uri });
    assert.deepEqual([annotation?.range, annotation?.anchor], [range, 'exact']);
    await client.edit(uri, { range: { start: { line: 0, character: 3 }, end: { line: 1, character: 0 } }, text: '' });
    const [joined] = await client.request<AnnotationInfo[]>(AnnotationsRequest.method, { uri });
    assert.deepEqual(joined?.range, { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } });
  });
});

function rangeAt(text: string, start: number, end: number): Range {
  const [from = { line: 0, character: 0 }, to = from] = [start, end].map((offset) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  });
  return { start: from, end: to };
}
