import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { KEYS, sampleWindow } from './support';

interface CodeOnDisk {
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly key?: string;
  readonly color?: string;
  readonly replaces?: readonly string[];
}

/** The code book as a user works on it, with mouse and keyboard. One step builds on the one before. */
describe('The Codes panel', () => {
  const { folder, window } = sampleWindow();

  const codes = (): CodeOnDisk[] => (JSON.parse(readFileSync(join(folder, 'codebook.json'), 'utf8')) as { codes: CodeOnDisk[] }).codes;
  const code = (id: string): CodeOnDisk | undefined => codes().find((each) => each.id === id);
  const onDisk = (wanted: (codes: CodeOnDisk[]) => boolean, what: string): Promise<unknown> => window().until(() => Promise.resolve(codes()), wanted, what);
  const row = (name: string): Locator => window().page.locator(`.sidebar .monaco-list-row[aria-label^="${name}, annotations"]`).first();
  /** The rows that are in sight, each with its level. */
  const tree = (): Promise<string[]> => {
    const rows = window().page.locator('.sidebar .pane').filter({ has: window().page.locator('.pane-header[aria-label*="Codes"]') }).locator('.monaco-list-row[aria-label*=", annotations"]');
    return rows.evaluateAll((all) =>
      (all as { getAttribute(name: string): string }[])
        .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((each) => [each.getAttribute('aria-level'), each.getAttribute('aria-label').split(',')[0]].join(' ')),
    );
  };

  /** Chooses from the context menu of a row. */
  const menu = async (name: string, title: string): Promise<void> => {
    const entry = window().page.locator('.context-view .action-item').filter({ hasText: title }).first();
    await window().clickUntil(row(name), () => entry.isVisible(), `the menu of ${name}`, { button: 'right' });
    await window().clickUntil(entry, async () => !(await entry.isVisible()), title);
  };

  before(async () => {
    await window().openPanel();
    // The tree gets the room of the panel above it.
    await window().fold('Annotations');
    await row('Framing').waitFor();
  });

  it('shows the tree with uses, each code after the one above it', async () => {
    await window().until(tree, (rows) => rows.slice(0, 4).join() === '1 Framing,2 Definition,2 Metaphor,1 Problem', 'the tree');
    await window().until(() => row('Definition').getAttribute('aria-label'), (label) => label?.includes('annotations: 3') ?? false, 'the uses');
  });

  it('renames with F2: the name in the language of the window', async () => {
    await window().selectRow(row('Metaphor'));
    await window().page.keyboard.press('F2');
    await window().until(() => window().quickInput.inputValue(), (name) => name === 'Metaphor', 'the name to be changed');
    await window().quickInput.fill('Image');
    await window().page.keyboard.press('Enter');
    await row('Image').waitFor();
    assert.deepEqual((code('metaphor') as CodeOnDisk & { names: Record<string, string> }).names['en'], 'Image');
  });

  it('moves a code by dragging it onto another', async () => {
    // A row that is drawn anew under the mouse is not dragged.
    await window().insist(() => row('Image').dragTo(row('Problem'), { timeout: 10_000 }), () => code('metaphor')?.parent === 'problem', 'dragged');
    await window().until(tree, (rows) => rows[rows.indexOf('1 Problem') + 1] === '2 Image', 'shown there');
  });

  it('refuses to drag a code below itself, with a message', async () => {
    await row('Problem').dragTo(row('Image'));
    await window().notice('cannot stand below itself');
    assert.equal(code('problem')?.parent, undefined);
  });

  it('moves a code up with Alt+Up, and takes it back with Ctrl+Z', async () => {
    const before = readFileSync(join(folder, 'codebook.json'), 'utf8');
    await window().selectRow(row('Problem'));
    await window().page.keyboard.press('Alt+ArrowUp');
    await onDisk((now) => now[0]?.id === 'problem', 'moved up');
    await window().selectRow(row('Problem'));
    await window().page.keyboard.press('ControlOrMeta+Z');
    await window().until(() => Promise.resolve(readFileSync(join(folder, 'codebook.json'), 'utf8')), (now) => now === before, 'as it was');
  });

  it('gives a colour of the palette and a key', async () => {
    await menu('Evidence', 'Colour of Code');
    await window().choose('#2e9958');
    await onDisk((now) => now.find(({ id }) => id === 'evidence')?.color === '#2e9958', 'the colour');
    const icon = async (): Promise<string> => Buffer.from(/base64,([\w+/=]+)/.exec(await row('Evidence').innerHTML())?.[1] ?? '', 'base64').toString();
    await window().until(icon, (svg) => svg.includes('#2e9958'), 'the colour in the row');
    await menu('Evidence', 'Key of Code');
    await window().choose(/^7/);
    await onDisk((now) => now.find(({ id }) => id === 'evidence')?.key === '7', 'the key');
    await window().until(() => row('Evidence').getAttribute('aria-label'), (label) => label?.includes('key 7') ?? false, 'the key in the row');
  });

  it('merges a code into another, with its uses, in one step', async () => {
    const sidecar = '02-magazine-article.txt.annotations.json';
    await menu('Work and skills', 'Merge Codes');
    await window().quickInput.fill('zxqy');
    // The rows before the answer to what was typed would move away under the mouse.
    await window().until(() => window().page.locator('.quick-input-widget:visible .monaco-list-row').first().innerText(), (text) => text.includes('Small firm'), 'the code that was typed');
    await window().choose('Small firm');
    await onDisk((now) => !now.some(({ id }) => id === 'labour') && (now.find(({ id }) => id === 'small-firm')?.replaces?.includes('labour') ?? false), 'merged');
    await window().until(() => row('Small firm').getAttribute('aria-label'), (label) => label?.includes('annotations: 4') ?? false, 'its uses came along');
    await window().answer('Undo');
    await onDisk((now) => now.some(({ id }) => id === 'labour'), 'taken back');
    assert.ok(readFileSync(join(folder, sidecar), 'utf8').length > 0);
  });

  it('deletes with the Delete key after asking what becomes of the uses', async () => {
    await window().selectRow(row('Money'));
    await window().page.keyboard.press(KEYS.delete);
    await window().choose('the code above instead');
    await onDisk((now) => !now.some(({ id }) => id === 'finance'), 'deleted');
    await window().until(() => row('Policy instrument').getAttribute('aria-label'), (label) => label?.includes('annotations: 2') ?? false, 'the code above has its uses');
  });

  it('shows the uses of a code in the panel of annotations', async () => {
    await window().selectRow(row('Definition'));
    await window().page.keyboard.press('Alt+Enter');
    await window().page.locator('.sidebar .pane-header').filter({ hasText: 'filter: Definition' }).waitFor();
    await window().command('Meipi: Clear Filter');
    // The tree gets the room of the panel above it.
    await window().fold('Annotations');
  });

  it('finds a code by the initials of its Chinese name when annotating, and offers it first the next time', async () => {
    await window().openFile('07-news-dispatch.txt');
    await window().select('新质生产力');
    await window().page.keyboard.press(KEYS.annotate);
    await window().quickInput.waitFor();
    await window().quickInput.fill('zcgj');
    await window().page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: 'Policy instrument' }).first().waitFor();
    await window().page.keyboard.press('Enter');
    await window().until(() => Promise.resolve(read(join(folder, '07-news-dispatch.txt.annotations.json'))), (text) => text.includes('"instrument"'), 'annotated');
    await window().select('高技术');
    await window().page.keyboard.press(KEYS.annotate);
    await window().quickInput.waitFor();
    const first = window().page.locator('.quick-input-widget:visible .monaco-list-row').first();
    await window().until(() => first.innerText(), (text) => text.includes('Policy instrument'), 'recently used');
    await window().page.keyboard.press('Escape');
  });

  it('shows what another program does to the code book', async () => {
    const file = join(folder, 'codebook.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"en": "Evidence"', '"en": "Proof"'));
    await row('Proof').waitFor({ timeout: 60_000 });
  });
});

/** Empty while there is no such file. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
