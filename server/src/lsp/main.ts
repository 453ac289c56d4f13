import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { codeGuid } from '../platform/guids';
import { versionsInGit } from '../platform/gitVersions';
import { newAnnotationId, sha256, snapshotsIn } from '../platform/snapshots';
import { journalIn } from '../platform/journal';
import { localFiles } from '../platform/localFiles';
import { letYoungGenerationGrow } from '../platform/engineFlags';
import { nodeFiles } from '../platform/nodeFiles';
import { pause } from '../platform/pause';
import { SegmenterProcess } from '../platform/segmenterProcess';
import { clearCache, openRecognitionCache, recogniserVersion } from '../platform/recognitionCache';
import { cacheFolder, stateFolder } from '../platform/userFolders';
import { WorkerPool } from '../platform/workers/workerPool';
import { builtInTermBase, createRecognition } from '../corpus/engine';
import { connectionLogger } from './log';
import { startServer } from './server';

const USAGE = `usage: meipi-language-server --stdio

A language server for corpora of Chinese texts. An editor starts it and talks to it over standard
input and output (--stdio), Node's own channel (--node-ipc), a socket (--socket=PORT) or a pipe
(--pipe=NAME).
`;

function main(argv: readonly string[]): void {
  if (argv.includes('--version')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(USAGE);
    return;
  }
  if (!argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(argument))) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const connection = createConnection(ProposedFeatures.all);
  // Whatever is thrown outside a request is logged; annotations in memory are worth more than a clean end.
  const logger = connectionLogger(connection.console);
  process.on('unhandledRejection', (error) => logger.error('Unhandled rejection', error));
  process.on('uncaughtException', (error) => logger.error('Uncaught exception', error));
  const segmenter = new SegmenterProcess({ onFailure: (reason) => logger.warn(`Word boundaries are left to Intl.Segmenter, as nodejieba cannot be used: ${reason}`) });
  startServer(connection, {
    version,
    files: nodeFiles,
    journal: journalIn(stateFolder(), nodeFiles),
    snapshots: (root) => snapshotsIn(nodeFiles, root, versionsInGit(sha256)),
    hash: sha256,
    newId: newAnnotationId,
    guidOf: codeGuid,
    clock: { now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z') },
    pause,
    builtInTermBase,
    recognition: createRecognition(),
    localFiles,
    cacheIn(folder) {
      const version = recogniserVersion();
      const path = folder?.startsWith('file:') ? fileURLToPath(folder) : cacheFolder();
      return {
        open: (root) => (version === undefined ? undefined : openRecognitionCache(path, root, version)),
        clear: () => clearCache(path),
      };
    },
    workforce: (threads, log) => new WorkerPool({ threads, onDeath: (reason) => log.warn(`A thread that recognises ended: ${reason}`) }),
    cutter: segmenter,
    segmenterName: () => segmenter.name,
    muchToDo: letYoungGenerationGrow,
    user: userName,
    readBundle,
  });
}

/** The user of the machine; a container may have none. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'anonymous';
  }
}

/** Bundles stand in l10n/ beside the folder that the server is built into. */
async function readBundle(name: string | undefined, uri: string | undefined): Promise<string | undefined> {
  if (uri?.startsWith('file:')) return readFile(fileURLToPath(uri), 'utf8');
  return name === undefined ? undefined : readFile(join(__dirname, '..', 'l10n', `bundle.l10n.${name}.json`), 'utf8');
}

main(process.argv.slice(2));
