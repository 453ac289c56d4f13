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
    const window = new Window(page, host.kind !== 'electron', close);
    this.opened.add(window);
    return window;
  }

  close(): Promise<void> {
    Window.opened.delete(this);
    return this.#close();
  }

  /** Runs a command of the palette by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
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
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
    // Where the file stood in front already, the tab is active before the picker has given the focus back.
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('.editor-instance.focused, .editor-instance :focus').first().waitFor({ state: 'attached' });
  }

  /** Selects the first place of a passage in the active editor, by way of the find widget. */
  async select(passage: string): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('ControlOrMeta+F');
    const input = this.page.locator('.find-widget.visible textarea').first();
    await input.waitFor();
    const count = this.page.locator('.find-widget .matchesCount');
    // Until what was looked for before is no longer counted.
    await input.fill('');
    await count.filter({ hasNotText: /^\d+ of/ }).waitFor();
    await input.fill(passage);
    await count.filter({ hasText: /^\d+ of/ }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
  }

  /** Annotates the first place of a passage in the active editor with a code, by keys. */
  async annotate(passage: string, code: string): Promise<void> {
    await this.select(passage);
    await this.page.keyboard.press(KEYS.annotate);
    const picker = this.page.locator('.quick-input-widget').filter({ hasText: 'Annotate' });
    await picker.waitFor();
    await picker.locator('input').first().fill(code);
    // What stood in the list before the answer to what was typed is about to go.
    await picker.locator('.monaco-list-row.focused').filter({ hasText: code }).waitFor();
    await this.page.keyboard.press('Enter');
    await picker.waitFor({ state: 'hidden' });
  }

  /** The part of the editor's text that has a class of its own and says just this. */
  token(text: string): Locator {
    return this.page.locator('.editor-instance .view-line span span').filter({ hasText: new RegExp(`^${text}$`) }).first();
  }

  /** Waits for a notification that says something. */
  async notice(text: string): Promise<void> {
    await this.#notified(text, (notifications) => notifications.getByText(text).first());
    await this.page.keyboard.press('Escape');
  }

  /** Presses a button of a notification. */
  async answer(button: string): Promise<void> {
    const choice = await this.#notified(button, (notifications) => notifications.locator('.monaco-button').filter({ hasText: new RegExp(`^${button}$`) }).first());
    await choice.click();
    await this.page.keyboard.press('Escape');
  }

  /** Waits for a part of a notification; where toasts are not shown, in the notification centre. */
  async #notified(what: string, part: (notifications: Locator) => Locator): Promise<Locator> {
    const wanted = part(this.page.locator('.notifications-toasts, .notifications-center'));
    const waiting = this.page.locator('.statusbar-item[id="status.notifications"] .codicon-bell-dot');
    await this.until(
      async () => {
        if (!(await wanted.isVisible()) && (await waiting.isVisible())) await waiting.click();
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

  /** Closes the panel of codes, so that the annotations have its room. */
  async closeCodes(): Promise<void> {
    const header = this.#pane('Codes').locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** The part of the side bar with a title. */
  #pane(title: string): Locator {
    return this.page.locator('.sidebar .pane').filter({ has: this.page.locator('.pane-header h3.title', { hasText: new RegExp(`^${title}$`) }) });
  }

  async openPanel(): Promise<void> {
    const tab = this.page.locator('.activitybar a.action-label[aria-label^="Meipi"]');
    if ((await tab.getAttribute('aria-expanded')) !== 'true') {
      const selected = await this.page.locator('.activitybar .checked a[aria-label^="Meipi"]').count();
      if (selected === 0) await tab.click();
    }
    await this.page.locator('.sidebar .pane-header, .sidebar .title-label').first().waitFor();
  }

  /** Waits until a question has the answer wanted; fails with the last answer. */
  async until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, what: string): Promise<T> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const answer = await ask();
      if (wanted(answer)) return answer;
      if (Date.now() > deadline) assert.fail(`${what}: ${JSON.stringify(answer)}`);
      await this.page.waitForTimeout(100);
    }
  }
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
