// The language server as an editor runs it: a process of its own, spoken to over standard input and output.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { SERVER_ENVIRONMENT, type IndexStatus, type InitializationOptions } from '../../server/src/lsp/protocol';
import { memoryOf } from './memory';
import { processorSecondsOf } from './processor';

export interface SessionOptions {
  /** The folder of server.js. */
  readonly dist: string;
  /** The folder that is the corpus. */
  readonly folder: string;
  /** A command that starts the server in its turn: what it is followed by runs in its process. */
  readonly through?: readonly string[] | undefined;
  /** Arguments of Node, before the program. */
  readonly nodeArguments?: readonly string[] | undefined;
  readonly initializationOptions?: Partial<InitializationOptions> & Record<string, unknown>;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the editor says it can do. */
  readonly capabilities?: object;
}

export interface Session {
  readonly connection: MessageConnection;
  readonly pid: number;
  /** Milliseconds since the process was started. */
  readonly sinceStart: () => number;
  /** Milliseconds from the start of the process until `initialize` was answered. */
  readonly initialized: number;
  /** Resolves when every document has its tags, with the milliseconds from the start of the process; never without documents. */
  readonly allTags: Promise<number>;
  /** Sends a request; its answer and how long that took, in milliseconds. */
  readonly timed: <T>(method: string, params: object) => Promise<{ readonly answer: T; readonly ms: number }>;
  /** Ends the server in good order. */
  readonly close: () => Promise<void>;
}

export async function openSession({ dist, folder, through = [], nodeArguments = [], initializationOptions = {}, environment = {}, capabilities = {} }: SessionOptions): Promise<Session> {
  const start = performance.now();
  const [command = '', ...args] = [...through, process.execPath, ...nodeArguments, join(dist, 'server.js'), '--stdio'];
  const server = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...SERVER_ENVIRONMENT, MEIPI_STATE: stateFolder(), MEIPI_CACHE: cacheBeside(dist), ...environment },
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const allTags = new Promise<number>((resolve) => {
    connection.onNotification('meipi/statusChanged', (status: IndexStatus) => {
      if (status.state === 'idle' && status.documents > 0 && status.indexed === status.documents) resolve(performance.now() - start);
    });
  });
  connection.onRequest(() => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: uri, capabilities, workspaceFolders: [{ uri, name: 'corpus' }], initializationOptions: { folders: [uri], ...initializationOptions },
  });
  const initialized = performance.now() - start;
  await connection.sendNotification('initialized', {});
  return {
    connection,
    pid: server.pid as number,
    sinceStart: () => performance.now() - start,
    initialized,
    allTags,
    timed: async <T>(method: string, params: object) => {
      const sent = performance.now();
      const answer = await connection.sendRequest<T>(method, params);
      return { answer, ms: performance.now() - sent };
    },
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

let state: string | undefined;

/** Where the servers of this process keep unsaved work; it goes when the process ends, in whatever way. */
function stateFolder(): string {
  if (state !== undefined) return state;
  const folder = (state = mkdtempSync(join(tmpdir(), 'meipi-bench-state-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What opening a corpus took. */
export interface Opening {
  /** Milliseconds from the editor's first word to all tags. */
  readonly ms: number;
  /** Seconds that its threads were on a core meanwhile, those before the first word included; undefined where the system does not tell. */
  readonly processor: number | undefined;
  /** Bytes that the server took beyond those right after its start, at its peak and now; undefined where the system does not tell. */
  readonly memory: { readonly peak: number; readonly kept: number } | undefined;
}

/** Opens a corpus in a server of its own until all has tags, and ends it. `settled` may wait for what is only needed till then to be given back. */
export async function timedOpening({ dist, nodeArguments, through }: Pick<SessionOptions, 'dist' | 'nodeArguments' | 'through'>, folder: string, options: Partial<InitializationOptions>, settled?: () => Promise<void>): Promise<Opening> {
  const session = await openSession({ dist, folder, through, nodeArguments, initializationOptions: options });
  const before = memoryOf(session.pid);
  const ms = (await session.allTags) - session.initialized;
  const processor = processorSecondsOf(session.pid);
  await settled?.();
  const after = memoryOf(session.pid);
  await session.close();
  return { ms, processor, memory: before && after && { peak: after.peak - before.resident, kept: after.resident - before.resident } };
}

/** Where a server keeps what it compiled, for the next one: in the folder of the benchmark, not in that of the user. */
export function cacheBeside(dist: string): string {
  return join(dirname(dist), 'cache');
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** The first tagged place of a document, out of its semantic tokens. @throws Error when it has none */
export async function firstTag(session: Session, uri: string): Promise<Place> {
  const { answer } = await session.timed<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument: { uri } });
  let line = 0;
  let character = 0;
  for (let i = 0; i + 4 < answer.data.length; i += 5) {
    const [lines, characters, , type] = answer.data.slice(i, i + 4) as [number, number, number, number];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    if (type === 0) return { line, character };
  }
  throw new Error(`no term was found in ${uri}`);
}
