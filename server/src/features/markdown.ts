import type { Range } from '../text/sourceText';

/** Where a link leads, by file and LSP positions. */
export interface LinkTarget {
  readonly uri: string;
  readonly range: Range;
}

/** Makes the address of a link; what it can be depends on the editor. */
export type Linker = (target: LinkTarget) => string;

/** The client commands that links name; the client lists them among the commands it trusts. */
const OPEN_LOCATION = 'meipi.openLocation';
const SHOW_STATEMENTS = 'meipi.statementsOfSource';
const CHOOSE_TAG = 'meipi.chooseTag';

/** A link that runs {@link OPEN_LOCATION} with the arguments `uri, range`. */
export const commandLink: Linker = ({ uri, range }) => `command:${OPEN_LOCATION}?${encoded(JSON.stringify([uri, range]))}`;

/** A link that runs {@link SHOW_STATEMENTS} with the document and the id of a source. */
export function statementsCommandLink(uri: string, sourceId: string): string {
  return `command:${SHOW_STATEMENTS}?${encoded(JSON.stringify([uri, sourceId]))}`;
}

/** A link that runs {@link CHOOSE_TAG} with the document, the range and layer of a tag, and the id that it stands for. */
export function chooseCommandLink({ uri, range }: LinkTarget, layer: string, id: string): string {
  return `command:${CHOOSE_TAG}?${encoded(JSON.stringify([uri, range, layer, id]))}`;
}

/** A link to the file with the line, counted from 1, for editors without the command. */
export const fileLink: Linker = ({ uri, range }) => `${uri.replace(/[()<>\s\\]/g, encoded)}#L${range.start.line + 1}`;

/**
 * Text from a corpus as Markdown that shows it and does nothing else: every ASCII punctuation character is
 * escaped (CommonMark 0.31, 2.4), which also keeps addresses from becoming links and `$(…)` from becoming
 * icons; white space and line breaks become one space.
 */
export function escapeMarkdown(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** {@link escapeMarkdown} with the line breaks kept. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(escapeMarkdown)
    .join('  \n')
    .trim();
}

/** What Markdown written with the functions of this file says, without its marks: labels of links without their addresses. */
export function plainOf(markdown: string): string {
  return markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)/g, '$1')
    .replace(/(?<!\\)[*_`]+/g, '')
    .replace(/ {2}\n/g, '\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** A link whose label is plain text. */
export function markdownLink(label: string, address: string): string {
  return `[${escapeMarkdown(label)}](${address})`;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
