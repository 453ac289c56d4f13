import * as vscode from 'vscode';
import type { AgreementInfo, AgreementRowInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { pickCorpus } from '../corpusPicker';
import { escapeMarkdown } from './markdown';

const SCHEME = 'meipi-agreement';

/** Measures in the order of the columns; docs/agreement.md says what each is. */
const MEASURES: readonly (readonly [name: string, head: string])[] = [
  ['cohen', 'Cohen κ'], ['fleiss', 'Fleiss κ'], ['alpha-u', 'ᵤα'], ['alpha-cu', 'ᶜᵤα'], ['gamma', 'γ'],
];

/** What an agreement was asked for; undefined fields are asked of the user. */
interface Choice {
  readonly annotators?: readonly string[];
  readonly documents?: readonly string[];
  readonly machine?: boolean;
}

/**
 * "Show Agreement": how far annotators agree, overall and for each code, as a Markdown table in an editor of its own, which
 * can be saved or copied as any other.
 */
export function registerAgreementTable(client: MeipiClient): vscode.Disposable {
  const pages = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
  });
  const show = async (isMachine: boolean, given: Choice = {}): Promise<void> => {
    const corpus = await pickCorpus(client);
    if (!corpus) return;
    const choice = given.annotators ? { machine: isMachine, ...given } : await ask(client, corpus, isMachine);
    if (!choice) return;
    const info = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Computing the agreement …'), cancellable: true },
      (_, token) => client.agreement({ corpus: corpus.root, ...choice }, token),
    );
    if (!info) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The annotations of others are hidden (setting meipi.blind).'));
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Agreement')} ${corpus.name.replace(/[\\/]/g, ' ')}.md`, query: corpus.root });
    pages.set(uri.toString(), page(corpus, info));
    changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true });
    // As it reads; its Markdown is the tab before it.
    await vscode.commands.executeCommand('markdown.showPreview', uri).then(undefined, () => undefined);
  };
  return vscode.Disposable.from(
    provider,
    changed,
    registerCommands({
      'meipi.showAgreement': (choice?: Choice) => show(false, choice),
      'meipi.showAgreementWithMachine': (choice?: Choice) => show(true, choice),
    }),
  );
}

/** Whom to compare, and in which documents; with the machine, one annotator. Undefined when cancelled, or when nobody is there. */
async function ask(client: MeipiClient, corpus: CorpusInfo, machine: boolean): Promise<Choice | undefined> {
  const found = await client.disagreements({ corpus: corpus.root, limit: 1 });
  if (!found) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The annotations of others are hidden (setting meipi.blind).'));
    return undefined;
  }
  const least = machine ? 1 : 2;
  if (found.everybody.length < least) {
    void vscode.window.showInformationMessage(machine ? vscode.l10n.t('Nobody has annotated anything yet.') : vscode.l10n.t('Agreement needs two annotators; this corpus has the annotations of one at most.'));
    return undefined;
  }
  const annotators = await chooseAnnotators(found.everybody, least, machine);
  if (!annotators) return undefined;
  const all = vscode.l10n.t('All documents');
  const documents = await vscode.window.showQuickPick(
    [{ label: all, uri: undefined, picked: true }, ...corpus.documents.map(({ title, id, uri }) => ({ label: title, description: id, uri, picked: false }))],
    { canPickMany: true, matchOnDescription: true, title: vscode.l10n.t('In which documents?') },
  );
  if (!documents || documents.length === 0) return undefined;
  const uris = documents.flatMap(({ uri }) => uri ?? []);
  return { annotators, machine, ...(documents.some(({ uri }) => uri === undefined) || uris.length === 0 ? {} : { documents: uris }) };
}

/** All, when there are no more than needed. */
export async function chooseAnnotators(everybody: readonly string[], least: number, isOne = false): Promise<readonly string[] | undefined> {
  if (everybody.length <= least) return everybody;
  if (isOne) {
    const one = await vscode.window.showQuickPick(everybody, { title: vscode.l10n.t('Which annotator?') });
    return one === undefined ? undefined : [one];
  }
  const picked = await vscode.window.showQuickPick(everybody.map((label) => ({ label, picked: true })), { canPickMany: true, title: vscode.l10n.t('Which annotators?') });
  if (!picked) return undefined;
  if (picked.length < least) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Choose two annotators at least.'));
    return undefined;
  }
  return picked.map(({ label }) => label);
}

// #region The page

function page(corpus: CorpusInfo, info: AgreementInfo): string {
  const { annotators, machine, documents, leftOut, units, unplaced, undecided, rows } = info;
  const comma = vscode.l10n.t(', ');
  const lines = [
    `# ${vscode.l10n.t('Agreement')}: ${escapeMarkdown(corpus.name)}`,
    '',
    `- ${vscode.l10n.t('Annotators: {0}', [...annotators.map(escapeMarkdown), ...(machine ? [`*${vscode.l10n.t('the machine')}*`] : [])].join(comma))}`,
    `- ${vscode.l10n.t('Documents: {0}', documents.length)}${documents.length > 0 ? ` (${escapeMarkdown(shortList(documents, comma))})` : ''}`,
    `- ${vscode.l10n.t('Kappas are taken on {0} characters.', units.count)}`,
  ];
  if (leftOut.length > 0) lines.push(`- ${vscode.l10n.t('Left out, because not everybody has worked on them: {0}', escapeMarkdown(shortList(leftOut.map(({ document, missing }) => `${document} (${missing.join(comma)})`), comma)))}`);
  if (unplaced > 0) lines.push(`- ${vscode.l10n.t('Left out: {0} annotations whose passage was not found.', unplaced)}`);
  if (undecided > 0) lines.push(`- ${vscode.l10n.t('Left out: {0} tags that nobody has decided on.', undecided)}`);
  lines.push('', row([vscode.l10n.t('Code'), vscode.l10n.t('Passages'), ...MEASURES.map(([, head]) => head)]), row(['---', '---:', ...MEASURES.map(() => '---:')]));
  for (const each of rows) lines.push(row([labelOf(each), each.passages.join(' / '), ...MEASURES.map(([name]) => shown(each.results[name]))]));
  lines.push('', ...notes(rows));
  return `${lines.join('\n')}\n`;
}

function notes(rows: readonly AgreementRowInfo[]): string[] {
  const lines = [
    vscode.l10n.t('1 is agreement in everything, 0 what chance would give. “None”: nobody marked anything, which is no agreement.'),
    vscode.l10n.t('κ: characters with the same codes. ᵤα: where passages are and how they are coded. ᶜᵤα: only how passages are coded that two marked. γ: passages set side by side as well as can be.'),
  ];
  const gammas = rows.flatMap(({ results }) => (results['gamma']?.value === undefined ? [] : [results['gamma']]));
  if (gammas.length > 0) lines.push(vscode.l10n.t('γ: the expected disorder is known to {0} percent or better (95 percent confidence).', Math.max(0.1, ...gammas.map(({ precision = 0 }) => precision * 100)).toFixed(1)));
  if (gammas.some(({ isExact }) => isExact === false)) lines.push(vscode.l10n.t('Where passages crowd, γ goes by a good alignment that may not be the best.'));
  const coverage = rows[0]?.results['alpha-cu']?.coverage;
  if (coverage !== undefined) lines.push(vscode.l10n.t('ᶜᵤα of all codes rests on {0} percent of the text.', (coverage * 100).toFixed(1)));
  return lines.flatMap((line) => [line, '']);
}

function labelOf({ scope, code }: AgreementRowInfo): string {
  if (scope === 'all') return `**${vscode.l10n.t('All codes')}**`;
  return scope === 'extents' ? `*${vscode.l10n.t('Marked or not')}*` : escapeMarkdown(code?.name ?? '');
}

function shown(result: AgreementRowInfo['results'][string] | undefined): string {
  if (!result) return '';
  if (result.value !== undefined) return result.value.toFixed(3);
  switch (result.reason) {
    case 'no-annotations':
      return vscode.l10n.t('none');
    case 'too-few-annotators':
      return vscode.l10n.t('one annotator');
    case 'no-common-passages':
      return vscode.l10n.t('none in common');
    case 'too-large':
      return vscode.l10n.t('too many');
    case 'no-variation':
      return vscode.l10n.t('no variation');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const SHOWN_NAMES = 10;

function shortList(names: readonly string[], comma: string): string {
  return names.length <= SHOWN_NAMES ? names.join(comma) : `${names.slice(0, SHOWN_NAMES).join(comma)} …`;
}

// #endregion
