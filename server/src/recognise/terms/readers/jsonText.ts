import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { jsonMistakes } from '../../../text/jsonMistakes';
import { parseJsonTree } from '../../../text/jsonTree';
import type { Span } from '../../../text/span';
import type { TermBaseProblem } from './reader';

/** The JSON text of a term base as a tree; comments and trailing commas are let pass. What is wrong with it goes into `problems`. */
export function readJsonText(text: string, problems: TermBaseProblem[]): Node | undefined {
  const { root, errors, tooDeepAt } = parseJsonTree(text.replace(/^\ufeff/, ' '), { allowTrailingComma: true, allowEmptyContent: true });
  const add = (start: number, length: number, message: string): void => {
    problems.push({ span: { start, end: start + length }, severity: 'error', code: 'termbase.syntax', message });
  };
  for (const { offset, length, message } of jsonMistakes(errors)) add(offset, length, message);
  if (tooDeepAt !== undefined) add(tooDeepAt, 1, l10n.t('The file is nested too deeply.'));
  return root;
}

/** A field of an object. */
export interface Field {
  readonly name: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The fields of an object; of a field written without a value only what is before it was readable. */
export function* fieldsOf(node: Node): Generator<Field> {
  for (const { children } of node.children ?? []) {
    const [keyNode, value] = children ?? [];
    if (keyNode && value) yield { name: keyNode.value as string, keyNode, value };
  }
}

export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}
