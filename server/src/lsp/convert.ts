import { CodeActionKind, DiagnosticSeverity, FoldingRangeKind, MarkupKind, SymbolKind } from 'vscode-languageserver';
import type {
  CodeAction, Diagnostic, DocumentLink, DocumentSymbol, FoldingRange, Hover, Location, LocationLink, MarkupContent, Range, SelectionRange, SymbolInformation, WorkspaceSymbol,
} from 'vscode-languageserver';
import type { Mention, Problem } from '../corpus/corpus';
import type * as codeActions from '../features/codeActions';
import type * as definitions from '../features/definition';
import type * as links from '../features/documentLinks';
import type * as folding from '../features/foldingRanges';
import type * as hovers from '../features/hover/hover';
import { plainOf } from '../features/markdown';
import type { OutlineNode } from '../features/outline';
import type * as symbols from '../features/workspaceSymbols';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { ServerCommand, type AddTermArguments, type ForbidFormArguments, type AnnotateArguments, type DecideTagsArguments, type EditAnnotationArguments } from './protocol';

/** From what features give to what the protocol says. Texts are those that the offsets count in. */

export function toHover(hover: hovers.Hover | undefined, text: SourceText, markdown: boolean): Hover | null {
  if (!hover) return null;
  const contents: MarkupContent = markdown ? { kind: MarkupKind.Markdown, value: hover.markdown } : { kind: MarkupKind.PlainText, value: plainOf(hover.markdown) };
  return { contents, range: text.rangeOf(hover.span) };
}

export function toLocation({ document, span }: Mention): Location {
  return { uri: document.uri, range: document.text.rangeOf(span) };
}

/** `origin` is what was asked about, `target` the text that the definition's offsets count in. */
export function toLocationLink(definition: definitions.DefinitionTarget, origin: Range, target: SourceText): LocationLink {
  return { originSelectionRange: origin, targetUri: definition.uri, targetRange: target.rangeOf(definition.full), targetSelectionRange: target.rangeOf(definition.span) };
}

export function toDocumentSymbol(node: OutlineNode, text: SourceText): DocumentSymbol {
  const kinds: Readonly<Record<OutlineNode['kind'], SymbolKind>> = { article: SymbolKind.File, section: SymbolKind.Module, turn: SymbolKind.String };
  return {
    name: node.name || '…',
    kind: kinds[node.kind],
    range: text.rangeOf(node),
    selectionRange: text.rangeOf(node.title),
    children: node.children.map((child) => toDocumentSymbol(child, text)),
  };
}

/** The outline as a list, for editors that know no tree; each symbol names the one it lies in. */
export function toSymbolInformation(nodes: readonly OutlineNode[], uri: string, text: SourceText, container?: string): SymbolInformation[] {
  return nodes.flatMap((node) => {
    const { name, kind, range } = toDocumentSymbol(node, text);
    return [{ name, kind, location: { uri, range }, ...(container === undefined ? {} : { containerName: container }) }, ...toSymbolInformation(node.children, uri, text, name)];
  });
}

export function toWorkspaceSymbol(symbol: symbols.WorkspaceSymbol, text: SourceText, container: string): WorkspaceSymbol {
  const kinds: Readonly<Record<symbols.WorkspaceSymbol['kind'], SymbolKind>> = {
    concept: SymbolKind.Key, person: SymbolKind.Object, work: SymbolKind.File, organization: SymbolKind.Namespace, url: SymbolKind.String,
  };
  return { name: symbol.name, kind: kinds[symbol.kind], containerName: container, location: { uri: symbol.place.uri, range: text.rangeOf(symbol.place.span) } };
}

export function toFoldingRange({ startLine, endLine }: folding.FoldingRange): FoldingRange {
  return { startLine, endLine, kind: FoldingRangeKind.Region };
}

export function toDocumentLink(link: links.DocumentLink, text: SourceText): DocumentLink {
  return { range: text.rangeOf(link), target: link.target };
}

/** Spans from the smallest to the largest, each the parent of the one before. */
export function toSelectionRange(spans: readonly Span[], text: SourceText): SelectionRange {
  const [first, ...outer] = spans;
  if (!first) throw new RangeError('A selection range needs a span');
  const parent = outer.length > 0 ? toSelectionRange(outer, text) : undefined;
  return { range: text.rangeOf(first), ...(parent ? { parent } : {}) };
}

export function toCodeAction(action: codeActions.CodeAction, uri: string, text: SourceText): CodeAction {
  const { title } = action;
  const kind = CodeActionKind.Refactor;
  switch (action.do) {
    case 'annotate': {
      const args: AnnotateArguments = { uri, range: text.rangeOf(action.span), codes: action.codes };
      return { title, kind, command: { title, command: ServerCommand.annotate, arguments: [args] } };
    }
    case 'recode': {
      const args: EditAnnotationArguments = { id: action.id, codes: action.codes };
      return { title, kind, command: { title, command: ServerCommand.editAnnotation, arguments: [args] } };
    }
    case 'addTerm': {
      const args: AddTermArguments = { uri, range: text.rangeOf(action.span) };
      return { title, kind, command: { title, command: ServerCommand.addTerm, arguments: [args] } };
    }
    case 'forbidForm': {
      const args: ForbidFormArguments = { uri, range: text.rangeOf(action.span) };
      return { title, kind, command: { title, command: ServerCommand.forbidForm, arguments: [args] } };
    }
    case 'widen': {
      const args: EditAnnotationArguments = { id: action.id, range: text.rangeOf(action.span) };
      return { title, kind, command: { title, command: ServerCommand.editAnnotation, arguments: [args] } };
    }
    case 'decide': {
      const { layer, verdict, as, scope } = action;
      const args: DecideTagsArguments = { uri, range: text.rangeOf(action.span), layer, verdict, ...(as ? { as } : {}), scope };
      return { title, kind, command: { title, command: ServerCommand.decideTags, arguments: [args] } };
    }
    case 'delete':
      return { title, kind, command: { title, command: ServerCommand.deleteAnnotations, arguments: [{ ids: [action.id] }] } };
  }
}

export function toDiagnostic(problem: Problem, text: SourceText): Diagnostic {
  const severities: Readonly<Record<Problem['severity'], DiagnosticSeverity>> = {
    error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information,
  };
  return { range: text.rangeOf(problem.span ?? { start: 0, end: 0 }), severity: severities[problem.severity], code: problem.code, source: 'Meipi', message: problem.message };
}
