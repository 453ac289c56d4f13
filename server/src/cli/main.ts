import { nodeFiles } from '../platform/nodeFiles';
import { Output } from './output';
import { runMeipi } from './run';

const code = runMeipi(process.argv.slice(2), {
  files: nodeFiles,
  cwd: process.cwd(),
  out: new Output(process.stdout),
  error: (line) => void process.stderr.write(`${line}\n`),
  async readStandardInput() {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
});

// Not process.exit, which would cut off what standard output has not taken yet.
void code.then((exitCode) => (process.exitCode = exitCode));
