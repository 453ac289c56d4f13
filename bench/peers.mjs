// What other programs find in a text, in the shape of `meipi tag` (offsets in code points), so that one scorer judges all.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const requireHere = createRequire(import.meta.url);
const requirePeer = createRequire(fileURLToPath(new URL('package.json', import.meta.url)));

/**
 * Numbers as @microsoft/recognizers-text-suite finds them: all its models of quantity and time for zh-cn, of overlapping
 * spans the longest, without what its models of telephone numbers and addresses take. Values as far as it resolves them.
 * Line by line: its time grows faster than the text.
 */
export function recognizersNumbers(text) {
  const codePoints = codePointOffsets(text);
  const tags = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    for (const { start, end, kind, resolution } of entitiesIn(line)) {
      const span = { start: index + start, end: index + end + 1 };
      tags.push({ start: codePoints[span.start], end: codePoints[span.end], text: text.slice(span.start, span.end), layer: 'number', kind, value: valueOf(kind, resolution ?? {}) });
    }
  }
  return tags;
}

function entitiesIn(text) {
  const suite = requireRecognizers();
  const found = [
    ...NUMBER_MODELS.flatMap(([model, kind]) => suite[model](text, 'zh-cn').map((entity) => ({ ...entity, kind }))),
    ...suite.recognizeDateTime(text, 'zh-cn').map((entity) => ({ ...entity, kind: TIME_KINDS[entity.typeName.replace('datetimeV2.', '')] ?? 'date' })),
  ];
  const others = /\d{5}|[@.]/.test(text) ? ['recognizePhoneNumber', 'recognizeURL', 'recognizeEmail', 'recognizeIpAddress'].flatMap((model) => suite[model](text, 'zh-cn')) : [];
  const chosen = [];
  // Of one span the later model says more: a currency is a number too.
  for (const entity of found.filter(({ start, end }) => start >= 0 && end >= start && end < text.length).reverse().sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (![...chosen, ...others].some((other) => entity.start <= other.end && other.start <= entity.end)) chosen.push(entity);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** In the order of how much they say. */
const NUMBER_MODELS = [
  ['recognizeNumber', 'cardinal'],
  ['recognizeOrdinal', 'ordinal'],
  ['recognizePercentage', 'percent'],
  ['recognizeAge', 'measure'],
  ['recognizeTemperature', 'measure'],
  ['recognizeDimension', 'measure'],
  ['recognizeCurrency', 'money'],
];
const TIME_KINDS = { duration: 'duration', time: 'time', timerange: 'time', set: 'duration' };

function valueOf(kind, { value, values, isoCurrency }) {
  if (kind === 'date' || kind === 'time' || kind === 'duration') {
    const timex = values?.[0]?.timex;
    return timex === undefined ? {} : kind === 'date' ? { edtf: timex } : { iso: timex };
  }
  const number = Number.parseFloat(value);
  return Number.isNaN(number) ? {} : { num: number, ...(isoCurrency ? { unit: isoCurrency } : {}) };
}

/** Persons as nodejieba tags them (nr and what begins with it), two characters and more. */
export function jiebaPersons(text) {
  const nodejieba = requireHere('nodejieba');
  const codePoints = codePointOffsets(text);
  const tags = [];
  let at = 0;
  for (const { word, tag } of nodejieba.tag(text)) {
    const end = at + word.length;
    if (tag.startsWith('nr') && word.length > 1) {
      tags.push({ start: codePoints[at], end: codePoints[end], text: word, layer: 'source', kind: 'person', id: `person:${word}` });
    }
    at = end;
  }
  return tags;
}

function requireRecognizers() {
  try {
    return requirePeer('@microsoft/recognizers-text-suite');
  } catch {
    console.error('bench: install what Meipi is measured beside: npm ci --prefix bench');
    process.exit(2);
  }
}

/** The code point offset of every UTF-16 offset, the end included. */
function codePointOffsets(text) {
  const offsets = new Uint32Array(text.length + 1);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = count;
    const unit = text.charCodeAt(i);
    if (!(unit >= 0xd800 && unit <= 0xdbff)) count++;
  }
  offsets[text.length] = count;
  return offsets;
}
