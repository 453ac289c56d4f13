/** A text of a person or a document as Markdown that shows it as it is written, in a cell of a table too. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-!|<>~&]/g, '\\$&');
}
