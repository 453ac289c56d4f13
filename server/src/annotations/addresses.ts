/**
 * The names by which files of annotations speak of things. W3C Web Annotation wants absolute IRIs, and a sidecar must
 * mean the same on every machine: so neither `file:` addresses nor relative ones, but names made of the path below
 * the corpus root. A reader of a sidecar goes by where the sidecar lies; the names are for other programs.
 */

/** JSON-LD context of the W3C Web Annotation vocabulary. */
export const ANNO_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** The few terms that the W3C vocabulary lacks: `meipi:original`, `meipi:accepted`, `meipi:anchor`, `meipi:gone`, `meipi:repeated`, `meipi:conflictsWith`, `meipi:decision`, `meipi:locked`, `meipi:adjudicates`, `meipi:adopts`. */
export const MEIPI_CONTEXT = { meipi: 'urn:meipi:terms:' } as const;

const DOCUMENT = 'urn:meipi:document:';
const CODE = 'urn:meipi:code:';
const PAGE = 'urn:meipi:annotations:';

/** `urn:meipi:document:政策/a.txt`, percent-encoded. */
export function documentAddress(document: string): string {
  return DOCUMENT + encodePath(document);
}

/** Whether a name is one that {@link documentAddress} gives, of any document. */
export function isDocumentAddress(address: string): boolean {
  return address.startsWith(DOCUMENT);
}

/** Name of the page that holds the annotations of a document. */
export function pageAddress(document: string): string {
  return PAGE + encodePath(document);
}

/** Whether a name is one that {@link pageAddress} gives, of any document. */
export function isPageAddress(address: string): boolean {
  return address.startsWith(PAGE);
}

/** The path in a name that {@link pageAddress} gave; `undefined` for other names. */
export function documentOfPage(address: string): string | undefined {
  if (!isPageAddress(address)) return undefined;
  try {
    return decodeURIComponent(address.slice(PAGE.length));
  } catch {
    return undefined;
  }
}

/** Name of a code of a code book. */
export function codeAddress(code: string): string {
  return CODE + encodeURIComponent(toWellFormed(code));
}

/** The code that a name is of, when {@link codeAddress} gave it. */
export function codeOf(address: string): string | undefined {
  if (!address.startsWith(CODE)) return undefined;
  try {
    return decodeURIComponent(address.slice(CODE.length));
  } catch {
    return undefined;
  }
}

/** Name of a version of a text by its SHA-256. */
export function versionAddress(hash: string): string {
  return `urn:sha256:${hash}`;
}

/** The SHA-256 in the name of a version. */
export function hashOf(address: string): string | undefined {
  return /^urn:sha256:([0-9a-f]{64})$/.exec(address)?.[1];
}

/** What follows the name of a document in that of its sidecar. */
export const SIDECAR_ENDING = '.annotations.json';

/** URI of the sidecar of a document. */
export function sidecarUri(documentUri: string): string {
  return documentUri + SIDECAR_ENDING;
}

/** A path as part of a URI. */
export function encodePath(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(toWellFormed(part))).join('/');
}

/** Lone surrogates, which cannot be encoded, become U+FFFD. */
export function toWellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
