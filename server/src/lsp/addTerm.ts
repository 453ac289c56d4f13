import * as l10n from '@vscode/l10n';
import type { FileSystem } from '../corpus/ports';
import { insertConcept, isWritableTermBase } from '../corpus/termBaseEdit';
import { conceptOf } from '../features/newConcept';
import { parseTermBase } from '../recognise/terms/parseTermBase';
import { wholeCharacters } from '../text/codePoints';
import { candidateFor, corpusAt } from './candidates';
import { baseName, editTermBase, inTurn, type OwnTermBase } from './corpusFiles';
import { UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import type { AddedTerm, AddTermArguments } from './protocol';
import { shownPath } from './uris';
import type { Workspace } from './workspace';

/** A form that a person adds may be longer than what is found by itself, but no passage. UTF-16 code units. */
const LONGEST_FORM = 60;

/**
 * Writes a concept into the corpus's own term base: the first of corpus.json that can be added to, or terms.json, which is
 * made and named in corpus.json.
 */
export function addTerm(workspace: Workspace, deps: Deps, args: AddTermArguments): Promise<AddedTerm> {
  return inTurn(workspace, () => writeTerm(workspace, deps, args));
}

interface Deps {
  readonly files: FileSystem;
  readonly pause: () => Promise<void>;
}

async function writeTerm(workspace: Workspace, { files, pause }: Deps, args: AddTermArguments): Promise<AddedTerm> {
  const { loaded, form } = subjectOf(workspace, args);
  if (form === '' || /[\r\n]/.test(form) || form.length > LONGEST_FORM) throw new UserError(l10n.t('Select a term to add: up to {0} characters on one line.', LONGEST_FORM));
  const candidate = args.forms === undefined || args.definition === undefined ? await candidateFor(loaded, form, pause) : undefined;
  const concept = conceptOf({
    form: candidate?.form ?? form,
    forms: [form, ...(args.forms ?? candidate?.forms ?? [])],
    aliases: args.aliases ?? candidate?.aliases,
    english: args.english ?? candidate?.english,
    definition: args.definition ?? candidate?.definition?.text,
  });
  const { id } = concept;
  const edit = (text: string | undefined, { path, uri, isNamed }: OwnTermBase): string => {
    if (text === undefined || !parseTermBase(text, baseName(uri)).termBase.concepts.some((other) => other.id === id)) return insertConcept(text, path, concept);
    if (isNamed) throw new UserError(l10n.t('“{0}” is in {1} already.', id, shownPath(uri)));
    return text;
  };
  const { file, created, rangeOf } = await editTermBase(workspace, files, loaded, isWritableTermBase, edit);
  return { id, file, range: rangeOf(id), created };
}

function subjectOf(workspace: Workspace, { corpus, form, uri, range }: AddTermArguments): { loaded: LoadedCorpus; form: string } {
  if (uri === undefined || range === undefined) return { loaded: corpusAt(workspace, corpus ?? ''), form: (form ?? '').trim() };
  const at = workspace.locate(uri);
  if (!at) throw new UserError(l10n.t('This file belongs to no corpus. Declare its folder a corpus first.'));
  const { reading, text } = at.document;
  // Read as it is matched: a term may run over the end of a line.
  return { loaded: at.loaded, form: reading.written(reading.fromSourceSpan(wholeCharacters(text.text, text.spanOf(range)))).trim() };
}
