// npm run bench [-- [NAME…] [--full] [--text FILE] [--sizes 1,10,100] [--resume] [--write-docs] [--from FILE] [--profile] [--list]]
//
// Measures Meipi beside what a user would take instead, each figure as a ratio to its comparison in the same run. Prints Markdown, keeps
// everything in out/bench/quick.json or full.json. Texts: MEIPI_CORPUS, else the sample corpus; larger ones are made of them.
//   NAME…         only these measures (--list names them)
//   --full        more rounds, and corpora up to 300 MB
//   --text FILE   speed is measured on this text (may stand several times) and not on those of MEIPI_CORPUS
//   --sizes       corpora of so many million bytes
//   --resume      what an earlier run of the same kind has measured is not measured again
//   --write-docs  also writes the tables and plots of docs/performance.md
//   --from FILE   measures nothing and reports what a run has kept
//   --profile     writes processor profiles of the measures that are named, and prints where the time went
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeDocs } from './lib/docs';
import type { Context, Measure, Taken } from './lib/measure';
import { root } from './lib/peers';
import { printProfiles } from './lib/printProfiles';
import { megabytes, report } from './lib/report';
import { MEASURES } from './measures/list';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false }, text: { type: 'string', multiple: true }, sizes: { type: 'string' }, resume: { type: 'boolean', default: false }, 'write-docs': { type: 'boolean', default: false },
    from: { type: 'string' }, profile: { type: 'boolean', default: false }, list: { type: 'boolean', default: false },
    // How the command runs itself for one measure.
    child: { type: 'string' }, size: { type: 'string' }, node: { type: 'string', multiple: true, default: [] },
  },
});

const SIZES = { quick: '1,10', full: '1,10,100,300' };
const out = join(root, 'out', 'bench');
const dist = join(out, 'dist');

/** What a run keeps. */
export interface Run {
  readonly machine: string;
  readonly taken: Taken[];
}

void (options.child === undefined ? main() : takeHere(options.child)).catch((error: unknown) => {
  console.error(error);
  // Servers that were started end with the process that speaks to them.
  process.exit(1);
});

async function main(): Promise<void> {
  if (options.text) process.env['MEIPI_TEXTS'] = options.text.map((file) => resolve(file)).join(delimiter);
  if (options.list) return void console.log(MEASURES.map(({ name, title, bySize, onlyFull }) => `${name.padEnd(12)}${title}${bySize ? ', by size of corpus' : ''}${onlyFull ? ', only in full runs' : ''}`).join('\n'));
  const run = options.from === undefined ? await takeAll() : (JSON.parse(readFileSync(options.from, 'utf8')) as Run);
  if (options.profile) return;
  const shown = names.length > 0 ? run.taken.filter(({ measure }) => names.includes(measure)) : run.taken;
  console.log(`${run.machine}\n\n${report(MEASURES, shown)}`);
  if (options['write-docs']) writeDocs(run, MEASURES);
}

/** Takes one measure after another, each in a process of its own, and keeps what each gave at once. */
async function takeAll(): Promise<Run> {
  const unknown = names.filter((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown.length > 0) throw new Error(`there is no measure ${unknown.join(', ')}; --list names them`);
  const measures = MEASURES.filter(({ name, onlyFull }) => (names.length > 0 ? names.includes(name) : options.full || !onlyFull));
  const sizes = (options.sizes ?? SIZES[options.full ? 'full' : 'quick']).split(',').map((size) => Math.round(Number(size) * 1e6));
  if (sizes.some((size) => !(size > 0))) throw new Error('--sizes takes numbers of million bytes: 1,10,100');
  await build();
  const file = join(out, options.profile ? 'profile.json' : options.full ? 'full.json' : 'quick.json');
  const before = (options.resume || names.length > 0) && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Run).taken : [];
  const run: Run = { machine: `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? ''}`, taken: before };
  const jobs = measures.flatMap((measure) => (measure.bySize ? sizes : [undefined]).map((size) => ({ measure, size })));
  let failed = 0;
  for (const [at, { measure, size }] of jobs.entries()) {
    const known = run.taken.findIndex((taken) => taken.measure === measure.name && taken.size === size);
    if (known >= 0 && options.resume) continue;
    console.error(`[${at + 1}/${jobs.length}] ${measure.name}${size === undefined ? '' : ` ${megabytes(size)}`}`);
    const taken = await take(measure, size);
    if (!taken) failed++;
    else if (known >= 0) run.taken[known] = taken;
    else run.taken.push(taken);
    writeFileSync(file, JSON.stringify({ ...run, taken: inOrder(run.taken) }, undefined, 1));
  }
  if (failed > 0) process.exitCode = 1;
  console.error(`kept in ${file}${failed > 0 ? `; ${failed} measures failed` : ''}`);
  return { ...run, taken: inOrder(run.taken) };
}

/** In the order of the measures, smaller corpora first. */
function inOrder(taken: readonly Taken[]): Taken[] {
  const place = ({ measure }: Taken): number => MEASURES.findIndex(({ name }) => name === measure);
  return taken.filter((each) => place(each) >= 0).sort((a, b) => place(a) - place(b) || (a.size ?? 0) - (b.size ?? 0));
}

/** Builds what is shipped; unless for a profile, which is read by the names in it. */
async function build(): Promise<void> {
  mkdirSync(out, { recursive: true });
  rmSync(dist, { recursive: true, force: true });
  await runNode(['esbuild.mjs', `--outdir=${dist}`, '--log=error', ...(options.profile ? [] : ['--production'])]);
}

/** One measure in a process of its own; undefined when it fails, which it has said on standard error. */
async function take(measure: Measure, size: number | undefined): Promise<Taken | undefined> {
  const result = join(out, 'taken.json');
  rmSync(result, { force: true });
  const profiles = join(out, 'profiles', `${measure.name}${size === undefined ? '' : `-${size / 1e6}`}`);
  const node = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  if (options.profile) rmSync(profiles, { recursive: true, force: true });
  try {
    await runNode([
      ...node, __filename, '--child', measure.name, ...(size === undefined ? [] : ['--size', String(size)]), ...(options.full ? ['--full'] : []), ...node.map((argument) => `--node=${argument}`),
    ]);
  } catch (error) {
    console.error(`  failed: ${String(error)}`);
    return undefined;
  }
  // Figures of a profile are no figures: the profiler has slowed them.
  if (options.profile) printProfiles(readdirSync(profiles).map((name) => join(profiles, name)));
  return JSON.parse(readFileSync(result, 'utf8')) as Taken;
}

/** The other side of {@link take}. */
async function takeHere(name: string): Promise<void> {
  const measure = MEASURES.find((each) => each.name === name) as Measure;
  const leftOut = new Set<string>();
  const size = options.size === undefined ? undefined : Number(options.size);
  const context: Context = {
    full: options.full, size: size ?? NaN, dist, nodeArguments: options.node, profiling: options.node.length > 0,
    progress: (message) => console.error(`  ${message}`),
    leaveOut: (reason) => leftOut.add(reason),
  };
  const start = performance.now();
  // A measure may wait for what keeps no process alive.
  const waiting = setInterval(() => undefined, 1000);
  const figures = await measure.run(context);
  clearInterval(waiting);
  const taken: Taken = { measure: name, ...(size === undefined ? {} : { size }), figures, leftOut: [...leftOut], seconds: (performance.now() - start) / 1000 };
  writeFileSync(join(out, 'taken.json'), JSON.stringify(taken));
}

function runNode(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // What programs print is no part of the report.
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${basename(args.find((argument) => !argument.startsWith('-')) ?? '')} ended with ${signal ?? code}`))));
  });
}
