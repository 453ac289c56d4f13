import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseTermBase } from '../../../../server/src/recognise/terms/parseTermBase';
import type { Concept } from '../../../../server/src/recognise/terms/termBase';

const concepts = (text: string, name: string): readonly Concept[] => parseTermBase(text, name).termBase.concepts;
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** One concept in each of the ways to write TBX. */
const DCT = `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>Example</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>computing</min:subjectField>
      <basic:crossReference target="c2">data</basic:crossReference>
      <langSec xml:lang="zh-CN">
        <descripGrp><basic:definition>机器完成需要智力的
          工作的能力。</basic:definition><basic:source>Handbook</basic:source></descripGrp>
        <termSec><term>智能机</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>机器智能</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
        <termSec><term>人工智能</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec>
      <langSec xml:lang="zh-TW"><termSec><term>人工智慧</term></termSec></langSec>
      <langSec xml:lang="en">
        <termSec><term>artificial intelligence</term><basic:termType>fullForm</basic:termType></termSec>
        <termSec><term>AI</term><basic:termType>acronym</basic:termType></termSec>
      </langSec>
      <langSec xml:lang="fr"><termSec><term>intelligence artificielle</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="zh-Hant-HK"><termSec><term>數據</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>`;
const DCA = `<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
  <conceptEntry id="c1">
    <descrip type="subjectField">computing</descrip>
    <ref type="crossReference" target="c2">data</ref>
    <langSec xml:lang="zh-Hans">
      <descripGrp><descrip type="definition">机器完成需要智力的工作的能力。</descrip><admin type="source">Handbook</admin></descripGrp>
      <termSec><term>人工智能</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
      <termSec><term>机器智能</term></termSec>
      <termSec><term>智能机</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
    </langSec>
    <langSec xml:lang="zh-Hant-TW"><termSec><term>人工智慧</term></termSec></langSec>
    <langSec xml:lang="en"><termSec><term>artificial intelligence</term></termSec><termSec><term>AI</term><termNote type="termType">abbreviation</termNote></termSec></langSec>
  </conceptEntry>
  <conceptEntry id="c2"><langSec xml:lang="zh-HK"><termSec><term>數據</term></termSec></langSec></conceptEntry>
</body></text></tbx>`;
const MARTIF = `<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
  <termEntry id="c1">
    <descrip type="subjectField">computing</descrip>
    <ref type="crossReference" target="#c2">data</ref>
    <langSet xml:lang="ZH_cn">
      <descripGrp><descrip type="definition">机器完成需要智力的工作的能力。</descrip><admin type="source">Handbook</admin></descripGrp>
      <ntig><termGrp><term>人工<hi>智能</hi></term><termNote type="normativeAuthorization">preferredTerm</termNote></termGrp></ntig>
      <tig><term>机器智能</term></tig>
      <tig><term>智能机</term><termNote type="normativeAuthorization">deprecatedTerm</termNote></tig>
    </langSet>
    <langSet xml:lang="zh-TW"><tig><term>人工智慧</term></tig></langSet>
    <langSet xml:lang="en-US"><tig><term>artificial intelligence</term></tig><ntig><termGrp><term>AI</term><termNote type="termType">acronym</termNote></termGrp></ntig></langSet>
  </termEntry>
  <termEntry id="c2"><langSet xml:lang="zh-HK"><tig><term>數據</term></tig></langSet></termEntry>
</body></text></martif>`;

const EXPECTED: readonly Concept[] = [
  {
    id: '人工智能',
    forms: { 'zh-Hans': ['人工智能', '机器智能'], 'zh-Hant-TW': ['人工智慧'], en: ['artificial intelligence'], abbr: ['AI'] },
    definition: { zh: '机器完成需要智力的工作的能力。' },
    related: ['数据'],
    forbidden: ['智能机'],
    subject: 'computing',
    source: 'Handbook',
  },
  { id: '数据', forms: { 'zh-Hant-HK': ['數據'] } },
];

describe('term base in TBX', () => {
  for (const [name, text] of [['version 3, categories as elements', DCT], ['version 3, categories as attributes', DCA], ['version 2', MARTIF]] as const) {
    it(`is read with languages, kinds and status of terms, definitions and references (${name})`, () => {
      const { problems, termBase, locations } = parseTermBase(text, 'terms.tbx');
      assert.deepEqual(problems, []);
      assert.deepEqual(termBase.concepts, EXPECTED);
      const span = locations.get('数据');
      assert.match(text.slice(span?.start, span?.end), /^<(?:conceptEntry|termEntry) id="c2">.*<\/(?:conceptEntry|termEntry)>$/s);
    });
  }

  it('is known in a file that only says XML', () => {
    assert.deepEqual(concepts(DCA, 'export.xml').map(({ id }) => id), ['人工智能', '数据']);
  });

  it('keeps what stands before a mistake and reports its place', () => {
    const text = MARTIF.replace('<termEntry id="c2">', '<termEntry id="c2"><oops>');
    const { termBase, problems } = parseTermBase(text, 't.tbx');
    assert.deepEqual(termBase.concepts.map(({ id }) => id), ['人工智能']);
    assert.deepEqual(problems.map(({ code, severity }) => [code, severity]), [['termbase.syntax', 'error']]);
    assert.equal(lineOf(text, problems[0]?.span?.start ?? -1), lineOf(text, text.indexOf('<oops>')));
  });

  it('knows no entity that could grow or lead outside the file', () => {
    const bomb = MARTIF.replace('<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">', '<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hosts">]>');
    for (const entity of ['&b;', '&f;']) {
      const { problems } = parseTermBase(bomb.replace('<term>机器智能', `<term>${entity}`), 't.tbx');
      assert.deepEqual(problems.map(({ code }) => code), ['termbase.syntax'], entity);
    }
    assert.deepEqual(concepts(bomb.replace('<term>机器智能', '<term>&a;'), 't.tbx')[0]?.forms['en'], ['aaaaaaaaaa', 'artificial intelligence']);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.nat(MARTIF.length), fc.nat(40), fc.string({ maxLength: 6 }), (at, length, inserted) => {
      parseTermBase(MARTIF.slice(0, at) + inserted + MARTIF.slice(at + length), 't.tbx');
    }), { numRuns: 60 });
  });
});

const TURTLE = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://example.org/> .
ex:scheme a skos:ConceptScheme ; skos:prefLabel "示例"@zh .
ex:ai a skos:Concept ;
  skos:prefLabel "人工智能"@zh-Hans, "人工智慧"@zh-TW, "artificial intelligence"@en, "Künstliche Intelligenz"@de ;
  skos:altLabel "机器智能"@zh ;
  skos:hiddenLabel "人功智能"@zh-CN ;
  skos:definition "机器完成需要智力的工作的能力。"@zh ;
  skos:broader ex:computing ; skos:exactMatch <http://elsewhere.example/ai> ; skos:closeMatch ex:data .
ex:computing a skos:Concept ; skos:prefLabel "计算"@zh-Hans ; skos:narrower ex:ai ; skos:scopeNote "Any computing."@en .
ex:data a skos:Concept ; skos:prefLabel "數據"@zh-Hant ; skos:related ex:ai .
`;
const RDF_XML = `<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;" xmlns:xl="http://www.w3.org/2008/05/skos-xl#" xml:base="http://example.org/v">
  <skos:ConceptScheme rdf:about="#scheme"><skos:prefLabel xml:lang="zh">示例</skos:prefLabel></skos:ConceptScheme>
  <skos:Concept rdf:ID="ai">
    <skos:prefLabel xml:lang="zh-Hans">人工智能</skos:prefLabel>
    <skos:prefLabel xml:lang="zh-TW">人工智慧</skos:prefLabel>
    <xl:prefLabel><xl:Label><xl:literalForm xml:lang="en">artificial intelligence</xl:literalForm></xl:Label></xl:prefLabel>
    <skos:altLabel xml:lang="zh">机器智能</skos:altLabel>
    <skos:hiddenLabel xml:lang="zh-CN">人功智能</skos:hiddenLabel>
    <skos:definition rdf:parseType="Resource"><rdf:value xml:lang="zh">机器完成需要智力的工作的能力。</rdf:value></skos:definition>
    <skos:broader rdf:resource="#computing"/><skos:exactMatch rdf:resource="http://elsewhere.example/ai"/><skos:closeMatch rdf:resource="#data"/>
  </skos:Concept>
  <rdf:Description rdf:about="http://example.org/v#computing">
    <rdf:type rdf:resource="&skos;Concept"/>
    <skos:prefLabel xml:lang="zh-Hans">计算</skos:prefLabel><skos:scopeNote xml:lang="en">Any computing.</skos:scopeNote>
    <skos:narrower rdf:resource="#ai"/>
  </rdf:Description>
  <skos:Concept rdf:about="#data"><skos:prefLabel xml:lang="zh-Hant">數據</skos:prefLabel><skos:related rdf:resource="#ai"/></skos:Concept>
</rdf:RDF>`;
const JSON_LD = `{
  "@context": { "skos": "http://www.w3.org/2004/02/skos/core#", "ex": "http://example.org/", "uri": "@id", "type": "@type",
    "prefLabel": { "@id": "skos:prefLabel", "@container": "@language" }, "altLabel": "skos:altLabel", "broader": { "@id": "skos:broader", "@type": "@id" } },
  "@graph": [
    { "uri": "ex:scheme", "type": "skos:ConceptScheme", "prefLabel": { "zh": "示例" } },
    { "uri": "ex:ai", "type": ["skos:Concept"],
      "prefLabel": { "zh-Hans": "人工智能", "zh-TW": "人工智慧", "en": "artificial intelligence", "de": "Künstliche Intelligenz" },
      "altLabel": [{ "@value": "机器智能", "@language": "zh" }],
      "skos:hiddenLabel": { "@value": "人功智能", "@language": "zh-CN" },
      "http://www.w3.org/2004/02/skos/core#definition": [{ "@language": "zh", "@value": "机器完成需要智力的工作的能力。" }],
      "broader": "ex:computing", "skos:closeMatch": { "@id": "ex:data" } },
    { "uri": "ex:computing", "type": "skos:Concept", "prefLabel": { "zh-Hans": "计算" }, "skos:scopeNote": { "@value": "Any computing.", "@language": "en" }, "skos:narrower": { "@id": "ex:ai" } },
    { "uri": "ex:data", "type": "skos:Concept", "prefLabel": { "zh-Hant": ["數據"] }, "skos:related": [{ "@id": "ex:ai" }] }
  ]
}`;
const VOCABULARY: readonly Concept[] = [
  {
    id: '人工智能',
    forms: { 'zh-Hans': ['人工智能', '机器智能', '人功智能'], 'zh-Hant-TW': ['人工智慧'], en: ['artificial intelligence'] },
    definition: { zh: '机器完成需要智力的工作的能力。' },
    related: ['计算', '数据'],
  },
  { id: '计算', forms: { 'zh-Hans': ['计算'] }, definition: { en: 'Any computing.' }, related: ['人工智能'] },
  { id: '数据', forms: { 'zh-Hant': ['數據'] }, related: ['人工智能'] },
];

describe('term base in SKOS', () => {
  for (const [format, name, text] of [['Turtle', 'v.ttl', TURTLE], ['RDF/XML', 'v.rdf', RDF_XML], ['JSON-LD', 'v.jsonld', JSON_LD]] as const) {
    it(`is read with labels, definitions, notes and relations (${format})`, () => {
      const { problems, termBase, locations } = parseTermBase(text, name);
      assert.deepEqual(problems, []);
      assert.deepEqual(termBase.concepts, VOCABULARY);
      assert.equal(lineOf(text, locations.get('数据')?.start ?? -1), text.split('\n').findIndex((line) => line.includes('數據')) + 1);
    });
  }

  it('is known by its text in files called .xml and .json', () => {
    assert.deepEqual(concepts(RDF_XML, 'v.xml'), VOCABULARY);
    assert.deepEqual(concepts(JSON_LD, 'v.json'), VOCABULARY);
  });

  it('reads the statements around a mistake in Turtle and reports its place', () => {
    const text = TURTLE.replace('ex:computing a skos:Concept ;', 'ex:computing a skos:Concept ; ;] ');
    const { termBase, problems } = parseTermBase(text, 'v.ttl');
    assert.deepEqual(termBase.concepts.map(({ id }) => id), ['人工智能', '数据']);
    assert.deepEqual(problems.map(({ code }) => code), ['termbase.syntax']);
    assert.equal(text[problems[0]?.span?.start ?? 0], ']');
  });

  it('reports a mistake in RDF/XML and in JSON-LD at its place', () => {
    for (const [text, name, broken] of [[RDF_XML, 'v.rdf', '<skos:related '], [JSON_LD, 'v.jsonld', '"skos:related"']] as const) {
      const at = text.indexOf(broken);
      const { problems } = parseTermBase(text.slice(0, at) + '<<' + text.slice(at), name);
      assert.equal(problems[0]?.code, 'termbase.syntax', name);
      assert.ok(Math.abs((problems[0]?.span?.start ?? 0) - at) <= 3, `${name}: ${problems[0]?.span?.start} for ${at}`);
    }
  });

  it('tells two concepts of one name apart', () => {
    const text = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a:1> a skos:Concept ; skos:prefLabel "权力"@zh .\n<a:2> a skos:Concept ; skos:prefLabel "权力"@zh .\n';
    assert.deepEqual(concepts(text, 'v.ttl').map(({ id }) => id), ['权力', '权力 (a:2)']);
  });

  it('counts the concepts that it leaves out for want of a name', () => {
    const text = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a:1> a skos:Concept ; skos:prefLabel "Macht"@de .\n<a:2> a skos:Concept .\n';
    const { problems } = parseTermBase(text, 'v.ttl');
    assert.deepEqual(problems.map(({ code, severity }) => [code, severity]), [['termbase.no-name', 'information']]);
    assert.match(problems[0]?.message ?? '', /: 2$/);
  });
});

describe('a file that holds no term base', () => {
  it('is said to hold none', () => {
    for (const [name, text] of [['a.xml', '<?xml version="1.0"?><html/>'], ['a.ttl', '<a:b> <a:c> <a:d> .'], ['a.json', '{"@id": "x"}']] as const) {
      assert.deepEqual(parseTermBase(text, name).problems.map(({ code }) => code), ['termbase.nothing-found'], name);
    }
  });
});
