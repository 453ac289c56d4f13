import type { SourceTag } from '../../recognise/tags';
import { writtenOnOneLine, type WrittenDocument } from '../written';
import { ByteReader, ByteWriter } from './bytes';

/** How the sources of a document are written, for a list of all names that reads no texts. */

/** The forms of an entity in the order they stand in, and how often each does. */
export interface Forms {
  readonly forms: string[];
  readonly counts: number[];
}

/** How many entities there are, and of each its id, the number of its forms, and each of them with how often it stands; in a buffer of their own. */
export function packForms(tags: readonly SourceTag[], document: WrittenDocument): Uint8Array<ArrayBuffer> {
  const entities = new Map<string, Forms>();
  for (const tag of tags) addForm(entities, tag.id, writtenOnOneLine(document, tag), 1);
  const bytes = new ByteWriter();
  bytes.whole(entities.size);
  for (const [id, { forms, counts }] of entities) {
    bytes.string(id);
    bytes.whole(forms.length);
    for (const [i, form] of forms.entries()) {
      bytes.string(form);
      bytes.whole(counts[i] as number);
    }
  }
  return bytes.written.slice();
}

/** The forms of one entity out of those of a document. */
export function unpackForms(bytes: Uint8Array, id: string): Forms {
  const wanted = new ByteWriter();
  wanted.string(id);
  const reader = new ByteReader(bytes);
  for (let left = reader.whole(); left > 0; left--) {
    const isMeant = reader.isString(wanted.written);
    const count = reader.whole();
    if (isMeant) return readForms(reader, count);
    for (let i = 0; i < count; i++) {
      reader.skipString();
      reader.whole();
    }
  }
  return { forms: [], counts: [] };
}

function readForms(reader: ByteReader, count: number): Forms {
  const found: Forms = { forms: [], counts: [] };
  for (let i = 0; i < count; i++) {
    found.forms.push(reader.string());
    found.counts.push(reader.whole());
  }
  return found;
}

/** The forms of one entity, by its mentions. */
export function formsOf(id: string, tags: readonly SourceTag[], document: WrittenDocument): Forms {
  const entities = new Map<string, Forms>();
  for (const tag of tags) addForm(entities, id, writtenOnOneLine(document, tag), 1);
  return entities.get(id) ?? { forms: [], counts: [] };
}

/** Counts a form of an entity. */
export function addForm(entities: Map<string, Forms>, id: string, form: string, count: number): void {
  const known = entities.get(id);
  if (!known) {
    entities.set(id, { forms: [form], counts: [count] });
    return;
  }
  const at = known.forms.indexOf(form);
  if (at < 0) {
    known.forms.push(form);
    known.counts.push(count);
  } else known.counts[at] = (known.counts[at] as number) + count;
}
