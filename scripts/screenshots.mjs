// npm run screenshots: the pictures of the README, made of the sample corpus in a real window, in dark and in light.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, must, root } from './lib/run.mjs';

await ensureInstalled();
await must(process.execPath, ['esbuild.mjs']);
const { findHost, NO_HOST } = await import('./lib/hosts.mjs');
const { openWindow } = await import('./lib/window.mjs');
const host = await findHost();
if (!host) {
  console.error(NO_HOST);
  process.exit(2);
}

const images = join(root, 'docs', 'images');
/** The document that two people annotated, and what each marked: annotator, passage, code. */
const COMPARED = '03-newspaper-feature-tw.txt';
const MARKS = [
  ['何靜', '還籠罩在薄霧裡', 'metaphor'],
  ['陸遠', '還籠罩在薄霧裡', 'definition'],
  ['何靜', '老師傅的耳朵', 'metaphor'],
  ['陸遠', '老師傅的耳朵，變成3萬筆聲音檔', 'metaphor'],
  ['何靜', '昨晚的良率', 'problem'],
];
// npm run screenshots -- codes disagreements: those subjects only.
const wanted = process.argv.slice(2);

for (const [name, theme] of [['dark', 'Default Dark Modern'], ['light', 'Default Light Modern']]) {
  const folder = join(mkdtempSync(join(tmpdir(), 'meipi-screenshots-')), 'sample');
  cpSync(join(root, 'seeds'), folder, { recursive: true });
  addSecondAnnotators(folder);
  const { page, close } = await openWindow(host, {
    folder,
    width: 1280,
    height: 800,
    settings: {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'editor.fontSize': 15,
      'editor.fontFamily': "'Noto Sans Mono CJK SC', monospace",
      'editor.hover.delay': 100,
      'workbench.layoutControl.enabled': false,
      'window.commandCenter': false,
    },
  });
  const shoot = async (subject) => {
    if (wanted.length === 0 || wanted.includes(subject)) await page.screenshot({ path: join(images, `${subject}-${name}.png`) });
  };
  /** Opens a panel of the side bar and closes the others above and below it. */
  const onlyPanels = async (...titles) => {
    for (const header of await page.locator('.sidebar .pane-header').all()) {
      const title = (await header.getAttribute('aria-label')) ?? '';
      const open = (await header.getAttribute('aria-expanded')) === 'true';
      if (open !== titles.some((each) => title.startsWith(each))) await header.click();
    }
  };
  const open = async (file) => {
    await page.keyboard.press('ControlOrMeta+P');
    await page.locator('.quick-input-widget input').first().fill(file);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: file }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active').filter({ hasText: file }).waitFor();
  };
  const command = async (title) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: new RegExp(`^${title}`) }).first().click();
  };
  const token = (text) => page.locator('.editor-instance .view-line span span').filter({ hasText: new RegExp(`^${text}$`) }).first();
  const find = async (text) => {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ControlOrMeta+F');
    await page.locator('.find-widget.visible textarea').first().fill(text);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  };

  await open('01-policy-brief.txt');
  await token('新质生产力').waitFor({ timeout: 60_000 });
  await page.locator('.activitybar a.action-label[aria-label*="Meipi"]').first().click();
  await page.locator('.sidebar .monaco-list-row').first().waitFor();
  await page.mouse.move(900, 700);
  await page.waitForTimeout(1500);
  await shoot('panel');

  await onlyPanels('Codes');
  await page.locator('.sidebar .monaco-list-row').filter({ hasText: 'Framing' }).first().waitFor();
  await page.mouse.move(200, 560);
  await page.waitForTimeout(1500);
  await shoot('codes');

  await open(COMPARED);
  await command('Meipi: Compare Annotators and Decide');
  const entries = page.locator('.quick-input-list .monaco-list-row');
  await entries.filter({ hasText: '何靜' }).waitFor();
  for (const entry of await entries.all()) {
    const label = (await entry.textContent()) ?? '';
    if (!MARKS.some(([annotator]) => label.includes(annotator))) await entry.click();
  }
  await page.keyboard.press('Enter');
  await page.locator('.sidebar .monaco-list-row').filter({ hasText: '薄霧' }).first().waitFor();
  await onlyPanels('Disagreements');
  await page.mouse.move(200, 560);
  await page.waitForTimeout(1500);
  await shoot('disagreements');
  await onlyPanels('Annotations', 'Codes');
  await open('01-policy-brief.txt');

  await token('新质生产力').hover();
  await page.locator('.monaco-hover:visible').first().waitFor();
  await page.waitForTimeout(500);
  await shoot('hover-term');
  await page.keyboard.press('Escape');

  await find('8420亿元');
  await page.mouse.move(900, 780);
  await token('8420亿元').hover();
  await page.locator('.monaco-hover:visible').filter({ hasText: 'CNY' }).first().waitFor();
  await page.waitForTimeout(500);
  await shoot('hover-number');
  await page.keyboard.press('Escape');

  await open('07-news-dispatch.txt');
  await token('新质生产力').click();
  await page.keyboard.press('Shift+F12');
  await page.locator('.ref-tree .monaco-list-row').first().waitFor();
  await page.waitForTimeout(1500);
  await shoot('references');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Escape');
  await command('Meipi: Figures');
  const figure = page.locator('.sidebar .monaco-list-row').filter({ hasText: '东岚省规模以上工业增加值' }).first();
  await figure.waitFor({ timeout: 60_000 });
  const annotations = page.locator('.sidebar .pane-header').filter({ hasText: 'Annotations' });
  await annotations.click();
  await page.waitForTimeout(1500);
  await shoot('figures');
  await annotations.click();

  await find('高技术制造业增加值增长13.4%');
  await page.keyboard.press(process.platform === 'darwin' ? 'Control+Meta+M' : 'Control+Alt+M');
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.waitForTimeout(500);
  await shoot('annotate');
  await page.keyboard.press('Escape');
  await close();
  rmSync(folder, { recursive: true, force: true });
}

/** Gives a document of the copy the annotations of two invented people who do not agree everywhere. */
function addSecondAnnotators(folder) {
  const text = readFileSync(join(folder, COMPARED), 'utf8').replace(/^\ufeff/, '');
  const items = MARKS.map(([name, exact, code], i) => {
    const at = text.indexOf(exact);
    const start = [...text.slice(0, at)].length;
    return {
      id: `urn:uuid:00000000-0000-4000-8000-00000000000${i}`, type: 'Annotation', created: '2025-11-21T08:00:00Z', modified: '2025-11-21T08:00:00Z', creator: { type: 'Person', name },
      body: [{ type: 'TextualBody', purpose: 'tagging', value: code }],
      target: { type: 'SpecificResource', source: `urn:meipi:document:${COMPARED}`, selector: [{ type: 'TextQuoteSelector', exact, prefix: text.slice(at - 8, at), suffix: text.slice(at + exact.length, at + exact.length + 8) }, { type: 'TextPositionSelector', start, end: start + [...exact].length }] },
    };
  });
  writeFileSync(join(folder, `${COMPARED}.annotations.json`), JSON.stringify({ '@context': ['http://www.w3.org/ns/anno.jsonld'], type: 'AnnotationPage', items }));
}
