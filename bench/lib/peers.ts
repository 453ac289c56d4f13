// What Meipi is measured beside, where it is installed.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The project's folder; every measure runs there (bench/run.mjs). */
export const root = process.cwd();

/** nodejieba's `cut`, its dictionaries loaded; undefined where the native module cannot be. The second argument is the HMM switch. */
export function jiebaCut(): ((text: string) => string[]) | undefined {
  try {
    const { cut } = createRequire(join(root, 'package.json'))('nodejieba') as { cut: (text: string, useHmm: boolean) => string[] };
    cut('', true);
    return (text) => cut(text, true);
  } catch {
    return undefined;
  }
}

/** Numbers as @microsoft/recognizers-text-suite finds them, see bench/peers.mjs; undefined where it is not installed. */
export async function recognizersNumbers(): Promise<((text: string) => readonly unknown[]) | undefined> {
  if (!existsSync(join(root, 'bench', 'node_modules', '@microsoft', 'recognizers-text-suite'))) return undefined;
  const peers = (await import(pathToFileURL(join(root, 'bench', 'peers.mjs')).href)) as { recognizersNumbers: (text: string) => unknown[] };
  return (text) => peers.recognizersNumbers(text);
}

export const NO_JIEBA = 'nodejieba could not be loaded: nothing is measured beside it.';
export const NO_RECOGNIZERS = '@microsoft/recognizers-text-suite is not installed (npm ci --prefix bench): numbers are not measured beside it.';
