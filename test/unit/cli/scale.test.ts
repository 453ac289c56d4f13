import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from './meipi';

const root = join(__dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'scale.md'), 'utf8');

/** The blocks of a language in docs/scale.md. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block as string);
}

describe('docs/scale.md: GNU parallel', () => {
  const commands = blocks('sh').filter((block) => block.startsWith('parallel '));
  const folder = temporaryFolder();
  let environment: NodeJS.ProcessEnv;
  const inFolder = (command: string): string => execFileSync('sh', ['-c', command], { cwd: folder.path, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

  before(function () {
    // Another program of this name, of moreutils, is none.
    if (!spawnSync('parallel', ['--version'], { encoding: 'utf8' }).stdout?.startsWith('GNU parallel')) {
      console.warn('      GNU parallel is not installed: its examples are not run');
      this.skip();
    }
    const main = join(root, 'server', 'src', 'cli', 'main.ts');
    folder.write({
      'bin/meipi': `#!/bin/sh\nexec "${process.execPath}" --import "${require.resolve('tsx')}" "${main}" "$@"\n`,
      'corpus.jsonl': Array.from({ length: 60 }, (_, i) => `${JSON.stringify({ id: `d${i}`, text: i % 7 === 0 ? '' : `东岚大学教授沈砚秋表示，${2000 + i}年增长${i}%。`.repeat(i) })}\n`).join(''),
    });
    chmodSync(join(folder.path, 'bin', 'meipi'), 0o755);
    environment = { ...process.env, PATH: `${join(folder.path, 'bin')}${delimiter}${process.env['PATH']}`, HOME: folder.path };
  });

  it('has examples', () => assert.equal(commands.length, 2));

  for (const command of commands) {
    it(`gives what one process gives: ${command.split('\n')[0]}`, function () {
      this.timeout(60_000);
      // A small corpus is to be cut in several blocks, too.
      const cut = command.replace('--block 10M', '--block 40k');
      assert.notEqual(cut, command);
      inFolder(cut);
      const alone = inFolder(`meipi tag - --input jsonl ${command.includes('--per-document') ? '--per-document' : ''} < corpus.jsonl`);
      assert.ok(alone.length > 1000);
      assert.equal(readFileSync(join(folder.path, 'tags.jsonl'), 'utf8'), alone);
    });
  }
});
