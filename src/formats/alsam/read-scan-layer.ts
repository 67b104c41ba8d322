/** Reads the XML document of one layer as it stands; what it means for the laser is said in `laser-layer.ts`. */
import { growableFloats, growableInts, pushFloat, pushInt } from '../../geometry/growable.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { elementReader } from './element-reader.ts';
import {
  CHILDREN,
  quoted,
  type ScanLayer,
  type ScanPath,
  type SegmentStyle,
  type Traveler,
  type VelocityProfile,
} from './scan-layer.ts';

/** Takes the bytes of one document; `end` hands out what was in it. */
export interface ScanLayerReader {
  push(chunk: Uint8Array): void;
  end(): ScanLayer;
}

type Texts = Readonly<Record<string, string>>;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** What stands in the root element of a layer file of the OASIS baseline code, from which that code plans its paths. */
const OUTLINE_ELEMENTS = ['Thickness', 'VertexList', 'Slice'];

/**
 * Returns a reader of one document. What contradicts itself, or lacks what its sense hangs on, is refused with the byte and
 * the path; an element that the schema does not know is passed over and noted.
 */
export function scanLayerReader(faultOf: Fault, notes: ReadingNotes): ScanLayerReader {
  const profiles = new Map<string, VelocityProfile>();
  const segmentStyles = new Map<string, SegmentStyle>();
  const styleNumbers = new Map<string, number>();
  const paths: ScanPath[] = [];
  let header: Texts | null = null;
  let path: Pick<ScanPath, 'xy' | 'styles'> | null = null;
  let end: readonly [number, number] | null = null;
  let travelers: Traveler[] = [];
  let wobbles = false;
  let trajectories = 0;
  let pathsBegun = 0;

  function open(name: string): void {
    if (name === 'Trajectory') {
      trajectories++;
      pathsBegun = 0;
    } else if (name === 'Path') {
      pathsBegun++;
      path = { xy: growableFloats(16), styles: growableInts(16) };
    } else if (name === 'Segment') {
      end = null;
    } else if (name === 'SegmentStyle') {
      travelers = [];
    } else if (name === 'Traveler') {
      wobbles = false;
    }
  }

  function close(name: string, texts: Texts, byteFault: Fault): void {
    const fault: Fault = (reason) => byteFault(reason, ...placeOf());
    if (name === 'Segment') closeSegment(texts, fault);
    else if (name === 'Start' || name === 'End') closePoint(name, texts, fault);
    else if (name === 'Path') closePath(texts, fault);
    else if (name === 'Wobble') wobbles = texts.On !== '0';
    else if (name === 'Traveler') travelers.push(travelerOf(texts, wobbles, fault));
    else if (name === 'VelocityProfile') addOnce(profiles, name, texts, profileOf(texts, fault), fault);
    else if (name === 'SegmentStyle') addOnce(segmentStyles, name, texts, styleOf(texts, travelers), fault);
    else if (name === 'Trajectory') noteMode(texts, notes);
    else if (name === 'Header') {
      if (header !== null) throw fault('has <Header> twice');
      header = texts;
    }
  }

  function placeOf(): string[] {
    if (trajectories === 0) return [];
    const inPath = path === null ? [] : [`path ${pathsBegun}`, `segment ${path.styles.length + 1}`];
    return [`trajectory ${trajectories}`, ...inPath];
  }

  function closePoint(name: 'Start' | 'End', texts: Texts, fault: Fault): void {
    const x = numberOf(texts, 'X', fault);
    const y = numberOf(texts, 'Y', fault);
    if (x === null || y === null) throw fault(`has <${name}> without <X> or <Y>`);
    if (name === 'End') {
      if (end !== null) throw fault('has <End> twice in <Segment>');
      end = [x, y];
    } else if (path !== null) {
      if (path.xy.length > 0) throw fault('has <Start> twice in <Path>');
      pushFloat(path.xy, x);
      pushFloat(path.xy, y);
    }
  }

  function closeSegment(texts: Texts, fault: Fault): void {
    if (path === null) return;
    const style = texts.SegStyle;
    if (path.xy.length === 0) throw fault('has a <Segment> before the <Start> of its path');
    if (style === undefined) throw fault('has a <Segment> without <SegStyle>');
    if (end === null) throw fault('has a <Segment> without <End>');
    const number = styleNumbers.get(style) ?? styleNumbers.size;
    if (number === styleNumbers.size) styleNumbers.set(style, number);
    pushInt(path.styles, number);
    pushFloat(path.xy, end[0]);
    pushFloat(path.xy, end[1]);
  }

  function closePath(texts: Texts, fault: Fault): void {
    if (path === null) return;
    const { xy, styles } = path;
    const said = numberOf(texts, 'NumSegments', fault);
    if (said === null) notes.add('NumSegments', 'a path without <NumSegments> was read');
    else if (said !== styles.length) throw fault(`says that it has ${said} segments, but holds ${styles.length}`);
    if (styles.length === 0) notes.add('empty path', 'a path without segments was left out');
    else {
      const { Type: type = null, Tag: tag = null, SkyWritingMode: skyWritingMode = null } = texts;
      paths.push({ type, tag, skyWritingMode, xy, styles });
    }
    path = null;
  }

  const reader = elementReader(
    'Layer',
    CHILDREN,
    {
      open,
      close,
      unknown(name, parent, fault) {
        if (parent === 'Layer' && OUTLINE_ELEMENTS.includes(name)) {
          throw fault(
            `is a layer file of the OASIS baseline code, not a scan file: outlines, without height, paths or exposure (<${name}>)`,
          );
        }
        notes.add(`${parent} ${name}`, `<${name}> in <${parent}> is not in the schema and was passed over`);
      },
    },
    faultOf,
    notes,
  );

  return {
    push: reader.push,
    end() {
      reader.end();
      if (header === null) throw faultOf('has no <Header>');
      return { header, profiles, segmentStyles, styleNames: [...styleNumbers.keys()], paths };
    },
  };
}

function profileOf(texts: Texts, fault: Fault): VelocityProfile {
  return {
    velocity: numberOf(texts, 'Velocity', fault),
    mode: texts.Mode ?? null,
    laserOnDelay: numberOf(texts, 'LaserOnDelay', fault),
    laserOffDelay: numberOf(texts, 'LaserOffDelay', fault),
    jumpDelay: numberOf(texts, 'JumpDelay', fault),
    markDelay: numberOf(texts, 'MarkDelay', fault),
    polygonDelay: numberOf(texts, 'PolygonDelay', fault),
  };
}

function styleOf(texts: Texts, travelers: readonly Traveler[]): SegmentStyle {
  return { velocityProfileId: texts.VelocityProfileID ?? null, laserMode: texts.LaserMode ?? null, travelers };
}

/** A laser of a style; without a power it has none, so a style of such lasers is a jump. */
function travelerOf(texts: Texts, wobbles: boolean, fault: Fault): Traveler {
  return {
    id: texts.ID ?? '',
    syncDelay: numberOf(texts, 'SyncDelay', fault),
    power: numberOf(texts, 'Power', fault) ?? 0,
    spotSize: numberOf(texts, 'SpotSize', fault),
    wobbles,
  };
}

function addOnce<T>(map: Map<string, T>, name: string, { ID: id }: Texts, value: T, fault: Fault): void {
  if (id === undefined || id === '') throw fault(`has a <${name}> without <ID>`);
  if (map.has(id)) throw fault(`has two <${name}> with the ID ${quoted(id)}`);
  map.set(id, value);
}

function noteMode({ PathProcessingMode: mode }: Texts, notes: ReadingNotes): void {
  if (mode === undefined || mode.toLowerCase() === 'sequential') return;
  notes.add('mode', `paths with PathProcessingMode ${quoted(mode)} were read in the order in which they stand`);
}

/** Returns the number in a leaf, or null where the leaf is not there. */
function numberOf(texts: Texts, name: string, fault: Fault): number | null {
  const text = texts[name];
  if (text === undefined) return null;
  const value = NUMBER.test(text) ? Number(text) + 0 : Number.NaN;
  if (!Number.isFinite(value)) throw fault(`has <${name}> ${quoted(text)}, which is no number`);
  return value;
}
