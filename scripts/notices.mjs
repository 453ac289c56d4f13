// node scripts/notices.mjs: writes THIRD-PARTY-NOTICES.md from the licences of the packages that are built into dist/ or shipped
// beside it. --check only says whether the file is as it should be (exit code 1 when it is not).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './lib/run.mjs';

const FILE = join(root, 'THIRD-PARTY-NOTICES.md');

/** Every program that is bundled (esbuild.mjs). */
const ENTRIES = ['client/src/extension.ts', 'server/src/lsp/main.ts', 'server/src/cli/main.ts'];

const MIT = (holder) => `The MIT License (MIT)

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

const ISC = (holder) => `The ISC License

Copyright (c) ${holder}

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

/** The Apache licence 2.0, as a package that is always installed here carries it. */
const APACHE = readFileSync(join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8').replaceAll('\r\n', '\n').trim();

/** What no bundle shows: the native module, and the dictionary that lists of ours are made from. */
const SHIPPED = [
  { name: 'jieba', license: 'MIT', home: 'https://github.com/fxsjy/jieba', use: 'its dictionary comes with nodejieba; server/data/sources/words.json, names.json and foreignNames.json and server/data/candidates/wordClasses.json are made from it', text: MIT('2013 Sun Junyi') },
  { name: 'HanLP', license: 'Apache-2.0', home: 'https://github.com/hankcs/HanLP', use: 'server/data/sources/foreignNames.json is counted over its list of transliterated names (version 1.x) and that of jieba', text: APACHE },
  { name: 'snappyjs', license: 'MIT', home: 'https://github.com/zhipeng-jia/snappyjs', use: 'part of hyparquet-writer', text: MIT('2016 Zhipeng Jia') },
  { name: 'nodejieba', folder: 'node_modules/nodejieba', use: 'shipped beside the bundles where it could be built' },
  { name: 'cppjieba', license: 'MIT', home: 'https://github.com/yanyiwu/cppjieba', folder: 'node_modules/nodejieba/submodules/cppjieba', use: 'part of nodejieba' },
  { name: 'limonp', license: 'MIT', home: 'https://github.com/yanyiwu/limonp', folder: 'node_modules/nodejieba/submodules/cppjieba/deps/limonp', use: 'part of nodejieba' },
  { name: 'node-addon-api', folder: 'node_modules/node-addon-api', use: 'part of nodejieba' },
];

/** Packages that name their licence and carry no text of it. */
const WITHOUT_TEXT = {
  '@vscode/l10n': MIT('Microsoft Corporation'),
  saxes: [
    ISC('Contributors'),
    `The following licence is the one of sax, from which saxes was forked.\n\n${ISC('Isaac Z. Schlueter and Contributors')}`,
    `String.fromCodePoint is by Mathias Bynens, under the following licence.\n\n${MIT('Mathias Bynens <https://mathiasbynens.be/>')}`,
  ].join('\n\n'),
};

const notices = [...(await bundledFolders()).map((folder) => ({ folder, use: 'bundled' })), ...SHIPPED].map(readNotice);
const written = format(notices.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1)));
if (!process.argv.includes('--check')) writeFileSync(FILE, written);
else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== written) {
  console.error('THIRD-PARTY-NOTICES.md is not what the installed packages say: run node scripts/notices.mjs');
  process.exit(1);
}

/** Folders of the packages that a file of a bundle comes from. */
async function bundledFolders() {
  const { metafile } = await build({
    absWorkingDir: root, entryPoints: ENTRIES, bundle: true, write: false, outdir: 'dist', metafile: true, platform: 'node', format: 'cjs',
    external: ['vscode', 'nodejieba'], mainFields: ['module', 'main'], logLevel: 'error',
  });
  const folders = Object.keys(metafile.inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

function readNotice({ folder, use, ...known }) {
  const at = folder === undefined ? undefined : join(root, folder);
  const manifest = at !== undefined && existsSync(join(at, 'package.json')) ? JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) : {};
  const name = known.name ?? manifest.name;
  const texts = at === undefined ? [] : readdirSync(at).filter((file) => /^(?:licen[cs]e|third_party_licenses|thirdpartynotices)(?:\.\w+)?$/i.test(file)).sort();
  return {
    name,
    version: manifest.version,
    license: known.license ?? manifest.license,
    home: known.home ?? homeOf(manifest),
    use,
    text: known.text ?? (texts.map((file) => readFileSync(join(at, file), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n') || WITHOUT_TEXT[name]),
  };
}

function homeOf({ homepage, repository }) {
  const address = typeof repository === 'string' ? repository : (repository?.url ?? homepage ?? '');
  const plain = address.replace(/^git\+/, '').replace(/^git(?:@github\.com:|:\/\/github\.com\/)/, 'https://github.com/').replace(/\.git$/, '');
  return /^[\w.-]+\/[\w.-]+$/.test(plain) ? `https://github.com/${plain}` : plain;
}

function format(all) {
  for (const { name, license, text } of all) if (!license || !text) throw new Error(`${name} has no licence`);
  return [
    '# Third-party notices',
    '',
    'Meipi itself is under the MIT License (LICENSE). It contains, in its bundles or beside them, what is listed here, each under its own licence.',
    'This file is written by `node scripts/notices.mjs`.',
    '',
    '| what | version | licence | how it is used |',
    '| --- | --- | --- | --- |',
    ...all.map(({ name, version, license, home, use }) => `| [${name}](${home}) | ${version ?? ''} | ${license} | ${use} |`),
    ...all.flatMap(({ name, version, text }) => ['', `## ${name}${version === undefined ? '' : ` ${version}`}`, '', '````text', text, '````']),
    '',
  ].join('\n');
}
