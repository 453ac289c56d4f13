import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { asAtStart } from './engineFlags';
import { cacheFolder } from './userFolders';

/** By then a server has answered its first questions, and what it needs for them is compiled. */
const SETTLED = 10_000;
const DIGEST_LENGTH = 20;

/**
 * Runs a CommonJS bundle as `require` would, with the code that V8 compiled of it last time: parsing and compiling take a third of the time
 * to the first answer. (`module.enableCompileCache` does so for Node 22 and later; editors run older ones.) What was compiled is kept in
 * {@link cacheFolder}, a file for each bundle and version of Node, and used for exactly this source only; V8 itself refuses what another version or other
 * flags made. Where it cannot be read or written all goes on without it.
 *
 * @param path of the bundle
 * @param compiled called before it runs: flags of V8 that are set earlier have to be the same when code is kept
 */
export function runCompiled(path: string, compiled?: () => void): void {
  const { script, keep } = compile(path);
  compiled?.();
  const module = { exports: {} };
  const run = script.runInThisContext() as (...globals: readonly unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  if (script.cachedDataRejected !== false) keep();
}

/** A function of its own, so that the bytes of source and code are let go of before the program runs. */
function compile(path: string): { readonly script: Script; readonly keep: () => void } {
  const bytes = readFileSync(path);
  const digest = createHash('sha1').update(bytes).digest();
  // Bundles are plain ASCII, which V8 keeps in one byte a character.
  const source = isAscii(bytes) ? bytes.toString('latin1') : bytes.toString();
  const cache = join(cacheFolder(), 'compiled', `${basename(path)}-${process.version}-${process.arch}.bin`);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, { filename: path, cachedData: compiledBefore(cache, digest) });
  return { script, keep: () => keepCompiled(script, cache, digest) };
}

function compiledBefore(cache: string, digest: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(cache);
    return kept.subarray(0, DIGEST_LENGTH).equals(digest) ? kept.subarray(DIGEST_LENGTH) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is compiled by the time the process has settled, or ends before: functions are compiled when they are first called. */
function keepCompiled(script: Script, cache: string, digest: Buffer): void {
  let isKept = false;
  const keep = (): void => {
    if (isKept) return;
    isKept = true;
    try {
      mkdirSync(dirname(cache), { recursive: true });
      const own = `${cache}.${process.pid}`;
      // Code that was made with other flags than those of a start is refused at the next one.
      const compiled = asAtStart(() => script.createCachedData());
      writeFileSync(own, Buffer.concat([digest, compiled]), { mode: 0o600 });
      renameSync(own, cache);
    } catch {
      // A folder that cannot be written: the next start compiles again.
    }
  };
  setTimeout(keep, SETTLED).unref();
  process.once('exit', keep);
}
