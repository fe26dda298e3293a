// SPDX-License-Identifier: Apache-2.0
//
// Colours are those of the compiler's pictures. What a colour says, a word or a shape says too.
#include "triage/page.h"

namespace pbc::triage {

std::string_view page_style() {
  return R"css(
:root{color-scheme:light dark;--ground:#ffffff;--panel:#f6f8fb;--ink:#17202e;--muted:#4f5b6b;--line:#d3dae4;--edge:#7d8898;
--accent:#1f5fbf;--good:#1b7a3d;--bad:#b3261e;--mono:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--ground:#10151d;--panel:#1b222d;--ink:#e8edf5;--muted:#aab5c5;--line:#313b4a;--edge:#76839a;
--accent:#8ab4ff;--good:#7fdca0;--bad:#ff9c94}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}
header,nav,main{max-width:1240px;margin:0 auto;padding:0 24px}
header{padding-top:24px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:8px;top:-60px;background:var(--ground);padding:6px 12px}
.skip:focus{top:6px}
.code{font:700 .78em var(--mono);border:1px solid var(--bad);border-radius:3px;padding:0 2px;color:var(--bad);white-space:nowrap;
background:var(--ground)}
.banner{display:grid;grid-template-columns:minmax(220px,auto) 1fr;gap:8px 32px;align-items:center;color:#ffffff;padding:22px 28px;
border-radius:10px 10px 0 0}
.banner.lv-critical{background:#b3261e}.banner.lv-high{background:#b34700}.banner.lv-medium{background:#806000}
.banner.lv-low{background:#1b7a3d}.banner.lv-unknown{background:#5b6778}
.banner p{margin:0}
.banner .level{font-size:44px;line-height:1.05;font-weight:800;text-transform:uppercase;letter-spacing:.02em}
.banner .figures{font-size:15px;margin-top:6px}.banner .figures span{margin-right:12px;white-space:nowrap}
.banner b{font-size:18px}
.why{border-left:2px solid #ffffff;padding-left:28px}
h1{font-size:21px;line-height:1.3;margin:0 0 6px}
.banner .reason{font-size:17px}
.sheet{border:1px solid var(--line);border-top:0;border-radius:0 0 10px 10px;padding:14px 28px 16px;background:var(--panel)}
.scale{display:block;margin-bottom:10px;overflow:visible}.scale text{font-size:12px;fill:var(--muted)}
.scale .limit{fill:var(--panel)}.marker{fill:var(--ink)}
rect.lv-critical{fill:#d8352c}rect.lv-high{fill:#c05500}rect.lv-medium{fill:#8f6c00}rect.lv-low{fill:#1f8a46}rect.lv-unknown{fill:#6b7788}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:6px 24px}
dl div{min-width:0;display:flex;gap:10px}dt{color:var(--muted);flex:none;min-width:78px}dd{margin:0;min-width:0;font-weight:500}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 8px;margin:14px 0 0;padding:0}
nav a{display:inline-block;padding:4px 12px;border:1px solid var(--edge);border-radius:16px;text-decoration:none}
nav a:hover{text-decoration:underline}
main{padding-bottom:48px}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:0 40px}
section{min-width:0;scroll-margin-top:12px}
h2{font-size:19px;margin:30px 0 8px;padding-bottom:4px;border-bottom:2px solid var(--line)}
h3{font-size:16px;margin:0}
ol{margin:8px 0;padding-left:26px}ol li{margin:0 0 8px;font-size:16px}ol li::marker{font-weight:700;color:var(--accent)}
.note,.minor,caption{color:var(--muted);font-size:13px}
td .minor,th .minor{display:block;font-weight:400}
div>.minor{display:inline}
.note{margin:8px 0}
table{border-collapse:collapse;width:100%;margin:8px 0 12px;font-size:14px}
caption{text-align:left;padding:0 0 4px}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-top:1px solid var(--line)}
thead th{border-top:0;border-bottom:2px solid var(--edge);font-size:13px;color:var(--muted);font-weight:600;white-space:nowrap;
overflow-wrap:normal}
tbody th{font-weight:600;min-width:9em}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;overflow-wrap:normal}
thead .number,tbody .number{padding-left:6px}
td:not(.number){min-width:7.5em}
#evidence tbody th{font-family:var(--mono);font-size:13px;min-width:15em;max-width:300px}
.bar{display:inline-block;vertical-align:1px;margin-right:4px}.track{fill:none;stroke:var(--edge)}
.tag{display:inline-block;font-size:12.5px;font-weight:600;border:1px solid var(--edge);border-radius:9px;padding:0 8px;color:var(--muted)}
.tag.good{color:var(--good);border-color:var(--good)}.tag.bad{color:var(--bad);border-color:var(--bad)}
strong{color:var(--bad)}
details{margin:6px 0}summary{cursor:pointer;font-weight:600;border-radius:4px;padding:2px 4px;width:fit-content;max-width:100%}
details.long{margin:0}details.long summary{font-weight:inherit;padding:0}
details.long summary::after{content:" more";color:var(--accent);font-weight:600}
details.long[open] summary::after{content:" less"}
details.long div{border-left:3px solid var(--line);padding-left:8px}
article{border:1px solid var(--line);border-radius:8px;padding:14px 18px;margin:12px 0;background:var(--panel)}
article p{margin:2px 0 6px}
.findings{margin:6px 0;padding-left:20px}.findings li::marker{content:"\25B6\00A0\00A0";color:var(--bad)}
.scroll{overflow:auto;border:1px solid var(--line);border-radius:6px;background:var(--ground)}
.scroll svg{display:block;max-width:none}.scroll table{min-width:1100px;margin:8px}.scroll svg.timeline{margin:8px}
.picture{max-height:80vh}
.timeline.narrow{display:none}
.timeline text{font-size:12px}.tl-words text{paint-order:stroke;stroke:var(--ground);stroke-width:4;stroke-linejoin:round}.tl-note{fill:var(--muted)}.tl-asset{fill:var(--ink);font-weight:700}
.tl-row{fill:none;pointer-events:all}.tl-call:hover .tl-row{fill:var(--panel)}
.tl-tick{stroke:var(--line);fill:none}.tl-ground{fill:var(--ground)}.tl-hatch{fill:var(--edge)}
.tl-request,.tl-hit{stroke:var(--ground);stroke-width:2;paint-order:stroke}.tl-request{fill:var(--accent)}.tl-wait{fill:url(#hatch);stroke:var(--edge)}
.tl-flight{fill:var(--ground);stroke:var(--accent);stroke-width:1.5}
.tl-hit{fill:var(--good)}.tl-none{fill:var(--ground);stroke:var(--edge);stroke-width:2}
.tl-halo{fill:var(--ground)}.tl-failed{fill:none;stroke:var(--bad);stroke-width:2.4}
.tl-gap{fill:none;stroke:var(--ground);stroke-width:9}.tl-jag{fill:none;stroke:var(--muted);stroke-width:1.2}
ol.way{list-style:none;display:flex;flex-wrap:wrap;gap:6px 8px;padding:0;counter-reset:way}
.way li{margin:0;font-size:14px;counter-increment:way}.way li::before{content:counter(way) "\00A0";font-weight:700;color:var(--accent)}
.way a{display:inline-block;padding:1px 8px;border:1px solid var(--edge);border-radius:6px;text-decoration:none}
.way a:hover{text-decoration:underline}.picture{scroll-padding:60px}
dl.totals{grid-template-columns:repeat(auto-fill,minmax(220px,1fr))}dl.totals dt{min-width:0}
@media (max-width:1023px){
header,nav,main{padding-left:12px;padding-right:12px}header{padding-top:12px}
.banner{grid-template-columns:1fr;padding:16px}.banner .level{font-size:36px}
.why{border-left:0;border-top:2px solid #ffffff;padding:10px 0 0}.sheet{padding:12px 16px}
.columns{grid-template-columns:1fr}
table,tbody,tr,th,td,caption{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{display:grid;grid-template-columns:1fr 1fr;border-top:2px solid var(--edge);padding:6px 0}
tbody th,tbody td:not(.number),tbody .number:has(.bar){grid-column:1/-1}
tbody th,tbody td{border:0;padding:2px 0 2px 104px;position:relative;min-height:1.6em;min-width:0!important;max-width:none!important}
tbody .number{text-align:left;padding-left:104px;white-space:normal}
tbody th::before,tbody td::before{content:attr(data-label);position:absolute;left:0;width:98px;color:var(--muted);font:400 13px/1.6 system-ui,sans-serif}
.scroll table{min-width:0;margin:8px;width:auto}
}
@media (max-width:699px){
.timeline.wide{display:none}.timeline.narrow{display:block}.narrow .tl-wait{fill:url(#hatch-narrow)}
:is(#score,#evidence,#unanswered) tbody tr{display:flex;flex-wrap:wrap;gap:0 18px}
:is(#score,#evidence,#unanswered) tbody :is(th,td){padding:2px 0;min-height:0;max-width:100%}
:is(#score,#evidence,#unanswered) tbody :is(th,td)::before{position:static;margin-right:6px}
:is(#score,#evidence) tbody th,tbody td:has(.bar),#evidence [data-label=reason],#unanswered :is([data-label=indicator],[data-label=reason]){flex:0 0 100%}
:is(#score,#evidence) tbody :is(th,td:has(.bar))::before,#evidence [data-label=reason]::before,
#unanswered :is([data-label=indicator],[data-label=reason])::before{content:none}
td .minor,th .minor{display:inline;margin-left:6px}
}
@media print{body{font-size:11pt}.skip,nav{display:none}.scroll{overflow:visible;max-height:none;border:0}
.scroll svg{max-width:100%;height:auto}details::details-content{content-visibility:visible;display:block}
.banner,rect{print-color-adjust:exact}article,tr{break-inside:avoid}}
@media (prefers-contrast:more){:root{--muted:var(--ink);--line:var(--edge)}}
)css";
}

std::string_view path_style() {
  return ".pb-ran .pb-box{stroke:var(--accent);stroke-width:3}.pb-ran .pb-edge,.pb-edge.pb-ran{stroke:var(--accent);"
         "stroke-width:3;stroke-dasharray:none}.pb-ran:target .pb-box{stroke-width:6}"
         ".pb-idle .pb-box{fill:none;stroke:var(--edge);stroke-dasharray:3 4}"
         ".pb-idle .pb-name,.pb-idle .pb-row{fill:var(--muted);font-weight:400}"
         ".pb-idle .pb-edge,.pb-edge.pb-idle{stroke:var(--edge);stroke-width:1;stroke-dasharray:2 4}"
         ".pb-number circle{fill:var(--accent)}.pb-number text{fill:var(--ground);font:700 11px "
         "system-ui,sans-serif}\n";
}

}  // namespace pbc::triage
