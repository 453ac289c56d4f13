import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { address, hoverText, open, positionOf, read, select, until } from './support';

const DOCUMENT = '07-news-dispatch.txt';
const SIDECAR = `${DOCUMENT}.annotations.json`;

interface Item {
  readonly target: { readonly selector: readonly { readonly type: string; readonly exact?: string; readonly start?: number; readonly end?: number }[] };
  readonly body: readonly { readonly purpose: string; readonly value: string }[];
}

/** The annotations in a sidecar with a quotation; none when there is no such file. */
async function stored(quote: string): Promise<Item[]> {
  try {
    const page = JSON.parse(await read(address(SIDECAR))) as { items: Item[] };
    return page.items.filter((item) => item.target.selector.some(({ exact }) => exact === quote));
  } catch {
    return [];
  }
}

async function annotate(quote: string, code: string): Promise<vscode.TextEditor> {
  const editor = await open(DOCUMENT);
  const start = positionOf(editor.document, quote);
  await select(editor, new vscode.Range(start, editor.document.positionAt(editor.document.offsetAt(start) + quote.length)));
  await vscode.commands.executeCommand('meipi.annotate', code);
  return editor;
}

describe('Annotations in the editor', () => {
  let hash = '';
  const hashOf = async (): Promise<string> => createHash('sha256').update(await vscode.workspace.fs.readFile(address(DOCUMENT))).digest('hex');
  before(async () => (hash = await hashOf()));
  afterEach(async () => assert.equal(await hashOf(), hash, 'the document is as it was'));

  it('saves an annotation beside the text, with quotation and code points, and undoes and redoes it', async () => {
    const quote = '高技术制造业增加值增长13.4%';
    await annotate(quote, 'evidence');
    await until(async () => (await stored(quote)).length === 1, 'saved');
    const [item] = await stored(quote);
    const text = [...(await read(address(DOCUMENT)))];
    const position = item?.target.selector.find(({ type }) => type === 'TextPositionSelector');
    assert.equal(text.slice(position?.start, position?.end).join(''), quote);
    assert.ok(item?.body.some(({ purpose, value }) => purpose === 'tagging' && value === 'evidence'));
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await stored(quote)).length === 0, 'undone');
    await vscode.commands.executeCommand('meipi.redo');
    await until(async () => (await stored(quote)).length === 1, 'done again');
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await stored(quote)).length === 0, 'undone again');
  });

  it('takes a new code into the code book', async () => {
    await annotate('现场推进会', '试验编码');
    await until(async () => (await read(address('codebook.json'))).includes('试验编码'), 'in the code book');
    await until(async () => (await stored('现场推进会')).length === 1, 'saved');
  });

  it('shows its codes when the mouse rests on it', async () => {
    const editor = await open(DOCUMENT);
    await until(async () => (await hoverText(editor.document.uri, positionOf(editor.document, '现场推进会'))).includes('试验编码'), 'the code in the hover');
  });

  it('moves with edits, and back when they are undone', async () => {
    const editor = await open(DOCUMENT);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '插入的一句话。'));
    await until(async () => (await hoverText(editor.document.uri, positionOf(editor.document, '现场推进会'))).includes('试验编码'), 'moved along');
    await vscode.commands.executeCommand('undo');
    await until(() => !editor.document.isDirty, 'the edit is undone');
    await until(async () => (await hoverText(editor.document.uri, positionOf(editor.document, '现场推进会'))).includes('试验编码'), 'moved back');
  });

  it('reads again what another program writes', async () => {
    const page = JSON.parse(await read(address(SIDECAR))) as { items: { body: { purpose: string; value: string }[]; modified: string }[] };
    for (const item of page.items) {
      item.body.push({ purpose: 'commenting', value: '外部写入的批注', ...{ type: 'TextualBody', format: 'text/markdown' } });
      item.modified = new Date(Date.now() + 5000).toISOString();
    }
    await vscode.workspace.fs.writeFile(address(SIDECAR), Buffer.from(JSON.stringify(page)));
    const { document } = await open(DOCUMENT);
    await until(async () => (await hoverText(document.uri, positionOf(document, '现场推进会'))).includes('外部写入的批注'), 'the memo in the hover');
  });

  for (const [format, check] of [
    ['csv', (text: string) => assert.ok(text.startsWith('\ufeff') && text.includes('现场推进会'))],
    ['jsonl', (text: string) => assert.ok(text.trim().split('\n').every((line) => typeof JSON.parse(line) === 'object') && text.includes('现场推进会'))],
    ['w3c', (text: string) => assert.ok(JSON.stringify(JSON.parse(text)).includes('http://www.w3.org/ns/anno.jsonld') && text.includes('现场推进会'))],
  ] as const) {
    it(`exports ${format}`, async () => {
      const file = join(tmpdir(), `meipi-export-${process.pid}.${format}`);
      await vscode.commands.executeCommand('meipi.exportAnnotations', format, file);
      check(await read(vscode.Uri.file(file)));
      await vscode.workspace.fs.delete(vscode.Uri.file(file));
    });
  }

  it('exports tags as a folder of Parquet tables', async () => {
    const folder = join(tmpdir(), `meipi-export-${process.pid}-parquet`);
    await vscode.commands.executeCommand('meipi.exportTags', 'parquet', folder);
    for (const table of ['documents', 'tags', 'attributions', 'figures']) assert.ok((await read(vscode.Uri.file(join(folder, `${table}.parquet`)))).startsWith('PAR1'), table);
    await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true });
  });
});
