import * as vscode from 'vscode';

/** Scheme of the pages of built-in concepts; their text comes from the server. */
const SCHEME = 'meipi-terms';

/** Links between the pages of concepts, in their source as in the editor's own preview of them. */
export function registerTermPages(): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, { provideDocumentLinks });
}

function provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const links: vscode.DocumentLink[] = [];
  for (const match of document.getText().matchAll(/^- \[((?:[^\]\\]|\\.)*)\]\(([^)\s]+\.md)\)$/gm)) {
    const [, text = '', name = ''] = match;
    const start = match.index + '- ['.length;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
    links.push(new vscode.DocumentLink(range, document.uri.with({ path: `/${decodeURIComponent(name)}` })));
  }
  return links;
}
