import * as vscode from 'vscode';
import { registerAgreementTable } from './agreement/table';
import { registerAnnotatorFilter } from './agreement/annotators';
import { DisagreementTree } from './agreement/disagreements';
import { AnnotationDecorations } from './annotations/decorations';
import { registerAnnotationCommands } from './annotations/commands';
import { MemoFiles } from './annotations/memoFiles';
import { ReviewTree } from './annotations/review';
import { registerUndoKeys } from './annotations/undoKeys';
import { AnnotationTree } from './annotations/tree';
import { AnnotationCache } from './annotations/cache';
import { registerCandidateCommands } from './candidates/commands';
import { CandidateTree } from './candidates/tree';
import { MeipiClient } from './client';
import { registerCodeCommands } from './codes/commands';
import { registerCodeExchange } from './codes/exchange';
import { CodeTree } from './codes/tree';
import { Coding } from './coding/coding';
import { CorpusDocuments } from './corpusDocuments';
import { registerExports } from './exports';
import { FigureTree } from './figures/tree';
import { registerNavigation } from './navigation';
import { ChosenAnnotation } from './notes/chosen';
import { registerCodeMemos } from './notes/codeMemos';
import { NoteCache } from './notes/noteCache';
import { PartLinks } from './notes/partLinks';
import { registerParts } from './notes/parts';
import { registerRelations } from './notes/relations';
import { MemoThreads } from './notes/threads';
import { registerProgress } from './progress/commands';
import { ProgressTree } from './progress/tree';
import { registerSidecars } from './sidecars';
import { registerStatements } from './statements';
import { registerStatus } from './status';
import { registerTermPages } from './termPages';

/**
 * Starts the server and everything the editor shows of it. A feature is one file with a function or a class that
 * takes the client and registers what it needs; adding one is a line here.
 */
export async function activate(context: vscode.ExtensionContext): Promise<ExtensionParts> {
  const log = vscode.window.createOutputChannel('Meipi', { log: true });
  context.subscriptions.push(log);
  const client = new MeipiClient(context, log);
  const annotations = new AnnotationCache(client);
  const notes = new NoteCache(client, annotations);
  const tree = new AnnotationTree(client, annotations, notes);
  const memos = new MemoFiles(client, annotations, notes);
  const threads = new MemoThreads(client, annotations, notes);
  const partLinks = new PartLinks(annotations);
  const documents = new ProgressTree(client, notes);
  const codes = new CodeTree(client);
  const candidates = new CandidateTree(client);
  const coding = new Coding(client, context.workspaceState);
  context.subscriptions.push(
    client,
    annotations,
    notes,
    tree,
    threads,
    partLinks,
    documents,
    codes,
    candidates,
    new ReviewTree(client, annotations),
    coding,
    new FigureTree(client),
    memos,
    new AnnotationDecorations(annotations),
    new CorpusDocuments(client),
    registerSidecars(),
    registerStatus(client),
    registerNavigation(client),
    registerStatements(client),
    registerExports(client),
    registerTermPages(),
    registerAgreementTable(client),
    registerAnnotatorFilter(annotations, context.workspaceState),
    new DisagreementTree(client, annotations),
    registerCandidateCommands(client, candidates),
    registerCodeCommands({ client, annotations, tree, codes }),
    registerCodeExchange(client),
    registerAnnotationCommands(client, annotations, tree, memos),
    registerUndoKeys(client),
    registerRelations({ client, annotations, notes, memos, chosen: new ChosenAnnotation(annotations, notes, threads, tree) }),
    registerCodeMemos(client, annotations, notes, memos),
    registerParts(client, annotations),
    registerProgress(client, documents),
    vscode.commands.registerCommand('meipi.openMemo', (id: string) => memos.open(id)),
    vscode.commands.registerCommand('meipi.showLog', () => log.show()),
  );
  await client.startWhereNeeded();
  return { client, annotations, notes, threads, partLinks, documents };
}

/** What the editor shows and no command tells, for tests. */
export interface ExtensionParts {
  readonly client: MeipiClient;
  readonly annotations: AnnotationCache;
  readonly notes: NoteCache;
  readonly threads: MemoThreads;
  readonly partLinks: PartLinks;
  readonly documents: ProgressTree;
}
