import { isHan, unitAt } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { continuesTransliteration, isTransliteration } from './nameShapes';
import { isTitle } from './personContext';
import { placeKind, placesOf } from './scan';

/** What is no personal name however likely its characters make it: pieces of longer names, names of places and bodies, surnames with a form of address. */

/** Ends of the names of places, and what does not follow them there. */
const PLACE_ENDS: ReadonlyMap<string, string> = new Map([
  ['市', '长场民面值委井'],
  ['县', '长令委'],
  ['镇', '长定静痛'],
  ['省', '长委级'],
]);
const ENDS_PLACE = placeKind(PLACE_ENDS.keys());

/** Two-character names of places that the text writes with 市, 县, 镇 or 省: 某某 begins no personal name where 某某市 stands too. */
export function namesOfPlaces(text: string): Set<string> {
  const found = new Set<string>();
  for (const at of placesOf(text, ENDS_PLACE)) {
    const others = PLACE_ENDS.get(text[at] as string) ?? '';
    if (at >= 2 && isHan(text.charCodeAt(at - 2)) && isHan(text.charCodeAt(at - 1)) && !others.includes(text[at + 1] ?? ' ')) found.add(text.slice(at - 2, at));
  }
  return found;
}

/** Whether a stretch is a piece of a transliteration: all its characters are usual there, and one that follows or goes before is too; a surname may be less usual. */
export function isInTransliteration(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (!isTransliteration(unitAt(text, i))) return false;
  if (isTransliteration(unitAt(text, start))) return isTransliteration(unitAt(text, end)) || isTransliteration(unitAt(text, start - 1));
  return continuesTransliteration(text, start + 1) && continuesTransliteration(text, end);
}

/** Ends of places and bodies that no given name has, and weekdays. */
export const NO_NAME = /(?:公司|集团|大学|银行|政府|赛|局|署|厅|部|院|社|所|处|网|市|省|区|镇|村|县|堡|队|楼|宫|乡|厂|店|馆|寺|庙|杯|茶)$|^周[一二三四五六日末][上下早晚中午]?$/;

/** With what those end: all that the pattern is written with. */
export const MAY_END_NO_NAME = CodeUnitSet.of(NO_NAME.source);

/** What a form of address after a surname begins with. */
const addresses = CodeUnitSet.of('老总工某氏家姓大阿小二三四五六');

/** Surname and form of address (李先生, 胡老) are no full name. */
export function isFormOfAddress(name: string): boolean {
  return isTitle(name.slice(1)) || addresses.has(name.charCodeAt(1)) && /^.(?:老|总|工|某|氏|家|姓|大[爷娘妈姐哥嫂]|[阿大小老二三四五六].)$/.test(name) && (name.length === 2 || /^.大[爷娘妈姐哥嫂]$/.test(name));
}
