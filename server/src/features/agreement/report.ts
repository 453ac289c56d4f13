import { cohenKappa } from '../../annotations/agreement/cohenKappa';
import { type Coefficient, type NoBasis, noBasis } from '../../annotations/agreement/coefficient';
import { codesOf, type Continuum, hasUnits, mergeOverlapping, onlyCode } from '../../annotations/agreement/continuum';
import { fleissKappa } from '../../annotations/agreement/fleissKappa';
import { gamma, type GammaOptions } from '../../annotations/agreement/gamma';
import { byCode, byExtent, bySet, type LabelledUnits, positionsAsUnits, stretchesAsUnits } from '../../annotations/agreement/labelledUnits';
import { unitizingAlpha2004 } from '../../annotations/agreement/unitizingAlpha2004';
import { unitizingAlphas } from '../../annotations/agreement/unitizingAlpha';
import type { Annotation, CodeBook } from '../../annotations/model';
import type { Corpus, CorpusDocument } from '../../corpus/corpus';
import type { Steps } from '../../text/steps';
import { sharedDocuments } from './documents';
import { machineStudy, type TagLevel } from './machine';
import { codedPassages, type StudiedDocument, studyOf, type UnitKind } from './study';

/** Measures by the names that the command line and the protocol call them; documented in docs/agreement.md. */
export const MEASURES = ['cohen', 'fleiss', 'alpha-u', 'alpha-cu', 'gamma', 'alpha-u-2004'] as const;

export type Measure = (typeof MEASURES)[number];

/** All but what is there only to be compared with other programs. */
export const USUAL_MEASURES: readonly Measure[] = ['cohen', 'fleiss', 'alpha-u', 'alpha-cu', 'gamma'];

/** What agreement is asked for. What is left out is all there is. */
export interface AgreementQuery {
  readonly annotators?: readonly string[] | undefined;
  /** Ids of codes. */
  readonly codes?: readonly string[] | undefined;
  /** Ids of documents. */
  readonly documents?: readonly string[] | undefined;
  readonly measures?: readonly Measure[] | undefined;
  readonly units?: UnitKind | undefined;
  /** Also documents that not all of the annotators have worked on: what somebody did not mark there counts as a judgement. */
  readonly everyDocument?: boolean | undefined;
  /** The tags of the machine beside one person, in the categories of the tags. */
  readonly machine?: boolean | undefined;
  readonly tagLevel?: TagLevel | undefined;
  /** Also what was decided between annotators, as passages of whoever decided. */
  readonly adjudicated?: boolean | undefined;
  readonly gamma?: GammaOptions | undefined;
}

/** What an agreement is computed from. */
export interface AgreementInput {
  readonly corpus: Pick<Corpus, 'documents'>;
  /** Annotations of passages, of all documents. */
  readonly annotations: readonly Annotation[];
  /** Annotations about documents, for how far each annotator is. */
  readonly notes: readonly Annotation[];
  readonly codeBook: CodeBook;
}

export interface AgreementReport {
  /** Names of people. */
  readonly annotators: readonly string[];
  /** Whether the machine is compared with them: it comes after the last of them wherever there is something of each annotator. A person may have any name. */
  readonly machine: boolean;
  readonly documents: readonly CorpusDocument[];
  /** Documents asked for that not every annotator has worked on. */
  readonly leftOut: readonly { readonly document: CorpusDocument; readonly missing: readonly string[] }[];
  readonly units: { readonly kind: UnitKind; readonly count: number };
  /** Passages of these annotators and documents that have no place in the text now. */
  readonly unplaced: number;
  /** Tags without a decision, where the machine is compared. */
  readonly undecided: number;
  readonly rows: readonly AgreementRow[];
}

export interface AgreementRow {
  /** All codes together; only where something is marked; or one code. */
  readonly scope: 'all' | 'extents' | 'code';
  /** Of one code: its id and name. */
  readonly code?: { readonly id: string; readonly name: string };
  /** Passages of each annotator, and last of the machine; overlapping ones of one code counted once. */
  readonly passages: readonly number[];
  readonly results: ReadonlyMap<Measure, MeasureResult>;
}

export type MeasureResult =
  | {
      readonly value: number;
      readonly observed?: number | undefined;
      readonly expected?: number | undefined;
      /** Of `alpha-cu`: the share of what is marked that it rests on. */
      readonly coverage?: number | undefined;
      /** Of gamma. */
      readonly samples?: number | undefined;
      readonly precision?: number | undefined;
      readonly low?: number | undefined;
      readonly high?: number | undefined;
      readonly isExact?: boolean | undefined;
    }
  | { readonly value: undefined; readonly reason: NoBasis; readonly coverage?: number | undefined };

/** Agreement between annotators, of all codes together and of each. Steps, because gamma takes its time on long texts. */
export function* agreementReport(input: AgreementInput, query: AgreementQuery): Steps<AgreementReport> {
  const { units = 'character', measures = USUAL_MEASURES } = query;
  const choice = chosen(input, query);
  // What takes long of each text is made beforehand.
  for (const { document } of choice.studied) {
    void document.text.codePoints;
    yield undefined;
    if (units !== 'character') yield* document.readInSteps();
  }
  const study = studyOf(choice.studied, choice.annotators.length + (choice.machine ? 1 : 0), units);
  const wanted = new Set(measures);
  const rows: AgreementRow[] = [];
  const continuum = query.codes === undefined || query.machine ? study.continuum : restricted(study.continuum, query.codes);
  const table = study.stretches ? stretchesAsUnits(continuum, study.stretches) : positionsAsUnits(continuum);
  yield undefined;
  rows.push({ scope: 'all', passages: passagesOf(continuum), results: yield* overall(continuum, bySet(table), wanted, query.gamma) });
  const extents = asExtents(continuum);
  rows.push({ scope: 'extents', passages: passagesOf(extents), results: yield* ofExtents(extents, byExtent(table), wanted, query.gamma) });
  const nameOf = new Map(input.codeBook.codes.map(({ id, name }) => [id, name]));
  const alphas = wanted.has('alpha-cu') ? unitizingAlphas(continuum) : undefined;
  for (const code of codesOf(continuum)) {
    const one = onlyCode(continuum, code);
    const results = yield* ofCode(one, byCode(table, code), wanted, query.gamma);
    const coding = alphas?.codes.get(code);
    if (coding) results.set('alpha-cu', { ...coding.coefficient, coverage: coding.coverage });
    rows.push({ scope: 'code', code: { id: code, name: nameOf.get(code) ?? code }, passages: passagesOf(one), results });
  }
  const count = table.reduce((sum, each) => sum + each.count, 0);
  return { annotators: choice.annotators, machine: choice.machine, documents: study.documents, leftOut: choice.leftOut, units: { kind: units, count }, unplaced: choice.unplaced, undecided: choice.undecided, rows };
}

/** Everybody who has annotated something, by name; who only decided between others is none. */
export function annotatorsOf(annotations: readonly Annotation[]): string[] {
  return [...new Set(annotations.filter(({ adjudicates }) => !adjudicates).map(({ creator }) => creator))].sort();
}

// #region What is compared

interface Choice {
  readonly annotators: readonly string[];
  readonly machine: boolean;
  readonly studied: readonly StudiedDocument[];
  readonly leftOut: AgreementReport['leftOut'];
  readonly unplaced: number;
  readonly undecided: number;
}

function chosen({ corpus, annotations, notes, codeBook }: AgreementInput, query: AgreementQuery): Choice {
  const people = query.annotators ?? annotatorsOf(annotations);
  const counted = annotations.filter(({ creator, adjudicates }) => people.includes(creator) && (query.adjudicated || !adjudicates));
  const byDocument = new Map<string, Annotation[]>();
  for (const annotation of counted) {
    const list = byDocument.get(annotation.document);
    if (list) list.push(annotation);
    else byDocument.set(annotation.document, [annotation]);
  }
  const finished = new Set(notes.filter(({ status }) => status === 'done').map(({ document, creator }) => `${creator}\n${document}`));
  const asked = corpus.documents.filter(({ id }) => query.documents === undefined || query.documents.includes(id));
  const { shared, leftOut } = query.everyDocument ? { shared: asked, leftOut: [] } : sharedDocuments(asked, people, annotations, notes);
  const studied: StudiedDocument[] = [];
  let unplaced = 0;
  let undecided = 0;
  for (const document of shared) {
    const here = byDocument.get(document.id) ?? [];
    const of = (person: string): Annotation[] => here.filter(({ creator }) => creator === person);
    unplaced += here.filter(({ parts }) => parts.some(({ span }) => !span)).length;
    if (query.machine) {
      const compared = people.map((person) => machineStudy(document, of(person), codeBook, query.tagLevel ?? 'kind', finished.has(`${person}\n${document.id}`)));
      undecided += compared.reduce((sum, each) => sum + each.undecided, 0);
      studied.push({ document, passages: [...compared.map(({ person }) => person), compared.flatMap(({ machine }) => machine)] });
    } else studied.push({ document, passages: people.map((person) => codedPassages(of(person).filter(({ decision }) => !decision))) });
  }
  return { annotators: people, machine: query.machine === true, studied, leftOut, unplaced, undecided };
}

function restricted({ length, annotators }: Continuum, codes: readonly string[]): Continuum {
  return { length, annotators: annotators.map((units) => units.filter(({ code }) => codes.includes(code))) };
}

/** The stretches in which something is marked, whatever it is; passages that overlap are one. */
function asExtents({ length, annotators }: Continuum): Continuum {
  return { length, annotators: annotators.map((units) => mergeOverlapping(units.map((unit) => ({ ...unit, code: '' })))) };
}

function passagesOf({ annotators }: Continuum): number[] {
  return annotators.map((units) => mergeOverlapping(units).length);
}

// #endregion

// #region Measures of a row

type Results = Map<Measure, MeasureResult>;

function* overall(continuum: Continuum, units: readonly LabelledUnits[], wanted: ReadonlySet<Measure>, options: GammaOptions | undefined): Steps<Results> {
  const results = kappas(continuum, units, wanted);
  if (wanted.has('alpha-u') || wanted.has('alpha-cu')) {
    const { units: all, coding, coverage } = unitizingAlphas(continuum);
    if (wanted.has('alpha-u')) results.set('alpha-u', all);
    if (wanted.has('alpha-cu')) results.set('alpha-cu', { ...coding, coverage });
  }
  if (wanted.has('alpha-u-2004')) results.set('alpha-u-2004', unitizingAlpha2004(continuum).overall);
  if (wanted.has('gamma')) results.set('gamma', yield* gammaOf(continuum, options));
  return results;
}

function* ofExtents(extents: Continuum, units: readonly LabelledUnits[], wanted: ReadonlySet<Measure>, options: GammaOptions | undefined): Steps<Results> {
  const results = kappas(extents, units, wanted);
  if (wanted.has('alpha-u')) results.set('alpha-u', unitizingAlphas(extents).extents);
  if (wanted.has('alpha-u-2004')) results.set('alpha-u-2004', unitizingAlpha2004(extents).overall);
  if (wanted.has('gamma')) results.set('gamma', yield* gammaOf(extents, options));
  return results;
}

function* ofCode(continuum: Continuum, units: readonly LabelledUnits[], wanted: ReadonlySet<Measure>, options: GammaOptions | undefined): Steps<Results> {
  const results = kappas(continuum, units, wanted);
  if (wanted.has('alpha-u')) results.set('alpha-u', unitizingAlphas(continuum).units);
  if (wanted.has('alpha-u-2004')) results.set('alpha-u-2004', unitizingAlpha2004(continuum).overall);
  if (wanted.has('gamma')) results.set('gamma', yield* gammaOf(continuum, options));
  return results;
}

function kappas(continuum: Continuum, units: readonly LabelledUnits[], wanted: ReadonlySet<Measure>): Results {
  const results: Results = new Map();
  const nothing = continuum.annotators.length < 2 ? noBasis('too-few-annotators') : hasUnits(continuum) ? undefined : noBasis('no-annotations');
  if (wanted.has('cohen')) results.set('cohen', nothing ?? pairwise(units, continuum.annotators.length));
  if (wanted.has('fleiss')) results.set('fleiss', nothing ?? fleissKappa(units));
  return results;
}

/** Cohen's kappa of two annotators; of more, the mean of all pairs (R. J. Light 1971). A pair without a value gives none to the mean. */
function pairwise(units: readonly LabelledUnits[], annotators: number): Coefficient {
  const values: Extract<Coefficient, { readonly observed: number }>[] = [];
  for (let i = 0; i < annotators; i++) {
    for (let j = i + 1; j < annotators; j++) {
      const kappa = cohenKappa(units.map(({ labels, count }) => ({ labels: [labels[i] as string, labels[j] as string], count })));
      if (kappa.value !== undefined) values.push(kappa);
    }
  }
  if (values.length === 0) return noBasis('no-variation');
  const mean = (of: (each: (typeof values)[number]) => number): number => values.reduce((sum, each) => sum + of(each), 0) / values.length;
  return { value: mean(({ value }) => value), observed: mean(({ observed }) => observed), expected: mean(({ expected }) => expected) };
}

function* gammaOf(continuum: Continuum, options: GammaOptions | undefined): Steps<MeasureResult> {
  const result = yield* gamma(continuum, options);
  if (result.value === undefined) return result;
  const { value, observed, expected, samples, precision, low, high, isExact } = result;
  return { value, observed, expected, samples, precision, low, high, isExact };
}

// #endregion

