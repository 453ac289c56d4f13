import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { address, hoverText, open, positionOf, read, until } from './support';

const DOCUMENT = '03-newspaper-feature-tw.txt';
const SIDECAR = `${DOCUMENT}.annotations.json`;
const [FIRST, SECOND] = ['何靜', '陸遠'] as const;

/** What two people marked: one passage alike, one with different codes, one that only one of them has. */
const MARKS = [
  [FIRST, '阿公手寫的招牌', 'metaphor'], [SECOND, '阿公手寫的招牌', 'metaphor'],
  [FIRST, '薄霧', 'metaphor'], [SECOND, '薄霧', 'definition'],
  [FIRST, '昨晚的良率', 'definition'],
] as const;

interface Item {
  readonly id: string;
  readonly creator: { readonly name: string };
  readonly body?: readonly { readonly value?: string }[];
  readonly 'meipi:adjudicates'?: readonly string[];
  readonly 'meipi:adopts'?: readonly string[];
}

async function items(): Promise<Item[]> {
  const page = JSON.parse(await read(address(SIDECAR))) as { items: Item[] };
  return page.items;
}

const decisions = async (): Promise<Item[]> => (await items()).filter((item) => item['meipi:adjudicates']);

describe('Several annotators in the editor', () => {
  before(async () => {
    const { document } = await open(DOCUMENT);
    const text = document.getText();
    const page = {
      '@context': ['http://www.w3.org/ns/anno.jsonld'], type: 'AnnotationPage',
      items: MARKS.map(([name, exact, value], i) => {
        const at = text.indexOf(exact);
        const start = [...text.slice(0, at)].length;
        return {
          id: `urn:uuid:00000000-0000-4000-8000-00000000000${i}`, type: 'Annotation', motivation: 'tagging', created: '2025-05-01T08:00:00Z', modified: '2025-05-01T08:00:00Z',
          creator: { type: 'Person', name },
          body: [{ type: 'TextualBody', purpose: 'tagging', value }],
          target: { type: 'SpecificResource', source: `urn:meipi:document:${DOCUMENT}`, selector: [{ type: 'TextQuoteSelector', exact, prefix: text.slice(at - 8, at), suffix: text.slice(at + exact.length, at + exact.length + 8) }, { type: 'TextPositionSelector', start, end: start + [...exact].length }] },
        };
      }),
    };
    await vscode.workspace.fs.writeFile(address(SIDECAR), Buffer.from(JSON.stringify(page)));
    await until(async () => (await hoverText(address(DOCUMENT), positionOf(document, '昨晚的良率'))).includes('昨晚的良率') || (await seen('昨晚的良率')), 'the annotations are read');
  });

  after(async () => {
    await vscode.commands.executeCommand('meipi.chooseAnnotators', [FIRST, SECOND]);
    await vscode.workspace.fs.delete(address(SIDECAR));
    await until(async () => !(await seen('阿公手寫的招牌')), 'the annotations are gone');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Whether the hover at a passage tells of an annotation by one of the two. */
  async function seen(passage: string, who: readonly string[] = [FIRST, SECOND]): Promise<boolean> {
    const document = await vscode.workspace.openTextDocument(address(DOCUMENT));
    const text = await hoverText(document.uri, positionOf(document, passage));
    return who.some((name) => text.includes(name)) || /隱喻|概念界定|Metaphor|Definition/i.test(text);
  }

  it('are compared in a table in an editor of its own', async () => {
    await vscode.commands.executeCommand('meipi.showAgreement', { annotators: [FIRST, SECOND], documents: [address(DOCUMENT).toString()] });
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'meipi-agreement');
    const lines = page?.getText().split('\n') ?? [];
    const rows = lines.filter((line) => line.startsWith('| ')).slice(2).map((line) => line.split('|').map((cell) => cell.trim()));
    assert.equal(rows.length, 4, page?.getText());
    assert.deepEqual(rows.map(([, , passages]) => passages).sort(), ['1 / 1', '2 / 1', '3 / 2', '3 / 2']);
    const kappa = Number(rows[0]?.[3]);
    assert.ok(kappa > 0 && kappa < 1, String(kappa));
    assert.ok(lines.some((line) => line.includes(FIRST) && line.includes(SECOND)));
  });

  it('are decided between by keys of a panel, in annotations of their own that undo takes back', async () => {
    await vscode.commands.executeCommand('meipi.showDisagreements', [FIRST, SECOND]);
    await vscode.commands.executeCommand('meipi.skipDisagreement');
    // The first place was put off: this is the second, which only one has.
    await vscode.commands.executeCommand('meipi.takeAnnotator', 1);
    await until(async () => (await decisions()).length === 1, 'the first decision');
    const [first] = await decisions();
    assert.deepEqual([first?.['meipi:adjudicates']?.length, first?.['meipi:adopts'], first?.body?.map(({ value }) => value)], [1, first?.['meipi:adjudicates'], ['definition']]);
    await vscode.commands.executeCommand('meipi.takeAll');
    await until(async () => (await decisions()).length === 2, 'the second decision');
    const second = (await decisions()).find(({ id }) => id !== first?.id);
    assert.deepEqual([second?.['meipi:adjudicates']?.length, second?.body?.map(({ value }) => value).sort()], [2, ['definition', 'metaphor']]);
    assert.equal((await items()).length, MARKS.length + 2);
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await decisions()).length === 1, 'the second decision is undone');
    await vscode.commands.executeCommand('meipi.takeOwn', undefined, ['framing']);
    await until(async () => (await decisions()).length === 2, 'decided otherwise');
    assert.ok((await decisions()).some(({ body }) => body?.some(({ value }) => value === 'framing')));
    await vscode.commands.executeCommand('meipi.undo');
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await decisions()).length === 0, 'all decisions are undone');
  });

  it('are hidden from each other by a setting', async () => {
    const settings = vscode.workspace.getConfiguration('meipi');
    await settings.update('blind', true, vscode.ConfigurationTarget.Workspace);
    await until(async () => !(await seen('阿公手寫的招牌')), 'hidden');
    await settings.update('blind', undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => seen('阿公手寫的招牌'), 'shown again');
    assert.equal((await items()).length, MARKS.length);
  });
});
