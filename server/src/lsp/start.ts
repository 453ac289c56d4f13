import { join } from 'node:path';
import { runCompiled } from '../platform/compiled';
import { holdYoungGeneration } from '../platform/engineFlags';

// Modules make tables that are kept: the young generation would have grown before the server begins.
runCompiled(join(__dirname, 'serverMain.js'), holdYoungGeneration);
