// Reads what `node --cpu-prof` writes: where the processor was, by file and by function.
import type { Profiler } from 'node:inspector';

/** Milliseconds of processor time spent in a function itself, what it calls left out. */
export interface SelfTime {
  readonly name: string;
  /** Path below the project, or what Node says of its own. */
  readonly file: string;
  readonly ms: number;
}

/** Self times of all functions, the most first. Idle time is left out. `fileOf` says which source file a place in a script is of; lines count from 0. */
export function selfTimes(profile: Profiler.Profile, fileOf: (url: string, line: number) => string): SelfTime[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, { name: string; file: string; ms: number }>();
  const deltas = profile.timeDeltas ?? [];
  // The time from one sample to the next was spent where the first of them was.
  profile.samples?.forEach((id, i) => {
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') return;
    const file = frame.url === '' ? '(engine)' : fileOf(frame.url, frame.lineNumber);
    const name = frame.functionName || '(anonymous)';
    const key = `${file}\n${name}\n${frame.lineNumber}`;
    const entry = times.get(key) ?? { name, file, ms: 0 };
    entry.ms += (deltas[i + 1] ?? 0) / 1000;
    times.set(key, entry);
  });
  return [...times.values()].sort((a, b) => b.ms - a.ms);
}

/** The same by file, or by what a file belongs to. */
export function byFile(times: readonly SelfTime[], group: (file: string) => string = (file) => file): { readonly file: string; readonly ms: number }[] {
  const files = new Map<string, number>();
  for (const { file, ms } of times) files.set(group(file), (files.get(group(file)) ?? 0) + ms);
  return [...files].map(([file, ms]) => ({ file, ms })).sort((a, b) => b.ms - a.ms);
}

/** The folder of a file, at most four deep: `server/src/recognise/sources`. */
export function folderOf(file: string): string {
  return file.includes('/') ? file.split('/').slice(0, -1).slice(0, 4).join('/') : file;
}

/** Says which source file each line of a bundle is of: esbuild writes `// path/of/file.ts` before what comes of it, unless it minifies. */
export function sourceFilesOf(bundle: string): (line: number) => string | undefined {
  const begins: { line: number; file: string }[] = [];
  bundle.split('\n').forEach((text, line) => {
    const file = /^ {0,4}\/\/ ((?:[\w@.-]+\/)+[\w@.-]+\.(?:[cm]?[jt]s|json))$/.exec(text)?.[1];
    if (file !== undefined) begins.push({ line, file });
  });
  return (line) => begins.findLast((begin) => begin.line <= line)?.file;
}
