import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { Window } from './support';

const DOCUMENT = '三城.txt';
const TEXT = '甲城的数据要素市场开张了。\n乙城还没有数据要素市场。\n丙城在等数据要素市场。\n';
const PASSAGE = '有数据要素';

interface Target {
  readonly selector: readonly [{ readonly exact: string }, { readonly start: number }];
  readonly 'meipi:anchor'?: string;
}

/** A document with one annotation, written on by keyboard, find widget and input method; saved and undone each time. */
describe('An annotated passage, while someone types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meipi-window-'));
  const file = join(folder, `${DOCUMENT}.annotations.json`);
  let window: Window;
  let devtools: CDPSession;

  before(async () => {
    writeFileSync(join(folder, 'corpus.json'), '{}');
    writeFileSync(join(folder, 'codebook.json'), JSON.stringify({ codes: [{ id: 'e', name: 'Evidence', color: '#336699' }] }));
    writeFileSync(join(folder, DOCUMENT), TEXT);
    window = await Window.open(folder, { 'files.autoSave': 'off' });
    devtools = await window.page.context().newCDPSession(window.page);
    await window.openFile(DOCUMENT);
    await window.token('数据要素').waitFor({ timeout: 60_000 });
    await window.annotate(PASSAGE, 'Evidence');
    await window.until(saved, (passage) => passage !== undefined, 'annotated');
  });

  afterEach(async () => {
    await window.focusText();
    // All that was typed, and no more: the key is for annotations then.
    for (let now = await text(); now !== TEXT; now = await text()) {
      const before = now;
      await window.page.keyboard.press('ControlOrMeta+Z');
      await window.until(text, (after) => after !== before, 'a step undone');
    }
    await isSavedAs(TEXT, PASSAGE, undefined);
  });

  after(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The passage as the sidecar has it. */
  function saved(): { readonly quote: string; readonly start: number; readonly anchor: string | undefined } | undefined {
    if (!existsSync(file)) return undefined;
    const [item] = (JSON.parse(readFileSync(file, 'utf8')) as { items: { target: Target }[] }).items;
    return item && { quote: item.target.selector[0].exact, start: item.target.selector[1].start, anchor: item.target['meipi:anchor'] };
  }

  /** What the editor shows; the document is short enough to be seen whole. */
  async function text(): Promise<string> {
    const lines = await window.page.locator('.editor-instance .view-line').evaluateAll((elements) => (elements as unknown as { offsetTop: number; textContent: string }[]).map(({ offsetTop, textContent }) => ({ offsetTop, textContent })));
    return lines.sort((a, b) => a.offsetTop - b.offsetTop).map(({ textContent }) => textContent.replace(/\u00a0/g, ' ').replace(/[\u200b\u200c]/g, '')).join('\n');
  }

  /** Saves with the keyboard, and waits until file and sidecar say what they should. */
  async function isSavedAs(expected: string, passage: string, anchor: 'changed' | 'lost' | undefined): Promise<void> {
    await window.until(text, (now) => now === expected, 'the text');
    await window.page.keyboard.press('ControlOrMeta+S');
    await window.until(() => readFileSync(join(folder, DOCUMENT), 'utf8'), (now) => now === expected, 'the text, saved');
    const start = expected.indexOf(passage);
    await window.until(saved, (now) => now?.quote === passage && now.anchor === anchor && (anchor === 'lost' || now.start === start), `${passage} at ${start}`);
  }

  /** Puts the cursor behind a passage. */
  async function goBehind(passage: string): Promise<void> {
    await window.select(passage);
    await window.page.keyboard.press('ArrowRight');
  }

  /** Types something, and waits until it is there: keys that follow too fast on Chinese characters are passed over. */
  async function type(what: string): Promise<void> {
    const before = await text();
    await window.page.keyboard.type(what);
    await window.until(text, (now) => now !== before && now.includes(what), `${what} is typed`);
  }

  /** What an input method does while “nihao” becomes 你好. */
  async function compose(): Promise<void> {
    for (const shown of ['n', 'ni', 'ni h', 'ni hao']) {
      await devtools.send('Input.imeSetComposition', { text: shown, selectionStart: shown.length, selectionEnd: shown.length });
      await window.until(text, (now) => now.includes(shown), 'what is being composed');
    }
    await devtools.send('Input.insertText', { text: '你好' });
  }

  it('stays itself with what is typed before it and at its edges', async () => {
    await window.select('甲城');
    await window.page.keyboard.press('ArrowLeft');
    await type('今天');
    await window.page.keyboard.press('Enter');
    await goBehind('乙城还没');
    await type('曾');
    await goBehind(PASSAGE);
    await type('的');
    await isSavedAs('今天\n甲城的数据要素市场开张了。\n乙城还没曾有数据要素的市场。\n丙城在等数据要素市场。\n', PASSAGE, undefined);
  });

  it('takes in what is typed inside, and is whole again when that is undone', async () => {
    await goBehind('没有数');
    await type('字和数');
    await isSavedAs(TEXT.replace('没有数据', '没有数字和数据'), '有数字和数据要素', 'changed');
  });

  it('is lost when it is deleted with the keyboard, and back when that is undone', async () => {
    await window.select('没有数据要素市');
    await window.page.keyboard.press('Delete');
    await isSavedAs(TEXT.replace('没有数据要素市', ''), PASSAGE, 'lost');
  });

  it('follows several cursors', async () => {
    await window.select('数据');
    await window.page.keyboard.press('ControlOrMeta+D');
    await window.page.keyboard.press('ControlOrMeta+D');
    await window.page.keyboard.press('ArrowLeft');
    await type('大');
    await isSavedAs(TEXT.replaceAll('数据', '大数据'), '有大数据要素', 'changed');
  });

  it('follows a replacement everywhere with the find widget', async () => {
    await window.focusText();
    await window.page.keyboard.press('Control+Home');
    await window.page.keyboard.press(process.platform === 'darwin' ? 'Meta+Alt+F' : 'Control+H');
    const [find, replace] = [window.page.locator('.find-widget.visible .find-part textarea').first(), window.page.locator('.find-widget.visible .replace-part textarea').first()];
    await replace.waitFor();
    await find.fill('要素');
    await replace.fill('资源');
    await window.page.locator('.find-widget .matchesCount').filter({ hasText: /of 3/ }).waitFor();
    await window.clickUntil(window.page.locator('.find-widget .codicon-find-replace-all'), async () => (await text()).includes('丙城在等数据资源市场'), 'replaced');
    await find.press('Escape');
    await isSavedAs(TEXT.replaceAll('要素', '资源'), '有数据资源', 'changed');
  });

  it('takes in what is composed inside with an input method', async () => {
    await goBehind('没有数');
    await compose();
    await isSavedAs(TEXT.replace('没有数据', '没有数你好据'), '有数你好据要素', 'changed');
  });

  it('stays itself with what is composed right behind it', async () => {
    await goBehind(PASSAGE);
    await compose();
    await isSavedAs(TEXT.replace(PASSAGE, `${PASSAGE}你好`), PASSAGE, undefined);
  });

  it('takes in what is composed over its last character', async () => {
    await goBehind(PASSAGE);
    await window.page.keyboard.press('Shift+ArrowLeft');
    await compose();
    await isSavedAs(TEXT.replace(PASSAGE, '有数据要你好'), '有数据要你好', 'changed');
  });

  it('keeps its place when the line ends are changed', async () => {
    await window.command('Change End of Line Sequence');
    await window.choose('CRLF');
    await window.page.locator('.tab.dirty').waitFor();
    const windows = TEXT.replaceAll('\n', '\r\n');
    await window.page.keyboard.press('ControlOrMeta+S');
    await window.until(() => readFileSync(join(folder, DOCUMENT), 'utf8'), (now) => now === windows, 'saved with the line ends of Windows');
    await window.until(saved, (now) => now?.start === windows.indexOf(PASSAGE) && now.anchor === undefined, 'one character further on');
    await window.command('Change End of Line Sequence');
    await window.choose(/^LF/);
    await window.until(() => window.page.locator('.tab.dirty').count(), (count) => count === 1, 'changed back');
    await window.until(text, (now) => now === TEXT, 'the text');
  });
});
