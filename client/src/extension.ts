import * as vscode from 'vscode';
import { AnnotationDecorations } from './annotations/decorations';
import { registerAnnotationCommands } from './annotations/commands';
import { MemoFiles } from './annotations/memoFiles';
import { AnnotationTree } from './annotations/tree';
import { AnnotationCache } from './annotations/cache';
import { registerCandidateCommands } from './candidates/commands';
import { CandidateTree } from './candidates/tree';
import { MeipiClient } from './client';
import { CorpusDocuments } from './corpusDocuments';
import { registerExports } from './exports';
import { FigureTree } from './figures/tree';
import { registerNavigation } from './navigation';
import { registerStatements } from './statements';
import { registerStatus } from './status';
import { registerTermPages } from './termPages';

/**
 * Starts the server and everything the editor shows of it. A feature is one file with a function or a class that
 * takes the client and registers what it needs; adding one is a line here.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Meipi', { log: true });
  context.subscriptions.push(log);
  const client = new MeipiClient(context, log);
  const annotations = new AnnotationCache(client);
  const tree = new AnnotationTree(client, annotations);
  const memos = new MemoFiles(client, annotations);
  const candidates = new CandidateTree(client);
  context.subscriptions.push(
    client,
    annotations,
    tree,
    candidates,
    new FigureTree(client),
    memos,
    new AnnotationDecorations(annotations),
    new CorpusDocuments(client),
    registerStatus(client),
    registerNavigation(client),
    registerStatements(client),
    registerExports(client),
    registerTermPages(),
    registerCandidateCommands(client, candidates),
    registerAnnotationCommands(client, annotations, tree, memos),
    vscode.commands.registerCommand('meipi.showLog', () => log.show()),
  );
  await client.startWhereNeeded();
}
