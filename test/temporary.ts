import { keepTemporaryFilesTogether } from '../scripts/lib/temporary.mjs';

// Required by mocha before the tests are read, which make folders at once.
keepTemporaryFilesTogether();
