/** Language tags (BCP 47) under which a concept's written forms are kept. */
export type FormLanguage = 'zh-Hans' | 'zh-Hant' | 'zh-Hant-TW' | 'zh-Hant-HK' | 'en' | 'abbr';

/** A meaning with all its written forms. */
export interface Concept {
  /** Unique in its term base: the canonical form in Simplified, Mainland wording. */
  readonly id: string;
  readonly forms: Readonly<Partial<Record<string, readonly string[]>>>;
  /** One to three sentences, by language (`zh`, `en`). */
  readonly definition?: Readonly<Partial<Record<string, string>>>;
  /** Ids of related concepts. */
  readonly related?: readonly string[];
  /** Forms that must not be proposed or matched. */
  readonly forbidden?: readonly string[];
  /** The field of knowledge it belongs to. */
  readonly subject?: string;
  /** Where the definition comes from, when not written for the term base. */
  readonly source?: string;
}

/** A list of concepts and where it is kept. */
export interface TermBase {
  /** Shown to the user: the name of a file, or "Meipi" for the built-in one. */
  readonly name: string;
  /** URI of the file; absent for the built-in term base. */
  readonly uri?: string;
  readonly concepts: readonly Concept[];
}
