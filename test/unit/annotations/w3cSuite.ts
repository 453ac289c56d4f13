import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const ROOT = join(__dirname, '../../fixtures/w3c');

type Suite = 'annotations/annotationMusts.test' | 'collections/collectionMusts.test' | 'collections/pages/pageMusts.test';

interface Assertion {
  readonly name: string;
  readonly schema: { readonly id: string; readonly expectedResult?: string; readonly errorMessage?: string };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

const ajv = new AjvDraft04({ strict: false, allErrors: false });
addFormats(ajv);
for (const file of readdirSync(join(ROOT, 'definitions'))) ajv.addSchema(readJson<object>(`definitions/${file}`), file);

function assertionsOf(suite: Suite): Assertion[] {
  return readJson<{ assertions: string[] }>(suite).assertions.map((name) => ({ name, schema: readJson(name) }));
}

const suites = new Map<Suite, { name: string; message: string; holds: (value: unknown) => boolean }[]>();

function compiled(suite: Suite): { name: string; message: string; holds: (value: unknown) => boolean }[] {
  let found = suites.get(suite);
  if (!found) {
    found = assertionsOf(suite).map(({ name, schema }) => {
      const validate = ajv.getSchema(schema.id) ?? ajv.compile(schema);
      const expected = schema.expectedResult !== 'invalid';
      return { name, message: schema.errorMessage ?? '', holds: (value) => (validate(value) as boolean) === expected };
    });
    suites.set(suite, found);
  }
  return found;
}

/** The assertions of a suite that a value does not meet; every assertion of these suites is a MUST. */
export function failures(suite: Suite, value: unknown): string[] {
  return compiled(suite).filter(({ holds }) => !holds(value)).map(({ name, message }) => `${name}: ${message}`);
}

/** Failures of the annotations of a page or collection, which inherit its context. */
export function itemFailures(items: readonly object[], context: unknown): string[] {
  return items.flatMap((item) => failures('annotations/annotationMusts.test', { '@context': context, ...item }));
}
