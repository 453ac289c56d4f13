import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { copyOfSample, hashes, KEYS, Window } from './support';

const DOCUMENT = '07-news-dispatch.txt';
const PASSAGE = '与会代表用一天半时间';

/** A memo as a thread under its passage: written, answered, edited, with mouse and keyboard. One step builds on the one before. */
describe('A memo and its replies, with mouse and keyboard', () => {
  const { folder, remove } = copyOfSample();
  const untouched = hashes(folder);
  let window: Window;

  before(async () => {
    window = await Window.open(folder, { 'files.autoSave': 'off' });
    await window.openFile(DOCUMENT);
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
  });

  after(async () => {
    await window.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });

  const sidecar = (): string => {
    const file = join(folder, `${DOCUMENT}.annotations.json`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const mark = (): Locator => window.page.locator('.editor-instance .comment-thread');
  const thread = (): Locator => window.page.locator('.review-widget').first();

  it('shows the memo of a passage as a thread, with its Markdown', async () => {
    await window.select(PASSAGE);
    await window.page.keyboard.press(KEYS.memo);
    const input = window.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill('Evidence');
    await window.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Evidence' }).first().click();
    await window.page.locator('.quick-input-widget').filter({ hasText: 'Memo (Markdown)' }).waitFor();
    await input.fill('谁**说**的？');
    await window.page.keyboard.press('Enter');
    await window.until(() => Promise.resolve(sidecar()), (text) => text.includes('谁**说**的？'), 'saved');
    // A mark that has just come may be drawn anew under the mouse.
    await window.until(
      async () => {
        if (!(await thread().isVisible())) await mark().first().click({ timeout: 1000 }).catch(() => undefined);
        return thread().locator('strong').filter({ hasText: '说' }).isVisible();
      },
      (isOpen) => isOpen,
      'the thread is open',
    );
  });

  it('takes a reply, which stays when the thread is opened again', async () => {
    const form = thread().locator('.comment-form .monaco-editor');
    // Folded to a button, or unfolded already: that hangs on where the focus was when the thread opened.
    const button = thread().locator('.review-thread-reply-button');
    await window.until(
      async () => {
        if (!(await form.isVisible())) await button.click({ timeout: 1000 }).catch(() => undefined);
        return form.isVisible();
      },
      (isUnfolded) => isUnfolded,
      'the form of the reply is unfolded',
    );
    await form.click();
    await window.page.keyboard.type('记者说的。');
    await form.filter({ hasText: '记者说的。' }).waitFor();
    await thread().locator('.form-actions .monaco-button').filter({ hasText: 'Reply' }).click();
    await window.until(() => Promise.resolve(sidecar()), (text) => text.includes('"replying"') && text.includes('记者说的。'), 'the reply is saved');
    await thread().locator('.comment-body').filter({ hasText: '记者说的。' }).waitFor();
    assert.equal(await thread().locator('.review-comment').count(), 2);
  });

  it('lets one edit one’s own reply', async () => {
    const reply = thread().locator('.review-comment').nth(1);
    await reply.hover();
    await reply.locator('a.action-label[aria-label^="Edit"]').click();
    await reply.locator('.monaco-editor').waitFor();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.type('见第一段');
    await reply.locator('.form-actions .monaco-button').filter({ hasText: 'Save' }).click();
    await window.until(() => Promise.resolve(sidecar()), (text) => text.includes('记者说的。见第一段'), 'the edited reply is saved');
  });

  it('stays at its passage when the whole text is replaced', async () => {
    await window.token('新质生产力').click();
    const heightOf = async (part: Locator): Promise<number> => (await part.first().boundingBox())?.y ?? NaN;
    const line = window.page.locator('.editor-instance .view-line').filter({ hasText: '来自' });
    const apart = async (): Promise<number> => Math.abs((await heightOf(mark())) - (await heightOf(line)));
    const before = await heightOf(line);
    assert.ok((await apart()) < 10, 'beside its line');
    await window.page.keyboard.press('ControlOrMeta+A');
    await window.command('Transform to Lowercase');
    await window.page.locator('.tab.dirty').waitFor();
    await window.until(apart, (distance) => distance < 10, 'beside its line again');
    assert.ok(Math.abs((await heightOf(line)) - before) < 10);
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await window.until(apart, (distance) => distance < 10, 'and when that is undone');
  });
});
