import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { CorpusDocument } from '../../../server/src/corpus/corpus';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { findString } from '../../../server/src/corpus/search';
import { foldQuery, Reading } from '../../../server/src/text/reading';
import { foldUnit } from '../../../server/src/text/fold';
import { SourceText } from '../../../server/src/text/sourceText';

/** What a search is to find: the places of the folded string in the reading, one after another. */
function placesInReading(text: string, query: string): [number, number][] {
  const reading = new Reading(text);
  const wanted = foldQuery(query);
  if (wanted === '') return [];
  const isCaseless = /[^\P{L}\p{Script=Han}]/u.test(wanted);
  const places: [number, number][] = [];
  const add = (start: number): void => {
    const span = reading.toSourceSpan({ start, end: start + wanted.length });
    places.push([span.start, span.end]);
  };
  if (isCaseless) for (const { index } of reading.text.matchAll(new RegExp(asLiteral(wanted), 'gi'))) add(index);
  else for (let at = reading.text.indexOf(wanted); at >= 0; at = reading.text.indexOf(wanted, at + wanted.length)) add(at);
  return places;
}

function asLiteral(text: string): string {
  return text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

function find(text: string, query: string): [number, number][] {
  const document: Pick<CorpusDocument, 'text' | 'reading'> = { text: new SourceText(text), reading: new Reading(text) };
  return Array.from(findString(query, [document], neverCancelled), ({ span }) => [span.start, span.end]);
}

describe('The search for a string', () => {
  it('finds what the reading has, however it is written', () => {
    const sign = fc.constantFrom('产', '產', '業', '业', '的', '的', 'G', 'g', 'Ｇ', 'K', 'ſ', 's', '1', '（', '(', '.', ' ', '　', '\t', '\n', '\r\n', '\n　　', '\u200b', '\ufe0f', '\u{e0100}', '\udb40', '\udd00', '𠮷', '，');
    const text = fc.array(sign, { maxLength: 40, size: 'max' }).map((signs) => signs.join(''));
    const query = fc.array(sign, { minLength: 1, maxLength: 4 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(text, query, (where, what) => {
        assert.deepEqual(find(where, what), placesInReading(where, what));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes half of a variation selector for no white space', () => {
    assert.deepEqual(find('G\udb40.', 'G\n.'), []);
  });

  it('finds a string in prose with soft line breaks', () => {
    const prose = '市場上的新質生產力，这里说的是靠新的办法、少花人力和原料做成事的先进生产\n力质态。'.repeat(3);
    assert.deepEqual(find(prose, '生产力'), placesInReading(prose, '生产力'));
    assert.equal(find(prose, '生产力').length, 6);
  });

  it('takes no longer for white space that it cannot find', () => {
    assert.deepEqual(find(`甲${' '.repeat(20_000)}乙${'\n'.repeat(20_000)}丙`, '甲 丙 丁'), []);
  });

  it('sees all that reads as white space where it looks for white space', () => {
    for (let unit = 0; unit < 0x10000; unit++) if (foldUnit(unit) === 0x20) assert.match(String.fromCharCode(unit), /\s/, unit.toString(16));
  });
});
