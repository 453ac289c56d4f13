import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfSample, hashes, Window } from './support';

/** A folder of plain text files that nobody has made a corpus yet. */
describe('A folder without a corpus.json', () => {
  const { folder, remove } = copyOfSample();
  for (const name of readdirSync(folder)) if (!name.endsWith('.txt')) rmSync(join(folder, name), { recursive: true });
  const untouched = hashes(folder);
  const language = '[id="status.editor.mode"]';
  let window: Window;

  before(async () => (window = await Window.open(folder)));
  after(async () => {
    await window.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });

  it('is left alone until the user says so, then used as a corpus with one click', async () => {
    await window.openFile('07-news-dispatch.txt');
    await window.page.locator(language).filter({ hasText: 'Plain Text' }).waitFor();
    await window.openPanel();
    await window.page.locator('.sidebar .monaco-button').filter({ hasText: 'Use This Folder as a Corpus' }).click();
    await window.page.locator(language).filter({ hasText: 'Corpus Text' }).waitFor();
    await window.token('新质生产力').waitFor();
    await window.page.locator('.sidebar').getByText('No annotations yet.').waitFor();
    assert.ok(!existsSync(join(folder, 'corpus.json')), 'nothing was written for it');
  });

  it('is a corpus still when the window is opened again and a text is looked at', async () => {
    await window.page.locator('.activitybar a.action-label[aria-label^="Explorer"]').first().click();
    await window.reload();
    await window.openFile('08-column-hk.txt');
    await window.page.locator(language).filter({ hasText: 'Corpus Text' }).waitFor({ timeout: 60_000 });
  });

  it('says that its cache was cleared', async () => {
    await window.command('Meipi: Clear Cache');
    await window.notice('The cache was cleared.');
  });
});
