import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseSidecar, formatSidecar, EMPTY_SIDECAR, type StoredAnnotation } from '../../server/src/annotations/sidecar/sidecar';
import { takePassage } from '../../server/src/annotations/anchoring/passages';
import { sha256 } from '../../server/src/platform/snapshots';
import { SourceText } from '../../server/src/text/sourceText';

const CLI = resolve('dist/cli.js');
const TEXT = '新質生產力是一個新詞。\n算力要快，算法要穩，數據要真。\n';
const SIDECAR = 'a.txt.annotations.json';

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** A repository of its own with a corpus of one text, and git as one annotator after the other uses it. */
class Repository {
  readonly path = mkdtempSync(join(tmpdir(), 'meipi-git-'));

  constructor(attributes = '') {
    this.git('init', '-q', '-b', 'main');
    if (attributes !== '') this.write('.gitattributes', attributes);
    this.write('corpus.json', '{}');
    this.write('a.txt', TEXT);
    const { code, out } = this.meipi('git-setup', '.', '--driver', `'${process.execPath}' '${CLI}'`);
    assert.equal(code, 0, out);
    this.commit('the text');
  }

  git(...args: string[]): Ran {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_EDITOR: 'true', HOME: this.path };
    const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=甲', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: this.path, encoding: 'utf8', env });
    return { code: status ?? -1, out: stdout + stderr };
  }

  /** Git that must do what it is told. */
  must(...args: string[]): string {
    const { code, out } = this.git(...args);
    assert.equal(code, 0, `git ${args.join(' ')}\n${out}`);
    return out;
  }

  meipi(...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: this.path, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: join(this.path, 'global.gitconfig') } });
    return { code: status ?? -1, out: stdout + stderr };
  }

  commit(message: string): void {
    this.must('add', '-A');
    this.must('commit', '-q', '--allow-empty', '-m', message);
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  annotations(name = SIDECAR): readonly StoredAnnotation[] {
    const { sidecar, problems } = parseSidecar(this.read(name), '');
    assert.deepEqual(problems, []);
    return sidecar?.annotations ?? assert.fail();
  }

  annotate(annotations: readonly StoredAnnotation[], name = SIDECAR, document = 'a.txt'): void {
    this.write(name, formatSidecar({ ...EMPTY_SIDECAR, annotations }, document));
  }
}

function annotation(id: string, quote: string, change: Partial<StoredAnnotation> = {}): StoredAnnotation {
  const at = TEXT.indexOf(quote);
  const date = '2024-05-01T08:00:00Z';
  return {
    id: `urn:uuid:${id}`, about: { kind: 'passage' }, codes: ['概念'], memo: '', creator: '甲', created: date, modified: date,
    parts: [{ anchor: 'exact', passage: takePassage(new SourceText(TEXT), { start: at, end: at + quote.length }, sha256(TEXT), date) }],
    ...change,
  };
}

const at = (hour: number): string => `2024-05-02T${String(hour).padStart(2, '0')}:00:00Z`;

describe('annotations under git', function () {
  this.timeout(60_000);
  const repositories: Repository[] = [];
  const repository = (attributes?: string): Repository => {
    const made = new Repository(attributes);
    repositories.push(made);
    return made;
  };
  after(() => repositories.forEach(({ path }) => rmSync(path, { recursive: true, force: true })));
  const [one, two, three] = [annotation('1', '算力'), annotation('2', '算法'), annotation('3', '數據')];

  /** Two branches of one repository; the second is checked out. */
  function branches(base: readonly StoredAnnotation[], ours: readonly StoredAnnotation[], theirs: readonly StoredAnnotation[], attributes?: string): Repository {
    const repo = repository(attributes);
    if (base.length > 0) repo.annotate(base);
    repo.write('other.txt', '别的。\n');
    repo.commit('base');
    repo.must('checkout', '-q', '-b', 'theirs');
    repo.annotate(theirs);
    repo.commit('theirs');
    repo.must('checkout', '-q', '-b', 'ours', 'main');
    repo.annotate(ours);
    repo.commit('ours');
    return repo;
  }

  it('are merged without a conflict when two branches annotate the same passage of a document', () => {
    const repo = branches([one], [one, two, annotation('5', '算力')], [annotation('0', '新質生產力'), one, three, annotation('4', '算力')]);
    repo.must('merge', '-q', '--no-edit', 'theirs');
    assert.deepEqual(repo.annotations().map(({ id }) => id.slice(9)), ['0', '1', '4', '5', '2', '3']);
    assert.equal(repo.must('status', '--porcelain'), '');
  });

  it('are merged as text in a clone that was not set up', () => {
    const repo = branches([one], [one, two], [one, three]);
    repo.must('config', '--remove-section', 'merge.meipi');
    assert.notEqual(repo.git('merge', '--no-edit', 'theirs').code, 0);
    assert.match(repo.read(SIDECAR), /^<<<<<<</m);
  });

  it('are merged when both branches add the first annotation of a document', () => {
    const repo = branches([], [one, two], [one, three]);
    repo.must('merge', '-q', '--no-edit', 'theirs');
    assert.deepEqual(repo.annotations().map(({ id }) => id.slice(9)), ['1', '2', '3']);
  });

  it('are carried over by a rebase and by a cherry-pick', () => {
    for (const step of [['rebase', 'theirs'], ['cherry-pick', 'theirs']]) {
      const repo = branches([one], [one, two], [one, three]);
      repo.must(...step);
      assert.deepEqual(repo.annotations().map(({ id }) => id.slice(9)), ['1', '2', '3'], step[0]);
    }
  });

  it('keep both versions of one that was edited differently, and say so', () => {
    const repo = branches([one], [{ ...one, memo: '一', modified: at(9) }], [{ ...one, memo: '二', modified: at(10) }]);
    const { code, out } = repo.git('merge', '--no-edit', 'theirs');
    assert.equal(code, 0, out);
    assert.match(out, /a\.txt\.annotations\.json: urn:uuid:1 was edited differently on both sides; both versions are kept/);
    assert.deepEqual(repo.annotations().map(({ id, memo, conflictsWith }) => [id, memo, conflictsWith]), [['urn:uuid:1', '二', undefined], [`urn:uuid:1#${at(9)}`, '一', 'urn:uuid:1']]);
  });

  it('stop the merge for that when git is set up to be strict', () => {
    const repo = branches([one], [{ ...one, memo: '一', modified: at(9) }], [{ ...one, memo: '二', modified: at(10) }]);
    assert.equal(repo.meipi('git-setup', '--driver', `'${process.execPath}' '${CLI}'`).code, 0);
    repo.must('config', 'merge.meipi.driver', `'${process.execPath}' '${CLI}' merge --strict %O %A %B %P`);
    assert.equal(repo.git('merge', '--no-edit', 'theirs').code, 1);
    assert.equal(repo.annotations().length, 2);
    assert.match(repo.must('status', '--porcelain'), /^UU a\.txt\.annotations\.json$/m);
  });

  it('combine codes of one branch with a memo of the other', () => {
    const repo = branches([one], [{ ...one, codes: ['概念', '甲'], modified: at(9) }], [{ ...one, memo: '二', modified: at(10) }]);
    repo.must('merge', '-q', '--no-edit', 'theirs');
    assert.deepEqual(repo.annotations().map(({ codes, memo }) => [codes, memo]), [[['概念', '甲'], '二']]);
  });

  it('keep one that a branch deleted and the other edited, and let go one that only one deleted', () => {
    const repo = branches([one, two], [], [{ ...one, memo: '改', modified: at(9) }, two]);
    const { code, out } = repo.git('merge', '--no-edit', 'theirs');
    assert.equal(code, 0, out);
    assert.match(out, /urn:uuid:1 was deleted on one side and edited on the other; it is kept/);
    assert.deepEqual(repo.annotations().map(({ id, memo }) => [id, memo]), [['urn:uuid:1', '改']]);
  });

  it('follow a document that one branch renamed, with the names inside', () => {
    const repo = branches([one, two], [one, two, three], [one, two]);
    repo.must('checkout', '-q', 'theirs');
    mkdirSync(join(repo.path, '文 章'));
    repo.must('mv', 'a.txt', '文 章/b.txt');
    repo.must('mv', SIDECAR, '文 章/b.txt.annotations.json');
    repo.annotate([one, { ...two, memo: '新', modified: at(9) }], '文 章/b.txt.annotations.json', '文 章/b.txt');
    repo.commit('renamed');
    for (const [branch, other] of [['ours', 'theirs'], ['theirs', 'ours']] as const) {
      repo.must('checkout', '-q', '-B', 'merged', branch);
      repo.must('merge', '-q', '--no-edit', other);
      assert.deepEqual(repo.annotations('文 章/b.txt.annotations.json').map(({ id, memo }) => [id.slice(9), memo]), [['1', ''], ['2', '新'], ['3', '']]);
      assert.ok(!existsSync(join(repo.path, SIDECAR)));
      const sources = new Set((JSON.parse(repo.read('文 章/b.txt.annotations.json')) as { items: { target: { source: string } }[] }).items.map(({ target }) => decodeURIComponent(target.source)));
      assert.deepEqual([...sources], ['urn:meipi:document:文 章/b.txt']);
    }
  });

  it('are merged in a checkout with the line ends of Windows', () => {
    const repo = branches([one], [one, two], [one, three], '* text=auto eol=crlf\n');
    // A clone that was set up before the line ends of sidecars were pinned.
    repo.write('.gitattributes', '* text=auto eol=crlf\n*.annotations.json merge=meipi\n');
    repo.commit('attributes');
    repo.must('rm', '-q', '--cached', SIDECAR);
    rmSync(join(repo.path, SIDECAR));
    repo.must('reset', '-q', '--hard');
    assert.match(repo.read(SIDECAR), /\r\n/);
    repo.must('merge', '-q', '--no-edit', 'theirs');
    assert.match(repo.read(SIDECAR), /\r\n/);
    assert.deepEqual(repo.annotations().map(({ id }) => id.slice(9)), ['1', '2', '3']);
    assert.equal(repo.must('status', '--porcelain'), '');
    repo.must('checkout', '-q', '-B', 'pinned', 'main');
    assert.equal(repo.must('check-attr', 'eol', SIDECAR).trim(), `${SIDECAR}: eol: lf`);
  });

  it('stop the merge where a version cannot be read, and name file and place', () => {
    const repo = branches([one], [one, two], [one]);
    repo.must('checkout', '-q', 'theirs');
    const broken = repo.read(SIDECAR).slice(0, -30);
    repo.write(SIDECAR, broken);
    repo.commit('broken');
    repo.must('checkout', '-q', 'ours');
    const before = repo.read(SIDECAR);
    const { code, out } = repo.git('merge', '--no-edit', 'theirs');
    assert.equal(code, 1, out);
    assert.match(out, /meipi: a\.txt\.annotations\.json:\d+:\d+ \(their version\): .*cut off/);
    assert.equal(repo.read(SIDECAR), before);
  });

  it('have a code book merged code by code and field by field, and stop where one field was changed to two things', () => {
    const repo = repository();
    const book = (...codes: object[]): string => `${JSON.stringify({ codes }, undefined, 2)}\n`;
    repo.write('codebook.json', book({ id: 'a', name: '甲' }, { id: 'b', name: '乙', description: '旧' }));
    repo.commit('base');
    repo.must('checkout', '-q', '-b', 'theirs');
    repo.write('codebook.json', book({ id: 'a', name: '甲', color: '#2f86c8' }, { id: 'b', name: '乙', description: '旧' }, { id: 't', name: '他们的' }));
    repo.commit('theirs');
    repo.must('checkout', '-q', '-b', 'ours', 'main');
    repo.write('codebook.json', book({ id: 'a', name: '甲乙' }, { id: 'o', name: '我们的' }, { id: 'b', name: '乙', description: '旧' }));
    repo.commit('ours');
    repo.must('merge', '-q', '--no-edit', 'theirs');
    assert.deepEqual(JSON.parse(repo.read('codebook.json')), { codes: [{ id: 'a', name: '甲乙', color: '#2f86c8' }, { id: 'o', name: '我们的' }, { id: 'b', name: '乙', description: '旧' }, { id: 't', name: '他们的' }] });
    for (const [branch, description] of [['x', '新一'], ['y', '新二']] as const) {
      repo.must('checkout', '-q', '-b', branch, 'ours');
      repo.write('codebook.json', repo.read('codebook.json').replace('旧', description));
      repo.commit(branch);
    }
    const { code, out } = repo.git('merge', '--no-edit', 'x');
    assert.equal(code, 1);
    assert.match(out, /codebook\.json: code b: "description" was changed on both sides, to "新二" and to "新一"; the first stands/);
    assert.equal((JSON.parse(repo.read('codebook.json')) as { codes: { description?: string }[] }).codes.find(({ description }) => description)?.description, '新二');
  });
});

describe('meipi git-setup', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'meipi-setup-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'global.gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };
  const run = (name: string, ...args: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(name, args, { cwd: folder, encoding: 'utf8', env });
    return { code: status ?? -1, out: stdout + stderr };
  };
  const setUp = (...args: string[]): Ran => run(process.execPath, CLI, 'git-setup', ...args);

  it('refuses a folder that is in no repository, and prints what it would do', () => {
    assert.deepEqual([setUp().code, existsSync(join(folder, '.gitattributes'))], [2, false]);
    const { code, out } = setUp('--print', '--driver', 'meipi');
    assert.equal(code, 0);
    assert.match(out, /^\*\.annotations\.json text eol=lf merge=meipi$/m);
    assert.match(out, /^git config --local merge\.meipi\.driver 'meipi merge %O %A %B %P'$/m);
    assert.ok(!existsSync(join(folder, '.gitattributes')));
  });

  it('adds what .gitattributes lacks, keeps what is there, and names code books of other names', () => {
    run('git', 'init', '-q');
    writeFileSync(join(folder, '.gitattributes'), '*.txt text\ncodebook.json text eol=lf merge=meipi');
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'corpus.json'), '{"codeBook": "my codes.json"}');
    assert.equal(setUp().code, 0);
    const text = readFileSync(join(folder, '.gitattributes'), 'utf8');
    assert.equal(text, '*.txt text\ncodebook.json text eol=lf merge=meipi\n*.annotations.json text eol=lf merge=meipi\n"/sub/my codes.json" text eol=lf merge=meipi\n');
    assert.match(run('git', 'check-attr', 'merge', 'sub/my codes.json').out, /merge: meipi/);
    assert.match(setUp().out, /nothing to add/);
    assert.equal(readFileSync(join(folder, '.gitattributes'), 'utf8'), text);
  });

  it('configures this repository, or all of the user when told to', () => {
    assert.match(run('git', 'config', '--local', 'merge.meipi.driver').out, /merge %O %A %B %P$/m);
    assert.equal(run('git', 'config', '--global', 'merge.meipi.driver').code, 1);
    assert.equal(setUp('--global').code, 0);
    assert.match(run('git', 'config', '--global', 'merge.meipi.driver').out, /merge %O %A %B %P$/m);
  });
});
