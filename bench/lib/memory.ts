// Memory that processes hold, as Linux tells it; elsewhere nothing is told and nothing measured.
import { readdirSync, readFileSync } from 'node:fs';

export interface Memory {
  /** Bytes resident now. */
  readonly resident: number;
  /** Bytes resident at most since the process began. */
  readonly peak: number;
}

/** What a process holds; undefined where the system does not tell. */
export function memoryOf(pid: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    const memory = { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
    return Number.isNaN(memory.resident + memory.peak) ? undefined : memory;
  } catch {
    return undefined;
  }
}

/** A process and those that it started, itself first. */
export function familyOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' '));
    return [pid, ...children.filter((child) => child !== '').flatMap((child) => familyOf(Number(child)))];
  } catch {
    return [pid];
  }
}

export const NO_MEMORY = 'memory is measured on Linux only.';
