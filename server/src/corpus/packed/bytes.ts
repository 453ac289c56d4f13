/**
 * Numbers and strings as bytes, each in as few as its usual values need. What is written is read back exactly; a reader throws a
 * `RangeError` where the bytes end too early.
 *
 * - Whole numbers: seven bits a byte, the lowest first, the eighth bit set on all but the last (LEB128, as in DWARF and Protocol Buffers).
 * - Signed ones: folded into whole numbers first (0, -1, 1, -2, …: "zigzag", as in Protocol Buffers).
 * - Strings: the number of their bytes, then code unit by code unit: ASCII in one byte, U+2000…U+9EFF (nearly all of a Chinese text) in
 *   two, all others, surrogates among them, in three.
 */

const FIRST_CAPACITY = 256;

/** First code unit of those that take two bytes, and how many they are: 127 rows of 256, whose first bytes are 0x80…0xFE. */
const TWO_BYTES_FROM = 0x2000;
const TWO_BYTES_COUNT = 0x7f00;
/** First byte of a code unit of three bytes; the other two are the unit, the high byte first. */
const THREE_BYTES = 0xff;

/** What the lowest two bits of a packed number say of the rest. */
const WHOLE = 0;
const NEGATIVE = 1;
/** A whole number of digits, then the power of ten that it is multiplied by. */
const DECIMAL = 2;
/** The eight bytes of a double follow. */
const DOUBLE = 3;

/** Powers of ten that a double holds exactly: products and quotients with them are rounded once, as reading the decimal number is. */
const MOST_POWER = 22;
const POWERS = Array.from({ length: MOST_POWER + 1 }, (_, i) => 10 ** i);
/** Whole numbers up to here survive the two bits put below them. */
const MOST_WHOLE = 2 ** 50;

const double = new Float64Array(1);
const doubleBytes = new Uint8Array(double.buffer);

const NO_BYTES = new Uint8Array(0);

/** Bytes that grow as they are written. */
export class ByteWriter {
  /** Room is made when something is written: of the many tables of a document most stay empty. */
  #bytes: Uint8Array<ArrayBuffer> = NO_BYTES;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What was written so far in its first {@link length} bytes, with room for more behind; good until the next writing. */
  get room(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** What was written so far; good until the next writing. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Takes back what was written behind the first `length` bytes. */
  cutTo(length: number): void {
    this.#length = length;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 up to 2^53 - 1. */
  whole(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    const bytes = this.#bytes;
    let rest = value;
    while (rest >= 0x10000000) {
      bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    while (rest >= 0x80) {
      bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[this.#length++] = rest;
  }

  /** A whole number, negative ones too, of at most 31 bits. */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Any number, -0, infinities and NaN among them. */
  number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      const size = Math.abs(value);
      // 30000000000 is shorter as 3 and a power of ten.
      const isRound = value >= 1000 && size % 1000 === 0;
      if (size < MOST_WHOLE && !isRound) return this.whole(size * 4 + (value < 0 ? NEGATIVE : WHOLE));
    }
    const decimal = decimalOf(value);
    if (decimal) {
      this.whole(decimal.digits * 4 + DECIMAL);
      this.signed(decimal.power);
      return;
    }
    this.byte(DOUBLE);
    double[0] = value;
    this.bytes(doubleBytes);
  }

  bytes(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  string(text: string): void {
    let size = 0;
    for (let i = 0; i < text.length; i++) size += sizeOf(text.charCodeAt(i));
    this.whole(size);
    if (this.#length + size > this.#bytes.length) this.#grow(size);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const row = unit - TWO_BYTES_FROM;
      if (unit < 0x80) bytes[at++] = unit;
      else if (row >= 0 && row < TWO_BYTES_COUNT) {
        bytes[at++] = 0x80 + (row >>> 8);
        bytes[at++] = row;
      } else {
        bytes[at++] = THREE_BYTES;
        bytes[at++] = unit >>> 8;
        bytes[at++] = unit;
      }
    }
    this.#length = at;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(FIRST_CAPACITY, 2 * this.#bytes.length, this.#length + needed));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** Reads what a {@link ByteWriter} wrote, from a place on. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The place of the byte that is read next. */
  get at(): number {
    return this.#at;
  }

  /** All bytes that are read from; not to be changed. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  moveTo(at: number): void {
    this.#at = at;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw endsTooEarly();
    return value;
  }

  whole(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++];
    if (byte === undefined) throw endsTooEarly();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 0x80;
    do {
      byte = bytes[this.#at++];
      if (byte === undefined) throw endsTooEarly();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    return value;
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  number(): number {
    const head = this.whole();
    const rest = Math.floor(head / 4);
    switch (head % 4) {
      case WHOLE:
        return rest;
      case NEGATIVE:
        return -rest;
      case DECIMAL:
        return scaled(rest, this.signed());
      default:
        for (let i = 0; i < doubleBytes.length; i++) doubleBytes[i] = this.byte();
        return double[0] as number;
    }
  }

  string(): string {
    const end = this.whole() + this.#at;
    const bytes = this.#bytes;
    if (end > bytes.length) throw endsTooEarly();
    const units: number[] = [];
    while (this.#at < end) {
      const first = bytes[this.#at++] as number;
      if (first < 0x80) units.push(first);
      else if (first !== THREE_BYTES) units.push(TWO_BYTES_FROM + ((first - 0x80) << 8) + (bytes[this.#at++] as number));
      else units.push(((bytes[this.#at++] as number) << 8) + (bytes[this.#at++] as number));
    }
    return textOf(units);
  }

  /** Moves behind a string without making it. */
  skipString(): void {
    const size = this.whole();
    this.#at += size;
  }

  /** Moves behind a string, and says whether it is the one whose bytes, the number of them first, are given. */
  isString(packed: Uint8Array): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    this.skipString();
    if (this.#at - start !== packed.length) return false;
    for (let i = 0; i < packed.length; i++) if (bytes[start + i] !== packed[i]) return false;
    return true;
  }
}

/** The parts one after another in a buffer of their own, behind so many free bytes. */
export function joined(parts: readonly Uint8Array[], free = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, free));
  let at = free;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Four bytes as a whole number, the lowest first. */
export function uint32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)) >>> 0);
}

function sizeOf(unit: number): number {
  if (unit < 0x80) return 1;
  return unit >= TWO_BYTES_FROM && unit < TWO_BYTES_FROM + TWO_BYTES_COUNT ? 2 : 3;
}

/** Arguments that `String.fromCharCode` is given at once: they stand on the stack. */
const AT_ONCE = 4096;

function textOf(units: readonly number[]): string {
  if (units.length <= AT_ONCE) return String.fromCharCode.apply(null, units as number[]);
  let text = '';
  for (let i = 0; i < units.length; i += AT_ONCE) text += String.fromCharCode.apply(null, units.slice(i, i + AT_ONCE));
  return text;
}

/** A number as digits times a power of ten, where that gives it back; undefined for negative ones and those of too many digits. */
function decimalOf(value: number): { readonly digits: number; readonly power: number } | undefined {
  if (!(value > 0) || value === Infinity) return undefined;
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const point = mantissa.indexOf('.');
  let digits = mantissa.replace('.', '');
  let power = Number(exponent) - (point < 0 ? 0 : mantissa.length - point - 1);
  const shortened = digits.replace(/0+$/, '');
  power += digits.length - shortened.length;
  digits = shortened;
  const whole = Number(digits);
  if (whole >= MOST_WHOLE || Math.abs(power) > MOST_POWER || scaled(whole, power) !== value) return undefined;
  return { digits: whole, power };
}

function scaled(digits: number, power: number): number {
  const factor = POWERS[Math.abs(power)];
  if (factor === undefined) throw new RangeError('The power of ten of a packed number is out of bounds.');
  return power < 0 ? digits / factor : digits * factor;
}

function endsTooEarly(): RangeError {
  return new RangeError('Packed bytes end too early.');
}
