import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { ExtensionParts } from '../../../client/src/extension';
import { address, hoverText, open, positionOf, read, select, until } from './support';

const DOCUMENT = '08-column-hk.txt';
const PASSAGE = '聰明的那一部分';
const OTHER = '投入不變而產出翻一番';

interface Item {
  readonly id: string;
  readonly motivation: string;
  readonly target: unknown;
  readonly body?: unknown;
}

/** What a sidecar holds; nothing when there is none. */
async function items(name: string): Promise<Item[]> {
  try {
    return (JSON.parse(await read(address(`${name}.annotations.json`))) as { items: Item[] }).items;
  } catch {
    return [];
  }
}

/** Each test begins without annotations of its own, and leaves none. */
describe('Memos, relations, parts and states of work in the editor', () => {
  let parts: ExtensionParts;
  let editor: vscode.TextEditor;
  let root: string;

  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionParts>('meipi.meipi');
    assert.ok(extension);
    parts = await extension.activate();
  });

  beforeEach(async () => {
    editor = await open(DOCUMENT);
    root = parts.annotations.all[0]?.corpus ?? '';
  });

  afterEach(async () => {
    if (editor.document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
    // Every test is some steps of undo away from where it began.
    for (let i = 0; i < 30 && (await items(DOCUMENT)).length + (await items('codebook.json')).length > 0; i++) await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await items(DOCUMENT)).length + (await items('codebook.json')).length === 0, 'nothing is left');
    await until(() => parts.threads.of(address(DOCUMENT)).length === 0 && parts.annotations.of(address(DOCUMENT)).length === 0, 'nothing is shown');
  });

  const rangeOf = (text: string, document = editor.document): vscode.Range => {
    const start = positionOf(document, text);
    return new vscode.Range(start, document.positionAt(document.offsetAt(start) + text.length));
  };

  const annotate = async (passage: string, code = 'metaphor'): Promise<string> => {
    await select(editor, rangeOf(passage));
    await vscode.commands.executeCommand('meipi.annotate', code);
    let id: string | undefined;
    await until(() => (id = parts.annotations.of(editor.document.uri).find(({ quote }) => quote === passage)?.id) !== undefined, `${passage} is annotated`);
    return id ?? '';
  };

  /** Begins a thread as the button in the margin does. */
  const begin = async (range: vscode.Range, text: string): Promise<void> => {
    const controller = vscode.comments.createCommentController('test', 'test');
    await parts.threads.reply({ thread: controller.createCommentThread(editor.document.uri, range, []), text });
    controller.dispose();
  };

  const bodies = (thread?: vscode.CommentThread): string[] => (thread?.comments ?? []).map(({ body }) => (typeof body === 'string' ? body : body.value));
  const threads = (): readonly vscode.CommentThread[] => parts.threads.of(editor.document.uri);

  it('begins a thread on a passage, which makes an annotation; takes a reply; each has its author', async () => {
    await begin(rangeOf(PASSAGE), '**這個**比喻');
    await until(() => threads().length === 1, 'a thread');
    const [thread] = threads();
    assert.ok(thread);
    assert.deepEqual(thread.range, rangeOf(PASSAGE));
    assert.deepEqual(bodies(thread), ['**這個**比喻']);
    await parts.threads.reply({ thread, text: '同意' });
    assert.deepEqual(bodies(thread), ['**這個**比喻', '同意']);
    assert.ok(thread.comments.every(({ author, contextValue }) => author.name !== '' && contextValue === 'own'));
    const [annotation, reply] = (await items(DOCUMENT)).sort((a, b) => (a.motivation < b.motivation ? -1 : 1));
    assert.deepEqual([annotation?.motivation, reply?.motivation, reply?.target], ['commenting', 'replying', annotation?.id]);
    await until(async () => (await hoverText(editor.document.uri, rangeOf(PASSAGE).start)).includes('Replies: 1'), 'the reply is counted in the hover');
  });

  it('takes the paragraph for a thread that is begun at a line', async () => {
    const { start } = rangeOf(PASSAGE);
    await begin(new vscode.Range(start.line, 0, start.line, 0), '這一段');
    await until(() => threads().length === 1, 'a thread');
    assert.equal(threads()[0]?.range.isEqual(editor.document.lineAt(start.line).range), true);
  });

  it('makes no thread of an annotation without memo and replies, and one when it gets a memo', async () => {
    await annotate(PASSAGE);
    assert.equal(threads().length, 0);
    await begin(rangeOf(OTHER), '看這裡');
    await until(() => threads().length === 1, 'one thread');
  });

  it('edits and deletes comments, and takes that back', async () => {
    await begin(rangeOf(PASSAGE), '初稿');
    await until(() => threads().length === 1, 'a thread');
    const [thread] = threads();
    assert.ok(thread);
    await parts.threads.reply({ thread, text: '回應' });
    const comment = (n: number): never => thread.comments[n] as never;
    await vscode.commands.executeCommand('meipi.editComment', comment(1));
    assert.deepEqual([thread.comments[1]?.mode, thread.comments[1]?.body], [vscode.CommentMode.Editing, '回應']);
    await vscode.commands.executeCommand('meipi.cancelComment', comment(1));
    assert.equal(thread.comments[1]?.mode, vscode.CommentMode.Preview);
    await vscode.commands.executeCommand('meipi.editComment', comment(1));
    (thread.comments[1]).body = '改過的回應';
    await vscode.commands.executeCommand('meipi.saveComment', comment(1));
    await until(() => bodies(thread)[1] === '改過的回應', 'edited');
    await vscode.commands.executeCommand('meipi.deleteComment', comment(0));
    await until(() => bodies(thread).length === 1, 'the memo is gone, the reply is not');
    assert.equal((await items(DOCUMENT)).length, 2, 'nor is the annotation');
    await vscode.commands.executeCommand('meipi.undo');
    await until(() => bodies(thread).join() === '初稿,改過的回應', 'the memo is back');
    await vscode.commands.executeCommand('meipi.deleteComment', comment(1));
    await until(() => bodies(thread).join() === '初稿', 'the reply is deleted');
  });

  it('keeps a comment that is being edited as it is while the thread changes', async () => {
    await begin(rangeOf(PASSAGE), '初稿');
    await until(() => threads().length === 1, 'a thread');
    const [thread] = threads();
    assert.ok(thread);
    await vscode.commands.executeCommand('meipi.editComment', thread.comments[0]);
    (thread.comments[0] as vscode.Comment).body = '寫到一半';
    await parts.threads.reply({ thread, text: '同時來的回應' });
    assert.deepEqual(bodies(thread), ['寫到一半', '同時來的回應']);
  });

  it('shows pictures of a memo as links: nothing is fetched', async () => {
    await begin(rangeOf(PASSAGE), '看![圖](https://example.org/a.png)');
    await until(() => threads().length === 1, 'a thread');
    assert.deepEqual(bodies(threads()[0]), ['看\\![圖](https://example.org/a.png)']);
  });

  it('puts threads where their annotations are, through typing and when the whole text is replaced', async () => {
    await begin(rangeOf(PASSAGE), '看');
    await until(() => threads().length === 1, 'a thread');
    const isInPlace = (): boolean => threads()[0]?.range.isEqual(rangeOf(PASSAGE)) === true;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '新的第一行\n'));
    await until(isInPlace, 'moved along');
    const text = editor.document.getText();
    const all = new vscode.Range(new vscode.Position(0, 0), editor.document.positionAt(text.length));
    await editor.edit((edit) => edit.replace(all, `再一行\n\n${text}`));
    await until(isInPlace, 'found again');
    await vscode.commands.executeCommand('undo');
    await until(isInPlace, 'and back');
  });

  it('shows a memo on the whole document at its top', async () => {
    await vscode.commands.executeCommand('meipi.documentMemo');
    await begin(rangeOf(PASSAGE), '一段');
    // What the person writes into the thread that the command opened goes the way of every new thread.
    await parts.threads.writeDocumentMemo(editor.document.uri, '全文的看法');
    await until(() => threads().length === 2, 'two threads');
    const [first] = threads();
    assert.deepEqual([first?.label, first?.range.start.line, bodies(first)], ['Memo on the whole document', 0, ['全文的看法']]);
  });

  it('keeps memos on a code as a file, and shows them in the code book', async () => {
    await vscode.commands.executeCommand('meipi.codeMemo', { corpus: root, code: 'metaphor' });
    await until(() => vscode.window.activeTextEditor?.document.uri.scheme === 'meipi-memo', 'the memo is open');
    const memo = vscode.window.activeTextEditor;
    assert.ok(memo);
    await memo.edit((edit) => edit.insert(new vscode.Position(0, 0), '何時用這個編碼'));
    assert.ok(await memo.document.save());
    await until(async () => (await items('codebook.json')).some(({ target }) => target === 'urn:meipi:code:metaphor'), 'saved beside the code book');
    const book = await vscode.window.showTextDocument(address('codebook.json'));
    await until(() => parts.threads.of(book.document.uri).length === 1, 'a thread in the code book');
    const [thread] = parts.threads.of(book.document.uri);
    assert.ok(thread && book.document.getText(thread.range).includes('"metaphor"'));
    await parts.threads.reply({ thread, text: '例子見專欄' });
    assert.deepEqual(bodies(thread), ['何時用這個編碼', '例子見專欄']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('relates the annotation that was marked to the one at the cursor, and goes from one to the other', async () => {
    const one = await annotate(PASSAGE);
    const two = await annotate(OTHER);
    await vscode.commands.executeCommand('meipi.markForRelation', one);
    await select(editor, new vscode.Range(rangeOf(OTHER).start, rangeOf(OTHER).start));
    await vscode.commands.executeCommand('meipi.relateMarked', undefined, '引申');
    await until(() => parts.notes.relationsFrom(one).length === 1, 'related');
    assert.deepEqual(parts.notes.relationsTo(two).map(({ relation }) => relation), [{ kind: '引申', to: two }]);
    assert.deepEqual(parts.notes.relationKinds(root), ['引申'], 'a kind of one\'s own is remembered');
    await vscode.commands.executeCommand('meipi.goToRelated');
    await until(() => vscode.window.activeTextEditor?.selection.active.isEqual(rangeOf(PASSAGE).start) === true, 'at the other one');
    await until(async () => (await hoverText(editor.document.uri, rangeOf(PASSAGE).start)).includes('→ 引申'), 'in the hover');
    await vscode.commands.executeCommand('meipi.deleteRelation', one);
    await until(() => parts.notes.relationsFrom(one).length === 0, 'deleted');
  });

  it('annotates several selections together, with a part more and a part less', async () => {
    await select(editor, rangeOf(PASSAGE), rangeOf(OTHER));
    await vscode.commands.executeCommand('meipi.annotateTogether', 'metaphor');
    const { uri } = editor.document;
    await until(() => parts.annotations.of(uri).length === 1, 'one annotation');
    const quotes = (): string[] => {
      const [annotation] = parts.annotations.of(uri);
      return annotation ? parts.annotations.ranges(annotation).map((range) => editor.document.getText(range)) : [];
    };
    assert.deepEqual(quotes().sort(), [PASSAGE, OTHER].sort());
    for (const text of [PASSAGE, OTHER]) {
      assert.equal(parts.annotations.at(uri, rangeOf(text).start).length, 1, 'it is at each of its parts');
      assert.deepEqual(parts.partLinks.linked(uri, rangeOf(text).start).map((range) => editor.document.getText(range)).sort(), [PASSAGE, OTHER].sort(), 'which are framed together');
    }
    const third = '木船換成鐵船';
    await select(editor, rangeOf(third));
    await vscode.commands.executeCommand('meipi.addPart', parts.annotations.of(uri)[0]?.id);
    await until(() => quotes().length === 3, 'a part more');
    await select(editor, new vscode.Range(rangeOf(OTHER).start, rangeOf(OTHER).start));
    await vscode.commands.executeCommand('meipi.removePart');
    await until(() => quotes().length === 2 && !quotes().includes(OTHER), 'a part less');
  });

  it('sets the status of the document, counts what is coded, and goes to what is not', async () => {
    const row = async (): Promise<ExtensionParts['documents']['progress']['documents'][number] | undefined> => {
      await parts.documents.refresh();
      return parts.documents.progress.documents.find(({ document }) => document === DOCUMENT);
    };
    const before = await row();
    await annotate(PASSAGE);
    await vscode.commands.executeCommand('meipi.markDone');
    const after = await row();
    assert.deepEqual(after?.annotators.map(({ status, annotations }) => [status, annotations]), [['done', 1]]);
    assert.equal((before?.uncodedCharacters ?? 0) - (after?.uncodedCharacters ?? 0), PASSAGE.length);
    await select(editor, new vscode.Range(0, 0, 0, 0));
    await vscode.commands.executeCommand('meipi.nextUncoded');
    const first = editor.document.getText(vscode.window.activeTextEditor?.selection);
    assert.ok(first.length > 0 && !first.includes(PASSAGE));
    await vscode.commands.executeCommand('meipi.nextUncoded');
    assert.ok(vscode.window.activeTextEditor?.selection.start.isAfter(rangeOf(first).start), 'further on');
    await vscode.commands.executeCommand('meipi.previousUncoded');
    assert.equal(editor.document.getText(vscode.window.activeTextEditor?.selection), first);
  });
});
