import { parseArgs, type ParseArgsConfig } from 'node:util';
import { version } from '../../../package.json';
import type { Arguments, Command, Io } from './command';
import { UsageError } from './command';
import { commands } from './commands';
import { OutputClosed } from './output';

/** The world around the program: {@link Io} with standard error as it is. */
export interface World extends Omit<Io, 'fail' | 'log'> {
  error(line: string): void;
}

/** Lines on standard error that are not written a second time. */
const REMEMBERED = 10_000;

/**
 * Runs `meipi` with the arguments after its name.
 *
 * @returns the exit code: 0 done, 1 findings, 2 wrong usage or something that could not be read. Never throws.
 */
export async function runMeipi(argv: readonly string[], world: World): Promise<number> {
  const told = new Set<string>();
  let failed = false;
  const io: Io = {
    files: world.files,
    cwd: world.cwd,
    out: world.out,
    get standardInput() {
      return world.standardInput;
    },
    log: (message) => world.error(message),
    fail(file, message) {
      const line = `meipi: ${file}: ${message}`;
      failed = true;
      if (told.has(line)) return;
      world.error(line);
      // Of a stream without end not all can be remembered.
      if (told.size < REMEMBERED) told.add(line);
    },
  };
  try {
    const code = await runCommand(argv, io);
    await io.out.flush();
    return failed ? 2 : code;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    const help = error instanceof UsageError ? `; see ${['meipi', ...(commandNamed(argv[0]) ? [argv[0]] : []), '--help'].join(' ')}` : '';
    world.error(`meipi: ${error instanceof Error ? error.message : String(error)}${help}`);
    return 2;
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) throw new UsageError('no command is given');
  if (name === '--help' || name === '-h' || name === 'help') {
    await io.out.line(overview());
    return 0;
  }
  if (name === '--version' || name === '-v') {
    await io.out.line(version);
    return 0;
  }
  const command = commandNamed(name);
  if (!command) throw new UsageError(`there is no command "${name}"`);
  const { args, wantsHelp } = parseArguments(command, rest);
  if (wantsHelp) {
    await io.out.line(helpOf(command));
    return 0;
  }
  return command.run(args, io);
}

function commandNamed(name: string | undefined): Command | undefined {
  return commands.find((known) => known.name === name);
}

function parseArguments(command: Command, argv: readonly string[]): { args: Arguments; wantsHelp: boolean } {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, option] of Object.entries(command.options)) options[name] = { type: option.value === undefined ? 'boolean' : 'string', multiple: true };
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(firstSentence((error as Error).message));
  }
  const values = (name: string): readonly string[] => (parsed.values[name] as string[] | undefined) ?? [];
  return {
    args: { positionals: parsed.positionals, values, value: (name) => values(name).at(-1), has: (name) => parsed.values[name] !== undefined },
    wantsHelp: parsed.values['help'] === true,
  };
}

/** Node explains at length; the first sentence says what is wrong. */
function firstSentence(message: string): string {
  return (message.split(/\.\s|\n/)[0] ?? message).replace(/\.$/, '');
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'usage: meipi COMMAND …',
    '',
    'Works on corpora of Chinese text files. PATHs are files, folders or a corpus (a folder with a',
    'corpus.json); - is standard input. Offsets are Unicode code points from the start of a file.',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'meipi COMMAND --help tells more. Exit code 0: done, 1: findings, 2: wrong usage or unreadable input.',
  ].join('\n');
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => ({ left: `--${name}${option.value === undefined ? '' : ` ${option.value}`}`, help: option.help }));
  const width = Math.max(0, ...options.map(({ left }) => left.length));
  return [`usage: meipi ${command.name} ${command.usage}`, '', command.summary, '', ...options.map(({ left, help }) => `  ${left.padEnd(width)}  ${help}`)].join('\n').trimEnd();
}
