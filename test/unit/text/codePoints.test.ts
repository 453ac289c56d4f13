import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CodePointIndex } from '../../../server/src/text/codePoints';
import { SourceText } from '../../../server/src/text/sourceText';

const astral = fc.array(fc.constantFrom('产', '𠮷', '👨‍👩‍👧', '\ud842', '\udfb7', '\r\n', '\n', '\r', 'a', '葛󠄀'), { maxLength: 30 }).map((parts) => parts.join(''));

describe('CodePointIndex', () => {
  it('counts as iterating the string does', () => {
    fc.assert(
      fc.property(astral, (text) => {
        const index = new CodePointIndex(text);
        let offset = 0;
        let count = 0;
        for (const character of text) {
          assert.equal(index.toCodePoint(offset), count);
          assert.equal(index.toUtf16(count), offset);
          offset += character.length;
          count++;
        }
        assert.equal(index.toCodePoint(text.length), count);
        assert.equal(index.toUtf16(count), text.length);
      }),
    );
  });

  it('counts a pair as not yet passed inside it, and clamps to the text', () => {
    const index = new CodePointIndex('𠮷野');
    assert.equal(index.toCodePoint(1), 0);
    assert.equal(index.toCodePoint(2), 1);
    assert.equal(index.toCodePoint(99), 2);
    assert.equal(index.toUtf16(99), 3);
  });
});

describe('SourceText', () => {
  it('turns offsets into positions and back with LF, CRLF and lone CR', () => {
    fc.assert(
      fc.property(astral, (text) => {
        const source = new SourceText(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const position = source.positionAt(offset);
          const insideBreak = /^\r?\n?$/.test(text.slice(source.lineEnd(position.line), offset)) && offset > source.lineEnd(position.line);
          assert.equal(source.offsetAt(position), insideBreak ? source.lineEnd(position.line) : offset);
        }
      }),
    );
  });

  it('numbers lines as the Language Server Protocol does', () => {
    const source = new SourceText('一\r\n二\r三\n');
    assert.equal(source.lineCount, 4);
    assert.deepEqual(source.positionAt(3), { line: 1, character: 0 });
    assert.equal(source.offsetAt({ line: 0, character: 99 }), 1);
    assert.equal(source.offsetAt({ line: 99, character: 0 }), source.length);
  });
});
