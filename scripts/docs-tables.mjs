/**
 * Fills the tables of the documents from the built sources, so that no document says what the program does not:
 * `node scripts/docs-tables.mjs` writes them, `--check` only says whether they are as they should be.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What each limit of the inspection is called in docs/inspection.md. */
const LIMIT_WORDS = {
  contourGapMm: ['contour-open', 'distance from the last point of a contour to its first, mm'],
  crossingDepthMm: ['contour-self-intersection', 'contours that cross by less count as touching, mm'],
  minAreaMm2: ['contour-degenerate', 'smallest area of a contour, mm2'],
  hatchOutsideMm: ['hatch-outside', 'how far a vector may reach out of the boundary, mm'],
  layerHeightMm: ['layer-spacing', 'difference of a height from the planned one, mm'],
  volumeRelative: [
    'volume-off',
    'difference of a solid part from its mesh, relative; beyond it a warning as far as the thickness of the layers accounts for it, else an error',
  ],
  densityRelative: [
    'density-off',
    'difference of the relative density from its target, relative; twice as much is an error',
  ],
  unexposedMm2: ['wall-unexposed, wall-unfilled', 'missed area of one layer that is worth a warning, mm2'],
  unexposedFraction: ['wall-unexposed, wall-unfilled', 'missed share of all solid area that is an error'],
  bareFraction: ['bead-gap', "share of a layer's solid under no bead that is worth a warning"],
  noteVolumeMm3: ['powder-trapped, solid-loose', 'closed voids or loose solid below this are a note, mm3'],
  claimOutsideMm: ['header-mismatch', 'how far content may reach out of the box of the header, mm'],
  claimSlackMm: ['header-mismatch', 'how far the box of the header may stand off the content, mm'],
};

const EXIT_WORDS = {
  0: 'fine',
  1: 'done, but the inspection found an error: the files are there and their verdict is `fail`',
  2: 'usage',
  3: 'unusable input',
  4: 'a resource is short, or the run was interrupted',
  70: 'a fault of our own',
};

/** The tables by document and marker; `sources` holds what they are made from. */
export function docsTables(sources) {
  return {
    'README.md': { options: optionTable(sources.OPTIONS), 'exit-codes': exitTable(sources.EXIT_CODE_OF) },
    'docs/inspection.md': {
      rules: table(
        ['rule', 'severity', 'what must hold'],
        sources.RULES.map(({ id, severity, meaning }) => [`\`${id}\``, severity, meaning]),
      ),
      'print-rules': table(
        ['rule', 'severity', 'what must hold'],
        sources.PRINT_RULES.map(({ id, severity, meaning }) => [`\`${id}\``, severity, meaning]),
      ),
      limits: limitTable(sources.DEFAULT_INSPECT_LIMITS, sources.profile, sources.peekProfile),
      unmade: table(
        ['rule', 'why'],
        uniqueByRule([...sources.UNMADE_CHECKS, ...sources.UNMADE_PRINT_CHECKS]).map(({ rule, why }) => [
          `\`${rule}\``,
          why,
        ]),
      ),
    },
    'docs/cases.md': {
      'region-kinds': table(
        ['kind', 'what it is', 'what stands in it', 'supports'],
        Object.entries(sources.REGION_KINDS).map(([kind, { meaning, fill, supportBan }]) => [
          `\`${kind}\``,
          meaning,
          fill === 'beneath' ? 'what the region beneath has' : fill,
          supportBan ? 'none' : '',
        ]),
      ),
    },
    'docs/lattice.md': { cells: cellTable(sources.listCells()) },
    'docs/titanium.md': {
      profile: profileTable(sources.profile),
      'profile-60um': table(['value', '', 'source'], profileRows(sources.profile60, profileRows(sources.profile))),
      energies: energyTable([sources.profile, sources.profile60]),
    },
    'docs/peek.md': {
      profile: profileTable(sources.peekProfile),
      'template-names': table(
        ['name', 'value', 'where'],
        [
          ...Object.entries(sources.JOB_NAMES).map(([name, { meaning }]) => [`\`${name}\``, meaning, 'everywhere']),
          ...Object.entries(sources.LAYER_NAMES).map(([name, { meaning }]) => [`\`${name}\``, meaning, 'layers']),
        ],
      ),
    },
  };
}

/** Returns a document with what stands between `<!-- name -->` and `<!-- /name -->` replaced. */
export function fillTables(text, tables) {
  let filled = text;
  for (const [name, content] of Object.entries(tables)) {
    const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const from = filled.indexOf(open);
    const to = filled.indexOf(close);
    if (from < 0 || to < from) throw new Error(`the document has no place for the table ${name}`);
    filled = `${filled.slice(0, from + open.length)}\n${content}\n${filled.slice(to)}`;
  }
  return filled;
}

function uniqueByRule(checks) {
  return [...new Map(checks.map((check) => [check.rule, check])).values()];
}

function optionTable(options) {
  const rows = options
    .filter(({ name }) => name !== 'help')
    .map(({ name, takes, help, default: value, commands }) => [
      `\`--${name}${takes === null ? '' : ` ${takes}`}\``,
      help,
      value ?? '',
      commands.join(', '),
    ]);
  return table(['option', 'meaning', 'default', 'commands'], rows);
}

function exitTable(exitCodeOf) {
  const rows = Object.entries(EXIT_WORDS).map(([code, words]) => {
    const errors = Object.keys(exitCodeOf).filter((error) => exitCodeOf[error] === Number(code));
    return [code, words, errors.map((error) => `\`${error}\``).join(', ')];
  });
  const unnamed = Object.values(exitCodeOf).find((code) => !(code in EXIT_WORDS));
  if (unnamed !== undefined) throw new Error(`exit code ${unnamed} has no words`);
  return table(['code', 'meaning', 'errors'], rows);
}

function limitTable(limits, profile, peekProfile) {
  const peekName = { unexposedFraction: 'unfilledFraction' };
  const rows = Object.entries(limits).map(([name, value]) => {
    const words = LIMIT_WORDS[name];
    if (words === undefined) throw new Error(`the limit ${name} has no words`);
    const said = (limit) => (limit === undefined ? '' : String(limit.value));
    const ofPeek = peekProfile.limits[peekName[name] ?? name];
    return [`\`${name}\``, words[0], words[1], String(value), said(profile.limits[name]), said(ofPeek)];
  });
  const trapped = ['`maxTrappedMm3`', 'powder-trapped', 'closed void above which trapped powder is an error, mm3', '0'];
  rows.push([...trapped, String(profile.powder.maxTrappedMm3.value), '']);
  return table(['limit', 'rule', 'meaning', 'default', profile.id, peekProfile.id], rows);
}

function cellTable(cells) {
  const range = (span) => (span === null ? '' : span.join(' to '));
  const rows = cells.map(({ id, kind, formula, sheet, network, struts }) => [
    `\`${id}\``,
    formula,
    range(sheet),
    kind === 'struts' && struts === null ? 'by its seed' : range(network ?? struts),
  ]);
  return table(['cell', 'f, or where the struts run', 'relative density, sheet', 'network or struts'], rows);
}

function profileTable(profile) {
  return table(['value', '', 'source'], profileRows(profile));
}

/** The sourced values of a profile; those that stand in `known` with the same source are left out. */
function profileRows(profile, known = []) {
  const same = new Set(known.map(String));
  const rows = [];
  const visit = (value, path) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.source === 'string' && 'value' in value)
      rows.push([`\`${path}\``, String(value.value), value.source]);
    else for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
  };
  visit(profile, '');
  return rows.filter((row) => !same.has(String(row)));
}

/** Energies by profile and key, computed from its values as exposure.json has them. */
function energyTable(profiles) {
  const rows = profiles.flatMap(({ id, parameters, hatch, layerThicknessMm }) =>
    Object.entries(parameters).map(([key, { powerW, speedMmPerS }]) => {
      const perMm = powerW.value / speedMmPerS.value;
      const perMm3 = perMm / (hatch.spacingMm.value * layerThicknessMm.value);
      return [`\`${id}\``, `\`${key}\``, perMm.toFixed(3), key.startsWith('hatch-') ? perMm3.toFixed(1) : ''];
    }),
  );
  return table(['profile', 'key', 'P / v, J/mm', 'P / (v x spacing x layer), J/mm3'], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

async function main(check) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 70);
  const from = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
  const sources = {
    ...(await from('formats/gcode/template/settings.js')),
    ...(await from('cli/option-table.js')),
    ...(await from('config/region-kinds.js')),
    ...(await from('core/prep-error.js')),
    ...(await from('inspect/rules.js')),
    ...(await from('inspect/settings.js')),
    ...(await from('inspect/print/print-rules.js')),
    ...(await from('pipeline/cells.js')),
    profile: JSON.parse(readFileSync(join(root, 'profiles', 'ti6al4v-eli-30um.json'), 'utf8')),
    profile60: JSON.parse(readFileSync(join(root, 'profiles', 'ti6al4v-eli-60um.json'), 'utf8')),
    peekProfile: JSON.parse(readFileSync(join(root, 'profiles', 'peek-implant-100um.json'), 'utf8')),
  };
  for (const [document, tables] of Object.entries(docsTables(sources))) {
    const path = join(root, document);
    const text = readFileSync(path, 'utf8');
    const filled = fillTables(text, tables);
    if (filled === text) continue;
    console.log(`${document}: ${check ? 'a table is not as the sources say' : 'tables written'}`);
    if (check) process.exitCode = 1;
    else writeFileSync(path, filled);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes('--check'));
