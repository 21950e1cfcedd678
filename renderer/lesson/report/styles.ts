/** The report's look: black on white, made to be printed on A4. */
export const sheetStyles = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1d2430; background: #fff;
  font: 15px/1.55 system-ui, 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; padding-bottom: 0.2rem; border-bottom: 2px solid #1b6ec2; font-size: 1.15rem; break-after: avoid; }
h3 { margin: 1.2rem 0 0.4rem; font-size: 1rem; break-after: avoid; }
h3 + p { break-after: avoid; }
h4 { margin: 0; font-size: 0.95rem; }
.run + .run { break-before: page; }
p { margin: 0.4rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.2rem; margin: 0; }
dt { color: #5b6472; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: 0.85rem; }
th, td { padding: 0.15rem 0.4rem; border-bottom: 1px solid #d8d4ca; text-align: right; }
th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; }
tr { break-inside: avoid; }
.matrix { table-layout: fixed; font-size: 0.72rem; }
.matrix th, .matrix td { padding: 0.15rem 0.2rem; }
.matrix thead th { font-size: 0.62rem; }
.matrix thead th:first-child { width: 9em; }
.right { color: #005a8c; font-weight: 700; }
.wrong { color: #a83f00; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-weight: 600; font-size: 0.9rem; }
svg { width: 100%; height: auto; font-size: 11px; }
svg .grid { stroke: #d8d4ca; }
svg .tick { fill: #5b6472; }
svg polyline { fill: none; stroke-width: 1.8; }
svg polyline.solid { stroke: #0072b2; } svg .solid { fill: #0072b2; }
svg polyline.dashed { stroke: #9a5c00; stroke-dasharray: 6 4; } svg .dashed { fill: #9a5c00; }
svg polyline.solid, svg polyline.dashed { fill: none; }
.pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; }
.pictures article { display: grid; grid-template-columns: 7rem 1fr; gap: 0.2rem 0.8rem; break-inside: avoid; }
.pictures h4 { grid-column: 1 / -1; }
.pictures img { width: 7rem; height: 7rem; image-rendering: pixelated; border: 1px solid #d8d4ca; }
.pictures table { font-size: 0.75rem; }
.answer td { font-weight: 700; }
.pictures td, .pictures th { padding: 0 0.3rem; }
@page { size: A4; margin: 15mm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } }
@media (max-width: 40rem) { .pair, .pictures { grid-template-columns: 1fr; } }
`;
