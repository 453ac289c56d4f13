import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { findHost } from '../../../scripts/lib/hosts.mjs';
import { openWindow } from '../../../scripts/lib/window.mjs';

const seeds = join(__dirname, '..', '..', '..', 'seeds');

/** Keys of the extension that differ between systems (package.json, keybindings). */
export const KEYS = process.platform === 'darwin' ? { annotate: 'Control+Meta+M', memo: 'Control+Meta+Shift+M', delete: 'Meta+Backspace' } : { annotate: 'Control+Alt+M', memo: 'Control+Alt+Shift+M', delete: 'Delete' };

/** How long anything in a window may take, in milliseconds: long enough for a machine that is slow and busy. */
const PATIENCE = 60_000;
/** How long what was done in a window gets to show, in milliseconds, before it is done again. */
const TIME_TO_SHOW = 10_000;

/** What has the keys while they go to the text of the active editor, and not to its find widget or to a comment in it. */
const FOCUS_IN_TEXT = '.editor-instance :is(.native-edit-context, textarea.inputarea):focus:not(.review-widget *)';

/** A copy of the sample corpus in a folder of its own. */
export function copyOfSample(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'meipi-window-'));
  cpSync(seeds, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** SHA-256 of every text file of a folder. */
export function hashes(folder: string): Record<string, string> {
  const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return Object.fromEntries(texts.map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

/** An editor window, worked with mouse and keyboard as a user does. */
export class Window {
  /** Those that are open. */
  static readonly opened = new Set<Window>();
  readonly page: Page;
  /** Whether it is the workbench in a browser, and not a program of its own. */
  readonly isInBrowser: boolean;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, isInBrowser: boolean, close: () => Promise<void>) {
    this.page = page;
    this.isInBrowser = isInBrowser;
    this.#close = close;
  }

  static async open(folder: string, settings: Record<string, unknown> = {}, loaded: { extension?: null; extensions?: string[]; locale?: string } = {}): Promise<Window> {
    const host = await findHost();
    assert.ok(host, 'no editor to run in');
    const { page, close } = await openWindow(host, { folder, settings, ...loaded });
    page.setDefaultTimeout(PATIENCE);
    const window = new Window(page, host.kind !== 'electron', close);
    this.opened.add(window);
    return window;
  }

  close(): Promise<void> {
    Window.opened.delete(this);
    return this.#close();
  }

  /** Runs a command of the palette by its title, with or without the ellipsis at its end. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor();
    await this.quickInput.fill(`>${title}`);
    await this.#choose({ has: this.page.locator('.label-name', { hasText: new RegExp(`^${literally(title)}…?$`) }) });
  }

  /** The field of the quick input that is open. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible input:visible').first();
  }

  /** The rows of the quick input that is open. */
  get choices(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  }

  /** Chooses the first row of a quick input with a text, by keys: rows are drawn anew under a mouse, with each answer to what was typed. */
  choose(text: string | RegExp): Promise<void> {
    return this.#choose({ hasText: text });
  }

  async #choose(wanted: { readonly has: Locator } | { readonly hasText: string | RegExp }): Promise<void> {
    const row = this.choices.filter(wanted);
    await row.first().waitFor();
    const chosen = this.page.locator('.quick-input-widget:visible .monaco-list-row.focused').filter(wanted);
    await this.until(
      async () => {
        const isChosen = (await chosen.count()) > 0;
        // The row may have gone with an answer that is no longer the last.
        if (!isChosen && (await row.count()) > 0) await this.page.keyboard.press('ArrowDown');
        return isChosen;
      },
      (isChosen) => isChosen,
      'the row is chosen',
    );
    await this.page.keyboard.press('Enter');
  }

  /** Ticks the rows of a quick input with these texts and no others, and closes it. */
  async tick(texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.choices.filter({ hasText: text }).waitFor();
    for (const row of await this.choices.all()) {
      const name = await row.innerText();
      const isWanted = texts.some((text) => name.includes(text));
      await this.clickUntil(row, async () => ((await row.getAttribute('aria-checked')) === 'true') === isWanted, `${name}: ${isWanted}`);
    }
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /**
   * Leaves the window for another program and comes back to it, as the workbench in a browser knows it: by the focus of its page. In a browser
   * that nobody sees no page ever loses the focus, and so it is told.
   */
  async comeBack(): Promise<void> {
    await this.page.evaluate(async () => {
      const page = globalThis as unknown as BrowserPage;
      const has = page.document.hasFocus;
      page.document.hasFocus = () => false;
      page.dispatchEvent(new Event('blur'));
      // The workbench takes the focus for lost in its next turn, and for kept when it comes back before.
      await new Promise((resolve) => setTimeout(resolve, 0));
      page.document.hasFocus = has;
      page.dispatchEvent(new Event('focus'));
    });
  }

  /** Loads the window again, as a user does who closes and opens it. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    await this.page.locator('.activitybar').waitFor();
  }

  /** Opens a file of the folder, and waits until keys go to its text. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.waitFor();
    await this.quickInput.fill(name);
    await this.#choose({ has: this.page.locator('.label-name', { hasText: new RegExp(`^${literally(name)}$`) }) });
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
    // Where the file stood in front already, the tab is active before the picker has given the focus back.
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.page.locator(FOCUS_IN_TEXT).first().waitFor({ state: 'attached' });
  }

  /** Takes the keys to the text of the active editor, from wherever they went. */
  async focusText(): Promise<void> {
    await this.pressUntil('ControlOrMeta+1', async () => (await this.page.locator(FOCUS_IN_TEXT).count()) > 0, 'the keys go to the text');
  }

  /** Selects a place of a passage in the active editor, the only one if there is one, by way of the find widget. */
  async select(passage: string): Promise<void> {
    await this.focusText();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('ControlOrMeta+F');
    const widget = this.page.locator('.find-widget.visible');
    const input = widget.locator('textarea').first();
    await input.waitFor();
    const count = this.page.locator('.find-widget .matchesCount');
    // Until what was looked for before is no longer counted.
    await input.fill('');
    await count.filter({ hasNotText: /^\d+ of/ }).waitFor();
    await input.fill(passage);
    await count.filter({ hasText: /^\d+ of/ }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'detached' });
    await this.page.locator(FOCUS_IN_TEXT).waitFor({ state: 'attached' });
    await this.page.locator('[id="status.editor.selection"]').filter({ hasText: `(${[...passage].length} selected)` }).waitFor();
  }

  /** Annotates a place of a passage in the active editor with a code, by keys. */
  async annotate(passage: string, code: string): Promise<void> {
    await this.select(passage);
    await this.page.keyboard.press(KEYS.annotate);
    const picker = this.page.locator('.quick-input-widget').filter({ hasText: 'Annotate' });
    await picker.waitFor();
    await this.quickInput.fill(code);
    await this.choose(code);
    await picker.waitFor({ state: 'hidden' });
  }

  /** The part of the editor's text that has a class of its own and says just this. */
  token(text: string): Locator {
    return this.page.locator('.editor-instance .view-line span span').filter({ hasText: new RegExp(`^${text}$`) }).first();
  }

  /** Rests the mouse on such a part until a hover says something; the hover. */
  async hover(text: string, says: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: says }).first();
    await this.insist(
      async () => {
        // From elsewhere: a mouse that stays where it is asks for nothing.
        await this.page.mouse.move(5, 5);
        await this.token(text).hover({ timeout: TIME_TO_SHOW });
      },
      () => hover.isVisible(),
      `a hover with ${says}`,
    );
    return hover;
  }

  /** The place of a part from the top of the window, in CSS pixels. What is drawn anew has none for a moment. */
  async topOf(part: Locator): Promise<number> {
    const top = await this.until(async () => (await part.first().boundingBox())?.y, (y) => y !== undefined, 'the part has a place');
    return top as number;
  }

  /** Waits for a notification that says something. */
  async notice(text: string): Promise<void> {
    await this.#notified(text, (notifications) => notifications.getByText(text).first());
    await this.page.keyboard.press('Escape');
  }

  /** Presses a button of a notification. */
  async answer(button: string): Promise<void> {
    await this.until(
      async () => {
        // What the mouse rests on explains itself, over the button maybe.
        await this.page.mouse.move(5, 5);
        const choice = await this.#notified(button, (notifications) => notifications.locator('.monaco-button').filter({ hasText: new RegExp(`^${button}$`) }).first());
        // It may go just now, to where notifications are kept.
        return choice.click({ timeout: TIME_TO_SHOW }).then(() => true, () => false);
      },
      (isPressed) => isPressed,
      `${button} is pressed`,
    );
    await this.page.keyboard.press('Escape');
  }

  /** Waits for a part of a notification; where toasts are not shown, in the notification centre. */
  async #notified(what: string, part: (notifications: Locator) => Locator): Promise<Locator> {
    const wanted = part(this.page.locator('.notifications-toasts, .notifications-center'));
    const waiting = this.page.locator('.statusbar-item[id="status.notifications"] .codicon-bell-dot');
    await this.until(
      async () => {
        if (!(await wanted.isVisible()) && (await waiting.isVisible())) {
          await waiting.click({ timeout: TIME_TO_SHOW }).catch(() => undefined);
          await this.page.mouse.move(5, 5);
          // Another click would close the centre again.
          await wanted.waitFor({ timeout: TIME_TO_SHOW }).catch(() => undefined);
        }
        return wanted.isVisible();
      },
      (visible) => visible,
      `a notification with ${what}`,
    );
    return wanted;
  }

  /** The colour of such a part, as the browser computed it. */
  colorOf(text: string): Promise<string> {
    // The function runs in the page, where there is a document; here there is none.
    return this.token(text).evaluate((element) => (globalThis as unknown as Styles).getComputedStyle(element).color);
  }

  /** The rows of the Annotations panel, opened first if need be. */
  async panelRows(): Promise<string[]> {
    await this.openPanel();
    return this.annotationRows().allInnerTexts();
  }

  /** Those of the Annotations panel that are in sight. */
  annotationRows(): Locator {
    return this.#pane('Annotations').locator('.monaco-list-row');
  }

  /** Closes parts of the side bar, so that others have their room: rows out of sight are not there for the mouse. */
  async fold(...titles: readonly string[]): Promise<void> {
    for (const title of titles) {
      const header = this.#pane(title).locator('.pane-header');
      await header.waitFor();
      await this.clickUntil(header, async () => (await header.getAttribute('aria-expanded')) === 'false', `${title} is closed`);
    }
  }

  /** Clicks a row of the side bar, and waits until keys are for it. */
  async selectRow(row: Locator): Promise<void> {
    let isClicked = false;
    await this.insist(
      async () => {
        // What the mouse rests on explains itself, over other rows.
        await this.page.mouse.move(5, 5);
        await row.click({ timeout: TIME_TO_SHOW });
        isClicked = true;
      },
      async () => isClicked && (await row.and(this.page.locator('.monaco-list:focus .selected.focused')).count()) > 0,
      'the row is selected',
    );
  }

  /** Clicks the button that a row of the side bar shows under the mouse, until something has come of it. */
  async useButton(row: Locator, label: string, isDone: () => Promise<boolean> | boolean): Promise<void> {
    await this.insist(
      async () => {
        await row.hover({ timeout: TIME_TO_SHOW });
        await row.locator(`a.action-label[aria-label*="${label}"]`).click({ timeout: TIME_TO_SHOW });
      },
      isDone,
      label,
    );
  }

  /** The part of the side bar with a title. */
  #pane(title: string): Locator {
    return this.page.locator('.sidebar .pane').filter({ has: this.page.locator('.pane-header h3.title', { hasText: new RegExp(`^${title}$`) }) });
  }

  /** Shows Meipi's part of the side bar. */
  async openPanel(): Promise<void> {
    const tab = this.page.locator('.activitybar a.action-label[aria-label^="Meipi"]');
    const isShown = async (): Promise<boolean> => (await this.page.locator('.activitybar .checked a[aria-label^="Meipi"]').count()) > 0 && this.#pane('Annotations').isVisible();
    await this.clickUntil(tab, isShown, 'the panel is open');
  }

  /** Clicks until something has come of it, see {@link insist}. */
  clickUntil(part: Locator, isDone: () => Promise<boolean> | boolean, what: string, options: { readonly button?: 'right' } = {}): Promise<void> {
    return this.insist(() => part.click({ ...options, timeout: TIME_TO_SHOW }), isDone, what);
  }

  /** Presses a key until something has come of it, see {@link insist}. */
  pressUntil(key: string, isDone: () => Promise<boolean> | boolean, what: string): Promise<void> {
    return this.insist(() => this.page.keyboard.press(key), isDone, what);
  }

  /**
   * Does something, unless it is done already, until that shows: a part that has just come up passes clicks over, and one that is drawn anew under the mouse
   * loses them; keys belong to what the editor knows of by then. Each attempt gets its time, so that none takes back the one before.
   */
  async insist(act: () => Promise<void>, isDone: () => Promise<boolean> | boolean, what: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (let next = 0; !(await isDone()); ) {
      if (Date.now() > deadline) assert.fail(`not done: ${what}`);
      if (Date.now() < next) {
        await this.page.waitForTimeout(100);
        continue;
      }
      // What is not there for the mouse just now may be the next time, and what lies over it goes when the mouse rests elsewhere.
      await act().catch(() => this.page.mouse.move(5, 5));
      next = Date.now() + TIME_TO_SHOW;
    }
  }

  /** Waits until a question has the answer wanted; fails with the last answer. */
  async until<T>(ask: () => Promise<T> | T, wanted: (answer: T) => boolean, what: string): Promise<T> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const answer = await ask();
      if (wanted(answer)) return answer;
      if (Date.now() > deadline) assert.fail(`${what}: ${JSON.stringify(answer)}`);
      await this.page.waitForTimeout(100);
    }
  }
}

/** A pattern that matches a text and nothing else. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

interface BrowserPage {
  readonly document: { hasFocus: () => boolean };
  dispatchEvent(event: Event): void;
}

interface Styles {
  getComputedStyle(element: unknown): { readonly color: string };
}

/**
 * Opens a copy of the sample corpus in a window for the tests of a suite, with the policy brief in front, and closes it after
 * them; no document may have changed by then. To be called in `describe`; the window is there in tests only.
 */
export function sampleWindow(): { readonly folder: string; readonly window: () => Window } {
  const { folder, remove } = copyOfSample();
  const untouched = hashes(folder);
  let window: Window | undefined;
  before(async () => {
    window = await Window.open(folder);
    await window.openFile('01-policy-brief.txt');
    await window.token('新质生产力').waitFor({ timeout: 60_000 });
  });
  after(async () => {
    await window?.close();
    assert.deepEqual(hashes(folder), untouched, 'no document was changed');
    remove();
  });
  return {
    folder,
    window: () => {
      assert.ok(window, 'the window is not open yet');
      return window;
    },
  };
}
