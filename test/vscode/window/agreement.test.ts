import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfSample, Window } from './support';

const DOCUMENT = '03-newspaper-feature-tw.txt';

/** What two people marked in a document: one passage with different codes, one that only one of them has. */
const MARKS = [['何靜', '薄霧', 'metaphor'], ['陸遠', '薄霧', 'definition'], ['何靜', '昨晚的良率', 'definition']] as const;

interface Item {
  readonly 'meipi:adjudicates'?: readonly string[];
  readonly 'meipi:adopts'?: readonly string[];
  readonly body?: readonly { readonly value?: string }[];
}

/** The panel as whoever decides meets it: the keys, and the next place after each. */
describe('The Disagreements panel', () => {
  const { folder, remove } = copyOfSample();
  const sidecar = join(folder, `${DOCUMENT}.annotations.json`);
  let window: Window;

  before(async () => {
    const text = readFileSync(join(folder, DOCUMENT), 'utf8').replace(/^\ufeff/, '');
    const items = MARKS.map(([name, exact, value], i) => {
      const at = text.indexOf(exact);
      const start = [...text.slice(0, at)].length;
      return {
        id: `urn:uuid:00000000-0000-4000-8000-00000000000${i}`, type: 'Annotation', created: '2025-05-01T08:00:00Z', modified: '2025-05-01T08:00:00Z', creator: { type: 'Person', name },
        body: [{ type: 'TextualBody', purpose: 'tagging', value }],
        target: { type: 'SpecificResource', source: `urn:meipi:document:${DOCUMENT}`, selector: [{ type: 'TextQuoteSelector', exact, prefix: text.slice(at - 8, at), suffix: text.slice(at + exact.length, at + exact.length + 8) }, { type: 'TextPositionSelector', start, end: start + [...exact].length }] },
      };
    });
    writeFileSync(sidecar, JSON.stringify({ '@context': ['http://www.w3.org/ns/anno.jsonld'], type: 'AnnotationPage', items }));
    window = await Window.open(folder);
    await window.openFile('01-policy-brief.txt');
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
    await window.openFile(DOCUMENT);
  });

  after(async () => {
    await window?.close();
    remove();
  });

  const row = (text: string | RegExp): ReturnType<Window['page']['locator']> => window.page.locator('.sidebar .monaco-list-row').filter({ hasText: text }).first();
  const decisions = (): Item[] => (JSON.parse(readFileSync(sidecar, 'utf8')) as { items: Item[] }).items.filter((item) => item['meipi:adjudicates']);

  it('lists what two annotators have at each place, and decides by one key', async () => {
    await window.command('Meipi: Compare Annotators and Decide');
    // The sample has annotators of its own: everybody is chosen, and only these two have worked on the document.
    await window.tick(['何靜', '陸遠']);
    await row(/薄霧.*other codes/).waitFor();
    await row(/2 陸遠.*Definition/).waitFor();
    await row(/昨晚的良率.*not marked by all/).waitFor();
    await window.selectRow(row(/薄霧.*other codes/));
    await window.page.keyboard.press('2');
    await row(/薄霧.*other codes/).waitFor({ state: 'detached' });
    await row(/昨晚的良率.*not marked by all/).waitFor();
    await window.page.keyboard.press('n');
    await row(/昨晚的良率.*not marked by all/).waitFor({ state: 'detached' });
    await window.page.locator('.sidebar').getByText(/0 open, 2 decided/).waitFor();
    const [first, second] = [...decisions()].sort((a, b) => (b['meipi:adopts']?.length ?? 0) - (a['meipi:adopts']?.length ?? 0));
    assert.deepEqual([first?.body?.map(({ value }) => value), second?.body], [['definition'], undefined]);
  });
});
