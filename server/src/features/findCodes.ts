import type { Code } from '../annotations/model';
import { formQuality, isPinyin, normalised, pinyinQuality, Quality } from './nameMatch';
import type { Romaniser } from './pinyin';

/**
 * Ids of the codes that a person may mean, the best first and otherwise in their order: by part of a name in any of their languages, or of an
 * alternative name, in any script, width and case; by pinyin without tones or its initials. All for an empty query.
 */
export function findCodes(codes: readonly Code[], query: string, romanise: Romaniser): string[] {
  const wanted = normalised(query.trim());
  if (wanted === '') return codes.map(({ id }) => id);
  return codes
    .map((code) => ({ id: code.id, quality: Math.min(...namesOf(code).map((name) => qualityOf(name, wanted, romanise))) }))
    .filter(({ quality }) => quality !== (Quality.none as number))
    .sort((a, b) => a.quality - b.quality)
    .map(({ id }) => id);
}

function namesOf({ name, names, alternativeNames }: Code): string[] {
  return [name, ...Object.values(names ?? {}), ...(alternativeNames ?? [])];
}

function qualityOf(name: string, wanted: string, romanise: Romaniser): Quality {
  const byForm = formQuality(normalised(name), wanted);
  if (byForm !== Quality.none || !isPinyin(wanted)) return byForm;
  const reading = romanise(name);
  return reading ? pinyinQuality(reading, wanted) : Quality.none;
}
