import * as l10n from '@vscode/l10n';
import type { Position, Range } from 'vscode-languageserver';
import { STATUSES } from '../annotations/model';
import { TEXT_UNITS } from '../features/textUnits';
import { LAYERS, type Layer } from '../recognise/tags';
import { UserError } from './guard';
import type {
  AddCodeArguments, AddNoteArguments, AddTermArguments, AdjudicateArguments, AnnotateArguments, AnnotatePlacesArguments, AttachSidecarArguments, CodeArguments, CodeFields, DecideTagsArguments, DeleteCodeArguments, EditAnnotationArguments, EditCodeArguments, ExportArguments,
  ForbidFormArguments, HideCandidateArguments, ImportCodesArguments, MergeCodesArguments, MoveCodeArguments, PlacesArguments, ReattachArguments, RecodeArguments, RelateArguments, SelectArguments, SetStatusArguments, SplitCodeArguments, StatementsArguments,
  SubjectsArguments, TagsAtArguments, UndecidedTagArguments,
} from './protocol';

/**
 * Reads the JSON object that a command was given. Editors let people write these by hand: what is missing or of the
 * wrong type is a {@link UserError} that names the field, and nothing is done.
 */
class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(argument: unknown) {
    if (argument !== undefined && (typeof argument !== 'object' || argument === null || Array.isArray(argument))) {
      throw new UserError(l10n.t('The argument of the command must be one JSON object.'));
    }
    this.#fields = (argument ?? {}) as Readonly<Record<string, unknown>>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string') throw new UserError(l10n.t('The argument “{0}” must be a text.', name));
    return value;
  }

  textIfAny(name: string): string | undefined {
    return this.#absent(name) ? undefined : this.text(name);
  }

  texts(name: string): readonly string[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw new UserError(l10n.t('The argument “{0}” must be a list of texts.', name));
    return value;
  }

  textsIfAny(name: string): readonly string[] | undefined {
    return this.#absent(name) ? undefined : this.texts(name);
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T {
    const value = known.find((each) => each === this.#fields[name]);
    if (value === undefined) throw new UserError(l10n.t('The argument “{0}” must be one of: {1}.', name, known.join(l10n.t(', '))));
    return value;
  }

  /** A URI with its scheme; a path is the usual mistake. */
  uri(name: string): string {
    const value = this.text(name);
    if (!/^[a-z][a-z0-9+.-]+:\//i.test(value)) throw new UserError(l10n.t('The argument “{0}” must be a URI, such as file:///folder/text.txt.', name));
    return value;
  }

  countIfAny(name: string): number | undefined {
    if (this.#absent(name)) return undefined;
    const value = this.#fields[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new UserError(l10n.t('The argument “{0}” must be a whole number from 0 on.', name));
    return value;
  }

  range(name: string): Range {
    const value = this.#fields[name];
    if (!isRange(value)) throw new UserError(l10n.t('The argument “{0}” must be a range of the protocol.', name));
    return { start: value.start, end: value.end };
  }

  rangesIfAny(name: string): readonly Range[] | undefined {
    if (this.#absent(name)) return undefined;
    const value = this.#fields[name];
    if (!Array.isArray(value) || !value.every(isRange)) throw new UserError(l10n.t('The argument “{0}” must be a list of ranges of the protocol.', name));
    return value.map(({ start, end }) => ({ start, end }));
  }

  rangeIfAny(name: string): Range | undefined {
    return this.#absent(name) ? undefined : this.range(name);
  }

  positionIfAny(name: string): Position | undefined {
    if (this.#absent(name)) return undefined;
    const value = this.#fields[name];
    if (!isPosition(value)) throw new UserError(l10n.t('The argument “{0}” must be a position of the protocol.', name));
    return value;
  }

  /** Objects in a list, each read by itself. */
  list<T>(name: string, read: (fields: Fields) => T): readonly T[] {
    const value = this.#fields[name];
    if (!Array.isArray(value)) throw new UserError(l10n.t('The argument “{0}” must be a list of objects.', name));
    return value.map((item) => read(new Fields(item)));
  }

  objectIfAny(name: string): Fields | undefined {
    return this.#absent(name) ? undefined : new Fields(this.#fields[name]);
  }

  /** An object that is taken as it is. */
  plainIfAny(name: string): object | undefined {
    const value = this.#fields[name];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    if (this.#absent(name)) return undefined;
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw new UserError(l10n.t('The argument “{0}” must be true or false.', name));
    return value;
  }

  /** Texts by key; null takes one away. */
  textsByKey(name: string): Readonly<Record<string, string | null>> | undefined {
    if (this.#absent(name)) return undefined;
    const value = this.#fields[name];
    if (typeof value !== 'object' || Array.isArray(value) || !Object.values(value as object).every((item) => item === null || typeof item === 'string')) {
      throw new UserError(l10n.t('The argument “{0}” must be an object of texts.', name));
    }
    return value as Readonly<Record<string, string | null>>;
  }

  /** Here null is a value: it takes something away. */
  textOrNull(name: string): string | null | undefined {
    return this.#fields[name] === null ? null : this.textIfAny(name);
  }

  oneOfIfAny<T extends string>(name: string, known: readonly T[]): T | undefined {
    return this.#absent(name) ? undefined : this.oneOf(name, known);
  }

  /** Some editors send null for what is not there. */
  #absent(name: string): boolean {
    return this.#fields[name] === undefined || this.#fields[name] === null;
  }
}

function isRange(value: unknown): value is Range {
  const { start, end } = (value ?? {}) as Partial<Range>;
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): value is Position {
  const { line, character } = (value ?? {}) as Partial<Position>;
  return Number.isInteger(line) && Number.isInteger(character);
}

export function annotateArguments(argument: unknown): AnnotateArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), range: fields.range('range'), more: fields.rangesIfAny('more'), codes: fields.texts('codes'), memo: fields.textIfAny('memo') };
}

export function editArguments(argument: unknown): EditAnnotationArguments {
  const fields = new Fields(argument);
  return {
    id: fields.text('id'), codes: fields.textsIfAny('codes'), memo: fields.textIfAny('memo'), range: fields.rangeIfAny('range'), more: fields.rangesIfAny('more'),
    addParts: fields.rangesIfAny('addParts'), removeParts: fields.rangesIfAny('removeParts'), locked: fields.flag('locked'),
  };
}

export function recodeArguments(argument: unknown): Required<RecodeArguments> {
  const fields = new Fields(argument);
  return { ids: fields.texts('ids'), add: fields.textsIfAny('add') ?? [], remove: fields.textsIfAny('remove') ?? [] };
}

export function addNoteArguments(argument: unknown): AddNoteArguments {
  const fields = new Fields(argument);
  const memo = fields.text('memo');
  const annotation = fields.textIfAny('annotation');
  if (annotation !== undefined) return { memo, annotation };
  const code = fields.textIfAny('code');
  return code === undefined ? { memo, uri: fields.uri('uri') } : { memo, corpus: fields.uri('corpus'), code };
}

export function relateArguments(argument: unknown): RelateArguments {
  const fields = new Fields(argument);
  const relation = fields.textIfAny('relation');
  return { ...(relation === undefined ? { from: fields.text('from'), to: fields.text('to') } : { relation }), kind: fields.text('kind'), memo: fields.textIfAny('memo') };
}

export function setStatusArguments(argument: unknown): SetStatusArguments {
  const fields = new Fields(argument);
  return { uris: fields.texts('uris'), status: fields.oneOf('status', STATUSES) };
}

export function adjudicateArguments(argument: unknown): AdjudicateArguments {
  const fields = new Fields(argument);
  const take = fields.oneOf('take', ['one', 'all', 'none', 'own'] as const);
  return {
    uri: fields.uri('uri'),
    disagreement: fields.text('disagreement'),
    annotators: fields.texts('annotators'),
    take,
    ...(take === 'one' ? { annotator: fields.text('annotator') } : {}),
    ...(take === 'own' ? { codes: fields.texts('codes'), ranges: fields.rangesIfAny('ranges'), memo: fields.textIfAny('memo') } : {}),
  };
}

export function codeArguments(argument: unknown): CodeArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), range: fields.range('range'), code: fields.text('code') };
}

export function placesArguments(argument: unknown): PlacesArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), range: fields.range('range'), of: fields.oneOf('of', ['mentions', 'statements', 'string']), text: fields.textIfAny('text'), code: fields.textIfAny('code') };
}

export function annotatePlacesArguments(argument: unknown): AnnotatePlacesArguments {
  const fields = new Fields(argument);
  return {
    corpus: fields.uri('corpus'),
    documents: fields.list('documents', (document) => ({
      uri: document.uri('uri'),
      places: document.list('places', (place) => ({ range: place.range('range'), check: place.textIfAny('check') })),
    })),
    codes: fields.texts('codes'),
    memo: fields.textIfAny('memo'),
  };
}

export function lockArguments(argument: unknown): { readonly ids: readonly string[]; readonly locked: boolean } {
  const fields = new Fields(argument);
  return { ids: fields.texts('ids'), locked: fields.flag('locked') ?? true };
}

export function tagsAtArguments(argument: unknown): TagsAtArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), range: fields.range('range') };
}

export function undecidedTagArguments(argument: unknown): UndecidedTagArguments & { readonly layer?: Layer | undefined; readonly layers: readonly Layer[] } {
  const fields = new Fields(argument);
  const layers = (fields.textsIfAny('layers') ?? []).map((name) => {
    const layer = LAYERS.find((known) => known === name);
    if (!layer) throw new UserError(l10n.t('The argument “{0}” must be one of: {1}.', 'layers', LAYERS.join(l10n.t(', '))));
    return layer;
  });
  return { ...tagsAtArguments(argument), layer: fields.oneOfIfAny('layer', LAYERS), direction: fields.oneOfIfAny('direction', ['next', 'previous']), layers };
}

export function decideTagsArguments(argument: unknown): DecideTagsArguments {
  const fields = new Fields(argument);
  const as = fields.objectIfAny('as');
  return {
    ...tagsAtArguments(argument),
    layer: fields.oneOfIfAny('layer', LAYERS),
    verdict: fields.oneOf('verdict', ['accepted', 'rejected', 'corrected', 'none']),
    as: as && { ...ifAny('layer', as.oneOfIfAny('layer', LAYERS)), ...ifAny('kind', as.textIfAny('kind')), ...ifAny('id', as.textIfAny('id')), ...ifAny('value', as.plainIfAny('value')) },
    extent: fields.rangeIfAny('extent'),
    scope: fields.oneOfIfAny('scope', ['this', 'unlocked', 'all']),
    by: fields.oneOfIfAny('by', ['id', 'form']),
  };
}

function ifAny(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

export function subjectsArguments(argument: unknown): SubjectsArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), query: fields.textIfAny('query') ?? '' };
}

export function attachSidecarArguments(argument: unknown): AttachSidecarArguments {
  const fields = new Fields(argument);
  return { sidecar: fields.uri('sidecar'), document: fields.uri('document') };
}

export function selectArguments(argument: unknown): SelectArguments {
  const fields = new Fields(argument);
  return { ...tagsAtArguments(argument), unit: fields.oneOf('unit', TEXT_UNITS) };
}

export function reattachArguments(argument: unknown): Required<ReattachArguments> {
  const fields = new Fields(argument);
  return { id: fields.text('id'), range: fields.range('range'), part: fields.countIfAny('part') ?? 0 };
}

export function deleteArguments(argument: unknown): { readonly ids: readonly string[] } {
  return { ids: new Fields(argument).texts('ids') };
}

export function addTermArguments(argument: unknown): AddTermArguments {
  const fields = new Fields(argument);
  const isPlace = fields.textIfAny('form') === undefined;
  return {
    ...(isPlace ? { uri: fields.uri('uri'), range: fields.range('range') } : { corpus: fields.uri('corpus'), form: fields.text('form') }),
    forms: fields.textsIfAny('forms'),
    aliases: fields.textsIfAny('aliases'),
    english: fields.textIfAny('english'),
    definition: fields.textIfAny('definition'),
  };
}

export function forbidFormArguments(argument: unknown): ForbidFormArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), range: fields.range('range') };
}

export function hideCandidateArguments(argument: unknown): HideCandidateArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), form: fields.text('form'), hide: fields.flag('hide') };
}

/** Of undo and redo. */
export function stepArguments(argument: unknown): { readonly corpus?: string | undefined } {
  return { corpus: new Fields(argument).textIfAny('corpus') };
}

export function addCodeArguments(argument: unknown): AddCodeArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), name: fields.text('name'), parent: fields.textIfAny('parent'), before: fields.textIfAny('before'), ...codeFields(fields) };
}

export function editCodeArguments(argument: unknown): EditCodeArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), id: fields.text('id'), name: fields.textIfAny('name'), ...codeFields(fields) };
}

function codeFields(fields: Fields): CodeFields {
  return {
    names: fields.textsByKey('names'),
    alternativeNames: fields.textsIfAny('alternativeNames'),
    description: fields.textOrNull('description'),
    color: fields.textOrNull('color'),
    examples: fields.textsIfAny('examples'),
    key: fields.textOrNull('key'),
    codable: fields.flag('codable'),
  };
}

export function moveCodeArguments(argument: unknown): MoveCodeArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), ids: fields.texts('ids'), parent: fields.textIfAny('parent'), before: fields.textIfAny('before') };
}

export function mergeCodesArguments(argument: unknown): MergeCodesArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), ids: fields.texts('ids'), into: fields.text('into') };
}

export function splitCodeArguments(argument: unknown): SplitCodeArguments {
  const fields = new Fields(argument);
  return {
    corpus: fields.uri('corpus'), id: fields.text('id'), name: fields.text('name'), annotations: fields.texts('annotations'), color: fields.textIfAny('color'), description: fields.textIfAny('description'),
  };
}

export function deleteCodeArguments(argument: unknown): DeleteCodeArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), ids: fields.texts('ids'), uses: fields.oneOf('uses', ['remove', 'parent', 'keep']) };
}

export function importCodesArguments(argument: unknown): ImportCodesArguments {
  const fields = new Fields(argument);
  return { corpus: fields.uri('corpus'), format: fields.text('format'), file: fields.uri('file'), differences: fields.oneOfIfAny('differences', ['keep', 'take']) };
}

const EXPORT_CONTENTS = ['annotations', 'tags', 'figures', 'comparison', 'codes'] as const;

export function exportArguments(argument: unknown): ExportArguments {
  const fields = new Fields(argument);
  const content = fields.oneOfIfAny('content', EXPORT_CONTENTS);
  return { corpus: fields.uri('corpus'), format: fields.text('format'), content, file: fields.uri('file') };
}

export function statementsArguments(argument: unknown): StatementsArguments {
  const fields = new Fields(argument);
  return { uri: fields.uri('uri'), position: fields.positionIfAny('position'), source: fields.textIfAny('source') };
}

export function declareArguments(argument: unknown): { readonly folder: string; readonly write?: boolean | undefined } {
  const fields = new Fields(argument);
  return { folder: fields.uri('folder'), write: fields.flag('write') };
}
