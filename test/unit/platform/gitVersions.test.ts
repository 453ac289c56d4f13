import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { versionsInGit } from '../../../server/src/platform/gitVersions';
import { sha256 } from '../../../server/src/platform/snapshots';

describe('earlier versions in git', () => {
  let folder = '';
  const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=何静', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: folder, stdio: 'ignore' });

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'meipi-版本 '))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are found by the hash of their text, in a folder below the repository, whatever their encoding', async () => {
    const [first, second, third] = ['第一稿：茶厂去年只卖出三成。\n', '第二稿：茶厂去年只卖出两成。\n', '第三稿：茶厂今年全卖出了。\n'] as const;
    mkdirSync(join(folder, '文集'));
    const path = join(folder, '文集', '茶 厂.txt');
    git('init', '-q');
    for (const content of [Buffer.from(first), Buffer.from(`\ufeff${second}`), Buffer.from(third)]) {
      writeFileSync(path, content);
      git('add', '.');
      git('commit', '-q', '-m', '稿');
    }
    const versions = versionsInGit(sha256);
    for (const text of [first, second, third]) assert.equal(await versions(sha256(text), pathToFileURL(path).href), text);
    assert.equal(await versions(sha256('没有这一稿。'), pathToFileURL(path).href), undefined);
  });

  it('are none outside a repository', async () => {
    writeFileSync(join(folder, 'a.txt'), '甲');
    assert.equal(await versionsInGit(sha256)(sha256('甲'), pathToFileURL(join(folder, 'a.txt')).href), undefined);
    assert.equal(await versionsInGit(sha256)(sha256('甲'), 'untitled:a.txt'), undefined);
  });
});
