import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfSample, hashes, KEYS, Window } from './support';

const FIRST = '07-news-dispatch.txt';
const PASSAGE = '高技术制造业增加值增长13.4%';

/** A row of the panel, as it is in the page. */
interface Row {
  readonly innerText: string;
  getAttribute(name: string): string | null;
}

/** The main job as a user does it: read, look up, jump, annotate, close, open again, export. One step builds on the one before. */
describe('The main job, with mouse and keyboard', () => {
  const { folder, remove } = copyOfSample();
  const untouched = hashes(folder);
  let window: Window;

  const openWindow = async (): Promise<void> => {
    window = await Window.open(folder, { 'files.autoSave': 'off' });
    await window.openFile(FIRST);
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
  };

  before(openWindow);
  after(async () => {
    await window.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });

  it('marks a term, a number and a person in colours of their own', async () => {
    const colors = (): Promise<string[]> => Promise.all(['新质生产力', '7.1%', '周以宁', '.*市召开加快发展.*'].map((text) => window.colorOf(text)));
    await window.until(colors, (found) => new Set(found).size === 4, 'four colours');
  });

  it('explains what the mouse rests on', async () => {
    await window.hover('新质生产力', 'new quality productive forces');
    await window.page.keyboard.press('Escape');
  });

  it('lists the mentions in every document with Shift+F12', async () => {
    await window.token('新质生产力').click();
    await window.page.keyboard.press('Shift+F12');
    const title = window.page.locator('.peekview-title');
    await title.waitFor();
    const tree = window.page.locator('.ref-tree .monaco-list-row');
    await window.until(() => tree.count(), (count) => count > 3, 'mentions');
    await window.pressUntil('Escape', () => title.isHidden(), 'the mentions are closed');
  });

  it('goes to the next mention with F7, into the next document at last', async () => {
    await window.token('新质生产力').click();
    const tab = (): Promise<string> => window.page.locator('.tab.active').innerText();
    const place = async (): Promise<string> => `${await tab()} ${await window.page.locator('[id="status.editor.selection"]').innerText()}`;
    for (let i = 0; i < 12 && (await tab()).includes(FIRST); i++) {
      const before = await place();
      await window.page.keyboard.press('F7');
      await window.until(place, (now) => now !== before, 'further on');
    }
    assert.ok(!(await tab()).includes(FIRST));
    await window.openFile(FIRST);
  });

  it('annotates a passage with one key and a chosen code', async () => {
    await window.annotate(PASSAGE, 'Evidence');
    await window.until(sidecar, (text) => text.includes(PASSAGE), 'saved beside the text');
  });

  it('takes that back with the editor’s own keys, until something is typed', async () => {
    // Its rows tell that the editor knows of the annotation.
    await window.until(() => window.panelRows(), (found) => found.some((row) => row.includes('高技术制造业')), 'a row in the panel');
    await window.focusText();
    // The keys are the text's until the editor knows that they are for the annotation, a moment after it was made or taken back; in the text there is nothing to undo.
    await window.pressUntil('ControlOrMeta+Z', () => !sidecar().includes(PASSAGE), 'taken back');
    await window.pressUntil(process.platform === 'darwin' ? 'Meta+Shift+Z' : 'Control+Y', () => sidecar().includes(PASSAGE), 'done again');
    await window.page.keyboard.press('Control+Home');
    await window.page.keyboard.type('x');
    const tab = window.page.locator('.tab.active.dirty');
    await tab.waitFor();
    await window.page.keyboard.press('ControlOrMeta+Z');
    await tab.waitFor({ state: 'detached' });
    assert.ok(sidecar().includes(PASSAGE), 'the key was for the text');
  });

  it('shows the annotation in the panel, and its colour in the text', async () => {
    await window.until(() => window.panelRows(), (found) => found.some((row) => row.includes('高技术制造业')) && found.some((row) => row.includes('Evidence')), 'a row in the panel');
    await window.until(() => window.page.locator('.view-overlays .cdr[class*="ced-"]').count(), (count) => count > 0, 'a decoration');
  });

  it('is all there when the window is opened again', async () => {
    await window.close();
    await openWindow();
    await window.until(() => window.panelRows(), (found) => found.some((row) => row.includes('高技术制造业')), 'the row is there again');
  });

  it('groups by code in the tree and the order of the code book', async () => {
    await window.openPanel();
    await window.fold('Codes');
    await window.command('Meipi: Group by Code');
    const levels = async (): Promise<string[]> => {
      const rows = window.annotationRows();
      return rows.evaluateAll((found) => (found as unknown as Row[]).map((row) => `${row.getAttribute('aria-level')} ${row.innerText}`.replace(/\s+/g, ' ')));
    };
    const book = (JSON.parse(readFileSync(join(folder, 'codebook.json'), 'utf8')) as { codes: { name: string; parent?: string }[] }).codes;
    const rows = await window.until(levels, (found) => found.some((row) => row.startsWith('1 Framing')), 'the codes');
    // Names of codes are English, passages are not.
    const groups = rows.flatMap((row) => book.find(({ name }) => /^[12] /.test(row) && row.slice(2).startsWith(name)) ?? []);
    assert.ok(groups.length > 5, rows.join('\n'));
    assert.deepEqual(groups.map(({ name }) => name), book.filter((code) => groups.includes(code)).map(({ name }) => name), 'in the order of the code book, each parent before its own');
    for (const { name, parent } of groups) assert.ok(rows.some((row) => row.startsWith(`${parent === undefined ? 1 : 2} ${name}`)), name);
    await window.command('Meipi: Group by Document');
    await window.until(levels, (found) => found.some((row) => row.startsWith('2 Evidence')) && !found.some((row) => row.startsWith('1 Framing')), 'by document again');
  });

  it('goes to the passage on a click, deletes it with the mouse, and takes that back', async () => {
    const row = window.annotationRows().filter({ hasText: '高技术制造业' });
    await window.selectRow(row);
    await window.useButton(row, 'Delete', () => !sidecar().includes(PASSAGE));
    await row.waitFor({ state: 'detached' });
    await window.answer('Undo');
    await window.until(sidecar, (text) => text.includes(PASSAGE), 'back again');
    await row.waitFor();
  });

  it('undoes nothing else by the button of a deletion that is long past', async () => {
    const row = window.annotationRows().filter({ hasText: '高技术制造业' });
    await window.useButton(row, 'Delete', () => !sidecar().includes(PASSAGE));
    await window.command('Meipi: Undo Last Annotation Change');
    await window.until(sidecar, (text) => text.includes(PASSAGE), 'back again');
    await window.answer('Undo');
    await window.notice('Other changes were made since');
    assert.ok(sidecar().includes(PASSAGE));
  });

  it('takes keys pressed after a click in the panel for the annotation, never for the text', async () => {
    const row = window.annotationRows().filter({ hasText: '高技术制造业' });
    await window.selectRow(row);
    await window.page.locator('.tab.active').filter({ hasText: FIRST }).waitFor();
    await window.page.keyboard.press(KEYS.delete);
    await window.until(sidecar, (text) => !text.includes(PASSAGE), 'deleted by key');
    await row.waitFor({ state: 'detached' });
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.until(sidecar, (text) => text.includes(PASSAGE), 'taken back by key');
    await row.waitFor();
    assert.equal(await window.page.locator('.tab.dirty').count(), 0, 'no text was changed');
  });

  it('means by a key the row that the arrows went to, and several when several are selected', async () => {
    const quotes = (): string[] => {
      const page = JSON.parse(readFileSync(join(folder, '01-policy-brief.txt.annotations.json'), 'utf8')) as { items: { target: { selector: { exact?: string }[] } }[] };
      return page.items.map(({ target }) => target.selector.find(({ exact }) => exact !== undefined)?.exact ?? '');
    };
    const all = quotes();
    const [first = '', second = ''] = all;
    const row = window.annotationRows().filter({ hasText: first.slice(0, 8) });
    await window.selectRow(row);
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press(KEYS.delete);
    await window.until(quotes, (left) => left.join() === all.filter((quote) => quote !== second).join(), 'the second is deleted');
    const next = window.annotationRows().filter({ hasText: second.slice(0, 8) });
    await next.waitFor({ state: 'detached' });
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.until(quotes, (left) => left.join() === all.join(), 'taken back');
    await next.waitFor();
    await window.selectRow(row);
    await window.page.keyboard.press('Shift+ArrowDown');
    await window.page.keyboard.press(KEYS.delete);
    await window.until(quotes, (left) => left.join() === all.slice(2).join(), 'both are deleted');
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.until(quotes, (left) => left.join() === all.join(), 'both taken back');
  });

  it('changes the codes of all rows selected with F2, in one step', async () => {
    const evidence = (): number => {
      const { items } = JSON.parse(readFileSync(join(folder, '01-policy-brief.txt.annotations.json'), 'utf8')) as { items: { body?: { value?: string }[] }[] };
      return items.slice(0, 2).filter(({ body }) => body?.some(({ value }) => value === 'evidence')).length;
    };
    assert.equal(evidence(), 0);
    const row = window.annotationRows().filter({ hasText: '本文所说的新质生产力' });
    await window.selectRow(row);
    await window.page.keyboard.press('Shift+ArrowDown');
    await window.page.keyboard.press('F2');
    const choice = window.choices.filter({ hasText: 'Evidence' });
    await window.clickUntil(choice, async () => (await choice.getAttribute('aria-checked')) === 'true', 'the code is ticked');
    await window.page.keyboard.press('Enter');
    await window.until(evidence, (count) => count === 2, 'both have the code');
    await window.selectRow(row);
    await window.page.keyboard.press('ControlOrMeta+Z');
    await window.until(evidence, (count) => count === 0, 'both taken back at once');
    await row.filter({ hasNotText: 'Evidence' }).waitFor();
  });

  it('exports from the command palette and opens the result from the notification', async () => {
    const target = join(tmpdir(), `meipi-window-${process.pid}.csv`);
    // A view that is drawn anew while it has the focus takes it from a list that has just opened.
    await window.focusText();
    await window.command('Meipi: Export Annotations');
    await window.choose('CSV');
    await window.until(() => window.quickInput.inputValue(), (value) => value.includes('.csv'), 'a file is proposed');
    await window.quickInput.fill(target);
    // The dialogue passes the key over while it looks at what was typed.
    await window.pressUntil('Enter', () => existsSync(target), 'the file is written');
    await window.answer('Open');
    await window.page.locator('.tab.active').filter({ hasText: '.csv' }).waitFor();
    assert.ok(readFileSync(target, 'utf8').includes(PASSAGE));
  });

  function sidecar(): string {
    const file = join(folder, `${FIRST}.annotations.json`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
});
