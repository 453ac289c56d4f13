import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleWindow, type Window } from './support';

/** The panel as a user meets it: what is no term goes at a click, and comes back. */
describe('The Term Candidates panel', () => {
  const { folder, window } = sampleWindow();

  const rows = (): ReturnType<Window['page']['locator']> => window().page.locator('.sidebar .pane').filter({ hasText: 'Term Candidates' }).locator('.monaco-list-row');
  const row = (text: string | RegExp): ReturnType<Window['page']['locator']> => rows().filter({ hasText: text }).first();
  const notTerms = async (): Promise<unknown> => (JSON.parse(await readFile(join(folder, 'corpus.json'), 'utf8')) as Record<string, unknown>)['notTerms'] ?? [];

  it('lists terms of the corpus with how often they stand', async () => {
    await window().command('Meipi: Term Candidates');
    await row('工业增加值').waitFor({ timeout: 60_000 });
    await row(/工业增加值.*\d+ in \d+ documents/).waitFor();
  });

  it('hides what is no term, remembers it, and shows it again', async () => {
    await window().useButton(row('工业增加值'), 'Not a Term', async () => (await row('工业增加值').count()) === 0);
    await window().until(notTerms, (list) => JSON.stringify(list) === '["工业增加值"]', 'corpus.json has it');
    await window().answer('Undo');
    await row('工业增加值').waitFor();
    await window().until(notTerms, (list) => JSON.stringify(list) === '[]', 'corpus.json has it no more');
  });
});
