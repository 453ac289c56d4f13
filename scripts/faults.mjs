// npm run faults: the fault tests at full length. 500 processes are killed while they write, and two servers and another
// program write one file for a minute. `npm test` runs the same tests for some seconds.
import { must, root } from './lib/run.mjs';
import { join } from 'node:path';

process.env.MEIPI_FAULT_KILLS ??= '500';
process.env.MEIPI_FAULT_SECONDS ??= '60';
await must(join(root, 'node_modules', '.bin', 'mocha'), ['--no-config', '--require', './test/temporary.ts', '--require', './test/protocol/build.ts', '--exit', '--node-option', 'import=tsx', 'test/protocol/faults.test.ts']);
