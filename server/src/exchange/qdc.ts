import * as l10n from '@vscode/l10n';
import { toWellFormed } from '../annotations/addresses';
import type { Code, CodeBook } from '../annotations/model';
import type { CodeBookFormat, GuidOf } from './codeBookFormat';
import { carriedOf, isUuid, withCarried } from './qdcDescription';
import { readQdc } from './qdcReader';

/** The namespace of code books of REFI-QDA 1.0, which the later versions keep. */
const QDC_NAMESPACE = 'urn:QDA-XML:codebook:1.0';

/**
 * The code book of the REFI-QDA standard, version 1.0 (https://www.qdasoftware.org), which ATLAS.ti, MAXQDA, NVivo, QualCoder and others read
 * and write. What it has no place for stands in the descriptions (qdcDescription.ts).
 */
export const qdc: CodeBookFormat = {
  name: 'qdc',
  label: 'REFI-QDA code book, for ATLAS.ti, MAXQDA, NVivo, QualCoder',
  write,
  losses,
  read: readQdc,
};

function write(codeBook: CodeBook, guidOf: GuidOf): string {
  // The schema asks for one code at least.
  if (codeBook.codes.length === 0) throw new RangeError(l10n.t('The code book has no codes to export.'));
  const guids = guidsOf(codeBook.codes, guidOf);
  const below = new Map<string | undefined, Code[]>();
  for (const code of codeBook.codes) below.set(code.parent, [...(below.get(code.parent) ?? []), code]);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<CodeBook xmlns="${QDC_NAMESPACE}" origin="Meipi">`, '  <Codes>'];
  // Not by recursion: people's trees are shallow, but files can hold any.
  const open: { readonly code: Code; next: number; readonly indent: string }[] = [];
  const enter = (code: Code, indent: string): void => {
    const attributes = [`guid="${guids.get(code.id) ?? ''}"`, `name="${attribute(code.name)}"`, `isCodable="${code.codable !== false}"`, `color="${code.color}"`].join(' ');
    const description = withCarried(code.description, carriedOf(code));
    if (description === undefined && !below.has(code.id)) {
      lines.push(`${indent}<Code ${attributes}/>`);
      return;
    }
    lines.push(`${indent}<Code ${attributes}>`);
    if (description !== undefined) lines.push(`${indent}  <Description>${content(description)}</Description>`);
    open.push({ code, next: 0, indent });
  };
  for (const top of below.get(undefined) ?? []) {
    enter(top, '    ');
    for (let at = open.at(-1); at; at = open.at(-1)) {
      const child = below.get(at.code.id)?.[at.next++];
      if (child) enter(child, `${at.indent}  `);
      else {
        lines.push(`${at.indent}</Code>`);
        open.pop();
      }
    }
  }
  lines.push('  </Codes>', ...writeSets(codeBook, guids), '</CodeBook>', '');
  return lines.join('\n');
}

function writeSets({ sets = [] }: CodeBook, guids: ReadonlyMap<string, string>): string[] {
  if (sets.length === 0) return [];
  const lines = ['  <Sets>'];
  for (const { guid, name, description, codes } of sets) {
    lines.push(`    <Set guid="${guid}" name="${attribute(name)}">`);
    if (description !== undefined) lines.push(`      <Description>${content(description)}</Description>`);
    for (const id of codes) if (guids.has(id)) lines.push(`      <MemberCode guid="${guids.get(id) ?? ''}"/>`);
    lines.push('    </Set>');
  }
  return [...lines, '  </Sets>'];
}

/** The GUID of each code: the one another program gave it, its id where that is one, else one made of its id. No two codes have the same. */
export function guidsOf(codes: readonly Code[], guidOf: GuidOf): ReadonlyMap<string, string> {
  const guids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, guid } of codes) {
    const own = (guid ?? (isUuid(id) ? id : guidOf(id))).toLowerCase();
    const unique = taken.has(own) ? guidOf(id) : own;
    taken.add(unique);
    guids.set(id, unique);
  }
  return guids;
}

function losses({ codes }: CodeBook): string[] {
  const told: string[] = [];
  const moved = codes.filter((code) => Object.keys(carriedOf(code)).length > 0);
  if (moved.length > 0) {
    const fields = [...new Set(moved.flatMap((code) => Object.keys(carriedOf(code))))].join(', ');
    told.push(l10n.t('REFI-QDA has no place for {0}: they stand at the end of the descriptions of {1} codes, from where Meipi reads them again.', fields, moved.length));
  }
  const unwritable = codes.filter(({ name, description }) => NOT_XML.test(`${name}${description ?? ''}`.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '')));
  if (unwritable.length > 0) told.push(l10n.t('XML cannot hold some control characters: they were replaced in the names or descriptions of {0} codes.', unwritable.length));
  return told;
}

/** What no XML 1.0 file can hold, not even escaped; halves of surrogate pairs among it. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/;

function allowed(text: string): string {
  return toWellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

function content(text: string): string {
  return allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}
