import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { Output } from '../../../server/src/cli/output';
import { runMeipi } from '../../../server/src/cli/run';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';

/** A folder of the test's own, deleted after the suite it is made in. */
export function temporaryFolder(): { readonly path: string; write(files: Readonly<Record<string, string | Uint8Array>>): void } {
  const path = mkdtempSync(join(tmpdir(), 'meipi-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
  };
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

/** Runs `meipi` in a folder, in this process. */
export async function meipi(cwd: string, argv: readonly string[], standardInput: string | Uint8Array | AsyncIterable<Uint8Array> = ''): Promise<Run> {
  let out = '';
  const errors: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      out += chunk;
      done();
    },
  });
  const code = await runMeipi(argv, {
    files: nodeFiles,
    cwd,
    out: new Output(stream),
    error: (line) => void errors.push(line),
    standardInput: typeof standardInput === 'string' || standardInput instanceof Uint8Array ? inPieces(Buffer.from(standardInput)) : standardInput,
  });
  return { code, out, lines: out.split('\n').slice(0, -1), errors };
}

/** Bytes as a pipe may cut them: at any byte. */
export async function* inPieces(bytes: Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The JSON Lines of a run that went well. */
export async function rows(cwd: string, argv: readonly string[], standardInput?: string): Promise<Record<string, unknown>[]> {
  const run = await meipi(cwd, argv, standardInput);
  if (run.code !== 0 || run.errors.length > 0) throw new Error(`exit code ${run.code}: ${run.errors.join('; ')}`);
  return run.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
