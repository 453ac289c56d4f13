// npm run screenshots: the pictures of README and docs, made of the sample corpus in a real window, in dark and in light.
// npm run screenshots -- codes disagreements: those subjects only.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPARED, COMPARED_ANNOTATORS, READER, TALKED_ABOUT, addPeople, damage } from './lib/pictureCorpus.mjs';
import { ensureInstalled, must, root } from './lib/run.mjs';
import { keepTemporaryFilesTogether } from './lib/temporary.mjs';

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
const MAC = process.platform === 'darwin';
/** Where the side bar ends when it is as wide as panels are read well. */
const SIDE_BAR = 450;

/** What the pictures show, in the order in which they are taken; what comes first leaves the window as the next one expects it. */
const SUBJECTS = {
  async annotations({ page, panel, open, shoot, row, token, command }) {
    await open(TALKED_ABOUT);
    await panel('Annotations');
    await token('新质生产力').waitFor();
    await command('Meipi: Show My Decisions on Tags');
    await row(/^Rejected/).hover();
    await page.mouse.wheel(0, 400);
    await row('几块').waitFor();
    await shoot();
  },
  async codes({ panel, shoot, row, open }) {
    await open(TALKED_ABOUT);
    await panel('Codes');
    await row('Framing').waitFor();
    await shoot();
  },
  async disagreements({ page, open, command, panel, shoot, row }) {
    await open(COMPARED);
    await command('Meipi: Compare Annotators and Decide');
    await choose(page, COMPARED_ANNOTATORS);
    await row('薄霧').waitFor();
    await panel('Disagreements');
    await row('薄霧').click();
    await shoot();
  },
  async agreement({ page, open, command, shoot, panel, closeEditors }) {
    await open(COMPARED);
    await panel('Disagreements');
    await command('Meipi: Show Agreement between Annotators');
    await choose(page, COMPARED_ANNOTATORS);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'All documents' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active').filter({ hasText: 'Preview' }).waitFor({ timeout: 60_000 });
    // The page in the preview says nothing of when it is drawn.
    await shoot(3000);
    await closeEditors();
  },
  async coding({ page, open, command, panel, shoot, find, row }) {
    await open('07-news-dispatch.txt');
    await find('新质生产力');
    await command('Meipi: Code All Mentions…');
    const input = page.locator('.quick-input-widget input').first();
    await input.fill('Definition');
    await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: 'Definition' }).waitFor();
    await page.keyboard.press('Enter');
    await panel('Coding Preview');
    await row('新质生产力').waitFor();
    await open('07-news-dispatch.txt');
    await find('与会代表用一天半时间');
    await page.keyboard.press(MAC ? 'Control+Meta+K' : 'Control+Alt+K');
    await page.locator('.statusbar-item').filter({ hasText: 'Coding:' }).waitFor();
    await shoot();
    await page.keyboard.press('Escape');
    await page.locator('.statusbar-item').filter({ hasText: 'Coding:' }).waitFor({ state: 'detached' });
    await command('Meipi: Discard');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  },
  async 'hover-term'({ page, open, panel, shoot, token }) {
    await open(TALKED_ABOUT);
    await panel('Annotations', 'Codes');
    await token('新质生产力').hover();
    await page.locator('.monaco-hover:visible').first().waitFor();
    await shoot();
    await page.keyboard.press('Escape');
  },
  async 'hover-number'({ page, open, panel, shoot, token, find }) {
    await open(TALKED_ABOUT);
    await panel('Annotations', 'Codes');
    await find('8420亿元');
    await page.mouse.move(900, 780);
    await token('8420亿元').hover();
    await page.locator('.monaco-hover:visible').filter({ hasText: 'CNY' }).first().waitFor();
    await shoot();
    await page.keyboard.press('Escape');
  },
  async references({ page, open, panel, shoot, token }) {
    await open('07-news-dispatch.txt');
    await panel('Annotations', 'Codes');
    await page.keyboard.press('Control+Home');
    await token('新质生产力').click();
    await page.keyboard.press('Shift+F12');
    await page.locator('.ref-tree .monaco-list-row').first().waitFor();
    await shoot();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  },
  async figures({ open, command, panel, shoot, row }) {
    await open('07-news-dispatch.txt');
    await command('Meipi: Figures');
    await row('东岚省规模以上工业增加值').waitFor({ timeout: 60_000 });
    await panel('Figures');
    await shoot();
  },
  async annotate({ page, open, panel, shoot, find }) {
    await open('07-news-dispatch.txt');
    await panel('Annotations', 'Codes');
    await find('高技术制造业增加值增长13.4%');
    await page.keyboard.press(MAC ? 'Control+Meta+M' : 'Control+Alt+M');
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await shoot();
    await page.keyboard.press('Escape');
  },
  async memo({ page, open, shoot, settle, panel, row }) {
    await open(TALKED_ABOUT);
    await panel('Annotations');
    await row('read it beside').waitFor();
    await page.keyboard.press('Control+Home');
    const thread = page.locator('.review-widget').filter({ hasText: 'yardstick' });
    await settle(async () => {
      if (await thread.isVisible()) return true;
      await page.locator('.editor-instance .comment-thread').last().click({ timeout: 2000 }).catch(() => undefined);
      return thread.isVisible();
    });
    await thread.locator('.comment-body').filter({ hasText: 'Two definitions' }).waitFor();
    // Until the field for a reply is in sight.
    await page.mouse.move(900, 300);
    await page.mouse.wheel(0, 420);
    await shoot();
  },
  async review({ page, folder, panel, shoot, row, closeEditors, command, settle }) {
    await closeEditors();
    damage(folder);
    await row('several places fit').waitFor({ timeout: 60_000 });
    await command('Meipi: Review Passages').catch(() => undefined);
    await panel('Passages To Review');
    await row('several places fit').click();
    await settle(async () => {
      await page.keyboard.press('n');
      return (await page.locator('.sidebar .monaco-list-row.selected').first().innerText()).startsWith('…');
    });
    await page.locator('.tab.active').filter({ hasText: '04-interview' }).waitFor();
    await shoot();
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(SUBJECTS, name));
if (unknown) {
  console.error(`npm run screenshots: unknown subject "${unknown}"; there are ${Object.keys(SUBJECTS).join(', ')}`);
  process.exit(2);
}
keepTemporaryFilesTogether();
const subjects = Object.entries(SUBJECTS).filter(([name]) => wanted.length === 0 || wanted.includes(name));

for (const [name, theme] of [['dark', 'Default Dark Modern'], ['light', 'Default Light Modern']]) {
  const folder = join(mkdtempSync(join(tmpdir(), 'meipi-screenshots-')), 'sample');
  cpSync(join(root, 'seeds'), folder, { recursive: true });
  addPeople(folder);
  const { page, close } = await openWindow(host, {
    folder,
    width: 1280,
    height: 800,
    settings: {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'editor.fontSize': 15,
      'editor.fontFamily': "'Noto Sans Mono CJK SC', monospace",
      'editor.hover.delay': 100,
      'workbench.layoutControl.enabled': false,
      'window.commandCenter': false,
      'workbench.editor.empty.hint': 'hidden',
      'meipi.annotator': READER,
    },
  });
  const tools = toolsFor(page, folder);
  try {
    await tools.open('01-policy-brief.txt');
    await tools.token('新质生产力').waitFor({ timeout: 60_000 });
    await page.locator('.activitybar a.action-label[aria-label*="Meipi"]').first().click();
    await page.locator('.sidebar .monaco-list-row').first().waitFor();
    await widen(page);
    // Where the folder lies on this machine is nobody's interest.
    await page.addStyleTag({ content: '.peekview-title .dirname { display: none !important; }' });
    for (const [subject, take] of subjects) {
      await take({ ...tools, shoot: (pause) => shoot(page, join(images, `${subject}-${name}.png`), pause) });
      console.log(`${subject}-${name}.png`);
    }
  } catch (error) {
    const failed = join(root, 'out', 'screenshot-failed.png');
    await page.screenshot({ path: failed });
    console.error(`The window as it was: ${failed}`);
    throw error;
  }
  await close();
}

/** What the subjects do in the window. */
function toolsFor(page, folder) {
  const command = async (title) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: new RegExp(`^${title}`) }).first().click();
  };
  /** Asks again until the answer is yes. */
  const settle = async (ask) => {
    for (let i = 0; i < 40; i++) {
      if (await ask()) return;
      await page.waitForTimeout(250);
    }
    throw new Error('Not within ten seconds.');
  };
  return {
    page,
    folder,
    command,
    row: (text) => page.locator('.sidebar .monaco-list-row').filter({ hasText: text }).first(),
    token: (text) => page.locator('.editor-instance .view-line span span').filter({ hasText: new RegExp(`^${text}$`) }).first(),
    /** Opens these panels of the side bar and closes the others above and below them. */
    async panel(...titles) {
      const isWanted = (title) => titles.some((each) => each.toLowerCase() === title.toLowerCase());
      await settle(async () => {
        const found = [];
        for (const header of await page.locator('.sidebar .pane-header').all()) {
          const title = (await header.locator('h3').textContent({ timeout: 1000 }).catch(() => ''))?.trim() ?? '';
          found.push(title);
          const isOpen = (await header.getAttribute('aria-expanded')) === 'true';
          if (isOpen === isWanted(title)) continue;
          await header.click();
          return false;
        }
        return titles.every((each) => found.some((title) => title.toLowerCase() === each.toLowerCase()));
      });
    },
    async open(file) {
      // A key held over a word makes a link of it.
      await page.mouse.move(1000, 796);
      await page.keyboard.press('ControlOrMeta+P');
      await page.locator('.quick-input-widget input').first().fill(file);
      await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: file }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active').filter({ hasText: file }).waitFor();
    },
    async find(text) {
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ControlOrMeta+F');
      await page.locator('.find-widget.visible textarea').first().fill(text);
      await page.locator('.find-widget .matchesCount').filter({ hasText: /^\d+ of/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
    },
    async closeEditors() {
      await command('View: Close All Editors');
      await page.locator('.tab').first().waitFor({ state: 'detached' });
    },
    settle,
  };
}

/** Takes a picture once the window has come to rest; the mouse lies where it explains nothing, unless it is what is shown. */
async function shoot(page, path, pause = 1500) {
  if ((await page.locator('.monaco-hover:visible').count()) === 0) await page.mouse.move(1000, 796);
  await page.waitForTimeout(pause);
  await page.screenshot({ path });
}

/** Chooses these and no others in a list of people. */
async function choose(page, names) {
  const entries = page.locator('.quick-input-list .monaco-list-row');
  await entries.filter({ hasText: names[0] }).waitFor();
  for (const entry of await entries.all()) {
    const label = (await entry.textContent()) ?? '';
    if (((await entry.getAttribute('aria-checked')) === 'true') !== names.some((name) => label.includes(name))) await entry.click();
  }
  await page.keyboard.press('Enter');
}

/** Drags the side bar wider. */
async function widen(page) {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + box.width, 400);
  await page.mouse.down();
  await page.mouse.move(SIDE_BAR, 400, { steps: 5 });
  await page.mouse.up();
}
