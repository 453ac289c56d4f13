import hkVariants from 'opencc-js/dict/HKVariants';
import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import twVariants from 'opencc-js/dict/TWVariants';
import compatibility from 'opencc-js/dict/CJK_Compatibility_Ideographs';

/** The folded form of each UTF-16 code unit (fold.ts says which). Made when the program is built. */
export function foldTable(): Uint16Array {
  const fold = new Uint16Array(0x10000);
  for (let i = 0; i < fold.length; i++) fold[i] = i;
  foldHan(fold);
  foldWidthAndSigns(fold);
  return fold;
}

function foldHan(fold: Uint16Array): void {
  const parent = new Map<number, number>();
  const simplified = new Map<number, number>();
  const find = (unit: number): number => {
    let root = unit;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root)) root = next;
    parent.set(unit, root);
    return root;
  };
  const connect = (from: string, to: string): void => {
    if (from.length !== 1 || to.length !== 1) return;
    const a = find(from.charCodeAt(0));
    const b = find(to.charCodeAt(0));
    if (a !== b) parent.set(a, b);
  };
  for (const dict of [simplifiedToTraditional, traditionalToSimplified, twVariants, hkVariants, compatibility]) {
    for (const [from, to] of entries(dict)) connect(from, to);
  }
  for (const [from, to] of entries(traditionalToSimplified)) {
    if (from.length === 1 && to.length === 1) {
      const unit = to.charCodeAt(0);
      simplified.set(unit, (simplified.get(unit) ?? 0) + 1);
    }
  }
  const classes = new Map<number, number[]>();
  for (const unit of [...parent.keys()].sort((a, b) => a - b)) {
    const root = find(unit);
    const members = classes.get(root);
    if (members) members.push(unit);
    else classes.set(root, [unit]);
  }
  // The member that most Traditional characters simplify to stands for the class.
  const votes = (unit: number): number => simplified.get(unit) ?? 0;
  for (const members of classes.values()) {
    const chosen = members.reduce((best, unit) => (votes(unit) > votes(best) ? unit : best));
    for (const unit of members) fold[unit] = chosen;
  }
}

function foldWidthAndSigns(fold: Uint16Array): void {
  for (let unit = 0xff01; unit <= 0xff5e; unit++) fold[unit] = unit - 0xfee0;
  for (const space of [0x00a0, 0x1680, 0x202f, 0x205f, 0x3000]) fold[space] = 0x20;
  for (let space = 0x2000; space <= 0x200a; space++) fold[space] = 0x20;
  const pairs: Record<string, string> = {
    '「': '“', '」': '”', '『': '‘', '』': '’', '﹁': '“', '﹂': '”', '﹃': '‘', '﹄': '’', '〝': '“', '〞': '”',
    '〈': '<', '〉': '>', '﹝': '〔', '﹞': '〕', '﹙': '(', '﹚': ')', '﹐': ',', '﹒': '.', '﹔': ';', '﹕': ':',
    '﹖': '?', '﹗': '!', '﹪': '%', '﹑': '、', '､': '、', '｡': '。', '￥': '¥', '￡': '£', '￠': '¢', '￣': '¯',
    '‧': '·', '•': '·', '・': '·', '･': '·', '∙': '·', '⋅': '·', '〜': '~', '～': '~', '∼': '~',
    '–': '—', '―': '—', '‒': '—', '‐': '-', '‑': '-', '−': '-', '○': '〇', '◯': '〇',
  };
  for (const [from, to] of Object.entries(pairs)) fold[from.charCodeAt(0)] = to.charCodeAt(0);
  // Kangxi radicals that OCR and PDF text carry in place of the characters (Unicode compatibility decomposition).
  for (let unit = 0x2f00; unit <= 0x2fd5; unit++) {
    const plain = String.fromCharCode(unit).normalize('NFKC');
    if (plain.length === 1) fold[unit] = fold[plain.charCodeAt(0)] as number;
  }
}

function* entries(dict: string): Generator<[string, string]> {
  for (const entry of dict.split('|')) {
    const space = entry.indexOf(' ');
    if (space > 0) yield [entry.slice(0, space), entry.slice(space + 1)];
  }
}
