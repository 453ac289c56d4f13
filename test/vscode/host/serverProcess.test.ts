import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { SERVER_ENVIRONMENT } from '../../../server/src/lsp/protocol';
import { open, until } from './support';

describe('The process of the server', () => {
  it('is started with what its C library reads, and with the environment of the editor', async function () {
    if (process.platform !== 'linux') this.skip();
    await open('07-news-dispatch.txt');
    await until(() => servers().length > 0, 'a server runs');
    for (const pid of servers()) {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      for (const [name, value] of Object.entries({ ...SERVER_ENVIRONMENT, PATH: process.env['PATH'] })) assert.ok(environment.includes(`${name}=${value}`), name);
    }
  });
});

/** Ids of the language servers that this process started. */
function servers(): number[] {
  const children = readdirSync('/proc/self/task').flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' '));
  return children.filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/dist/server.js')).map(Number);
}
