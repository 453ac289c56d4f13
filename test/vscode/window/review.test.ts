import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { copyOfSample, Window } from './support';

const DOCUMENT = '07-news-dispatch.txt';

interface Target {
  readonly selector: readonly { readonly type: string; readonly exact?: string }[];
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
  const targets = (): Target[] => (JSON.parse(readFileSync(`${file}.annotations.json`, 'utf8')) as { items: { target: Target }[] }).items.map(({ target }) => target);
  /** The place of the annotation that was made on a passage. */
  const target = (quote: string): Target => {
    const found = targets().find((each) => exact(each['meipi:original'] ?? each) === quote);
    assert.ok(found, `an annotation of ${quote}`);
    return found;
  };
  const saved = (quote: string, wanted: (target: Target) => boolean, what: string): Promise<unknown> => window.until(() => Promise.resolve(target(quote)), wanted, what);

  async function annotate(passage: string): Promise<void> {
    await window.annotate(passage, 'Evidence');
    await window.until(() => Promise.resolve(read(`${file}.annotations.json`)), (text) => text.includes(passage), 'saved');
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
    await row(/用一天半时间.*now: 用一天多时间/).waitFor({ timeout: 30_000 });
    await row(/算力“跑”进小厂.*passage not found/).waitFor();
    await row(/老厂房里的年轻人.*passage not found/).waitFor();
    assert.equal(await row('港口周边新增').count(), 0, 'what is in its place is not asked about');
  });

  it('shows the earlier text beside the present one with D', async () => {
    await row('用一天半时间').click();
    await window.page.keyboard.press('d');
    await window.page.locator('.tab.active').filter({ hasText: 'when annotated' }).waitFor();
    await window.page.locator('.monaco-diff-editor .original .view-line').filter({ hasText: '一天半时间' }).waitFor();
    await window.page.locator('.monaco-diff-editor .modified .view-line').filter({ hasText: '一天多时间' }).waitFor();
  });

  it('accepts the place of a passage with A, and asks again when that is undone', async () => {
    await row('用一天半时间').click();
    await window.page.keyboard.press('a');
    await row('用一天半时间').waitFor({ state: 'detached' });
    await saved('用一天半时间', (now) => exact(now) === '用一天多时间' && now['meipi:anchor'] === undefined && now['meipi:accepted'] !== undefined, 'accepted');
    await row('算力“跑”进小厂').click();
    await window.page.keyboard.press('ControlOrMeta+Z');
    await row(/用一天半时间.*now: 用一天多时间/).waitFor();
    await row('用一天半时间').click();
    await window.page.keyboard.press('a');
    await row('用一天半时间').waitFor({ state: 'detached' });
  });

  it('attaches a passage that was not found to what is selected with R', async () => {
    await window.openFile(DOCUMENT);
    await window.select('临岚市智能计算中心');
    await row('算力“跑”进小厂').click();
    await window.page.keyboard.press('r');
    await row('算力“跑”进小厂').waitFor({ state: 'detached' });
    await saved('算力“跑”进小厂', (now) => exact(now) === '临岚市智能计算中心' && now['meipi:anchor'] === undefined && now['meipi:accepted'] !== undefined, 'attached');
  });

  it('leaves a passage that was not found for gone with G, and goes when nothing is left', async () => {
    await row('老厂房里的年轻人').click();
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
