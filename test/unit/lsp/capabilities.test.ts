import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverCapabilities } from '../../../server/src/lsp/capabilities';

/** Names under which features are handled, as `languageFeatures.ts` and its like register them: `connection.onHover`, `connection.languages.semanticTokens.onDelta`. */
function handled(file: string): string[] {
  const source = readFileSync(join(__dirname, '..', '..', '..', 'server', 'src', 'lsp', file), 'utf8');
  const names = [...source.matchAll(/connection\.(?:on([A-Z]\w+)|languages\.(\w+)\.on\w*)\(/g)].map(([, plain, language]) => plain ?? (language as string));
  return names.filter((name) => name !== 'Request').map((name) => name.charAt(0).toLowerCase() + name.slice(1));
}

describe('the capabilities of the server', () => {
  it('announce every feature that it handles, without which no editor asks for it', () => {
    const features = handled('languageFeatures.ts');
    assert.ok(features.length >= 9, features.join(', '));
    const isAnnounced = (feature: string): boolean => [feature, feature.replace(/s$/, '')].some((name) => `${name}Provider` in serverCapabilities);
    assert.deepEqual(features.filter((feature) => !isAnnounced(feature)), []);
  });
});
