import type { SourceTag } from '../../recognise/tags';
import { writtenOnOneLine, type WrittenDocument } from '../written';
import { ByteWriter } from './bytes';

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
