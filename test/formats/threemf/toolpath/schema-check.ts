/**
 * The two schemas of the toolpath extension (toolpath_2026_03.xsd, toolpath_layer_2026_03.xsd) written again by hand as a
 * table, and a check of a document against it: order of elements, attributes, types. It shares no code with our reader.
 */

const TOOLPATH = 'http://schemas.3mf.io/3dmanufacturing/toolpath/2026/03';

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly { readonly namespace: string; readonly name: string; readonly value: string }[];
  readonly children: XmlElement[];
}

type Test = (value: string) => boolean;

const whole =
  (least: number, most: number): Test =>
  (value) =>
    /^[-+]?[0-9]+$/.test(value) && Number(value) >= least && Number(value) <= most;
const number =
  (fits: (value: number) => boolean): Test =>
  (value) =>
    /^[-+]?((([0-9]+(\.[0-9]*)?)|(\.[0-9]+))([eE][-+]?[0-9]+)?)$/.test(value) && fits(Number(value));
const word =
  (...words: readonly string[]): Test =>
  (value) =>
    words.includes(value);
const POSITIVE_INTEGER = whole(1, 2147483647);
const NON_NEGATIVE_INTEGER = whole(0, 2147483647);
const INTEGER = whole(-2147483648, 2147483647);
const ANY_NUMBER = number(() => true);
const POSITIVE = number((value) => value > 0);
const NON_NEGATIVE = number((value) => value >= 0);
const SCALE: Test = (value) => Number(value) >= 0 && Number(value) <= 1;
const UUID: Test = (value) => /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(value);
const STRING: Test = (value) => value.length >= 1;
const PATH: Test = (value) => value.startsWith('/');
const LASERS: Test = (value) => /^(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*$/.test(value);

interface Type {
  /** Attributes; a name that ends in `!` is required. */
  readonly attributes: Readonly<Record<string, Test>>;
  /** Takes attributes of other namespaces. */
  readonly any: boolean;
  /** Children in their order, each at most so often; a choice takes them in any order. */
  readonly children: readonly (readonly [name: string, least: number, most: number])[];
  readonly choice?: true;
}

const FACTORS = Object.fromEntries(
  ['e', 'f', 'g', 'h', 'e1', 'e2', 'f1', 'f2', 'g1', 'g2', 'h1', 'h2'].map((name) => [name, SCALE]),
);
const type = (attributes: Type['attributes'], any: boolean, ...children: Type['children']): Type => ({
  attributes,
  any,
  children,
});

const TYPES: Readonly<Record<string, Type>> = {
  toolpathresource: type(
    { 'id!': POSITIVE_INTEGER, 'uuid!': UUID, 'unitfactor!': POSITIVE, toolpathtype: word('planar', '3axis', '6axis') },
    true,
    ['lasersources', 0, 1],
    ['toolpathprofiles', 0, 1],
    ['toolpathlayers', 0, 1],
    ['toolpathdata', 0, 1],
  ),
  toolpathprofiles: type({}, false, ['toolpathprofile', 0, Infinity]),
  toolpathprofile: type(
    {
      'uuid!': UUID,
      'name!': STRING,
      laserpower: NON_NEGATIVE,
      laserspeed: POSITIVE,
      jumpspeed: POSITIVE,
      laserfocus: ANY_NUMBER,
      spotradius: POSITIVE,
      laserindex: NON_NEGATIVE_INTEGER,
      depositionspeed: POSITIVE,
      beadwidth: POSITIVE,
      beadheight: POSITIVE,
      prewaittime: POSITIVE,
      postwaittime: POSITIVE,
    },
    true,
    ['modifier', 0, Infinity],
  ),
  modifier: type(
    {
      'attribute!': STRING,
      'type!': word('constant', 'linear', 'nonlinear'),
      'minvalue!': ANY_NUMBER,
      'maxvalue!': ANY_NUMBER,
      'factor!': word('e', 'f', 'g', 'h'),
    },
    true,
  ),
  toolpathlayers: type({ zbottom: NON_NEGATIVE_INTEGER }, false, ['toolpathlayer', 0, Infinity]),
  toolpathlayer: type({ ztop: NON_NEGATIVE_INTEGER, 'path!': PATH }, true),
  lasersources: type(
    { default: NON_NEGATIVE_INTEGER },
    false,
    ['lasersource', 1, Infinity],
    ['syncgroup', 0, Infinity],
  ),
  lasersource: type(
    {
      'index!': NON_NEGATIVE_INTEGER,
      'name!': STRING,
      minx: INTEGER,
      maxx: INTEGER,
      miny: INTEGER,
      maxy: INTEGER,
      centerx: INTEGER,
      centery: INTEGER,
      cornerradius: POSITIVE_INTEGER,
    },
    false,
  ),
  syncgroup: type({ 'id!': POSITIVE_INTEGER, 'lasers!': LASERS }, false),
  layer: type({}, true, ['parts', 0, 1], ['profiles', 0, 1], ['data', 0, 1], ['segments', 0, 1]),
  parts: type({}, false, ['part', 0, Infinity]),
  part: type({ 'id!': POSITIVE_INTEGER, 'uuid!': UUID }, false),
  profiles: type({}, false, ['profile', 0, Infinity]),
  profile: type({ 'id!': POSITIVE_INTEGER, 'uuid!': UUID }, false),
  segments: type({}, true, ['segment', 0, Infinity]),
  segment: {
    ...type(
      {
        'type!': word('loop', 'polyline', 'hatch', 'polyline3d', 'polyline6d'),
        'profileid!': POSITIVE_INTEGER,
        'partid!': POSITIVE_INTEGER,
        laserindex: NON_NEGATIVE_INTEGER,
        lasersync: POSITIVE_INTEGER,
        timeprediction: NON_NEGATIVE_INTEGER,
        jumpprediction: NON_NEGATIVE_INTEGER,
        tag: NON_NEGATIVE_INTEGER,
      },
      true,
      ['point', 0, Infinity],
      ['hatch', 0, Infinity],
    ),
    choice: true,
  },
  point: type({ 'x!': INTEGER, 'y!': INTEGER, tag: NON_NEGATIVE_INTEGER, ...FACTORS }, true),
  hatch: type(
    { 'x1!': INTEGER, 'y1!': INTEGER, 'x2!': INTEGER, 'y2!': INTEGER, tag: NON_NEGATIVE_INTEGER, ...FACTORS },
    true,
  ),
};

/** Returns what the schema says against an element and all within it, one line each. */
export function schemaFaults(element: XmlElement, path = ''): string[] {
  const at = `${path}/${element.name}`;
  const rule = element.namespace === TOOLPATH ? TYPES[element.name] : undefined;
  if (rule === undefined) return [`${at} is no element of the schema`];
  const faults: string[] = [];
  const own = element.attributes.filter(({ namespace }) => namespace === '');
  if (!rule.any && own.length < element.attributes.length) faults.push(`${at} has a foreign attribute`);
  for (const { name, value } of own) {
    const test = rule.attributes[name] ?? rule.attributes[`${name}!`];
    if (test === undefined) faults.push(`${at} has the unknown attribute ${name}`);
    else if (!test(value)) faults.push(`${at} has ${name}="${value}"`);
  }
  for (const name of Object.keys(rule.attributes)) {
    if (name.endsWith('!') && !own.some((attribute) => `${attribute.name}!` === name))
      faults.push(`${at} lacks ${name}`);
  }
  let from = 0;
  for (const child of element.children) {
    const found = rule.children.findIndex(([name], i) => (rule.choice === true || i >= from) && name === child.name);
    if (found < 0) faults.push(`${at} has <${child.name}> where it may not stand`);
    else from = found;
    faults.push(...schemaFaults(child, at));
  }
  for (const [name, least, most] of rule.children) {
    const count = element.children.filter((child) => child.name === name).length;
    if (count < least || count > most) faults.push(`${at} has ${count} <${name}>`);
  }
  return faults;
}

/** Reads plain XML (no comments, no CDATA) into a tree. */
export function xmlTree(text: string): XmlElement {
  const root: XmlElement = { namespace: '', name: '', attributes: [], children: [] };
  const open: { element: XmlElement; prefixes: ReadonlyMap<string, string> }[] = [
    { element: root, prefixes: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]) },
  ];
  for (const [, closing, raw = '', inside = '', empty] of text.matchAll(/<(\/?)([\w:.-]+)([^<>]*?)(\/?)>/g)) {
    if (closing === '/') {
      open.pop();
      continue;
    }
    const outer = open.at(-1);
    if (outer === undefined) throw new Error(`<${raw}> stands behind the root`);
    const pairs = [...inside.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => ({ name, value }));
    if (inside.replace(/\s[\w:.-]+="[^"]*"/g, '').trim() !== '') throw new Error(`<${raw}${inside}> is malformed`);
    const declared = pairs.filter(({ name }) => /^xmlns(:|$)/.test(name));
    const prefixes = new Map([
      ...outer.prefixes,
      ...declared.map(({ name, value }) => [name.slice(6), value] as const),
    ]);
    const named = (full: string, fallback: string) => {
      const [name = '', prefix] = full.split(':').reverse();
      const namespace = prefix === undefined ? fallback : prefixes.get(prefix);
      if (namespace === undefined) throw new Error(`${full} has no namespace`);
      return { namespace, name };
    };
    const element: XmlElement = {
      ...named(raw, prefixes.get('') ?? ''),
      attributes: pairs
        .filter(({ name }) => !/^xmlns(:|$)/.test(name))
        .map(({ name, value }) => ({ ...named(name, ''), value })),
      children: [],
    };
    outer.element.children.push(element);
    if (empty !== '/') open.push({ element, prefixes });
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined) throw new Error('is no whole document');
  return only;
}

/** Returns all elements of a name below an element, in order. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
}
