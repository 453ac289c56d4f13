import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { address, folder, hoverText, open, positionOf, read, select, tokens, until } from './support';

describe('A corpus in the editor', () => {
  it('activates where a corpus.json is, and gives documents their language and settings', async () => {
    const { document } = await open('01-policy-brief.txt');
    assert.equal(vscode.extensions.getExtension('meipi.meipi')?.isActive, true);
    assert.equal(document.languageId, 'corpus-text');
    const settings = vscode.workspace.getConfiguration('editor', document);
    assert.equal(settings.get('wordWrap'), 'on');
    assert.equal(settings.get('unicodeHighlight.ambiguousCharacters'), false);
    assert.equal(settings.get('semanticHighlighting.enabled'), true);
    assert.equal(settings.get('wordBasedSuggestions'), 'off');
  });

  it('leaves text files that are no documents of a corpus alone', async () => {
    const note = address('outside/note.txt');
    await vscode.workspace.fs.writeFile(note, Buffer.from('新质生产力'));
    const document = await vscode.workspace.openTextDocument(note);
    await vscode.window.showTextDocument(document);
    await open('01-policy-brief.txt');
    assert.equal(document.languageId, 'plaintext');
    await vscode.workspace.fs.delete(address('outside'), { recursive: true });
  });

  it('makes one Han character a word, so that hover and go-to ask again inside a paragraph', async () => {
    const { document } = await open('01-policy-brief.txt');
    const range = document.getWordRangeAtPosition(positionOf(document, '新质生产力'));
    assert.equal(range && document.getText(range).length, 1);
  });

  it('colours all three layers', async () => {
    await open('01-policy-brief.txt');
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', address('01-policy-brief.txt'));
    await until(async () => {
      const data = await tokens('01-policy-brief.txt');
      const types = new Set<string | undefined>();
      for (let i = 3; i < data.length; i += 5) types.add(legend.tokenTypes[data[i] as number]);
      return [...types].sort().join() === 'meipiNumber,meipiSource,meipiTerm';
    }, 'the three layers');
  });

  it('explains a term, a number and a source when the mouse rests on them', async () => {
    const { document } = await open('01-policy-brief.txt');
    for (const [text, explanation] of [['新质生产力', /new quality productive forces[\s\S]*documents/], ['8420亿元', /842\\?,000\\?,000\\?,000 CNY/], ['沈砚秋', /沈砚秋/]] as const) {
      await until(async () => explanation.test(await hoverText(document.uri, positionOf(document, text))), `${text} is explained`);
    }
  });

  it('finds the mentions of a term in both scripts and in every document', async () => {
    const { document } = await open('01-policy-brief.txt');
    let places: readonly vscode.Location[] = [];
    // While the corpus is being read, the answer has what is known by then.
    await until(async () => {
      places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, positionOf(document, '新质生产力'));
      return new Set(places.map(({ uri }) => uri.toString())).size >= 5;
    }, 'mentions in five documents');
    const written = new Set<string>();
    for (const place of places) {
      const text = await vscode.workspace.openTextDocument(place.uri);
      written.add(text.getText(place.range));
    }
    assert.ok(written.has('新质生产力') && written.has('新質生產力'), [...written].join(' '));
  });

  it('goes from a person to where the role is stated, in another document and script', async () => {
    const { document } = await open('02-magazine-article.txt');
    const position = positionOf(document, '沈硯秋', 1);
    const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, position);
    assert.ok(links.length > 0);
    const places = await Promise.all(
      links.map(async (link) => {
        const uri = 'targetUri' in link ? link.targetUri : link.uri;
        const range = 'targetUri' in link ? link.targetRange : link.range;
        return (await vscode.workspace.openTextDocument(uri)).lineAt(range.start.line).text;
      }),
    );
    assert.ok(places.some((line) => /研究员|研究員/.test(line)), 'a line with the role');
  });

  it('outlines headings and speaker turns, folds, and selects from word to turn', async () => {
    const { document } = await open('04-interview.txt');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const names = (list: vscode.DocumentSymbol[]): string[] => list.flatMap((symbol) => [symbol.name, ...names(symbol.children)]);
    assert.ok(names(symbols).some((name) => name.includes('钱从哪里来')));
    assert.ok(names(symbols).filter((name) => name.includes('方𠮷安')).length >= 10);
    const position = positionOf(document, '重体力岗位');
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [position]);
    let depth = 0;
    for (let range = selection; range; range = range.parent) depth++;
    assert.ok(depth >= 4);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.ok(folds.length > 0);
  });

  it('finds concepts by pinyin and by initials', async () => {
    await open('01-policy-brief.txt');
    for (const query of ['新质生产力', '新質生產力', 'xinzhishengchanli', 'xzscl']) {
      await until(async () => {
        const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query);
        return found.some(({ name }) => name.includes('新质生产力'));
      }, query);
    }
  });

  it('goes to the next mention, also in the next document', async () => {
    const editor = await open('01-policy-brief.txt');
    const first = positionOf(editor.document, '新质生产力');
    await select(editor, new vscode.Range(first, first));
    const visited = new Set<string>();
    for (let i = 0; i < 12; i++) {
      await vscode.commands.executeCommand('meipi.nextMention');
      visited.add(vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1) ?? '');
    }
    assert.ok(visited.size >= 2, [...visited].join(' '));
    await vscode.commands.executeCommand('meipi.previousMention');
  });

  it('shows a mistake in corpus.json on its line, and the rest still works', async () => {
    const uri = address('corpus.json');
    const before = await read(uri);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(before.replace('"title"', '"titel"')));
    try {
      await until(() => vscode.languages.getDiagnostics(uri).some(({ message, source }) => source !== 'json' && message.includes('titel')), 'a diagnostic for "titel"');
      const [diagnostic] = vscode.languages.getDiagnostics(uri).filter(({ message }) => message.includes('titel'));
      assert.equal(diagnostic?.range.start.line, 1);
      await open('01-policy-brief.txt');
    } finally {
      await vscode.workspace.fs.writeFile(uri, Buffer.from(before));
    }
    await until(() => vscode.languages.getDiagnostics(uri).every(({ message }) => !message.includes('titel')), 'the diagnostic is gone');
  });

  it('opens the entry of a built-in concept as a page', async () => {
    const { document } = await open('01-policy-brief.txt');
    const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, positionOf(document, '工业互联网'));
    const page = links.map((link) => ('targetUri' in link ? link.targetUri : link.uri)).find(({ scheme }) => scheme === 'meipi-terms');
    assert.ok(page, 'a page of the term base');
    const shown = await vscode.window.showTextDocument(page);
    assert.match(shown.document.getText(), /^# 工业互联网/);
    const related = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', page);
    const link = related.find(({ target }) => target?.scheme === 'meipi-terms');
    assert.ok(link?.target, 'a link to the page of a related concept');
    const name = shown.document.getText(link.range);
    assert.ok((await vscode.workspace.openTextDocument(link.target)).getText().startsWith(`# ${name}\n`), name);
    assert.ok(folder());
  });
});
