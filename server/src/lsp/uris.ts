import { URI } from 'vscode-uri';

/**
 * One spelling for each address. Editors escape differently (`%E4%B8%AD` or 中, `%28` or `(`, `c%3A` or `c:`), so
 * addresses are compared by this form only; what is sent out keeps the spelling of whoever made it.
 */
export function canonicalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** Whether an address is that of a folder or stands below it. Both canonical. */
export function isInside(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}

/** An address as people know it: the path of a file, other addresses as they are. */
export function shownPath(uri: string): string {
  const address = URI.parse(uri);
  return address.scheme === 'file' ? address.fsPath : uri;
}
