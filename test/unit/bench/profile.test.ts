import { strict as assert } from 'node:assert';
import type { Profiler } from 'node:inspector';
import { byFile, folderOf, selfTimes, sourceFilesOf } from '../../../bench/lib/profile';

const frame = (functionName: string, url: string, lineNumber: number): Profiler.ProfileNode['callFrame'] => ({ functionName, url, lineNumber, columnNumber: 0, scriptId: '1' });
const profile: Profiler.Profile = {
  nodes: [
    { id: 1, callFrame: frame('(root)', '', -1) }, { id: 2, callFrame: frame('fold', 'file:///x.js', 3) },
    { id: 3, callFrame: frame('scan', 'file:///x.js', 9) }, { id: 4, callFrame: frame('(idle)', '', -1) }, { id: 5, callFrame: frame('(garbage collector)', '', -1) },
    { id: 6, callFrame: frame('fold', 'file:///x.js', 3) },
  ],
  startTime: 0, endTime: 20_000,
  samples: [2, 3, 4, 5, 6, 2],
  timeDeltas: [100, 1000, 2000, 4000, 8000, 500],
};

describe('self times of a profile', () => {
  const times = selfTimes(profile, (url, line) => `${url}:${line}`);

  it('are of the function that a sample found, until the next sample; of a function called from two places together', () => {
    assert.deepEqual(times.map(({ name, ms }) => [name, ms]), [['(garbage collector)', 8], ['scan', 2], ['fold', 1.5]]);
  });

  it('are summed up by folder, at most four deep', () => {
    assert.deepEqual(['server/src/recognise/sources/attributions/cues.ts', 'server/src/text/fold.ts', '(engine)'].map(folderOf), ['server/src/recognise/sources', 'server/src/text', '(engine)']);
    const of = (file: string, ms: number): { name: string; file: string; ms: number } => ({ name: 'f', file, ms });
    assert.deepEqual(byFile([of('a/b.ts', 1), of('a/c.ts', 2), of('d/e.ts', 2.5)], folderOf), [{ file: 'a', ms: 3 }, { file: 'd', ms: 2.5 }]);
  });

  it('are summed up by file', () => {
    assert.deepEqual(byFile(selfTimes(profile, (url) => url)), [{ file: '(engine)', ms: 8 }, { file: 'file:///x.js', ms: 3.5 }]);
  });
});

it('the source file of a line of a bundle is the one that was named last before it', () => {
  const fileOf = sourceFilesOf('"use strict";\n// server/src/text/fold.ts\nvar table;\n  // a comment / about.things\n// node_modules/saxes/saxes.js\nvar x;\n');
  assert.deepEqual([0, 2, 3, 5].map(fileOf), [undefined, 'server/src/text/fold.ts', 'server/src/text/fold.ts', 'node_modules/saxes/saxes.js']);
});
