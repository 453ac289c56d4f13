import tseslint from 'typescript-eslint';

/** Layers of the server that stay free of the editor, the protocol and Node: they run in a test, a worker, a shell or a web page. */
const PURE = ['text', 'recognise', 'corpus', 'annotations', 'exchange', 'features'];

/** What each layer may not import from the others: everything to its right in this order, features last. */
const FORBIDDEN = {
  text: ['recognise', 'corpus', 'annotations', 'exchange', 'features', 'lsp', 'cli', 'platform'],
  recognise: ['corpus', 'annotations', 'exchange', 'features', 'lsp', 'cli', 'platform'],
  corpus: ['annotations', 'exchange', 'features', 'lsp', 'cli', 'platform'],
  annotations: ['recognise', 'exchange', 'features', 'lsp', 'cli', 'platform'],
  exchange: ['features', 'lsp', 'cli', 'platform'],
  features: ['lsp', 'cli', 'platform'],
  platform: ['features', 'exchange', 'lsp', 'cli'],
  cli: ['lsp'],
  lsp: ['cli'],
};

const NO_EDITOR = { group: ['vscode', 'vscode-languageclient', 'vscode-languageclient/*'], message: 'The server does not know VS Code.' };
const NO_PROTOCOL = { group: ['vscode-languageserver', 'vscode-languageserver/*', 'vscode-languageserver-*', 'vscode-jsonrpc'], message: 'Only server/src/lsp speaks the protocol.' };
const NO_NODE = { group: ['node:*', 'fs', 'fs/*', 'path', 'os', 'child_process', 'worker_threads', 'crypto', 'url', 'util', 'zlib', 'stream', 'events', 'module', 'nodejieba'], message: 'Files, clocks and processes come in through corpus/ports.ts.' };

const layers = Object.entries(FORBIDDEN).map(([layer, forbidden]) => ({
  files: [`server/src/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        ...forbidden.map((other) => ({ group: [`**/${other}`, `**/${other}/**`], message: `${layer} does not know ${other} (ARCHITECTURE.md, invariants).` })),
        NO_EDITOR,
        ...(PURE.includes(layer) ? [NO_PROTOCOL, NO_NODE] : []),
      ],
    }],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', '.meipi/', '.host/'] },
  ...tseslint.configs.recommendedTypeChecked,
  { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  { files: ['**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { rules: { eqeqeq: 'error', 'no-console': 'error' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  ...layers,
  {
    files: ['client/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{ regex: '/server/src/(?!lsp/protocol$)', message: 'The client knows the server by what lsp/protocol exports.' }],
      }],
    },
  },
  { files: ['server/src/cli/**/*.ts', 'scripts/**', 'bench/**', '*.mjs', 'test/**'], rules: { 'no-console': 'off' } },
);
