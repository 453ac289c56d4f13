import { execFile } from 'node:child_process';

/** What a run of git wrote and how it ended. */
export interface GitRun {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs git in a folder, without a shell. Rejects where there is no git. */
export function runGit(cwd: string, ...args: string[]): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd, encoding: 'utf8', windowsHide: true }, (error, out, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(error.message, { cause: error }));
      else resolve({ code: error ? Number(error.code) : 0, out, error: stderr.trim() });
    });
  });
}
