/** Toolpath files written by hand, for tests of the reader. */
import { packageOf } from '../package-of.ts';

export const NAMESPACE = 'http://schemas.3mf.io/3dmanufacturing/toolpath/2026/03';
export const DRAFT = 'http://schemas.microsoft.com/3dmanufacturing/toolpath/2019/05';
export const ITEM = '11111111-2222-3333-4444-555555555555';
export const OBJECT = 'aaaaaaaa-2222-3333-4444-555555555555';
export const PROFILE = 'ABCDEF01-2222-3333-4444-555555555555';
export const OTHER = '00000000-2222-3333-4444-555555555555';

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>';

/** What a file is made of; each piece can be replaced. */
export interface HandMade {
  /** Attributes of the model beside its namespaces. */
  model: string;
  resourceAttributes: string;
  lasers: string;
  profiles: string;
  /** Layers of the list. */
  layers: string;
  data: string;
  /** All resources before the objects. */
  resources: string;
  buildAttributes: string;
  items: string;
  /** Target and content of each layer part. */
  parts: Readonly<Record<string, string>>;
  relation: string;
  contentTypes: string;
  namespace: string;
}

export const PROFILES = `<tp:toolpathprofile uuid="${PROFILE}" name="core" laserpower="200" laserspeed="1000." spotradius="0.04" laserindex="1"/>`;

/** A layer part. */
export function layerOf(segments: string, namespace = NAMESPACE): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><layer xmlns="${namespace}" xmlns:x="urn:x"><parts><part id="7" uuid="${ITEM}"/></parts>` +
    `<profiles><profile id="4" uuid="${PROFILE}"/></profiles><segments>${segments}</segments></layer>`
  );
}

export const LOOP =
  '<segment type="loop" profileid="4" partid="7"><point x="0" y="0"/><point x="100" y="0"/><point x="50" y="-80"/></segment>';

/** A file of one layer, 50 device units of a micrometre thick, with `pieces` in place of its own. */
export function handMade(pieces: Partial<HandMade> = {}): Uint8Array {
  const namespace = pieces.namespace ?? NAMESPACE;
  const parts = pieces.parts ?? { '/Toolpath/layer1.xml': layerOf(LOOP, namespace) };
  const relation = pieces.relation ?? `${NAMESPACE}/layer`;
  const listed = Object.keys(parts).map((path, i) => `<tp:toolpathlayer ztop="${50 * (i + 1)}" path="${path}"/>`);
  const resources =
    pieces.resources ??
    `<tp:toolpathresource ${pieces.resourceAttributes ?? `id="5" uuid="${OTHER}" unitfactor="0.001"`}>` +
      `${pieces.lasers ?? '<tp:lasersources default="1"><tp:lasersource index="1" name="Left"/><tp:lasersource index="2" name="Right"/></tp:lasersources>'}` +
      `<tp:toolpathprofiles>${pieces.profiles ?? PROFILES}</tp:toolpathprofiles>` +
      `<tp:toolpathlayers>${pieces.layers ?? listed.join('')}</tp:toolpathlayers>${pieces.data ?? ''}</tp:toolpathresource>`;
  const model =
    `<?xml version="1.0" encoding="UTF-8"?><model xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" ` +
    `xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" xmlns:tp="${namespace}" xmlns:x="urn:x" ` +
    `xmlns:bin="http://schemas.3mf.io/3dmanufacturing/binary/2023/05" xmlns:laser="urn:trabecula:laser:1" ` +
    `${pieces.model ?? 'requiredextensions="p tp"'}><metadata name="Title">By hand</metadata><resources>${resources}` +
    `<object id="9" p:UUID="${OBJECT}" name="bracket" type="model"><mesh><vertices/><triangles/></mesh></object></resources>` +
    `<build ${pieces.buildAttributes ?? 'tp:toolpathid="5"'}>${pieces.items ?? `<item objectid="9" p:UUID="${ITEM}"/>`}</build></model>`;
  const relationships = Object.keys(parts).map(
    (target, i) => `<Relationship Id="r${i}" Type="${relation}" Target="${target}"/>`,
  );
  return packageOf(model, {
    '[Content_Types].xml': pieces.contentTypes ?? TYPES,
    '3D/_rels/3dmodel.model.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`,
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name.slice(1), text])),
  });
}

/** A file of one layer with these segments. */
export function withSegments(segments: string): Uint8Array {
  return handMade({ parts: { '/Toolpath/layer1.xml': layerOf(segments) } });
}
