// What processes take of the processor, as Linux tells it; elsewhere nothing is told and nothing measured.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Linux tells processor time in hundredths of a second, whatever its clock. */
const TICKS = 100;
/** Where user and system time stand in /proc/PID/stat behind the name of the program (proc(5): fields 14 and 15; the name is field 2). */
const USER = 11;
const SYSTEM = 12;

/** Seconds that all threads of a process were on a core, as user and in the kernel; undefined where the system does not tell. */
export function processorSecondsOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold brackets and spaces itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (Number(fields[USER]) + Number(fields[SYSTEM])) / TICKS;
    return Number.isNaN(seconds) ? undefined : seconds;
  } catch {
    return undefined;
  }
}

/** A command that runs another on one core alone; undefined where there is none. */
export function oneCore(): readonly string[] | undefined {
  const command = ['taskset', '--cpu-list', '0'];
  return spawnSync('taskset', [...command.slice(1), process.execPath, '--version']).status === 0 ? command : undefined;
}

export const NO_CORE = 'one core alone is measured where taskset is, and the first core may be used.';
