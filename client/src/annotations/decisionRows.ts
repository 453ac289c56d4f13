import * as vscode from 'vscode';
import type { DecisionInfo, DecisionsResult } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

type Verdict = DecisionInfo['verdict'];

/** The group of all decisions; its children are the verdicts. */
export interface DecisionsNode {
  readonly kind: 'decisions';
}

export interface VerdictNode {
  readonly kind: 'verdict';
  readonly verdict: Verdict;
}

export interface DecisionNode {
  readonly kind: 'decision';
  readonly decision: DecisionInfo;
}

/** One object each, so that the view knows a row that is drawn again. */
export const DECISIONS: DecisionsNode = { kind: 'decisions' };
const VERDICTS: readonly VerdictNode[] = [{ kind: 'verdict', verdict: 'accepted' }, { kind: 'verdict', verdict: 'rejected' }, { kind: 'verdict', verdict: 'corrected' }];

/** Counting follows when changes pause. */
const PAUSE_MS = 300;

/**
 * What one decided on automatic tags, as rows of the panel "Annotations". Only counts are held: the decisions are asked for when they are
 * looked at.
 */
export class DecisionRows implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<boolean>();
  readonly #disposables: vscode.Disposable[];
  #counts: DecisionsResult['counts'] = { accepted: 0, rejected: 0, corrected: 0 };
  #filter = '';
  #timer: NodeJS.Timeout | undefined;
  #round = 0;

  /** Decisions are others or lie elsewhere; with true, there were none before, or there are none now. */
  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [this.#changed, client.onDidChangeAnnotations(({ placesOnly }) => (placesOnly && this.total === 0) || this.#soon()), client.onDidChangeCorpora(() => this.#soon())];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Shows only those that hold a text in any script. */
  filter(text: string): void {
    if (text === this.#filter) return;
    this.#filter = text;
    void this.refresh();
  }

  /** How many fit the filter. */
  get total(): number {
    return VERDICTS.reduce((sum, { verdict }) => sum + this.#counts[verdict], 0);
  }

  count({ verdict }: VerdictNode): number {
    return this.#counts[verdict];
  }

  /** The verdicts that there are. */
  get verdicts(): readonly VerdictNode[] {
    return VERDICTS.filter((node) => this.count(node) > 0);
  }

  /** The first decisions with a verdict. */
  async decisions({ verdict }: VerdictNode, limit: number): Promise<DecisionNode[]> {
    const { decisions } = await this.#client.decisions({ verdict, filter: this.#filter, limit });
    return decisions.map((decision) => ({ kind: 'decision', decision }));
  }

  /** Counts now, not after a pause. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    try {
      const { counts } = await this.#client.decisions({ filter: this.#filter, limit: 0 });
      if (round !== this.#round) return;
      const had = this.total;
      this.#counts = counts;
      if (had + this.total > 0) this.#changed.fire(had === 0 || this.total === 0);
    } catch {
      // The server is being started again, and tells of its corpora then.
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  item(node: DecisionsNode | VerdictNode | DecisionNode): vscode.TreeItem {
    switch (node.kind) {
      case 'decisions': return this.#groupItem();
      case 'verdict': return this.#verdictItem(node);
      case 'decision': return decisionItem(node);
    }
  }

  #groupItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Decisions on automatic tags'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = 'decisions';
    item.iconPath = new vscode.ThemeIcon('law');
    item.description = String(this.total);
    item.contextValue = 'decisions';
    return item;
  }

  #verdictItem(node: VerdictNode): vscode.TreeItem {
    const item = new vscode.TreeItem(verdictName(node.verdict), vscode.TreeItemCollapsibleState.Expanded);
    item.id = `decisions ${node.verdict}`;
    item.iconPath = verdictIcon(node.verdict);
    item.description = String(this.count(node));
    item.contextValue = 'verdict';
    return item;
  }
}

function decisionItem({ decision }: DecisionNode): vscode.TreeItem {
  const { id, uri, quote, verdict, label, asLabel, locked, title, range, modified } = decision;
  const item = new vscode.TreeItem(quote.trim().replace(/\s+/g, ' '));
  item.id = `decision ${id}`;
  item.contextValue = 'decision';
  const meaning = asLabel === undefined ? label : `${label} → ${asLabel}`;
  item.description = [
    locked ? '🔒' : undefined,
    meaning === item.label ? undefined : meaning,
    title,
    range ? vscode.l10n.t('line {0}', range.start.line + 1) : vscode.l10n.t('passage not found'),
  ].filter((part) => part !== undefined).join(' · ');
  item.iconPath = range ? verdictIcon(verdict) : new vscode.ThemeIcon('warning');
  const markdown = new vscode.MarkdownString();
  markdown.appendText(quote).appendMarkdown('\n\n').appendText(vscode.l10n.t('Found as: {0}', label));
  if (asLabel !== undefined) markdown.appendMarkdown('\n\n').appendText(vscode.l10n.t('You say: {0}', asLabel));
  markdown.appendMarkdown('\n\n---\n\n').appendText(`${verdictName(verdict)} · ${new Date(modified).toLocaleString(vscode.env.language)}`);
  item.tooltip = markdown;
  item.accessibilityInformation = { label: `${verdictName(verdict)}: ${quote}, ${item.description}` };
  item.command = { command: 'meipi.revealDecision', title: vscode.l10n.t('Go to Passage'), arguments: [uri, range] };
  return item;
}

function verdictName(verdict: Verdict): string {
  switch (verdict) {
    case 'accepted': return vscode.l10n.t('Accepted');
    case 'rejected': return vscode.l10n.t('Rejected');
    case 'corrected': return vscode.l10n.t('Changed');
  }
}

function verdictIcon(verdict: Verdict): vscode.ThemeIcon {
  switch (verdict) {
    case 'accepted': return new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green'));
    case 'rejected': return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('charts.red'));
    case 'corrected': return new vscode.ThemeIcon('edit', new vscode.ThemeColor('charts.yellow'));
  }
}
