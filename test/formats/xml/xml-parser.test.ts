import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PrepError } from '../../../src/core/prep-error.ts';
import { XML_LIMITS, type XmlLimits, xmlParser } from '../../../src/formats/xml/xml-parser.ts';
import { attributeText, type XmlTag } from '../../../src/formats/xml/xml-tag.ts';

/** Writes down what the parser says: `<key a=1>`, text, `/`. */
function events(document: string | Uint8Array, chunkBytes = 1 << 16, limits: XmlLimits = XML_LIMITS): string[] {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const said: string[] = [];
  const handler = {
    wantsSpace: true,
    open: (tag: XmlTag) => {
      const attributes = Array.from({ length: tag.count }, (_, i) => ` ${tag.keys[i]}=${attributeText(tag, i)}`);
      said.push(`<${tag.key}${attributes.join('')}>`);
    },
    close: () => void said.push('/'),
    text: (text: string) => void said.push(text),
  };
  const parser = xmlParser(handler, (reason, ...place) => new PrepError('threemf-invalid', reason, place), limits);
  for (let at = 0; at < bytes.length; at += chunkBytes) parser.push(bytes.subarray(at, at + chunkBytes));
  parser.end();
  return said;
}

describe('the XML reader', () => {
  test('elements, attributes, text, comments, CDATA and instructions come out in order', () => {
    const document = `\ufeff<?xml version='1.0' encoding="utf-8" standalone="yes"?><!-- a - b --><?p q?>\n<a x = "1" y='"2"'>t<b/><![CDATA[<&]]></a >\n`;
    expect(events(document)).toEqual(['<a x=1 y="2">', 't', '<b>', '/', '<&', '/']);
  });

  test('the five entities and character references are resolved, line ends and tabs are normalised', () => {
    expect(events('<a x="&lt;&#65;&#x1F600;\t\r\n&quot;">&amp;&gt;&apos;\r\n</a>')).toEqual([
      '<a x=<A😀  ">',
      "&>'\n",
      '/',
    ]);
  });

  test('prefixes resolve by scope, the default one for elements only', () => {
    const document =
      '<a xmlns="u" xmlns:p="v" x="1" p:x="2"><p:b xmlns:p="w"/><p:c xmlns=""><d xml:lang="en"/></p:c></a>';
    expect(events(document)).toEqual([
      '<{u}a x=1 {v}x=2>',
      '<{w}b>',
      '/',
      '<{v}c>',
      '<d {http://www.w3.org/XML/1998/namespace}lang=en>',
      '/',
      '/',
      '/',
    ]);
  });

  test('chunks of any size give the same events', () => {
    const document =
      '<?xml version="1.0"?><a xmlns:é="u"><!-- ü --><é:b x="&#228;ö>"/>text &amp; é<![CDATA[]]]]><c></c></a>';
    const whole = events(document);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (chunkBytes) => {
        expect(events(document, chunkBytes).join('')).toBe(whole.join(''));
      }),
    );
  });

  test.each<[string, string, string]>([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'DOCTYPE'],
    ['an unknown entity', '<a>&foo;</a>', 'undefined entity &foo;'],
    ['a lone ampersand', '<a x="1 & 2"/>', 'starts no reference'],
    ['a reference to a control character', '<a>&#0;</a>', 'XML does not have'],
    ['the same attribute twice', '<a x="1" x="2"/>', 'attribute x twice'],
    ['the same attribute by two prefixes', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>', 'attribute x twice'],
    ['the same prefix twice', '<a xmlns:p="u" xmlns:p="v"/>', 'twice'],
    ['an undeclared prefix', '<p:a/>', 'undeclared prefix "p"'],
    ['a prefix bound to nothing', '<a xmlns:p=""/>', 'must not bind'],
    ['the prefix xmlns', '<a xmlns:xmlns="u"/>', 'must not bind'],
    ['elements that cross', '<a><b></a></b>', 'closes <a>, but <b> is open'],
    ['a missing end', '<a><b></b>', 'ends inside <a>'],
    ['half a tag at the end', '<a><b', 'middle of a tag'],
    ['an empty document', '', 'no root element'],
    ['two roots', '<a/><b/>', 'second root'],
    ['text before the root', 'x<a/>', 'text outside'],
    ['text after the root', '<a/>x', 'text outside'],
    ['a < in a value', '<a x="<"/>', '< in an attribute'],
    ['a value without quotes', '<a x=1/>', 'without quotes'],
    ['an attribute without value', '<a x/>', 'without a value'],
    ['no space between attributes', '<a x="1"y="2"/>', 'no space'],
    ['a name that starts with a digit', '<1a/>', 'malformed name'],
    ['two colons in a name', '<a:b:c/>', 'malformed name'],
    ['-- in a comment', '<a><!-- -- --></a>', '-- inside a comment'],
    [']]> in text', '<a>]]></a>', ']]>'],
    ['an XML declaration that is not first', ' <?xml version="1.0"?><a/>', 'processing instruction'],
    ['another version', '<?xml version="1.1"?><a/>', 'XML declaration'],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><a/>', 'must be UTF-8'],
    ['a control character', '<a>\u0001</a>', 'control character 1'],
    ['a control character in a value', '<a x="\u0001"/>', 'control character 1'],
  ])('%s is refused, in chunks of one byte too', (_, document, reason) => {
    expect(() => events(document)).toThrow(reason);
    expect(() => events(document, 1)).toThrow(reason);
  });

  test('bytes that are not UTF-8, and UTF-16, are refused wherever they stand', () => {
    const bad = (before: string, after: string) =>
      Uint8Array.from([...Buffer.from(before), 0xc3, 0x28, ...Buffer.from(after)]);
    expect(() => events(bad('<a>', '</a>'))).toThrow('not UTF-8');
    expect(() => events(bad('<a x="', '"/>'))).toThrow('not UTF-8');
    expect(() => events(bad('<a', '/>'))).toThrow('not UTF-8');
    expect(() => events(bad('<a><!--', '--></a>'))).toThrow('not UTF-8');
    expect(() => events(Uint8Array.from([0xff, 0xfe, ...Buffer.from('<a/>', 'utf16le')]))).toThrow('UTF-16');
    expect(() => events(Uint8Array.from(Buffer.from('<a></a>', 'utf16le')))).toThrow(PrepError);
  });

  test('depth, attributes, tag size and number of names are capped', () => {
    expect(() => events('<a>'.repeat(257))).toThrow('256 deep');
    const many = Array.from({ length: 129 }, (_, i) => ` x${i}=""`).join('');
    expect(() => events(`<a${many}/>`)).toThrow('more than 128 attributes');
    expect(() => events(`<a x="${'y'.repeat(3000)}"/>`, 100, { ...XML_LIMITS, tokenBytes: 2000 })).toThrow(
      'more than 2000 bytes',
    );
    const names = Array.from({ length: 2100 }, (_, i) => `<n${i}/>`).join('');
    expect(() => events(`<a>${names}</a>`)).toThrow('2048 different names');
  });

  test('an error says at which byte the tag stands', () => {
    expect(() => events('<a>  <b x="1" x="2"/></a>')).toThrow(/^byte 5: /);
  });
});
