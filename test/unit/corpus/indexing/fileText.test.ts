import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decode } from '../../../../server/src/corpus/decode';
import { DocumentText } from '../../../../server/src/corpus/documentText';
import { factsOf, FileText } from '../../../../server/src/corpus/indexing/fileText';
import type { LocalFiles } from '../../../../server/src/corpus/ports';
import { SourceText } from '../../../../server/src/text/sourceText';

const URI = 'file:///corpus/a.txt';

/** A file whose text is known from before, and what is read of it: `all`, or the beginning up to a byte. */
function known(bytes: Uint8Array, now = bytes): { readonly text: FileText; readonly document: DocumentText; readonly reads: (number | 'all')[] } {
  const reads: (number | 'all')[] = [];
  const files: LocalFiles = {
    stat: () => ({ kind: 'file', size: now.length, mtime: now === bytes ? 1 : 2 }),
    read: () => {
      reads.push('all');
      return now;
    },
    readStart: (_, length) => {
      reads.push(length);
      return now.subarray(0, length);
    },
    isSettled: () => true,
    hash: (each) => Buffer.from(each).toString('base64'),
  };
  const stamp = { size: bytes.length, mtime: 1 };
  const text = new FileText(URI, stamp, undefined, files, () => undefined);
  const decoded = decode(bytes);
  assert.ok(decoded);
  text.learn(factsOf(decoded, bytes, stamp, files));
  return { text, document: new DocumentText(text, { id: 'a.txt', title: undefined, use: () => undefined }), reads };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const LONG = `第一行。\r\n第二行𠮷野家。\n${'后面还有很多字。'.repeat(100)}`;

describe('the beginning of a text', () => {
  it('has the places and the words of the whole up to an offset, whatever characters and line ends it has', () => {
    const piece = fc.constantFrom('县', '𠮷', 'a', '\r', '\n', '\r\n', '葛󠄀', '。');
    fc.assert(fc.property(fc.boolean(), fc.array(piece, { maxLength: 30 }), fc.nat(), (isMarked, pieces, seed) => {
      const text = pieces.join('') + '字'.repeat(200);
      const { document } = known(utf8(isMarked ? `\ufeff${text}` : text));
      const end = seed % (pieces.join('').length + 1);
      const span = { start: Math.floor(end / 2), end };
      const start = document.upTo(end);
      assert.deepEqual(start.rangeOf(span), new SourceText(text).rangeOf(span));
      assert.equal(start.slice(span), text.slice(span.start, span.end));
    }));
  });

  it('is all that is read of a long file', () => {
    const { document, reads } = known(utf8(LONG));
    assert.deepEqual(document.upTo(9).positionAt(9), { line: 1, character: 3 });
    assert.equal(document.isThere, false);
    assert.equal(reads.includes('all'), false);
  });

  it('is taken from the whole once that is there, and where nearly all would be read', () => {
    const { document, reads } = known(utf8(LONG));
    assert.equal(document.upTo(LONG.length - 1).text, LONG);
    assert.deepEqual(document.upTo(3).text, LONG);
    assert.deepEqual(reads, ['all']);
  });

  it('is that of the whole where the file was changed, or is in another encoding', () => {
    const other = known(utf8(LONG), utf8(`新${LONG}`));
    assert.equal(other.document.upTo(3).text, `新${LONG}`);
    const bytes = new Uint8Array(Buffer.from(`\ufeff${LONG}`, 'utf16le'));
    const { document, reads } = known(bytes);
    assert.equal(document.upTo(3).text, LONG);
    assert.deepEqual([...new Set(reads)], ['all']);
  });

  it('is no shorter than was asked for, wherever the bytes that are read end in a character', () => {
    const piece = fc.constantFrom('县', '𠮷', 'é', 'a');
    fc.assert(fc.property(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat({ max: 12 }), (isMarked, pieces, offset) => {
      const whole = pieces.join('').repeat(20);
      const start = known(utf8(isMarked ? `\ufeff${whole}` : whole)).text.readUpTo(offset);
      if (start !== undefined) assert.deepEqual([start.length >= offset, whole.startsWith(start)], [true, true]);
      else assert.ok(isMarked || whole.length < 100, 'there is a reason to read all of it');
    // The bytes behind the mark end in the second character.
    }), { examples: [[true, ['县', '𠮷'], 2]] });
  });

  it('reaches behind a line end of two characters that the offset stands in', () => {
    const text = '甲\r\n乙';
    const asked: number[] = [];
    const origin = { roughLength: text.length, read: () => text, readUpTo: (offset: number) => (asked.push(offset), text.slice(0, offset)) };
    const document = new DocumentText(origin, { id: 'a.txt', title: undefined, use: () => undefined });
    for (let offset = 0; offset <= text.length; offset++) assert.deepEqual(document.upTo(offset).positionAt(offset), new SourceText(text).positionAt(offset));
    assert.equal(asked.length, text.length + 1);
  });
});

describe('a text in passing', () => {
  it('is read once for all who have it, and not kept', () => {
    const { document, reads } = known(utf8(LONG));
    const first = document.textInPassing;
    assert.equal(first.text, LONG);
    assert.equal(document.textInPassing, first);
    assert.equal(document.isThere, false);
    assert.deepEqual(reads, ['all']);
  });

  it('is the text itself once somebody keeps it', () => {
    const { document, reads } = known(utf8(LONG));
    const passing = document.textInPassing;
    assert.equal(document.text, passing);
    assert.equal(document.textInPassing, passing);
    assert.equal(document.isThere, true);
    assert.deepEqual(reads, ['all']);
  });
});
