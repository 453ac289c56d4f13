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
  const hasFocus = async (form: Locator): Promise<boolean> => (await form.locator(':focus').count()) > 0;

  it('shows the memo of a passage as a thread, with its Markdown', async () => {
    await window.select(PASSAGE);
    await window.page.keyboard.press(KEYS.memo);
    await window.quickInput.waitFor();
    await window.quickInput.fill('Evidence');
    await window.choose('Evidence');
    await window.page.locator('.quick-input-widget').filter({ hasText: 'Memo (Markdown)' }).waitFor();
    await window.quickInput.fill('谁**说**的？');
    await window.page.keyboard.press('Enter');
    await window.until(sidecar, (text) => text.includes('谁**说**的？'), 'saved');
    await window.clickUntil(mark().first(), () => thread().locator('strong').filter({ hasText: '说' }).isVisible(), 'the thread is open');
  });

  it('takes a reply, which stays when the thread is opened again', async () => {
    const form = thread().locator('.comment-form .monaco-editor');
    // Folded to a button, or unfolded already: that hangs on where the focus was when the thread opened.
    const button = thread().locator('.review-thread-reply-button');
    await window.clickUntil(button, () => form.isVisible(), 'the form of the reply is unfolded');
    await window.clickUntil(form, () => hasFocus(form), 'the keys go to the reply');
    await window.page.keyboard.type('记者说的。');
    await form.filter({ hasText: '记者说的。' }).waitFor();
    await thread().locator('.form-actions .monaco-button').filter({ hasText: 'Reply' }).click();
    await window.until(sidecar, (text) => text.includes('"replying"') && text.includes('记者说的。'), 'the reply is saved');
    await thread().locator('.comment-body').filter({ hasText: '记者说的。' }).waitFor();
    await window.until(() => thread().locator('.review-comment').count(), (count) => count === 2, 'the memo and its reply');
  });

  it('lets one edit one’s own reply', async () => {
    const reply = thread().locator('.review-comment').nth(1);
    const form = reply.locator('.monaco-editor');
    await window.useButton(reply, 'Edit', () => form.isVisible());
    await window.clickUntil(form, () => hasFocus(form), 'the keys go to the reply');
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.type('见第一段');
    await form.filter({ hasText: '记者说的。见第一段' }).waitFor();
    await reply.locator('.form-actions .monaco-button').filter({ hasText: 'Save' }).click();
    await window.until(sidecar, (text) => text.includes('记者说的。见第一段'), 'the edited reply is saved');
    await form.waitFor({ state: 'detached' });
  });

  it('stays at its passage when the whole text is replaced', async () => {
    await window.token('新质生产力').click();
    const line = window.page.locator('.editor-instance .view-line').filter({ hasText: '来自' });
    const apart = async (): Promise<number> => Math.abs((await window.topOf(mark())) - (await window.topOf(line)));
    await window.until(apart, (distance) => distance < 10, 'beside its line');
    const before = await window.topOf(line);
    await window.focusText();
    await window.page.keyboard.press('ControlOrMeta+A');
    await window.command('Transform to Lowercase');
    await window.page.locator('.tab.dirty').waitFor();
    await window.until(apart, (distance) => distance < 10, 'beside its line again');
    await window.until(() => window.topOf(line), (top) => Math.abs(top - before) < 10, `the line stays where it was, at ${before}`);
    await window.focusText();
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await window.until(apart, (distance) => distance < 10, 'and when that is undone');
  });
});
