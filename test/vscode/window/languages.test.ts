import { copyOfSample, Window } from './support';

/** What the editor says in each of the two written forms of Chinese. */
const LANGUAGES = [
  { locale: 'zh-CN', view: '标注', term: '术语', forms: '简体：新质生产力', command: '下一处出现', picker: '标注' },
  { locale: 'zh-TW', view: '標註', term: '術語', forms: '簡體：新质生产力', command: '下一處出現', picker: '標註' },
] as const;

/** Extensions get the language of the editor; the manifest, the client and the server each read it for themselves. */
describe('An editor in Chinese', () => {
  for (const { locale, view, term, forms, command, picker } of LANGUAGES) {
    it(`says what Meipi says in ${locale}: views, hovers, commands and questions`, async function () {
      const { folder, remove } = copyOfSample();
      const window = await Window.open(folder, {}, { locale });
      try {
        if (!window.isInBrowser) this.skip();
        await window.openFile('07-news-dispatch.txt');
        await window.token('新质生产力').waitFor({ timeout: 60_000 });
        await window.page.locator('.activitybar a.action-label[aria-label^="眉批"]').click();
        await window.page.locator('.sidebar .pane-header h3.title', { hasText: new RegExp(`^${view}$`) }).waitFor();

        await (await window.hover('新质生产力', forms)).filter({ hasText: `新质生产力 · ${term}` }).waitFor();

        await window.page.keyboard.press('F1');
        await window.quickInput.waitFor();
        for (const asked of [`眉批: ${command}`, 'Meipi: Next Mention']) {
          await window.quickInput.fill(`>${asked}`);
          await window.choices.filter({ hasText: `眉批: ${command}` }).first().waitFor();
        }
        await window.page.keyboard.press('Escape');
        await window.quickInput.waitFor({ state: 'hidden' });

        await window.token('新质生产力').dblclick();
        await window.command('Meipi: Annotate Selection…');
        await window.page.locator('.quick-input-title', { hasText: new RegExp(`^${picker}$`) }).waitFor();
      } finally {
        await window.close();
        remove();
      }
    });
  }
});
