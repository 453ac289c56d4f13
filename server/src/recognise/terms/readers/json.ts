import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import type { Concept } from '../termBase';
import { fieldsOf, readJsonText, spanOf } from './jsonText';
import { defaultId, definitionLanguage, type ReadEntry, type ReadResult, type TermBaseProblem, type TermBaseReader } from './reader';

/**
 * A list of entries: `[{"id", "forms": {"zh-Hans": […], …}, "definition"?, "related"?, "forbidden"?, "subject"?, "source"?}]`. A
 * single form may stand without brackets, a definition without its language; comments and trailing commas are let pass.
 */
export const jsonReader: TermBaseReader = { extensions: ['.json', '.jsonc'], read };

function read(text: string): ReadResult {
  const problems: TermBaseProblem[] = [];
  const root = readJsonText(text, problems);
  if (root && root.type !== 'array') {
    problems.push(problem('error', 'termbase.not-a-list', root, l10n.t('A term base is a list of entries: [{"id": …, "forms": …}, …].')));
    return { entries: [], problems };
  }
  const entries = (root?.children ?? []).flatMap((node) => readEntry(node, problems));
  return { entries, problems };
}

const FIELDS = new Set(['id', 'forms', 'definition', 'related', 'forbidden', 'subject', 'source']);

function readEntry(node: Node, problems: TermBaseProblem[]): ReadEntry[] {
  if (node.type !== 'object') {
    problems.push(problem('error', 'termbase.entry', node, l10n.t('An entry is an object with "id" and "forms".')));
    return [];
  }
  const fields = new Map<string, Node>();
  for (const { name, keyNode, value } of fieldsOf(node)) {
    if (FIELDS.has(name)) fields.set(name, value);
    else problems.push(problem('warning', 'termbase.unknown-field', keyNode, l10n.t('Unknown field "{0}".', name)));
  }
  const forms = readForms(fields.get('forms'), problems);
  const id = readString(fields.get('id'), 'id', problems) ?? defaultId(forms);
  if (id === undefined || id.trim() === '') {
    problems.push(problem('error', 'termbase.no-id', node, l10n.t('The entry has no "id" and no form under "zh-Hans".')));
    return [];
  }
  const definition = readDefinition(fields.get('definition'), problems);
  const related = readStrings(fields.get('related'), 'related', problems);
  const forbidden = readStrings(fields.get('forbidden'), 'forbidden', problems);
  const subject = readString(fields.get('subject'), 'subject', problems);
  const source = readString(fields.get('source'), 'source', problems);
  const concept: Concept = {
    id: id.trim(),
    forms,
    ...(definition && { definition }),
    ...(related && { related }),
    ...(forbidden && { forbidden }),
    ...(subject !== undefined && { subject }),
    ...(source !== undefined && { source }),
  };
  return [{ concept, span: spanOf(node) }];
}

function readForms(node: Node | undefined, problems: TermBaseProblem[]): Concept['forms'] {
  if (!node) return {};
  if (node.type !== 'object') {
    problems.push(problem('error', 'termbase.forms', node, l10n.t('"forms" is an object from languages to lists of forms.')));
    return {};
  }
  const forms: Record<string, readonly string[]> = {};
  for (const { name, value } of fieldsOf(node)) {
    const texts = readStrings(value, name, problems);
    if (texts && texts.length > 0) forms[name] = texts;
  }
  return forms;
}

function readDefinition(node: Node | undefined, problems: TermBaseProblem[]): Concept['definition'] {
  if (!node) return undefined;
  if (node.type === 'string') {
    const text = node.value as string;
    return text.trim() === '' ? undefined : { [definitionLanguage(text)]: text };
  }
  if (node.type !== 'object') {
    problems.push(problem('error', 'termbase.definition', node, l10n.t('"definition" is a text, or an object from languages to texts.')));
    return undefined;
  }
  const definition: Record<string, string> = {};
  for (const { name, value } of fieldsOf(node)) {
    const text = readString(value, name, problems);
    if (text !== undefined && text.trim() !== '') definition[name] = text;
  }
  return definition;
}

function readString(node: Node | undefined, field: string, problems: TermBaseProblem[]): string | undefined {
  if (!node) return undefined;
  if (node.type === 'string') return node.value as string;
  problems.push(problem('error', 'termbase.not-a-text', node, l10n.t('"{0}" is a text in quotation marks.', field)));
  return undefined;
}

/** A list of texts, empty ones left out; one text stands for a list of one. */
function readStrings(node: Node | undefined, field: string, problems: TermBaseProblem[]): readonly string[] | undefined {
  if (!node) return undefined;
  const items = node.type === 'array' ? (node.children ?? []) : [node];
  const texts: string[] = [];
  for (const item of items) {
    const text = readString(item, field, problems)?.trim();
    if (text) texts.push(text);
  }
  return texts;
}

function problem(severity: TermBaseProblem['severity'], code: string, node: Node, message: string): TermBaseProblem {
  return { span: spanOf(node), severity, code, message };
}
