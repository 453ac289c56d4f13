/** The readings of a Chinese name without tones, for finding it with a Latin keyboard. */
export interface Romanisation {
  /** Syllables, joined: `xinzhishengchanli`. */
  readonly full: string;
  /** First letters of the syllables: `xzscl`. */
  readonly initials: string;
  /** Syllables with spaces, to show. */
  readonly shown: string;
}

/** Gives the romanisation of a name; undefined for one without Chinese characters. */
export type Romaniser = (name: string) => Romanisation | undefined;

let romaniser: Promise<Romaniser> | undefined;

/** The dictionary of readings is large: it is loaded on first need and kept. */
export function loadRomaniser(): Promise<Romaniser> {
  return (romaniser ??= import('pinyin-pro').then(({ pinyin }) => {
    const known = new Map<string, Romanisation | undefined>();
    return (name) => {
      if (!known.has(name)) known.set(name, romanise(name, pinyin(name, { toneType: 'none', type: 'array', v: true })));
      return known.get(name);
    };
  }));
}

function romanise(name: string, syllables: readonly string[]): Romanisation | undefined {
  if (!/\p{Script=Han}/u.test(name)) return undefined;
  const letters = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter((syllable) => syllable !== '');
  return { full: letters.join(''), initials: letters.map((syllable) => syllable[0]).join(''), shown: letters.join(' ') };
}
