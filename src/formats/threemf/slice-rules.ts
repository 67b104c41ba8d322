/** Rules for slice stacks (slice extension 1.0.2). */
import type { Polyline } from '../../core/polyline.ts';
import { pushFloat, pushInt } from '../../geometry/growable.ts';
import { attributeAt, type XmlTag } from '../xml/xml-tag.ts';
import { addResource } from './material-rules.ts';
import { slice } from './namespaces.ts';
import { type PartBuilder, type PartStack, requiredIndex, requiredNumber, requiredText } from './part-builder.ts';
import { type Rule, rule } from './rule.ts';
import { toMm } from './threemf-model.ts';

const POLYGON_RULE = rule(
  { [slice('segment')]: rule({}, { open: segment }) },
  { open: openPolygon, close: closePolygon },
);

const VERTICES_RULE = rule({ [slice('vertex')]: rule({}, { open: sliceVertex }) }, { open: openVertices });

/** Rule of the element `slicestack`. */
export const SLICE_STACK_RULE: Rule = rule(
  {
    [slice('slice')]: rule(
      { [slice('vertices')]: VERTICES_RULE, [slice('polygon')]: POLYGON_RULE },
      { open: openSlice, close: closeSlice },
    ),
    [slice('sliceref')]: rule({}, { open: sliceRef }),
  },
  {
    open: (part, tag) => {
      const zBottom = attributeAt(tag, 'zbottom') < 0 ? 0 : requiredNumber(tag, 'zbottom');
      addResource(part, tag, 'slicestack');
      part.stack = { zBottomMm: toMm(zBottom, part.unit), slices: [], refs: [] };
      part.stacks.set(requiredIndex(tag, 'id'), part.stack);
    },
    close: (part) => {
      part.stack = null;
    },
  },
);

function openStack(part: PartBuilder): PartStack {
  if (part.stack === null) throw part.fault('has a slice outside any stack');
  return part.stack;
}

function sliceRef(part: PartBuilder, tag: XmlTag): void {
  const stack = openStack(part);
  if (stack.slices.length > 0) throw tag.fault('has slices and references to slices in one stack');
  stack.refs.push({ stackId: requiredIndex(tag, 'slicestackid'), path: requiredText(tag, 'slicepath') });
}

function openSlice(part: PartBuilder, tag: XmlTag): void {
  const stack = openStack(part);
  if (stack.refs.length > 0) throw tag.fault('has slices and references to slices in one stack');
  const zTopMm = toMm(requiredNumber(tag, 'ztop'), part.unit);
  const below = stack.slices[stack.slices.length - 1]?.zTopMm ?? stack.zBottomMm;
  if (!(zTopMm > below))
    throw tag.fault(`has ztop ${zTopMm} mm above ${below} mm, must rise`, `slice ${stack.slices.length}`);
  part.sliceTop = zTopMm;
  part.sliceVertices.length = 0;
  part.sliceLoops = [];
}

function closeSlice(part: PartBuilder): void {
  openStack(part).slices.push({ zTopMm: part.sliceTop, loops: part.sliceLoops });
}

function openVertices(part: PartBuilder, tag: XmlTag): void {
  if (part.sliceVertices.length > 0 || part.sliceLoops.length > 0)
    throw tag.fault('has the vertices of a slice twice or too late');
}

function sliceVertex(part: PartBuilder, tag: XmlTag): void {
  pushFloat(part.sliceVertices, toMm(requiredNumber(tag, 'x'), part.unit));
  pushFloat(part.sliceVertices, toMm(requiredNumber(tag, 'y'), part.unit));
}

function openPolygon(part: PartBuilder, tag: XmlTag): void {
  part.polygon.length = 0;
  addCorner(part, tag, 'startv');
}

function segment(part: PartBuilder, tag: XmlTag): void {
  addCorner(part, tag, 'v2');
}

function addCorner(part: PartBuilder, tag: XmlTag, key: string): void {
  const { polygon, sliceVertices } = part;
  const index = requiredIndex(tag, key);
  const place = [`slice ${openStack(part).slices.length}`, `polygon ${part.sliceLoops.length}`];
  if (index >= sliceVertices.length / 2)
    throw tag.fault(`has ${key}="${index}", but there are ${sliceVertices.length / 2} vertices`, ...place);
  if (polygon.length > 0 && polygon.values[polygon.length - 1] === index)
    throw tag.fault(`has vertex ${index} twice in a row`, ...place);
  pushInt(polygon, index);
}

function closePolygon(part: PartBuilder): void {
  const { polygon, sliceVertices } = part;
  const place = [`slice ${openStack(part).slices.length}`, `polygon ${part.sliceLoops.length}`];
  if (polygon.length < 2) throw part.fault('has a polygon without segments', ...place);
  const closed = polygon.values[0] === polygon.values[polygon.length - 1];
  const corners = closed ? polygon.length - 1 : polygon.length;
  const xy = new Float64Array(2 * corners);
  for (let i = 0; i < corners; i++) {
    xy[2 * i] = sliceVertices.values[2 * polygon.values[i]!]!;
    xy[2 * i + 1] = sliceVertices.values[2 * polygon.values[i]! + 1]!;
  }
  const loop: Polyline = { xy, closed };
  part.sliceLoops.push(loop);
}
