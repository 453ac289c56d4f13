import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { copyOfSample, Window } from './support';

const DOCUMENT = '07-news-dispatch.txt';

interface Target {
  readonly selector: readonly { readonly type: string; readonly exact?: string; readonly start?: number }[];
  readonly 'meipi:original'?: Target;
  readonly 'meipi:anchor'?: string;
  readonly 'meipi:accepted'?: object;
  readonly 'meipi:gone'?: boolean;
}

/** What another program did to a document, judged in the panel by its keys. One step builds on the one before. */
describe('The panel of passages to review', () => {
  const { folder, remove } = copyOfSample();
  const file = join(folder, DOCUMENT);
  let window: Window;

  before(async () => {
    window = await Window.open(folder);
    await window.openFile(DOCUMENT);
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
  });

  after(async () => {
    await window?.close();
    remove();
  });

  const row = (text: string | RegExp): Locator => window.page.locator('.sidebar .pane').filter({ hasText: 'Passages to Review' }).locator('.monaco-list-row').filter({ hasText: text }).first();
  const targets = (document = DOCUMENT): Target[] => (JSON.parse(readFileSync(join(folder, `${document}.annotations.json`), 'utf8')) as { items: { target: Target }[] }).items.map(({ target }) => target);
  /** The place of the annotation that was made on a passage. */
  const target = (quote: string): Target => {
    const found = targets().find((each) => exact(each['meipi:original'] ?? each) === quote);
    assert.ok(found, `an annotation of ${quote}`);
    return found;
  };
  const saved = (quote: string, wanted: (target: Target) => boolean, what: string): Promise<unknown> => window.until(() => target(quote), wanted, what);

  async function annotate(passage: string): Promise<void> {
    await window.annotate(passage, 'Evidence');
    await window.until(() => read(`${file}.annotations.json`), (text) => text.includes(passage), 'saved');
  }

  it('appears with the state of each passage when the text was changed by another program', async () => {
    await annotate('用一天半时间');
    await annotate('算力“跑”进小厂');
    await annotate('老厂房里的年轻人');
    await annotate('港口周边新增');
    await window.openPanel();
    assert.equal(await window.page.locator('.sidebar .pane-header').filter({ hasText: 'Passages to Review' }).count(), 0, 'nothing to review yet');
    const text = readFileSync(file, 'utf8');
    const changed = text.replace('一天半时间', '一天多时间').replace('临岚：算力“跑”进小厂', '').replace('鹿津：老厂房里的年轻人', '');
    assert.notEqual(changed, text);
    writeFileSync(file, changed);
    await row(/用一天半时间.*now: 用一天多时间/).waitFor();
    await row(/算力“跑”进小厂.*passage not found/).waitFor();
    await row(/老厂房里的年轻人.*passage not found/).waitFor();
    assert.equal(await row('港口周边新增').count(), 0, 'what is in its place is not asked about');
  });

  it('shows the earlier text beside the present one with D', async () => {
    await window.selectRow(row('用一天半时间'));
    await window.page.keyboard.press('d');
    await window.page.locator('.tab.active').filter({ hasText: 'when annotated' }).waitFor();
    await window.page.locator('.monaco-diff-editor .original .view-line').filter({ hasText: '一天半时间' }).waitFor();
    await window.page.locator('.monaco-diff-editor .modified .view-line').filter({ hasText: '一天多时间' }).waitFor();
  });

  it('accepts the place of a passage with A, and asks again when that is undone', async () => {
    await window.selectRow(row('用一天半时间'));
    await window.page.keyboard.press('a');
    await row('用一天半时间').waitFor({ state: 'detached' });
    await saved('用一天半时间', (now) => exact(now) === '用一天多时间' && now['meipi:anchor'] === undefined && now['meipi:accepted'] !== undefined, 'accepted');
    await window.selectRow(row('算力“跑”进小厂'));
    await window.page.keyboard.press('ControlOrMeta+Z');
    await row(/用一天半时间.*now: 用一天多时间/).waitFor();
    await window.selectRow(row('用一天半时间'));
    await window.page.keyboard.press('a');
    await row('用一天半时间').waitFor({ state: 'detached' });
  });

  it('attaches a passage that was not found to what is selected with R', async () => {
    await window.openFile(DOCUMENT);
    await window.select('临岚市智能计算中心');
    await window.selectRow(row('算力“跑”进小厂'));
    await window.page.keyboard.press('r');
    await row('算力“跑”进小厂').waitFor({ state: 'detached' });
    await saved('算力“跑”进小厂', (now) => exact(now) === '临岚市智能计算中心' && now['meipi:anchor'] === undefined && now['meipi:accepted'] !== undefined, 'attached');
  });

  describe('with several places, and several rows at once', () => {
    /** A document of which no editor knows, with an annotation of the sample, and the words that it is of. */
    const OTHER = '04-interview.txt';
    const DOUBLED = '那条线少了9个';
    const CHANGED = ['一条绿色曲线不停跳动', '识别布面瑕疵的模型'] as const;
    const GONE = ['驾驶室里空无一人', '扳着指头数'] as const;
    const selected = (): Locator => window.page.locator('.sidebar .monaco-list-row.selected');
    const both = async ([first, second]: readonly [string, string]): Promise<void> => {
      await window.selectRow(row(first));
      await row(second).click({ modifiers: ['ControlOrMeta'] });
      await window.until(() => selected().count(), (count) => count === 2, 'two rows are selected');
    };

    before(async () => {
      await window.openFile(DOCUMENT);
      for (const passage of [...CHANGED, ...GONE]) await annotate(passage);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('绿色曲线', '蓝色曲线').replace('布面瑕疵', '布匹瑕疵').replace(GONE[0], '').replace(GONE[1], ''));
      // Its paragraph goes to the beginning and to the end: both read alike.
      const lines = readFileSync(join(folder, OTHER), 'utf8').split('\n');
      const [paragraph = ''] = lines.splice(lines.findIndex((line) => line.includes(DOUBLED)), 1);
      writeFileSync(join(folder, OTHER), [...lines.slice(0, 2), paragraph, ...lines.slice(2), paragraph, ''].join('\n'));
      await window.page.locator('.sidebar .pane-header').filter({ hasText: 'Passages to Review' }).waitFor();
      await window.fold('Annotations', 'Codes');
      await row(/那条线少了9个.*several places fit/).waitFor();
      await row(/一条绿色曲线.*now: 一条蓝色曲线/).waitFor();
      await row(/扳着指头数.*passage not found/).waitFor();
    });

    it('goes from place to place with N, and takes the one that is shown with A', async () => {
      await window.selectRow(row(/several places fit/));
      const shown: string[] = [];
      for (let i = 0; i < 3; i++) {
        await window.page.keyboard.press('n');
        const label = await window.until(() => selected().first().innerText(), (text) => text.startsWith('…') && text !== shown.at(-1), 'another place is selected');
        const line = /line (\d+)/.exec(label)?.[1] ?? '';
        await window.page.locator('.statusbar-item').filter({ hasText: `Ln ${line},` }).waitFor();
        shown.push(label);
      }
      assert.deepEqual([new Set(shown).size, shown[2]], [2, shown[0]], 'after the last comes the first');
      const line = Number(/line (\d+)/.exec(shown[2] as string)?.[1]);
      await window.page.keyboard.press('a');
      await row(/那条线少了9个.*several places fit/).waitFor({ state: 'detached' });
      const placed = await window.until(() => (targets(OTHER).find((now) => exact(now)?.includes(DOUBLED))), (now) => now?.['meipi:accepted'] !== undefined, 'placed');
      assert.equal(placed?.['meipi:anchor'], undefined);
      const start = placed?.selector.find(({ type }) => type === 'TextPositionSelector')?.start ?? 0;
      assert.equal([...readFileSync(join(folder, OTHER), 'utf8').replace(/^\ufeff/, '')].slice(0, start).filter((character) => character === '\n').length + 1, line);
    });

    it('accepts all rows that are selected with A, in one step of undo', async () => {
      await both(CHANGED);
      await window.page.keyboard.press('a');
      for (const passage of CHANGED) await row(passage).waitFor({ state: 'detached' });
      await window.selectRow(row(GONE[0]));
      await window.page.keyboard.press('ControlOrMeta+Z');
      for (const passage of CHANGED) await row(passage).waitFor();
      await both(CHANGED);
      await window.page.keyboard.press('a');
      for (const passage of CHANGED) await saved(passage, (now) => now['meipi:anchor'] === undefined && now['meipi:accepted'] !== undefined, 'accepted');
    });

    it('leaves all rows that are selected for gone with G', async () => {
      await both(GONE);
      await window.page.keyboard.press('g');
      for (const passage of GONE) await row(passage).waitFor({ state: 'detached' });
      for (const passage of GONE) await saved(passage, (now) => now['meipi:gone'] === true, 'gone');
    });
  });

  it('leaves a passage that was not found for gone with G, and goes when nothing is left', async () => {
    await window.selectRow(row('老厂房里的年轻人'));
    await window.page.keyboard.press('g');
    await window.page.locator('.sidebar .pane-header').filter({ hasText: 'Passages to Review' }).waitFor({ state: 'detached' });
    await saved('老厂房里的年轻人', (now) => now['meipi:anchor'] === 'lost' && now['meipi:gone'] === true, 'kept, as gone');
  });
});

function exact({ selector }: Target): string | undefined {
  return selector.find(({ type }) => type === 'TextQuoteSelector')?.exact;
}

/** Empty while there is no such file. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
