import type { Annotation, CodeBook, TagRef } from '../../annotations/model';
import type { CorpusDocument } from '../../corpus/corpus';
import { LAYERS, NUMBER_KINDS, SOURCE_KINDS, type Tag } from '../../recognise/tags';
import { overlaps } from '../../text/span';
import { type CodedPassage, codedPassages } from './study';

/** Whether tags are compared by what they are (`number/money`) or only by their layer (`number`). */
export type TagLevel = 'kind' | 'layer';

/** What a person and the machine say of one document, in the same categories. */
export interface MachineStudy {
  readonly person: readonly CodedPassage[];
  readonly machine: readonly CodedPassage[];
  /** Tags that the person has said nothing about; they are left out, unless the person has finished the document. */
  readonly undecided: number;
}

/**
 * The automatic tags of a document beside what a person says of them. A person marks a passage as a tag by accepting the tag, by
 * correcting it (then the passage is what it was corrected to), or by a code that is called like a layer, a kind or both
 * (`number`, `money`, `number/money`; in the code book's name of any language). By rejecting a tag a person says that
 * nothing is there. Where the person has not finished the document, tags without a decision say nothing about agreement.
 */
export function machineStudy(document: CorpusDocument, annotations: readonly Annotation[], codeBook: CodeBook, level: TagLevel, isFinished: boolean): MachineStudy {
  const categoryOf = categories(codeBook, level);
  const person: CodedPassage[] = [];
  const judged: CodedPassage[] = [];
  for (const { decision, parts } of annotations) {
    if (!decision) continue;
    const said = decision.verdict === 'accepted' ? decision.tag : decision.verdict === 'corrected' ? decision.as : undefined;
    for (const { span } of parts) {
      if (!span) continue;
      judged.push({ ...span, code: nameOf(decision.tag, level) });
      if (said) person.push({ ...span, code: nameOf(said, level) });
    }
  }
  const coded = annotations.filter(({ decision }) => !decision).map((annotation) => ({ ...annotation, codes: annotation.codes.flatMap((code) => categoryOf(code) ?? []) }));
  person.push(...codedPassages(coded));
  const machine: CodedPassage[] = [];
  let undecided = 0;
  for (const tag of document.tags) {
    const passage = { start: tag.start, end: tag.end, code: nameOf(tag, level) };
    const isJudged = judged.some((each) => each.start === tag.start && each.end === tag.end && each.code === passage.code) || person.some((each) => overlaps(each, tag));
    if (isFinished || isJudged) machine.push(passage);
    else undecided++;
  }
  return { person, machine, undecided };
}

/** What a tag is called as a category. */
function nameOf({ layer, kind }: Pick<Tag, 'layer' | 'kind'> | TagRef, level: TagLevel): string {
  return level === 'layer' ? layer : `${layer}/${kind}`;
}

/** Kinds by layer; those of a layer with one kind are named by the layer, too. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  term: ['concept'],
  number: NUMBER_KINDS,
  source: SOURCE_KINDS,
};

/** The category that a code stands for, if it stands for one. */
function categories({ codes }: CodeBook, level: TagLevel): (code: string) => string | undefined {
  const byName = new Map<string, string>();
  for (const layer of LAYERS) {
    const kinds = KINDS[layer] ?? [];
    for (const kind of kinds) {
      const name = nameOf({ layer, kind }, level);
      byName.set(kind, name);
      byName.set(`${layer}/${kind}`, name);
      if (level === 'layer' || kinds.length === 1) byName.set(layer, name);
    }
  }
  const known = new Map(codes.map((code) => [code.id, code]));
  return (id) => {
    const code = known.get(id);
    return [id, code?.name, ...Object.values(code?.names ?? {})].map((name) => byName.get(name?.trim().toLowerCase() ?? '')).find((category) => category !== undefined);
  };
}
