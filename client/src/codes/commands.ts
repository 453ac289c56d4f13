import * as vscode from 'vscode';
import type { CodeInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import { pickKnownCode } from '../annotations/codePicker';
import { codesInTreeOrder } from '../annotations/codeTree';
import type { AnnotationTree } from '../annotations/tree';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { pickCorpus } from '../corpusPicker';
import { pickColor } from './colors';
import type { CodeNode, CodeTree } from './tree';

/** What a command is called with: a row of the panel, `panel` by the panel's keys, for what is selected there; nothing from the palette. */
type Chosen = CodeNode | 'panel' | undefined;

interface Views {
  readonly client: MeipiClient;
  readonly annotations: AnnotationCache;
  readonly tree: AnnotationTree;
  readonly codes: CodeTree;
}

/** Commands of the code book, from its panel, its keys and the palette. */
export function registerCodeCommands(views: Views): vscode.Disposable {
  const one = (action: (views: Views, node: CodeNode) => Promise<void>) => async (chosen: Chosen): Promise<void> => {
    const [node] = await chosenCodes(views, chosen);
    if (node) await action(views, node);
  };
  const many = (action: (views: Views, nodes: readonly CodeNode[]) => Promise<void>) => async (chosen: Chosen, selected?: CodeNode[]): Promise<void> => {
    const nodes = await chosenCodes(views, chosen, selected);
    if (nodes.length > 0) await action(views, nodes);
  };
  return registerCommands({
    'meipi.addCode': () => addCode(views),
    'meipi.addSubcode': one((all, node) => addCode(all, node)),
    'meipi.renameCode': one(renameCode),
    'meipi.nameCode': one(nameInLanguage),
    'meipi.describeCode': one(describeCode),
    'meipi.colorCode': one(colorCode),
    'meipi.keyCode': one(keyCode),
    'meipi.toggleHeading': one(async ({ client }, { corpus, code }) => void (await client.editCode({ corpus, id: code.id, codable: code.codable === false }))),
    'meipi.addExample': (chosen?: Chosen) => addExample(views, chosen),
    'meipi.editExamples': one(editExamples),
    'meipi.moveCode': many(moveCodes),
    'meipi.moveCodeUp': one((all, node) => moveBeside(all, node, -1)),
    'meipi.moveCodeDown': one((all, node) => moveBeside(all, node, 1)),
    'meipi.mergeCodes': many(mergeCodes),
    'meipi.splitCode': one(splitCode),
    'meipi.deleteCode': many(deleteCodes),
    'meipi.showUses': one(async ({ tree }, { corpus, code }) => tree.showCode(corpus, code.id)),
  });
}

// #region Which code

/** The codes meant: the rows selected in the panel, or the row, else one that is picked. */
async function chosenCodes({ client, codes }: Views, chosen: Chosen, selected: readonly CodeNode[] = []): Promise<CodeNode[]> {
  if (chosen === 'panel') return codes.settledSelection();
  const rows = selected.filter(({ kind }) => kind === 'code');
  if (rows.length > 1 && rows.every(({ corpus }) => corpus === rows[0]?.corpus)) return rows.map((row) => codes.now(row));
  if (chosen) return [codes.now(chosen)];
  const corpus = await pickCorpus(client);
  const id = corpus && (await pickKnownCode(client, corpus, vscode.l10n.t('Which code?'), () => true));
  const code = corpus?.codes.find((each) => each.id === id);
  return corpus && code ? [{ kind: 'code', corpus: corpus.root, code }] : [];
}

function corpusOf({ client }: Views, { corpus }: CodeNode): CorpusInfo | undefined {
  return client.corpora.find(({ root }) => root === corpus);
}

/** Codes of the same parent, in their order. */
function siblingsOf(corpus: CorpusInfo, { parent }: CodeInfo): readonly CodeInfo[] {
  return corpus.codes.filter((code) => code.parent === parent && !code.isUnknown);
}

function isBelow(corpus: CorpusInfo, code: CodeInfo, above: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  for (let at: CodeInfo | undefined = code; at && !seen.has(at.id); at = corpus.codes.find(({ id }) => id === at?.parent)) {
    if (above.has(at.id)) return true;
    seen.add(at.id);
  }
  return false;
}

// #endregion

// #region What a code is

async function addCode({ client, codes }: Views, below?: CodeNode): Promise<void> {
  const corpus = below ? client.corpora.find(({ root }) => root === below.corpus) : await pickCorpus(client);
  if (!corpus) return;
  const prompt = below ? vscode.l10n.t('Name of the new code below “{0}”', below.code.name) : vscode.l10n.t('Name of the new code');
  const name = await vscode.window.showInputBox({ prompt, validateInput: notBlank });
  if (name === undefined) return;
  const known = corpus.codes.length;
  const code = await client.addCode({ corpus: corpus.root, name, parent: below?.code.id });
  if (corpus.codes.slice(0, known).some(({ id }) => id === code.id)) void vscode.window.showInformationMessage(vscode.l10n.t('There is a code of this name already: {0}', code.name));
  await codes.reveal(corpus.root, code.id);
}

/** Changes the name that is shown: that in the language of the user where the code has one, and the code's own where it is the same. */
async function renameCode({ client }: Views, { corpus, code }: CodeNode): Promise<void> {
  const name = await vscode.window.showInputBox({ prompt: vscode.l10n.t('New name of the code'), value: code.name, validateInput: notBlank });
  if (name === undefined || name === code.name) return;
  const own = code.ownName === undefined ? { name } : {};
  await client.editCode({ corpus, id: code.id, ...own, ...(code.language === undefined ? {} : { names: { [code.language]: name } }) });
}

async function nameInLanguage({ client }: Views, { corpus, code }: CodeNode): Promise<void> {
  const names = code.names ?? {};
  const usual = ['zh-Hans', 'zh-Hant', 'en'];
  const own = vscode.l10n.t('For all other languages');
  const other = vscode.l10n.t('Another language…');
  const ownName = code.ownName ?? code.name;
  const languages = [...new Set([...Object.keys(names), ...usual])].map((language) => ({ label: language, description: names[language] ?? '' }));
  const picked = await vscode.window.showQuickPick([{ label: own, description: ownName }, ...languages, { label: other, description: '' }], {
    title: vscode.l10n.t('Names of “{0}”', code.name), placeHolder: vscode.l10n.t('Language of the name'),
  });
  if (picked?.label === own) {
    const name = await vscode.window.showInputBox({ prompt: vscode.l10n.t('Name of the code where it has none in the language'), value: ownName, validateInput: notBlank });
    if (name !== undefined && name !== ownName) await client.editCode({ corpus, id: code.id, name });
    return;
  }
  const language = picked?.label === other ? await vscode.window.showInputBox({ prompt: vscode.l10n.t('Language tag (BCP 47), such as ja or zh-Hant-HK') }) : picked?.label;
  if (!language) return;
  const name = await vscode.window.showInputBox({ prompt: vscode.l10n.t('Name in {0}; empty for none', language), value: names[language] ?? '' });
  if (name !== undefined) await client.editCode({ corpus, id: code.id, names: { [language]: name.trim() === '' ? null : name } });
}

async function describeCode({ client }: Views, { corpus, code }: CodeNode): Promise<void> {
  const description = await vscode.window.showInputBox({ prompt: vscode.l10n.t('When to use “{0}”, and when not; empty for none', code.name), value: code.description ?? '', ignoreFocusOut: true });
  if (description !== undefined && description !== (code.description ?? '')) await client.editCode({ corpus, id: code.id, description: description === '' ? null : description });
}

async function colorCode({ client }: Views, { corpus, code }: CodeNode): Promise<void> {
  const color = await pickColor(code);
  if (color !== undefined && color !== code.color) await client.editCode({ corpus, id: code.id, color });
}

async function keyCode(views: Views, node: CodeNode): Promise<void> {
  const { corpus, code } = node;
  const owners = new Map(corpusOf(views, node)?.codes.flatMap(({ key, name }) => (key === undefined ? [] : [[key, name] as const])));
  const keys = Array.from({ length: 9 }, (_, i) => String(i + 1));
  const none = vscode.l10n.t('No key');
  const picked = await vscode.window.showQuickPick([...keys.map((label) => ({ label, description: owners.get(label) })), { label: none, description: undefined }], {
    title: vscode.l10n.t('Key of “{0}” in the coding mode', code.name), placeHolder: vscode.l10n.t('A code that has the key loses it'),
  });
  if (picked) await views.client.editCode({ corpus, id: code.id, key: picked.label === none ? null : picked.label });
}

/** Adds what is selected in the editor to the examples of a code. */
async function addExample(views: Views, chosen: Chosen): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const example = editor?.document.getText(editor.selection).trim() ?? '';
  if (!editor || example === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select the passage that is an example of the code.'));
    return;
  }
  // From the context menu of an editor, commands are called with its address.
  const isRow = chosen === 'panel' || (typeof chosen === 'object' && 'code' in chosen);
  const [node] = await chosenCodes(views, isRow ? chosen : undefined);
  if (!node) return;
  await views.client.editCode({ corpus: node.corpus, id: node.code.id, examples: [...(node.code.examples ?? []), example] });
  vscode.window.setStatusBarMessage(vscode.l10n.t('Example of “{0}” added', node.code.name), 4000);
}

async function editExamples({ client }: Views, { corpus, code }: CodeNode): Promise<void> {
  const examples = code.examples ?? [];
  if (examples.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has no examples. Select a passage and add it as one.', code.name));
    return;
  }
  const kept = await vscode.window.showQuickPick(examples.map((example) => ({ label: example.replace(/\s+/g, ' '), example, picked: true })), {
    title: vscode.l10n.t('Examples of “{0}”', code.name), placeHolder: vscode.l10n.t('Those without a tick are taken away'), canPickMany: true,
  });
  if (kept && kept.length < examples.length) await client.editCode({ corpus, id: code.id, examples: kept.map(({ example }) => example) });
}

function notBlank(name: string): string | undefined {
  return name.trim() === '' ? vscode.l10n.t('A code needs a name.') : undefined;
}

// #endregion

// #region Where a code stands

/** Puts codes below another one, or on top. */
async function moveCodes(views: Views, nodes: readonly CodeNode[]): Promise<void> {
  const corpus = corpusOf(views, nodes[0] as CodeNode);
  if (!corpus) return;
  const ids = nodes.map(({ code }) => code.id);
  const own = new Set(ids);
  const top = { label: `$(home) ${vscode.l10n.t('On top')}`, id: undefined as string | undefined };
  const places = codesInTreeOrder(corpus.codes.filter((code) => !code.isUnknown)).filter(({ code }) => !isBelow(corpus, code, own));
  const picked = await vscode.window.showQuickPick([top, ...places.map(({ code, depth }) => ({ label: `${'\u3000'.repeat(depth)}${code.name}`, id: code.id }))], {
    title: namesOf(nodes), placeHolder: vscode.l10n.t('Below which code?'),
  });
  if (picked) await views.client.moveCode({ corpus: corpus.root, ids, parent: picked.id });
}

/** One place up or down among the codes of the same parent. */
async function moveBeside(views: Views, node: CodeNode, by: 1 | -1): Promise<void> {
  const corpus = corpusOf(views, node);
  if (!corpus) return;
  const { code } = node;
  const siblings = siblingsOf(corpus, code);
  const at = siblings.findIndex(({ id }) => id === code.id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= siblings.length) return;
  const before = siblings[by < 0 ? to : to + 1];
  await views.client.moveCode({ corpus: corpus.root, ids: [code.id], parent: code.parent, before: before?.id });
  await views.codes.reveal(corpus.root, code.id);
}

// #endregion

// #region Codes and their uses

async function mergeCodes(views: Views, nodes: readonly CodeNode[]): Promise<void> {
  const corpus = corpusOf(views, nodes[0] as CodeNode);
  if (!corpus) return;
  const selected = new Set(nodes.map(({ code }) => code.id));
  // Of several that are selected one stays; a single one is merged into any other.
  const among = nodes.length > 1 ? (code: CodeInfo) => selected.has(code.id) && !code.isUnknown : (code: CodeInfo) => !selected.has(code.id) && !code.isUnknown;
  const title = nodes.length > 1 ? vscode.l10n.t('Merge {0}: which one stays?', namesOf(nodes)) : vscode.l10n.t('Merge {0} into which code?', namesOf(nodes));
  const into = await pickKnownCode(views.client, corpus, title, among);
  if (into === undefined) return;
  const ids = nodes.map(({ code }) => code.id).filter((id) => id !== into);
  const changed = await views.client.mergeCodes({ corpus: corpus.root, ids, into });
  tellUndoable(views, corpus.root, vscode.l10n.t('Codes merged; annotations changed: {0}', changed));
}

async function splitCode(views: Views, node: CodeNode): Promise<void> {
  const { client, annotations } = views;
  const { corpus, code } = node;
  const uses = annotations.all.filter((annotation) => annotation.corpus === corpus && annotation.codes.includes(code.id));
  if (uses.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No annotation has the code “{0}”.', code.name));
    return;
  }
  const chosen = await vscode.window.showQuickPick(
    uses.map(({ id, quote, document, range, memo }) => ({
      label: quote.trim().replace(/\s+/g, ' '),
      description: range ? vscode.l10n.t('{0}, line {1}', document, range.start.line + 1) : document,
      ...(memo === '' ? {} : { detail: memo.replace(/\s+/g, ' ') }),
      id,
    })),
    { title: vscode.l10n.t('Split “{0}”', code.name), placeHolder: vscode.l10n.t('Annotations that get the new code'), canPickMany: true, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true },
  );
  if (!chosen || chosen.length === 0) return;
  const name = await vscode.window.showInputBox({ prompt: vscode.l10n.t('Name of the code that {0} annotations get', chosen.length), validateInput: notBlank, ignoreFocusOut: true });
  if (name === undefined) return;
  const { code: made, changed } = await client.splitCode({ corpus, id: code.id, name, annotations: chosen.map(({ id }) => id) });
  await views.codes.reveal(corpus, made.id);
  tellUndoable(views, corpus, vscode.l10n.t('“{0}” has {1} annotations of “{2}” now.', made.name, changed, code.name));
}

async function deleteCodes(views: Views, nodes: readonly CodeNode[]): Promise<void> {
  const corpus = corpusOf(views, nodes[0] as CodeNode);
  if (!corpus) return;
  const ids = nodes.map(({ code }) => code.id);
  const used = views.annotations.all.filter((annotation) => annotation.corpus === corpus.root && annotation.codes.some((code) => ids.includes(code))).length;
  const hasParents = nodes.every(({ code }) => code.parent !== undefined);
  const uses = used === 0 ? ('remove' as const) : await askForUses(namesOf(nodes), used, hasParents, nodes.every(({ code }) => code.isUnknown));
  if (uses === undefined) return;
  const changed = await views.client.deleteCode({ corpus: corpus.root, ids, uses });
  tellUndoable(views, corpus.root, changed === 0 ? vscode.l10n.t('Deleted: {0}', namesOf(nodes)) : vscode.l10n.t('Deleted: {0}; annotations changed: {1}', namesOf(nodes), changed));
}

async function askForUses(names: string, used: number, hasParents: boolean, areUnknown: boolean): Promise<'remove' | 'parent' | 'keep' | undefined> {
  const answers = [
    { label: vscode.l10n.t('Take the code from {0} annotations', used), uses: 'remove' as const },
    ...(hasParents ? [{ label: vscode.l10n.t('Give {0} annotations the code above instead', used), uses: 'parent' as const }] : []),
    ...(areUnknown ? [] : [{ label: vscode.l10n.t('Leave {0} annotations as they are, with a code that the code book lacks', used), uses: 'keep' as const }]),
  ];
  const picked = await vscode.window.showQuickPick(answers, { title: vscode.l10n.t('Delete {0}', names), placeHolder: vscode.l10n.t('What becomes of its uses? All can be undone in one step.') });
  return picked?.uses;
}

/** Says what was done, with a button that takes it back while it is the last thing that was done. */
function tellUndoable({ client }: Views, corpus: string, message: string): void {
  const undo = vscode.l10n.t('Undo');
  const done = client.commandCount;
  void vscode.window.showInformationMessage(message, undo).then(async (answer) => {
    if (answer !== undo) return;
    if (client.commandCount === done) await client.undo(corpus);
    else void vscode.window.showInformationMessage(vscode.l10n.t('Other changes were made since. Undo them one by one with the button of the panel.'));
  });
}

function namesOf(nodes: readonly CodeNode[]): string {
  const shown = nodes.slice(0, 3).map(({ code }) => `“${code.name}”`).join(vscode.l10n.t(', '));
  return nodes.length > 3 ? `${shown} …` : shown;
}

// #endregion
