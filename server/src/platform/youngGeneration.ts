import { setFlagsFromString } from 'node:v8';

// V8 doubles its young generation, up to 16 MB and a copy, whenever much in it survives. At the start nearly everything does, as tables
// are made that are kept, and what was then added is hardly used by a server on a few documents.

/** From now on the young generations of this process stay as large as they are. */
export function holdYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** From now on they grow as V8 sees fit: there is much to do. */
export function letYoungGenerationGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
