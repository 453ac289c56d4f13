import type { FileSystem } from '../corpus/ports';
import type { Output } from './output';
import type { Pieces } from './standardInput';

/** What `meipi` does under one name. A command is one file in commands/ and one line in commands/index.ts. */
export interface Command {
  readonly name: string;
  /** What follows the name: `PATH… [--width N]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /**
   * Does it and gives the exit code: 0 done, 1 findings. What could not be read is told to `io.fail`, which makes it 2.
   * @throws {UsageError} when the arguments are wrong
   */
  run(args: Arguments, io: Io): Promise<number>;
}

/** An option `--name`; one with a `value` takes one, as it is called in the help text. */
export interface Option {
  readonly value?: string;
  /** May stand several times. */
  readonly multiple?: boolean;
  readonly help: string;
}

/** What stood on the command line after the name of the command. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** Values of an option, in order; empty when it is not there. */
  values(name: string): readonly string[];
  /** The value of an option that stands once; of several the last. */
  value(name: string): string | undefined;
  /** Whether an option without a value is there. */
  has(name: string): boolean;
}

/** The world around a command. */
export interface Io {
  readonly files: FileSystem;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly out: Output;
  /** Can be walked through once. */
  readonly standardInput: Pieces;
  /** One line on standard error, naming the file; the exit code becomes 2. The same line is written once. */
  fail(file: string, message: string): void;
  /** A line of the log on standard error; the exit code stays. */
  log(message: string): void;
}

/** Wrong arguments: one line on standard error, exit code 2. */
export class UsageError extends Error {}

/** The value of an option that must be a whole number from `least` up. */
export function wholeNumber(args: Arguments, name: string, least: number, otherwise: number): number {
  const value = args.value(name);
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value) || Number(value) < least) throw new UsageError(`--${name} must be a whole number from ${least} up, not "${value}"`);
  return Number(value);
}

/** The value of an option that must be one of a few words. */
export function oneOf<T extends string>(args: Arguments, name: string, allowed: readonly T[], otherwise: T): T {
  const value = args.value(name) ?? otherwise;
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, not "${value}"`);
  return found;
}
