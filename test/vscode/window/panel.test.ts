import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { copyOfSample, hashes, KEYS, Window } from './support';

const DOCUMENT = '07-news-dispatch.txt';
const SIDECAR = `${DOCUMENT}.annotations.json`;
/** What two people marked, and where: one passage each. */
const MARKS = [['何靜', '新质生产力'], ['陸遠', '用一天半时间']] as const;

interface Item {
  readonly creator: { readonly name: string };
  readonly 'meipi:decision'?: { readonly verdict: string };
}

/** What the Annotations panel shows beside annotations, and whose. One step builds on the one before. */
describe('The Annotations panel with several annotators, decisions and memos', () => {
  const { folder, remove } = copyOfSample();
  const untouched = hashes(folder);
  const git = (...args: readonly string[]): void => void execFileSync('git', args, { cwd: folder });
  let window: Window;

  before(async () => {
    git('init', '--quiet');
    git('config', 'user.name', '何靜');
    const text = readFileSync(join(folder, DOCUMENT), 'utf8').replace(/^\ufeff/, '');
    const items = MARKS.map(([name, exact], i) => {
      const at = text.indexOf(exact);
      const start = [...text.slice(0, at)].length;
      return {
        id: `urn:uuid:00000000-0000-4000-8000-00000000000${i}`, type: 'Annotation', created: '2025-05-01T08:00:00Z', modified: '2025-05-01T08:00:00Z', creator: { type: 'Person', name },
        body: [{ type: 'TextualBody', purpose: 'tagging', value: 'metaphor' }],
        target: { type: 'SpecificResource', source: `urn:meipi:document:${DOCUMENT}`, selector: [{ type: 'TextQuoteSelector', exact, prefix: text.slice(at - 8, at), suffix: text.slice(at + exact.length, at + exact.length + 8) }, { type: 'TextPositionSelector', start, end: start + [...exact].length }] },
      };
    });
    writeFileSync(join(folder, SIDECAR), JSON.stringify({ '@context': ['http://www.w3.org/ns/anno.jsonld'], type: 'AnnotationPage', items }));
    window = await Window.open(folder, { 'meipi.offerWidening': false });
    await window.openFile(DOCUMENT);
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
    await window.openPanel();
    await window.fold('Codes');
    await row(/用一天半时间/).waitFor();
  });

  after(async () => {
    await window?.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });

  const row = (text: string | RegExp): Locator => window.annotationRows().filter({ hasText: text }).first();
  const items = (): readonly Item[] => (JSON.parse(readFileSync(join(folder, SIDECAR), 'utf8')) as { items: Item[] }).items;
  const verdicts = (): string[] => items().flatMap((item) => item['meipi:decision']?.verdict ?? []).sort();
  /** How many stretches of text in sight have the border that annotations are drawn with. */
  const marks = (): Promise<number> => window.page.locator('.editor-instance .view-overlays .cdr').evaluateAll((elements) =>
    elements.filter((element) => (globalThis as unknown as Styles).getComputedStyle(element).borderBottomWidth === '2px').length);
  const filterTo = async (text: string): Promise<void> => {
    await window.command('Meipi: Filter Annotations');
    await window.page.locator('.quick-input-widget').filter({ hasText: 'Show annotations whose' }).waitFor();
    await window.quickInput.fill(text);
    await window.page.keyboard.press('Enter');
  };

  async function show(...annotators: readonly string[]): Promise<void> {
    await window.command('Meipi: Show and Hide Annotators');
    await window.tick(annotators);
  }

  it('tells a screen reader the title and the counts of a document, and of an annotation its code, its passage once and its line', async () => {
    const labels = (): Promise<string[]> => window.annotationRows().evaluateAll((rows) => (rows as { getAttribute(name: string): string }[]).map((each) => each.getAttribute('aria-label')));
    const found = await window.until(labels, (now) => [/^[^/]+, annotations: 2$/, /^Metaphor: 用一天半时间, line \d+$/].every((wanted) => now.some((label) => wanted.test(label))), 'a document and an annotation');
    assert.ok(found.every((label) => !label.includes(folder)), 'no path in place of a title');
  });

  it('hides the rows and the marks of an annotator, and shows them again', async () => {
    await window.until(marks, (count) => count === 2, 'both are marked in the text');
    await show('何靜', 'Sample Reader');
    await row('用一天半时间').waitFor({ state: 'detached' });
    await row(/新质生产力/).waitFor();
    await window.until(marks, (count) => count === 1, 'one mark is left');
    await window.page.locator('.sidebar .pane').filter({ hasText: 'Hidden: annotations of 陸遠.' }).first().waitFor();
    await show('陸遠', 'Sample Reader');
    await row('用一天半时间').waitFor();
    await row(/Metaphor.*新质生产力/).waitFor({ state: 'detached' });
    await window.until(marks, (count) => count === 1, 'the other mark');
    await show('何靜', '陸遠', 'Sample Reader');
    await row(/Metaphor.*新质生产力/).waitFor();
    await window.until(marks, (count) => count === 2, 'both marks are back');
    assert.equal(items().length, 2, 'nothing was done to the file');
  });

  it('takes another git user for the annotator when one comes back to the window', async function () {
    if (!window.isInBrowser) this.skip();
    const annotate = (passage: string): Promise<void> => window.annotate(passage, 'Evidence');
    await annotate('老厂房里的年轻人');
    await window.until(() => items().map(({ creator }) => creator.name), (names) => names.length === 3 && names.filter((name) => name === '何靜').length === 2, 'by the git user');
    git('config', 'user.name', '谷雨');
    await window.comeBack();
    // The server is started anew for the other user; until then passages are still the first one's.
    await window.until(
      async () => {
        await annotate('港口周边新增');
        await window.until(() => items().length, (count) => count === 4, 'annotated');
        if (items().some(({ creator }) => creator.name === '谷雨')) return true;
        await window.selectRow(row('港口周边新增'));
        await window.page.keyboard.press(KEYS.delete);
        await window.until(() => items().length, (count) => count === 3, 'deleted again');
        return false;
      },
      (isOther) => isOther,
      'by the other git user',
    );
  });

  it('lists what one decided on tags, goes there, and takes it back', async () => {
    await window.openFile(DOCUMENT);
    await window.page.keyboard.press('ControlOrMeta+Home');
    for (const command of ['Meipi: Accept Tag', 'Meipi: Reject Tag']) {
      const [word, count] = command.includes('Accept') ? ['周以宁', 1] as const : ['11月12日', 2] as const;
      await window.token(word).click();
      await window.command(command);
      await window.until(verdicts, (found) => found.length === count, `${command} is saved`);
    }
    await window.command('Meipi: Show My Decisions on Tags');
    await row(/Decisions on automatic tags.*2/).waitFor();
    await row(/^Accepted.*1/).waitFor();
    await row(/^周以宁/).waitFor();
    await window.selectRow(row(/^11月12日.*Date/));
    await window.page.locator('.editor-instance .view-line').filter({ hasText: '11月12日' }).first().waitFor();
    await window.page.keyboard.press(KEYS.delete);
    await row(/^11月12日/).waitFor({ state: 'detached' });
    await row(/Decisions on automatic tags.*1/).waitFor();
    await window.until(verdicts, (now) => now.join() === 'accepted', 'the other is taken back');
    await window.selectRow(row(/^周以宁/));
    await window.page.keyboard.press('ControlOrMeta+Z');
    await row(/^11月12日.*Date/).waitFor();
    await window.until(verdicts, (now) => now.join() === 'accepted,rejected', 'decided again');
    await filterTo('11月12日');
    await row(/Decisions on automatic tags.*1/).waitFor();
    await row(/^周以宁/).waitFor({ state: 'detached' });
    await filterTo('');
    await row(/^周以宁/).waitFor();
  });

  it('has memos on documents among their annotations', async () => {
    await window.openFile('08-column-hk.txt');
    await window.token('新質生產力').waitFor();
    await window.command('Meipi: Memo on the Document');
    const thread = window.page.locator('.review-widget').first();
    const form = thread.locator('.comment-form .monaco-editor');
    await window.clickUntil(form, async () => (await form.locator(':focus').count()) > 0, 'the keys go to the memo');
    await window.page.keyboard.type('全篇只有一种声音');
    await form.filter({ hasText: '全篇只有一种声音' }).waitFor();
    await thread.locator('.form-actions .monaco-button').first().click();
    await row(/全篇只有一种声音.*memo on the document · 谷雨/).waitFor();
    await filterTo('一种声音');
    await row(/用一天半时间/).waitFor({ state: 'detached' });
    await window.selectRow(row(/全篇只有一种声音/));
    await window.page.keyboard.press(KEYS.delete);
    await row(/全篇只有一种声音/).waitFor({ state: 'detached' });
    await filterTo('');
  });
});

interface Styles {
  getComputedStyle(element: unknown): { readonly borderBottomWidth: string };
}
