import terms from '../../../data/terms.json';
import { findRegionalForms, type RegionalForm } from './findRegionalForms';

/** The regional wordings of all Simplified forms of the built-in term base, most of which have none. Made when the program is built. */
export function builtInRegionalForms(): Readonly<Record<string, readonly RegionalForm[]>> {
  const forms = terms.flatMap((concept) => (concept.forms as Readonly<Record<string, readonly string[]>>)['zh-Hans'] ?? []);
  return Object.fromEntries([...new Set(forms)].map((form) => [form, findRegionalForms(form)]));
}
