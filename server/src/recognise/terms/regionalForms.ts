import { builtInRegionalForms } from './builtInRegionalForms.built';
import { findRegionalForms, type RegionalForm } from './findRegionalForms';

let builtIn: Readonly<Record<string, readonly RegionalForm[]>> | undefined;

/**
 * The wordings of Taiwan and Hong Kong for a form in Simplified Chinese, as {@link findRegionalForms} finds them. Those of the built-in
 * term base were found when the program was built: OpenCC's tables take a tenth of a second to read, and nobody else may need them.
 */
export function regionalForms(simplified: string): readonly RegionalForm[] {
  builtIn ??= builtInRegionalForms();
  return Object.hasOwn(builtIn, simplified) ? (builtIn[simplified] as readonly RegionalForm[]) : findRegionalForms(simplified);
}
