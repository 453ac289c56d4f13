import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';

interface Grammar {
  readonly repository: Readonly<Record<string, { readonly match: string }>>;
}

const { repository } = JSON.parse(readFileSync('syntaxes/corpus-text.tmLanguage.json', 'utf8')) as Grammar;

/** What a rule of the grammar takes of a line. Its notation is Oniguruma's; of that it uses two things that JavaScript writes otherwise. */
function taken(rule: string, line: string): string | undefined {
  const { match } = repository[rule] ?? assert.fail(rule);
  const found = new RegExp(match.replaceAll('\\x{3000}', '\\u3000').replaceAll('\\p{Han}', '\\p{Script=Han}'), 'u').exec(line);
  return found?.[1] ?? found?.[0];
}

describe('colours before the server answers', () => {
  it('are those of a speaker for a label with a sentence behind it, and for whoever asks and answers', () => {
    assert.equal(taken('speaker', '林知远：我们从三年前开始做这件事。'), '林知远');
    assert.equal(taken('speaker', '　　林知遠:這要看市場。這不好說'), '林知遠');
    assert.equal(taken('speaker', '问：下一步'), '问');
    assert.equal(taken('speaker', '主持人：欢迎各位'), '主持人');
  });

  it('are not those of a speaker for a heading with a colon, or for abstracts, notes and credits', () => {
    assert.equal(taken('speaker', '云汀：让工厂学会思考'), undefined);
    assert.equal(taken('speaker', '雲汀：讓工廠學會思考'), undefined);
    assert.equal(taken('speaker', '摘要：本文讨论三个问题。'), undefined);
    assert.equal(taken('speaker', '關鍵詞：產業；政策。'), undefined);
    assert.equal(taken('speaker', '备注：见下表。'), undefined);
    assert.equal(taken('speaker', '其一：要有人。'), undefined);
    assert.equal(taken('speaker', '链接：https://example.org/a?b'), undefined);
  });

  it('are those of a heading for a numbered line without a full stop', () => {
    assert.equal(taken('heading', '一、工厂的来历'), '一、工厂的来历');
    assert.equal(taken('heading', '一、工厂的来历。后来怎样'), undefined);
  });
});
