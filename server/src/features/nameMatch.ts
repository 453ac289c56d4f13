import { foldQuery } from '../text/reading';
import type { Romanisation } from './pinyin';

/** How well what a person typed meets a name, best first. */
export enum Quality { exact, prefix, inside, pinyin, pinyinPrefix, initials, pinyinInside, none }

/** A name or a query as they are compared: whatever the script, width and case. */
export function normalised(text: string): string {
  return foldQuery(text).toLowerCase();
}

/** Both normalised. */
export function formQuality(form: string, wanted: string): Quality {
  const at = form.indexOf(wanted);
  if (at < 0) return Quality.none;
  if (at > 0) return Quality.inside;
  return form.length === wanted.length ? Quality.exact : Quality.prefix;
}

/** Whether a query can be pinyin. */
export function isPinyin(wanted: string): boolean {
  return /^[a-z ]+$/.test(wanted);
}

/** `wanted` is pinyin, with or without spaces. */
export function pinyinQuality({ full, initials }: Romanisation, wanted: string): Quality {
  const typed = wanted.replaceAll(' ', '');
  if (full === typed) return Quality.pinyin;
  if (full.startsWith(typed)) return Quality.pinyinPrefix;
  if (initials.startsWith(typed)) return Quality.initials;
  return typed.length > 1 && full.includes(typed) ? Quality.pinyinInside : Quality.none;
}
