import { nodeFiles } from '../platform/nodeFiles';
import { Output } from './output';
import { runMeipi } from './run';

const code = runMeipi(process.argv.slice(2), {
  files: nodeFiles,
  cwd: process.cwd(),
  out: new Output(process.stdout),
  error: (line) => void process.stderr.write(`${line}\n`),
  // Asked for only by who reads it: merely touched it would keep the process waiting.
  get standardInput() {
    return process.stdin as AsyncIterable<Uint8Array>;
  },
});

// Not process.exit, which would cut off what standard output has not taken yet.
void code.then((exitCode) => (process.exitCode = exitCode));
