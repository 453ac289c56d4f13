/** Text to bytes for tests: the platform decodes many encodings and encodes one, so its decoders are turned round. */
export function encode(text: string, encoding: string): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default: {
      const table = tableOf(encoding);
      return Buffer.concat([...text].map((character) => bytesOf(character, table, encoding)));
    }
  }
}

function bytesOf(character: string, table: ReadonlyMap<string, Buffer>, encoding: string): Buffer {
  if (character <= '\x7f') return Buffer.from(character);
  const bytes = table.get(character) ?? (encoding === 'gb18030' ? fourBytes(character) : undefined);
  if (!bytes) throw new Error(`${character} is not in ${encoding}`);
  return bytes;
}

const tables = new Map<string, ReadonlyMap<string, Buffer>>();

/** All characters of two bytes. */
function tableOf(encoding: string): ReadonlyMap<string, Buffer> {
  let table = tables.get(encoding);
  if (table) return table;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const built = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Buffer.from([lead, trail]);
      try {
        const character = decoder.decode(bytes);
        if ([...character].length === 1 && !built.has(character)) built.set(character, bytes);
      } catch {
        // No character there.
      }
    }
  }
  tables.set(encoding, (table = built));
  return table;
}

/** GB18030 counts the supplementary planes through from 90 30 81 30 (https://encoding.spec.whatwg.org/#gb18030-encoder). */
function fourBytes(character: string): Buffer | undefined {
  let rest = (character.codePointAt(0) as number) - 0x10000;
  if (rest < 0) return undefined;
  const fourth = rest % 10;
  rest = Math.floor(rest / 10);
  const third = rest % 126;
  rest = Math.floor(rest / 126);
  return Buffer.from([0x90 + Math.floor(rest / 10), 0x30 + (rest % 10), 0x81 + third, 0x30 + fourth]);
}
