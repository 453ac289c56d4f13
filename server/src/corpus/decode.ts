/**
 * Bytes to text. Offsets count in the text that comes out: a byte order mark is no part of it, as it is none of
 * an editor's buffer (VS Code keeps it aside and writes it back) nor of the code points that exports count in.
 * Line ends stay as they are.
 */

/** A decoded document and the encoding it was read in, by its WHATWG name (`utf-8`, `gb18030`, …). */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/**
 * The text that bytes are in UTF-8, without the byte order mark they may begin with; undefined where they are no valid UTF-8. What a fatal `TextDecoder` gives
 * (https://encoding.spec.whatwg.org/#utf-8-decoder); a platform may have a faster way.
 */
export type FromUtf8 = (bytes: Uint8Array) => string | undefined;

/** Whether `TextDecoder` knows an encoding by this label (https://encoding.spec.whatwg.org/#names-and-labels). */
export function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}

/**
 * Decodes a file in the encoding that is named for it or, with none named, in the one found: by byte order mark,
 * as UTF-8 when it is valid UTF-8, as UTF-16 when zero bytes show it, else as the one of GB18030, Big5 and UTF-16
 * in which it has most common characters. A byte order mark decides against the named encoding too.
 * `undefined` when the bytes are text in none of them.
 */
export function decode(bytes: Uint8Array, named?: string, fromUtf8: FromUtf8 = byTextDecoder): Decoded | undefined {
  const label = byteOrderMark(bytes) ?? named;
  if (label !== undefined) return label === UTF_8 ? asUtf8(bytes, fromUtf8) : decodeAs(bytes, label);
  if (hasZeros(bytes)) return bestOf(bytes, ['utf-16le', 'utf-16be']);
  const utf8 = asUtf8(bytes, fromUtf8);
  if (utf8) return isText(utf8.text) ? utf8 : undefined;
  return bestOf(bytes, ['gb18030', 'big5', 'utf-16le', 'utf-16be']);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

const UTF_8 = 'utf-8';

function asUtf8(bytes: Uint8Array, fromUtf8: FromUtf8): Decoded | undefined {
  const text = fromUtf8(bytes);
  return text === undefined ? undefined : { text, encoding: UTF_8 };
}

function byTextDecoder(bytes: Uint8Array): string | undefined {
  return decodeAs(bytes, UTF_8)?.text;
}

function decodeAs(bytes: Uint8Array, label: string): Decoded | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    return undefined;
  }
}

/** Decodes the first bytes of a file that is known to be UTF-8; a character cut off at their end is left out. Undefined where they are none. */
export function decodeStartOfUtf8(start: Uint8Array): string | undefined {
  return decodeStart(start, UTF_8);
}

/** How many bytes are looked at to tell encodings apart. */
const SAMPLE = 1 << 16;

/** Zero bytes, as half of a line end, a digit or 一, are in no encoding of text but UTF-16 (and UTF-32, which nobody writes). */
function hasZeros(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SAMPLE).includes(0);
}

/** The encoding in which the beginning has the largest share of common characters, if the whole decodes in it. */
function bestOf(bytes: Uint8Array, labels: readonly string[]): Decoded | undefined {
  const sample = bytes.subarray(0, SAMPLE);
  const scored: { label: string; score: number }[] = [];
  for (const label of labels) {
    const start = decodeStart(sample, label);
    if (start !== undefined && isText(start)) scored.push({ label, score: commonShare(start, true) });
  }
  scored.sort((a, b) => b.score - a.score);
  for (const { label } of scored) {
    const decoded = plausible(decodeAs(bytes, label));
    if (decoded) return decoded;
  }
  return undefined;
}

/** Decodes the first bytes of a file; a character cut off at their end is left out. */
function decodeStart(sample: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return undefined;
  }
}

/** Shorter texts may well consist of rare characters (a list of names), so they are taken as they decode. */
const SHORT = 40;
/** Chinese prose in its own encoding has a third to a half of {@link COMMON} characters; read in a wrong one below a tenth. */
const LEAST_COMMON_SHARE = 0.12;

/** A decoding that looks like text; for one in a legacy encoding also like Chinese. */
function plausible(decoded: Decoded | undefined): Decoded | undefined {
  if (!decoded || !isText(decoded.text)) return undefined;
  const start = decoded.text.slice(0, SAMPLE);
  // Any bytes are characters in UTF-16, so even a short text must have common ones.
  if (decoded.encoding.startsWith('utf-16')) return commonShare(start, true) >= LEAST_COMMON_SHARE ? decoded : undefined;
  if (beyondAscii(start) < SHORT) return decoded;
  return commonShare(start) >= LEAST_COMMON_SHARE ? decoded : undefined;
}

/** Pictures and archives are full of control characters; text has none but for white space (and a stray one of OCR). */
function isText(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0) return false;
    if (unit < 0x20 && (unit < 0x09 || unit > 0x0d)) controls++;
  }
  return controls * 200 <= text.length;
}

function beyondAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) count++;
  return count;
}

/** The share of common characters: among all, with those of ASCII common, or among those beyond ASCII only. */
function commonShare(text: string, withAscii = false): number {
  let common = 0;
  let all = 0;
  for (let i = 0; i < text.length; i++) {
    const isAscii = text.charCodeAt(i) <= 0x7f;
    if (isAscii && !withAscii) continue;
    all++;
    if (isAscii || COMMON.has(text[i] as string)) common++;
  }
  return all === 0 ? 0 : common / all;
}

/** Marks and characters that make up a third to a half of any Chinese prose, in both scripts. */
const COMMON = new Set(
  '，。、；：？！“”（）《》「」　' +
    '的一是不了在有人我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡' +
    '用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實' +
    '日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭文体體' +
    '政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系',
);
