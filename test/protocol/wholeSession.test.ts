import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hover, Location, Position, SemanticTokens } from 'vscode-languageserver-protocol/node';
import { AnnotationsRequest, ServerCommand, type AnnotationInfo, type ExportResult } from '../../server/src/lsp/protocol';
import { Folder, TestClient } from './client';

/** A copy of the text files of a folder. */
function copyOf(folder: string): Folder {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return new Folder(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])));
}

const corpora = [
  ['the sample corpus', join(__dirname, '..', '..', 'seeds')],
  ['the corpus at MEIPI_CORPUS', process.env['MEIPI_CORPUS']],
] as const;

for (const [name, source] of corpora) {
  (source === undefined ? describe.skip : describe)(`a whole session on ${name}`, () => {
    it('marks, explains, jumps, annotates, edits, exports, and leaves every document as it was', async () => {
      const folder = copyOf(source as string);
      const before = folder.hashes();
      const texts = Object.keys(before);
      let client = await TestClient.start({ folders: [folder], options: { folders: [folder.uri], annotator: 'Reader' } });
      const made: AnnotationInfo[] = [];

      for (const text of texts) {
        const uri = folder.uriOf(text);
        const textDocument = { uri };
        await client.open(uri);
        const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
        assert.ok(data.length > 0, `${text} has tags`);
        for (const [i, place] of placesOf(data).entries()) {
          if (i % 40 !== 0) continue;
          const hover = await client.request<Hover | null>('textDocument/hover', { textDocument, position: place });
          assert.ok(hover?.range, `${text} ${JSON.stringify(place)}`);
          assert.ok(hover.range.start.line < place.line || (hover.range.start.line === place.line && hover.range.start.character <= place.character));
          const references = await client.request<Location[]>('textDocument/references', { textDocument, position: place, context: { includeDeclaration: true } });
          assert.ok(references === null || references.every(({ range }) => range.end.line > range.start.line || range.end.character > range.start.character));
          await client.request('textDocument/definition', { textDocument, position: place });
          await client.request('textDocument/documentHighlight', { textDocument, position: place });
          await client.request('textDocument/selectionRange', { textDocument, positions: [place] });
          if (i % 200 === 0) made.push(await client.command<AnnotationInfo>(ServerCommand.annotate, { uri, range: hover.range, codes: ['Read'], memo: `${i}` }));
        }
        for (const method of ['documentSymbol', 'foldingRange', 'documentLink']) await client.request(`textDocument/${method}`, { textDocument });
        // Words put in and taken out again, and the buffer thrown away in the end.
        const start = { line: 0, character: 0 };
        await client.edit(uri, { range: { start, end: start }, text: '一句话。' });
        await client.edit(uri, { range: { start, end: { line: 0, character: 4 } }, text: '' });
        await client.close(uri);
      }
      assert.ok(made.length >= texts.length);
      for (const format of ['csv', 'jsonl', 'w3c']) {
        for (const content of ['annotations', 'tags']) {
          const { rows } = await client.command<ExportResult>(ServerCommand.export, { corpus: folder.uri, format, content, file: folder.uriOf(`out.${content}.${format}`) });
          assert.ok(rows > 0, `${format} ${content}`);
        }
      }
      assert.equal(await client.stop(), 0);
      assert.deepEqual(folder.hashes(), before);

      client = await TestClient.start({ folders: [folder], options: { folders: [folder.uri] } });
      const again = await client.connection.sendRequest(AnnotationsRequest, {});
      const essence = (list: readonly AnnotationInfo[]): string[] => list.map(({ id, quote, range, memo, anchor }) => JSON.stringify([id, quote, range, memo, anchor])).sort();
      assert.deepEqual(essence(again), essence(made));
      assert.equal(await client.stop(), 0);
      folder.remove();
    });
  });
}

/** Where the tokens of an answer begin. */
function placesOf(data: readonly number[]): Position[] {
  const places: Position[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0] = data.slice(i, i + 2);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    places.push({ line, character });
  }
  return places;
}
