/** The looks of the report: light and dark, on screen and on paper. Colours repeat what the signs say. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --good: #1a7f37; --warn: #9a6700; --bad: #cf222e; --idle: #6e7781; --goodbg: #dafbe1; --warnbg: #fff8c5; --badbg: #ffebe9; --idlebg: #eaeef2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --paper: #0d1117; --line: #30363d; --good: #56d364; --warn: #e3b341; --bad: #ff7b72; --idle: #9da7b1; --goodbg: #12261e; --warnbg: #2b2410; --badbg: #3a1416; --idlebg: #1c2128; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 96rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
.end { font-size: 1.1rem; font-weight: 600; } .simulation { padding: .5rem .75rem; border: 2px dashed var(--warn); font-weight: 600; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--idlebg); } th[scope=row] { white-space: nowrap; } #cells th { overflow-wrap: anywhere; white-space: normal; min-width: 16rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow: auto; max-height: 75vh; border: 1px solid var(--line); } .wide table { border: 0; } .wide thead th { position: sticky; top: 0; z-index: 1; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .idle { color: var(--idle); }
td.cell { text-align: center; min-width: 2rem; font-weight: 600; cursor: default; } td.cell:focus { outline: 3px solid var(--ink); outline-offset: -3px; }
td.cell.good { background: var(--goodbg); } td.cell.warn { background: var(--warnbg); } td.cell.bad { background: var(--badbg); } td.cell.idle { background: var(--idlebg); }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: .5rem 0; } label { display: grid; gap: .15rem; font-size: .85rem; color: var(--soft); }
input, select { font: inherit; padding: .3rem .5rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; }
output { display: block; min-height: 4.6rem; padding: .5rem .75rem; margin: .5rem 0; border: 1px solid var(--line); white-space: pre-line; }
ul { margin: .25rem 0; padding-left: 1.25rem; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
@media print { body { padding: 0; max-width: none; font-size: 10px; } form, output, .screen { display: none; } .wide { max-height: none; overflow: visible; border: 0; } .wide thead th { position: static; } tr { break-inside: avoid; } }
`;
