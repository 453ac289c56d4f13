import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '..', '..');

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name) && !name.includes('node_modules')).map((name) => join(root, folder, name));
}

/** Names that a module exports, functions, classes and constants only: types stand in the signatures of these. */
function exportedValues(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText(source));
    return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name ? [statement.name.text] : [];
  });
}

/** What a module takes from others, as `FILE#NAME`; `FILE#*` for one that it takes whole. */
function taken(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const from = resolve(source.fileName, '..', statement.moduleSpecifier.text).replace(/\.ts$/, '');
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (!bindings || !('elements' in bindings)) return [`${from}#*`, `${from}/index#*`];
    return bindings.elements.flatMap(({ name, propertyName }) => [from, `${from}/index`].map((file) => `${file}#${(propertyName ?? name).text}`));
  });
}

describe('the program', () => {
  it('exports no function, class or constant that no other file imports', function () {
    // Reads and parses every source.
    this.timeout(30_000);
    const parsed = ['client', 'server', 'test', 'bench'].flatMap((folder) => filesIn(folder, /\.m?ts$/))
      .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
    const all = new Set(parsed.flatMap(taken));
    // What VS Code and the build call by name.
    const build = [...filesIn('scripts', /\.mjs$/), join(root, 'esbuild.mjs')].map((file) => readFileSync(file, 'utf8')).join('\n');
    const isCalledFromOutside = (file: string, name: string): boolean => /\.built\.ts$/.test(file) || file.endsWith('/client/src/extension.ts') || new RegExp(`\\b${name}\\b`).test(build);
    const sources = parsed.filter(({ fileName }) => /\/(?:client|server)\/src\//.test(fileName));
    assert.ok(sources.length > 100);
    const unused = sources.flatMap((source) => {
      const file = source.fileName.replace(/\.ts$/, '');
      if (all.has(`${file}#*`)) return [];
      return exportedValues(source).filter((name) => !all.has(`${file}#${name}`) && !isCalledFromOutside(source.fileName, name)).map((name) => `${source.fileName.slice(root.length + 1)}: ${name}`);
    });
    assert.deepEqual(unused, []);
  });
});

describe('the manifest', () => {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: { commands: { command: string }[]; views: Record<string, { id: string }[]>; configuration: { properties: object }[] } };
  const sources = ['client/src', 'server/src'].flatMap((folder) => filesIn(folder, /\.ts$/)).map((file) => readFileSync(file, 'utf8')).join('\n');
  const commands = contributes.commands.map(({ command }) => command);
  const settings = [contributes.configuration].flat().flatMap(({ properties }) => Object.keys(properties));

  it('declares no command, view or setting that the sources do not name', () => {
    assert.ok(commands.length > 50 && settings.length > 3);
    const views = Object.values(contributes.views).flat().map(({ id }) => id);
    // The library of the protocol reads this one.
    const read = settings.filter((setting) => setting !== 'meipi.trace.server').map((setting) => setting.replace(/^meipi\./, ''));
    assert.deepEqual([...commands, ...views, ...read].filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`'meipi.${name}'`)), []);
  });

  it('has every command and setting that the documentation names', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', /\.md$/).map((file) => file.slice(root.length + 1))];
    const named = pages.flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/`(meipi\.(?!vsix)[A-Za-z.]+)`/g)].map(([, name]) => name as string));
    assert.ok(named.length > 0);
    assert.deepEqual(named.filter((name) => !commands.includes(name) && !settings.includes(name) && !sources.includes(`'${name}'`)), []);
  });
});

describe('docs/other-editors.md', () => {
  const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');

  it('has every command, request and message of the server beyond the protocol, and every option that it is started with', () => {
    const protocol = filesIn(join('server', 'src', 'lsp', 'protocol'), /\.ts$/).map((file) => readFileSync(file, 'utf8')).join('\n');
    const names = [...protocol.matchAll(/'(meipi[./][A-Za-z.]+)'/g)].map(([, name]) => name as string);
    const [options = ''] = /interface InitializationOptions \{[^]*?\n\}/.exec(protocol) ?? [];
    const optionNames = [...options.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name as string);
    assert.ok(names.length > 40 && optionNames.length > 5);
    assert.deepEqual(names.filter((name) => !page.includes(`\`${name}\``)), []);
    assert.deepEqual(optionNames.filter((name) => !page.includes(`| \`${name}\` |`)), []);
  });
});

describe('ARCHITECTURE.md and CONTRIBUTING.md', () => {
  it('name no file or folder that is gone', () => {
    const files = ['client', 'server', 'test', 'bench', 'scripts', 'docs', 'l10n', 'schemas', 'syntaxes', 'seeds'].flatMap((folder) => filesIn(folder, /./).map((file) => file.slice(root.length)));
    const places = [...files, ...readdirSync(root).map((name) => `/${name}`)].map((file) => `${file}/`);
    const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/`([A-Za-z][\w./-]*(?:\.(?:ts|mjs|json|md)|\/))`/g)].map(([, name]) => name as string));
    assert.ok(named.length > 50);
    // What is made while it runs, and what stands for any name.
    const isOther = (name: string): boolean => /^(?:dist|out|NAME)\b|\bNAME\b/.test(name);
    assert.deepEqual(named.filter((name) => !isOther(name) && !places.some((place) => place.includes(`/${name.replace(/\/$/, '')}/`))), []);
  });
});
