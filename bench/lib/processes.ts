import { spawn } from 'node:child_process';
import { root } from './peers';

/**
 * Milliseconds from the start of a command to its end; what it prints is read and thrown away: GNU grep stops at its first match when
 * it is told to print into /dev/null. @throws Error when it fails
 */
export function timedCommand(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.resume();
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(performance.now() - start) : reject(new Error(`${command} ended with ${code}`))));
  });
}
