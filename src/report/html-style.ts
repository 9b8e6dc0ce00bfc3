/** The one style sheet of the HTML report: light and dark, readable on paper, nothing from the network. */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f6f7f9; --line: #d5d9e0; --ink: #1a1f29; --soft: #535c6b; --link: #0b57d0;
  --bad: #a8201a; --bad-ground: #fdeceb; --warn: #7a4b00; --warn-ground: #fff3da;
  --good: #1c6b34; --good-ground: #e6f5ea; --odd: #5b3a99; --odd-ground: #f1ebfb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1d2229; --line: #3a424e; --ink: #e8ebf0; --soft: #a9b2c0; --link: #8ab4f8;
    --bad: #ffb0aa; --bad-ground: #4a1a18; --warn: #ffd58a; --warn-ground: #453108;
    --good: #9fdfb2; --good-ground: #163a22; --odd: #d3bfff; --odd-ground: #35254f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0 0.25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 0; }
h4 { font-size: 0.95rem; margin: 1.25rem 0 0.35rem; }
p { margin: 0.35rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.5rem; }
.soft { color: var(--soft); }
.outcome { font-size: 1.15rem; font-weight: 600; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; }
code { overflow-wrap: break-word; }
pre { margin: 0.5rem 0; padding: 0.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--ground);
  white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { width: 100%; min-width: 38rem; border-collapse: collapse; font-size: 0.92rem; }
.events, .authorities { table-layout: fixed; }
.events thead th { width: 15%; }
.events thead th:first-child { width: 34%; }
.events thead th:last-child { width: 36%; }
.authorities thead th { width: 16%; }
.authorities thead th:nth-child(2) { width: 24%; }
.authorities thead th:last-child { width: 44%; }
.told th, .told td { border-bottom: none; padding-bottom: 0; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.35rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem 0.4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
th, td { overflow-wrap: break-word; }
article { margin: 0 0 1.25rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.title { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: baseline; }
.badge { display: inline-block; padding: 0.05rem 0.55rem; border-radius: 99px; border: 1px solid currentcolor; font-size: 0.82rem;
  font-weight: 600; white-space: nowrap; }
.bad { color: var(--bad); background: var(--bad-ground); }
.warn { color: var(--warn); background: var(--warn-ground); }
.good { color: var(--good); background: var(--good-ground); }
.odd { color: var(--odd); background: var(--odd-ground); }
.calm { color: var(--soft); }
.chain { list-style: none; margin: 0.5rem 0; padding: 0; }
.chain li { display: grid; grid-template-columns: 8.5rem 8rem 1fr; gap: 0.2rem 0.75rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line); }
.chain .name { font-weight: 600; }
.chain .what p { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); }
@media (max-width: 42rem) { .chain li { grid-template-columns: 1fr auto; } .chain .what { grid-column: 1 / -1; } }
@media print {
  :root { color-scheme: light; --ground: #ffffff; --card: #ffffff; --line: #bbbbbb; --ink: #000000; --soft: #444444; --link: #000000;
    --bad: #8c1510; --bad-ground: #ffffff; --warn: #6b4200; --warn-ground: #ffffff; --good: #155229; --good-ground: #ffffff;
    --odd: #452a78; --odd-ground: #ffffff; }
  body { font-size: 10.5pt; }
  .skip { display: none; }
  article { break-inside: auto; }
  h2, h3, h4, .title { break-after: avoid; }
  tr, .chain li { break-inside: avoid; }
  table { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
