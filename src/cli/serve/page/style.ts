/** The looks of the page, in light and dark, from 320 pixels up. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fcfcfa, #16181c);
  --raised: light-dark(#ffffff, #1f2228);
  --text: light-dark(#1c2024, #e6e8eb);
  --faint: light-dark(#5b6169, #a3abb6);
  --line: light-dark(#d4d7db, #3a3f48);
  --accent: light-dark(#0b5cad, #7db7f5);
  --on-accent: light-dark(#ffffff, #10131a);
  --bad: light-dark(#a8120d, #ff9a92);
  --open: light-dark(#7a4d00, #f0bf6b);
  --good: light-dark(#17652b, #7fd693);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem clamp(0.75rem, 3vw, 2rem) 4rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1.05rem; }
p { margin: 0.25rem 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.5rem 0; padding: 0; list-style: none; }
.card { margin: 0.75rem 0; padding: 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 0.5rem; }
.faint { color: var(--faint); font-size: 0.9rem; }
.off { text-decoration: line-through; }
.notice { padding: 0.75rem 1rem; border-left: 4px solid var(--bad); background: var(--raised); }
.news { position: sticky; top: 0; z-index: 1; padding: 0.5rem 1rem; background: var(--accent); color: var(--on-accent); }
.news a { color: inherit; }
[hidden] { display: none; }
.people { margin: 0.5rem 0 0; padding: 0; list-style: none; }
.people > li { padding: 0.5rem 0; border-top: 1px solid var(--line); }
.status { display: inline-block; padding: 0 0.5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: 0.9rem; }
.accepted, .taken { color: var(--good); }
.declined, .refused { color: var(--bad); }
.tentative, .pending { color: var(--open); }
blockquote { margin: 0.25rem 0; padding-left: 0.75rem; border-left: 3px solid var(--line); white-space: pre-line; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--accent); }
form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 0.75rem; margin: 0.75rem 0 0; }
form .wide { grid-column: 1 / -1; }
label { display: block; font-size: 0.9rem; color: var(--faint); }
input, select, textarea { display: block; width: 100%; margin-top: 0.25rem; padding: 0.5rem; background: var(--ground); color: var(--text); border: 1px solid var(--faint); border-radius: 0.375rem; font: inherit; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
button { padding: 0.5rem 1rem; background: var(--accent); color: var(--on-accent); border: 0; border-radius: 0.375rem; font: inherit; font-weight: 600; cursor: pointer; }
pre { max-height: 32rem; margin: 0.5rem 0; padding: 0.75rem; overflow: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 0.375rem; font-size: 0.85rem; white-space: pre-wrap; }
code { font-size: 0.9em; }
.log { margin: 0; padding: 0; list-style: none; }
.log > li { padding: 0.5rem 0; border-top: 1px solid var(--line); }
iframe { display: block; width: 100%; height: 34rem; margin: 0.75rem 0; background: #fff; border: 1px solid var(--line); border-radius: 0.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
`;
