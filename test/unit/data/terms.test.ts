import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { writtenForms } from '../../../server/src/recognise/terms/forms';
import { parseTermBase } from '../../../server/src/recognise/terms/parseTermBase';
import type { Concept, FormLanguage } from '../../../server/src/recognise/terms/termBase';
import { fold } from '../../../server/src/text/fold';
import { scriptOf, simplify } from '../../../server/src/text/script';

const text = readFileSync(new URL('../../../server/data/terms.json', import.meta.url), 'utf8');
const concepts = JSON.parse(text) as Concept[];

const LANGUAGES: readonly FormLanguage[] = ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK', 'en', 'abbr'];

describe('the built-in term base', () => {
  it('holds at least 300 concepts', () => {
    assert.ok(concepts.length >= 300, `${concepts.length} concepts`);
  });

  it('is read as any term base is, without a problem and without a loss', () => {
    const { termBase, problems } = parseTermBase(text, 'terms.json');
    assert.deepEqual(problems, []);
    assert.deepEqual(termBase.concepts.map(({ id }) => id), concepts.map(({ id }) => id));
  });

  it('gives every concept an id of its own, in whichever script it is written', () => {
    assert.deepEqual(repeated(concepts.map(({ id }) => sameness(id))), []);
  });

  it('uses the id as the first Simplified form', () => {
    assert.deepEqual(failing(({ id, forms }) => forms['zh-Hans']?.[0] === id), []);
  });

  it('keeps forms under the languages of the contract only, each in Simplified, Traditional and English', () => {
    assert.deepEqual(
      failing(({ forms }) => {
        const languages = Object.keys(forms);
        return languages.every((language) => (LANGUAGES as readonly string[]).includes(language)) && ['zh-Hans', 'zh-Hant', 'en'].every((needed) => languages.includes(needed));
      }),
      [],
    );
  });

  it('has no empty list, no form of a single character and none with white space around it', () => {
    assert.deepEqual(
      failing(({ forms }) => Object.values(forms).every((list) => list !== undefined && list.length > 0 && list.every((form) => form.length >= 2 && form === form.trim()))),
      [],
    );
  });

  it('writes no form twice under one language', () => {
    assert.deepEqual(failing(({ forms }) => Object.values(forms).every((list) => repeated((list ?? []).map(sameness)).length === 0)), []);
  });

  it('lets no two concepts share a form, a proposed regional wording neither', () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const concept of concepts) {
      for (const { text } of writtenForms(concept)) {
        const owner = owners.get(sameness(text)) ?? concept.id;
        if (owner !== concept.id) shared.push(`${text}: ${owner}, ${concept.id}`);
        owners.set(sameness(text), concept.id);
      }
    }
    assert.deepEqual(shared, []);
  });

  it('writes each form in the script its language says', () => {
    assert.deepEqual(failing(({ forms }) => (forms['zh-Hans'] ?? []).every((form) => simplify(form) === form)), []);
    assert.deepEqual(failing(({ forms }) => [...(forms['zh-Hant'] ?? []), ...(forms['zh-Hant-TW'] ?? []), ...(forms['zh-Hant-HK'] ?? [])].every((form) => scriptOf(form) !== 'hans')), []);
    assert.deepEqual(failing(({ forms }) => [...(forms.en ?? []), ...(forms.abbr ?? [])].every((form) => !HAN.test(form))), []);
  });

  it('gives for each Simplified form its Traditional one, in the same order', () => {
    assert.deepEqual(failing(({ forms }) => (forms['zh-Hant'] ?? []).map(simplify).join('\n') === (forms['zh-Hans'] ?? []).join('\n')), []);
  });

  it('has Taiwan wording only where it differs by more than script', () => {
    assert.deepEqual(
      failing(({ forms }) => {
        const mainland = new Set((forms['zh-Hans'] ?? []).map(fold));
        return forms['zh-Hant-TW'] === undefined || forms['zh-Hant-TW'].some((form) => !mainland.has(fold(form)));
      }),
      [],
    );
  });

  for (const [written, id] of [
    ['新質生產力', '新质生产力'], ['人工智慧', '人工智能'], ['AI', '人工智能'], ['網際網路', '互联网'], ['資訊安全', '信息安全'],
    ['勞動物件', '劳动对象'], ['產業叢集', '产业集群'], ['腦機介面', '脑机接口'], ['total factor productivity', '全要素生产率'], ['R&D', '研发'],
    ['國企', '国有企业'], ['智慧電網', '智能电网'], ['數碼鴻溝', '数字鸿沟'], ['CPI', '居民消费价格指数'],
  ] as const) {
    it(`knows ${written} as ${id}`, () => {
      const found = concepts.filter((concept) => writtenForms(concept).some(({ text }) => sameness(text) === sameness(written)));
      assert.deepEqual(found.map((concept) => concept.id), [id]);
    });
  }

  it('defines every concept in one to three sentences of Simplified Chinese', () => {
    assert.deepEqual(
      failing(({ definition }) => {
        const zh = definition?.zh ?? '';
        return scriptOf(zh) === 'hans' && zh.endsWith('。') && within(zh.match(/[。！？]/gu)?.length, 1, 3);
      }),
      [],
    );
  });

  it('defines every concept in one to three sentences of English', () => {
    assert.deepEqual(
      failing(({ definition }) => {
        const en = definition?.en ?? '';
        return /^["A-Z]/u.test(en) && !HAN.test(en) && /[.]"?$/u.test(en) && within(en.match(/[.!?](?="?(?:\s|$))/gu)?.length, 1, 3);
      }),
      [],
    );
  });

  it('gives no two concepts the same definition', () => {
    for (const language of ['zh', 'en']) assert.deepEqual(repeated(concepts.map(({ definition }) => definition?.[language] ?? '')), []);
  });

  it('relates every concept to others of the term base, each once and never to itself', () => {
    const ids = new Set(concepts.map(({ id }) => id));
    assert.deepEqual(
      failing(({ id, related }) => related !== undefined && related.length > 0 && repeated(related).length === 0 && related.every((other) => ids.has(other) && other !== id)),
      [],
    );
  });
});

const HAN = /\p{Script=Han}/u;

/** Ids of the concepts that break a rule. */
function failing(rule: (concept: Concept) => boolean): string[] {
  return concepts.filter((concept) => !rule(concept)).map(({ id }) => id);
}

/** What a matcher takes as one form: script, width, Latin case and hyphens make no difference. */
function sameness(form: string): string {
  return fold(form).toLowerCase().replace(/[-—]/gu, ' ');
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function within(count: number | undefined, low: number, high: number): boolean {
  return count !== undefined && count >= low && count <= high;
}
