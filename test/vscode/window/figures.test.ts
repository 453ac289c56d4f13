import { sampleWindow, type Window } from './support';

const THING = '东岚省规模以上工业增加值';

/** The panel as a user meets it: what documents say differently, and the way to the place. */
describe('The Figures panel', () => {
  const { window } = sampleWindow();

  const row = (text: string | RegExp): ReturnType<Window['page']['locator']> => window().page.locator('.sidebar .monaco-list-row').filter({ hasText: text }).first();

  it('shows first what several documents speak of, and says that they differ', async () => {
    await window().command('Meipi: Figures');
    await row(new RegExp(`${THING}.*values differ`)).waitFor();
    await row('9,960億元人民幣').waitFor();
  });

  it('goes to the place of a figure', async () => {
    await row('9,960億元人民幣').click();
    await window().page.locator('.tab.active').filter({ hasText: '03-newspaper-feature-tw.txt' }).waitFor();
  });

  it('shows on demand only things with several documents', async () => {
    await window().command('Meipi: Only Things with Several Documents');
    const counts = window().page.locator('.sidebar .pane-header').filter({ hasText: /figures of \d things/ });
    await counts.waitFor();
    await row(THING).waitFor();
    await window().command('Meipi: All Figures');
    await counts.waitFor({ state: 'detached' });
  });
});
