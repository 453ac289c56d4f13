/**
 * What strong evidence (a role title, a by-line, a speaker label, a cue verb) says about the named sources of
 * one document. Names established once are known everywhere: the corpus unites these records and hands the
 * union back to the recogniser of every document.
 */
export interface EstablishedName {
  /** `person:…`, `organization:…` or `work:…`, canonical form in Simplified. */
  readonly id: string;
  /** Folded written form (see text/fold) that is a mention wherever it stands: the full name, a short title, a foreign surname. */
  readonly form: string;
  /** A short form such as `下称` is known in its own document only. */
  readonly scope: 'document' | 'corpus';
  /** Roles and affiliations that the document states of a person, in Simplified; they tell two people of one name apart. */
  readonly roles?: readonly string[];
}
