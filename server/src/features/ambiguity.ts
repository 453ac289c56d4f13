import type { Corpus } from '../corpus/corpus';
import type { DecidedTag } from '../corpus/decisions';
import { nameOf } from './subject';

/** The ids that a tag may stand for: of all people of a name, of all concepts of a form; empty where there is but one. */
export function alternativesOf(tag: DecidedTag): readonly string[] {
  if (tag.layer === 'source') return tag.namesakes ?? [];
  return tag.layer === 'term' ? (tag.alternatives ?? []) : [];
}

/** Whether nothing in the text says which of its alternatives a tag stands for, and no person has said it. */
export function isAmbiguous(tag: DecidedTag): boolean {
  if (tag.decision !== undefined || tag.layer === 'number') return false;
  // A person whom the document tells apart has an id with a role; of several concepts the first of the term bases was taken.
  return tag.layer === 'term' ? alternativesOf(tag).length > 1 : tag.namesakes !== undefined && !tag.namesakes.includes(tag.id);
}

/** A name that tells one alternative from the others: the first role of a person, the name of a concept. */
export function alternativeLabel(corpus: Corpus, id: string): string {
  const name = nameOf(corpus, id);
  const role = id.startsWith('person:') ? corpus.roleOf(id)?.text : undefined;
  const bracketed = /（([^）]*)）$/.exec(id)?.[1];
  const told = role ?? bracketed;
  return told === undefined ? name : `${name.replace(/（[^）]*）$/, '')} (${told})`;
}
