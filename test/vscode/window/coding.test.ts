import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfSample, hashes, Window } from './support';

const FIRST = '07-news-dispatch.txt';
const MAC = process.platform === 'darwin';
const KEYS = MAC ? { coding: 'Control+Meta+K', review: 'Control+Meta+J', select: 'Control+Meta+S' } : { coding: 'Control+Alt+K', review: 'Control+Alt+J', select: 'Control+Alt+S' };

interface Item {
  readonly body?: { readonly purpose: string; readonly value: string } | readonly { readonly purpose: string; readonly value: string }[];
  readonly target: { readonly selector: readonly { readonly exact?: string }[] };
  readonly 'meipi:decision'?: { readonly verdict: string };
}

/** Coding and reviewing as a person does it who keeps the hands on the keyboard. One step builds on the one before. */
describe('Coding with the keyboard', () => {
  const { folder, remove } = copyOfSample();
  const untouched = hashes(folder);
  let window: Window;

  const items = (name = FIRST): Item[] => {
    const file = join(folder, `${name}.annotations.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { items: Item[] }).items : [];
  };
  const quoteOf = (item: Item): string => item.target.selector.find(({ exact }) => exact !== undefined)?.exact ?? '';
  const coded = (): string[] => items().filter((item) => !item['meipi:decision']).map((item) => `${quoteOf(item)} ${[item.body ?? []].flat().filter(({ purpose }) => purpose === 'tagging').map(({ value }) => value).join('+')}`);
  const decided = (): string[] => items().flatMap((item) => (item['meipi:decision'] ? [`${quoteOf(item)} ${item['meipi:decision'].verdict}`] : []));
  const status = (text: string): ReturnType<Window['page']['locator']> => window.page.locator('.statusbar-item').filter({ hasText: text });
  const now = <T>(ask: () => T): (() => Promise<T>) => () => Promise.resolve(ask());

  before(async () => {
    window = await Window.open(folder);
    await window.openFile(FIRST);
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
  });
  after(async () => {
    await window.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });

  it('gives a selected passage a code with one digit, another with the next, and takes one away with the same', async () => {
    await window.select('高技术制造业增加值');
    await window.page.keyboard.press(KEYS.coding);
    await status('Coding:').waitFor();
    await window.page.keyboard.press('1');
    const [first] = await window.until(now(coded), (found) => found.length === 1, 'coded');
    assert.equal(first, '高技术制造业增加值 framing');
    await window.page.keyboard.press('4');
    await window.until(now(coded), (found) => found[0] === '高技术制造业增加值 framing+problem', 'a second code');
    await window.page.keyboard.press('1');
    await window.until(now(coded), (found) => found[0] === '高技术制造业增加值 problem', 'the first one gone');
  });

  it('selects by unit with one key, and codes again with the last code', async () => {
    await window.page.keyboard.press('ArrowLeft');
    await window.page.keyboard.press('s');
    await window.page.keyboard.press('.');
    const [, sentence] = await window.until(now(coded), (found) => found.length === 2, 'the sentence is coded').then((found) => found.sort((a, b) => a.length - b.length));
    assert.match(sentence ?? '', /^记者从会上获悉.*高技术制造业增加值.*[。；] framing$/);
  });

  it('changes nothing in the text, whatever is typed', async () => {
    await window.page.keyboard.type('xyz字');
    await window.page.keyboard.press('Backspace');
    assert.equal(await window.page.locator('.tab.dirty').count(), 0);
  });

  it('undoes with a key, and leaves with Escape', async () => {
    await window.page.keyboard.press('Escape');
    await status('Coding:').waitFor({ state: 'detached' });
    await window.page.keyboard.press(KEYS.coding);
    await status('Coding:').waitFor();
    await window.page.keyboard.press('u');
    await window.until(now(coded), (found) => found.length === 1, 'the last coding is undone');
    await window.page.keyboard.press(KEYS.coding);
    await status('Coding:').waitFor({ state: 'detached' });
  });

  it('goes through tags: each key a decision and on to the next', async () => {
    await window.page.keyboard.press('ControlOrMeta+Home');
    await window.page.keyboard.press(KEYS.review);
    await status('undecided').waitFor();
    await status('11月12日').waitFor();
    await window.page.keyboard.press('r');
    await window.until(now(decided), (found) => found[0] === '11月12日 rejected', 'rejected');
    await status('周以宁').waitFor();
    await window.page.keyboard.press('a');
    await window.until(now(decided), (found) => found.length === 2 && found.includes('周以宁 accepted'), 'accepted');
    await status('贺兰舟').waitFor();
    await window.page.keyboard.press('Escape');
    await status('undecided').waitFor({ state: 'detached' });
    await window.token('11月12日').waitFor({ state: 'detached' });
    assert.equal(await window.page.locator('.sidebar .monaco-list-row').filter({ hasText: '周以宁' }).count(), 0, 'a decision is no row among annotations');
  });

  it('codes all mentions of a term after a preview, without those that were unchecked, and undoes that at once', async () => {
    await window.select('新质生产力');
    await window.command('Meipi: Code All Mentions…');
    await window.quickInput.waitFor();
    await window.quickInput.fill('Metaphor');
    await window.choose('Metaphor');
    const pane = window.page.locator('.sidebar .pane').filter({ hasText: 'Coding Preview' });
    await pane.locator('.monaco-list-row').filter({ hasText: '新质生产力' }).first().waitFor();
    const counts = async (): Promise<number[]> => (/(\d+) of (\d+) places/.exec(await pane.innerText()) ?? []).slice(1).map(Number);
    const [checked = 0] = await window.until(counts, ([some = 0, all]) => some > 5 && some === all, 'all are checked');
    await window.clickUntil(pane.locator('.monaco-list-row[aria-level="1"]').first().locator('.monaco-custom-toggle'), async () => ((await counts())[0] ?? checked) < checked, 'a whole document is unchecked');
    const [left = 0] = await counts();
    const metaphors = (): number => readdirSync(folder).filter((name) => name.endsWith('.annotations.json')).reduce((sum, name) => sum + readFileSync(join(folder, name), 'utf8').split('"metaphor"').length - 1, 0);
    const before = metaphors();
    await window.command('Meipi: Apply');
    await window.until(now(metaphors), (found) => found === before + left, 'those left are coded, in other documents too');
    await window.answer('Undo');
    await window.until(now(metaphors), (found) => found === before, 'all undone at once');
  });
});
