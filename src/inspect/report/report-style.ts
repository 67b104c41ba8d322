/** The look of the page: on screens from 360 px on, and on A4. */
import { PLAIN_COLOURS } from '../../draw/colours.ts';
import { cssString } from './html-text.ts';
import { OUTCOME_COLOURS, PAGE_COLOURS } from './report-colours.ts';

const { paper, ink, frame } = PLAIN_COLOURS;
const { quiet, link, rule, tint } = PAGE_COLOURS;
const SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif';
const MONO = 'ui-monospace,SFMono-Regular,"Cascadia Mono",Consolas,"Liberation Mono","DejaVu Sans Mono",monospace';

const PAGE = `
:root{color-scheme:light;--pad:.5rem}
*{box-sizing:border-box}
html{background:${paper};color:${ink};font:15px/1.5 ${SANS};-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{max-width:66rem;margin:0 auto;padding:2.5rem 2rem 4rem;overflow-wrap:break-word}
p{margin:.5rem 0}
a{color:${link};text-underline-offset:.15em}
em{color:${quiet}}
code{font:.92em/1.45 ${MONO}}
.symbols{position:absolute}
.symbol{flex:none;width:1em;height:1em;vertical-align:-.12em}
`;

const HEAD = `
header{border-top:3px solid ${ink};padding-top:1rem}
.kind{margin:0;color:${quiet};font-size:.8rem;font-weight:600;letter-spacing:.09em;text-transform:uppercase}
h1{margin:.1rem 0 0;font-size:2.1rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
.about{margin:.3rem 0 0;color:${quiet}}
.verdict{display:flex;gap:1rem;align-items:center;margin:1.5rem 0 0;padding:1rem 1.25rem;border:1px solid currentColor;border-left-width:6px}
.verdict .symbol{width:2.6rem;height:2.6rem}
.verdict p{margin:0;color:${ink}}
.verdict .words{color:inherit;font-size:1.55rem;line-height:1.25;font-weight:700;letter-spacing:.02em}
.counts{display:flex;flex-wrap:wrap;margin:0;padding:0;border:1px solid ${rule};border-top:0;list-style:none}
.counts li{flex:1 1 auto;padding:.5rem .9rem;white-space:nowrap;border-right:1px solid ${rule};margin-right:-1px}
.counts b{font-size:1.1rem}
.counts .symbol{margin-right:.35em}
.counts .none{color:${quiet}}
.counts .none .symbol{opacity:.35}
.status{margin:0;padding:.6rem .9rem;border:1px solid ${rule};border-top:0;background:${tint}}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,14.5rem),1fr));gap:0 2rem;margin:1.5rem 0 0}
.facts div{padding:.45rem 0;border-top:1px solid ${rule}}
dt{color:${quiet};font-size:.82rem}
dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
nav ol{display:flex;flex-wrap:wrap;gap:.25rem 1.4rem;margin:1.75rem 0 0;padding:.6rem 0 .6rem 1.1rem;border:solid ${rule};border-width:1px 0;font-size:.9rem}
nav li{padding-right:.2rem}
nav li::marker{color:${quiet}}
`;

const SECTIONS = `
section{margin-top:2.75rem}
h2{margin:0 0 .75rem;font-size:1.3rem;line-height:1.3;font-weight:650;scroll-margin-top:1rem}
h2 span{display:inline-block;min-width:1.6rem;color:${quiet};font-weight:400;font-variant-numeric:tabular-nums}
section>p{max-width:46rem;color:${quiet}}
section>p strong:not([class]){color:${ink}}
.charts,.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:1.75rem 2rem}
figure{margin:0;min-width:0}
.charts figcaption{margin-bottom:.35rem;line-height:1.4}
.charts figure p{margin:.1rem 0 0;color:${quiet};font-size:.88rem;line-height:1.4}
.chart{display:block;width:100%;height:auto;font-family:inherit}
.chart text{font-variant-numeric:tabular-nums}
.chart .x-tick,.chart .y-tick{fill:${quiet}}
.pictures img{display:block;width:100%;height:auto;border:1px solid ${rule}}
.pictures figcaption{margin-top:.4rem;font-size:.9rem;line-height:1.4}
footer{margin-top:3rem;padding-top:.6rem;border-top:1px solid ${rule};color:${quiet};font-size:.85rem}
`;

const TABLES = `
table{width:100%;border-collapse:collapse;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{padding:var(--pad) .75rem var(--pad) 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid ${rule};overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
thead th{padding-block:.35rem;border-bottom:1.5px solid ${ink};color:${quiet};font-size:.82rem;font-weight:600;vertical-align:bottom;overflow-wrap:normal}
.group th{padding-top:1.1rem;border-bottom-color:${frame};font-weight:650}
.number{text-align:right}
td.number{white-space:nowrap}
.number+:not(.number){padding-left:.5rem}
.mark{white-space:nowrap;font-weight:600}
.mark .symbol{margin-right:.4em}
.unit{overflow-wrap:normal}
.none{color:${quiet}}
.hash code{user-select:all;-webkit-user-select:all;overflow-wrap:anywhere;word-break:break-all}
.files .name{min-width:9rem}
.measures th:first-child{width:38%}
.parameters th:first-child{width:30%}
.group th:first-child{width:auto}
.parameters td:nth-child(2){width:22%}
.findings td:nth-child(2){width:38%}
.rules td:nth-child(2){width:46%}
tr:target{background:${tint}}
.record,.steps{margin-top:.5rem;border:1px solid ${frame};table-layout:fixed}
.record th,.record td,.steps th,.steps td{padding:.4rem .6rem;border:1px solid ${frame}}
.record tbody tr:not(.group)>*{height:2.6rem}
.record tr>:first-child{width:26%}
.record tr>:nth-child(2){width:32%}
.record .group th:first-child{width:auto}
.steps tr>:first-child{width:17%}
.steps tr>:nth-child(3){width:25%}
.steps tr>:last-child{width:20%}
.steps .blank{display:block;min-height:2.2rem}
.signed{max-width:none;margin-bottom:.75rem;color:${ink}}
.signatures{border:1px solid ${frame};table-layout:fixed}
.signatures th,.signatures td{padding:.4rem .6rem;border:1px solid ${frame}}
.signatures tbody th,.signatures tbody td{height:3.6rem}
.signatures tr>:first-child{width:6.5rem}
.signatures tr>:nth-child(4){width:7.5rem}
.signatures tr>:last-child{width:30%}
`;

const NARROW = `
@media screen and (max-width:44rem){
body{padding:1.25rem 1rem 3rem}
h1{font-size:1.6rem}
.verdict{padding:.9rem;gap:.8rem}
.verdict .words{font-size:1.25rem}
table,tbody{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:block;padding:.6rem 0;border-bottom:1px solid ${rule}}
tr.group{padding-bottom:.3rem}
table th,table td,.measures th:first-child,.parameters th:first-child,.parameters td:nth-child(2),.findings td:nth-child(2),.rules td:nth-child(2){display:block;position:relative;width:auto;min-height:1.7em;padding:.12rem 0 .12rem 6.8rem;border:0}
table td.number{text-align:left;white-space:normal}
table td.number+:not(.number){padding-left:6.8rem}
th[data-head]::before,td[data-head]::before{content:attr(data-head);position:absolute;left:0;width:6.3rem;color:${quiet};font-weight:400;font-size:.9em}
table .group th{padding-left:0}
.signatures{table-layout:auto}
.signatures tbody th,.signatures tbody td{height:auto;min-height:2.2rem;padding:.12rem 0 .12rem 6.8rem;border:0}
td:has(>.absent){display:none}
.record,.steps{table-layout:auto}
.record tbody th:nth-child(n),.record tbody td:nth-child(n),.steps tbody th:nth-child(n),.steps tbody td:nth-child(n){width:auto;height:auto;padding:.12rem 0 .12rem 6.8rem;border:0}
.record .group th:first-child{padding-left:0}
.signatures td,.record td,.steps td{border-bottom:1px solid ${frame}}
.signatures tr{padding:.8rem}
.signatures tr>:nth-child(n){width:auto}
}
`;

/** Nothing is cut between two pages that is read as one; a heading stays with what it heads. */
const PRINT = `
@media print{
html{font-size:9.4pt;line-height:1.42}
body{max-width:none;padding:0;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,footer{display:none}
a{color:inherit;text-decoration:none}
h1{font-size:20pt}
section{margin-top:9mm}
h2,.group,figcaption,section>p{break-after:avoid;break-inside:avoid}
thead{display:table-header-group}
tr,figure,.verdict,.status,.facts div{break-inside:avoid}
.group+tr{break-before:avoid}
table{font-size:8.4pt;--pad:1.1mm}
.charts,.pictures{display:block;font-size:8.8pt}
.charts figure,.pictures figure{display:inline-block;width:47.5%;margin:0 0 6mm;vertical-align:top}
.charts figure:nth-child(odd),.pictures figure:nth-child(odd){margin-right:4%}
.pictures img{max-height:110mm;object-fit:contain;object-position:left}
.hash code{font-size:7.4pt}
section:last-child{break-inside:avoid}
section:has(>.record){break-before:page}
.signatures tbody th,.signatures tbody td{height:15mm}
p{orphans:3;widows:3}
}
`;

/** Returns the style sheet; the title stands at the foot of every printed page. */
export function reportStyle(title: string): string {
  const outcomes = Object.entries(OUTCOME_COLOURS).map(
    ([outcome, colours]) =>
      `.is-${outcome}{color:${colours.ink}}\n.verdict.is-${outcome}{background:${colours.ground}}\n`,
  );
  const foot = `font:8pt ${SANS};color:${quiet}`;
  const page = [
    '@page{size:A4 portrait;margin:16mm 16mm 18mm',
    `;@bottom-left{content:"Inspection report: " ${cssString(title)};${foot}}`,
    `@bottom-right{content:"Page " counter(page) " of " counter(pages);${foot}}}\n`,
  ];
  return [PAGE, HEAD, SECTIONS, TABLES, ...outcomes, NARROW, ...page, PRINT].join('').replace(/^\n+/gm, '');
}
