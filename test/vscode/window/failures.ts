import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Window } from './support';

const pictures = join(__dirname, '..', '..', '..', 'out', 'failures');

/** Of a test that failed, keeps a picture of each window that is open, and says what has the focus there. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    mkdirSync(pictures, { recursive: true });
    for (const { page } of Window.opened) {
      const picture = join(pictures, `${test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120)}.png`);
      await page.screenshot({ path: picture }).catch(() => undefined);
      const focused = await page.evaluate(() => (globalThis as unknown as Focus).document.activeElement?.outerHTML.slice(0, 300)).catch(() => undefined);
      console.log(`    focus: ${focused ?? 'nowhere'}\n    picture: ${picture}`);
    }
  },
};

interface Focus {
  readonly document: { readonly activeElement: { readonly outerHTML: string } | null };
}
