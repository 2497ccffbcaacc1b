#include "ingest/commands/html_view.h"

namespace newsmill {
namespace {

constexpr std::string_view kStart = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>newsmill</title>
<style>
:root { --paper: #fff; --ink: #1b1b1f; --faint: #666b75; --line: #d9dce2;
  --per: #b3261e; --org: #0b57a4; --loc: #1a7f37; --misc: #7a4fb5;
  --direct: #d3e5fd; --indirect: #d5efd9; --mixed: #e4dcfb; --statement: #ececef;
  --cue: #ffdf8a; --source: #fbdcec; --bar: #b06000; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e6e7ea;
  --faint: #9aa0ab; --line: #3a3e47; --per: #ff8a80; --org: #7db8ff; --loc: #6fd08c; --misc: #c5a3f5;
  --direct: #1d3a5f; --indirect: #1e432a; --mixed: #3c2f6b; --statement: #2c2f36;
  --cue: #6b4e00; --source: #5c2744; --bar: #f0a030; } }
body { margin: 1.5rem auto; max-width: 78rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
section { border-top: 1px solid var(--line); display: grid; column-gap: 2.5rem; padding-bottom: 1rem;
  grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start; }
h2 { line-height: 1.3; margin: 1rem 0 0; }
h2, .about { grid-column: 1 / -1; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
.about, .facts, .role, .legend { color: var(--faint); font-size: .85rem; }
.about, .facts { margin: 0; }
.legend { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: .4rem 0; }
.legend span { white-space: nowrap; color: var(--ink); margin-right: .6rem; }
.legend .number { margin-right: .1rem; }
.entity { border-bottom: 2px solid; }
.PER { border-color: var(--per); } .ORG { border-color: var(--org); }
.LOC { border-color: var(--loc); } .MISC { border-color: var(--misc); }
.pronoun, .description { border-bottom-style: dotted; }
.direct { background: var(--direct); } .indirect { background: var(--indirect); }
.mixed { background: var(--mixed); } .statement { background: var(--statement); }
.source { background: var(--source); font-style: italic; }
.cue { background: var(--cue); font-weight: 600; }
.number { color: var(--faint); font-size: .7em; padding: 0 .1em; text-decoration: none; user-select: none;
  vertical-align: super; line-height: 0; }
.number.worth { color: var(--bar); font-size: .8em; font-weight: 700; }
:target { outline: 2px solid var(--bar); }
ol, ul { margin: 0; padding-left: 1.6rem; }
ol > li { margin-bottom: .7rem; padding-left: .2rem; font-size: .93rem; line-height: 1.45; break-inside: avoid; }
blockquote { margin: .15rem 0; padding: .1rem .4rem; }
.bar { display: inline-block; width: 6rem; height: .5rem; background: var(--line); }
.bar span { display: block; height: 100%; background: var(--bar); }
.entities { columns: 14rem; font-size: .85rem; }
@media (max-width: 50rem) { section { display: block; } .legend { position: static; } }
@media print { .legend { position: static; } .claims { columns: 2; column-gap: 2.6rem; } body { max-width: none; margin: 0; font-size: 10pt; } section { display: block; break-before: page; }
  header + section { break-before: auto; } }
</style>
</head>
<body>
<header class="legend">
<div>Names: <span class="entity PER">person</span><span class="entity ORG">organisation</span><span
class="entity LOC">place</span><span class="entity MISC">other</span><span
class="entity pronoun">meant by “he”, “the minister”</span></div>
<div>Claims: <span class="source">who says it</span><span class="cue">saying word</span><span
class="direct">quoted</span><span class="indirect">reported</span><span
class="mixed">partly quoted</span><span class="statement">the article’s own statement</span><span
class="number worth">1</span><span>worth checking</span></div>
</header>
)html";

}  // namespace

std::string_view HtmlPageStart() { return kStart; }

std::string_view HtmlPageEnd() { return "</body>\n</html>\n"; }

}  // namespace newsmill
