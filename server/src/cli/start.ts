import { join } from 'node:path';
import { runCompiled } from '../platform/compiled';

runCompiled(join(__dirname, 'cliMain.js'));
