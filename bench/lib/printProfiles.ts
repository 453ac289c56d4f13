import { readFileSync, statSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './peers';
import { byFile, folderOf, selfTimes, sourceFilesOf } from './profile';
import { table } from './report';

const FILES_SHOWN = 12;
const FUNCTIONS_SHOWN = 25;

/** Prints where the time went of each profile, the largest first: self times by file and by function. */
export function printProfiles(files: readonly string[]): void {
  for (const file of [...files].sort((a, b) => statSync(b).size - statSync(a).size)) {
    const profile = JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile;
    const sources = new Map<string, (line: number) => string | undefined>();
    const fileOf = (url: string, line: number): string => {
      if (!url.startsWith('file:') && !url.startsWith('/')) return url;
      const path = url.startsWith('file:') ? fileURLToPath(url) : url;
      let find = sources.get(path);
      if (!find) sources.set(path, (find = sourceFilesOf(readFileSync(path, 'utf8'))));
      return find(line) ?? relative(root, path).replace(/^.*?(?=node_modules\/)/, '');
    };
    const times = selfTimes(profile, fileOf);
    const total = times.reduce((sum, { ms }) => sum + ms, 0);
    const share = (ms: number): string => `${((100 * ms) / total).toFixed(1)} %`;
    console.log(`\n### ${basename(file)}: ${total.toFixed(0)} ms\n`);
    console.log(table(['folder', 'ms', 'share'], byFile(times, folderOf).slice(0, FILES_SHOWN).map((each) => [each.file, each.ms.toFixed(0), share(each.ms)]), [1, 2]));
    console.log(`\n${table(['file', 'ms', 'share'], byFile(times).slice(0, FILES_SHOWN).map((each) => [each.file, each.ms.toFixed(0), share(each.ms)]), [1, 2])}`);
    console.log(`\n${table(['function', 'file', 'ms', 'share'], times.slice(0, FUNCTIONS_SHOWN).map((each) => [each.name, each.file, each.ms.toFixed(0), share(each.ms)]), [2, 3])}`);
  }
}
