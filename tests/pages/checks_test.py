#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""page_checks.py finds what it is there for: a page with each of the faults once, and the same without them."""

import pathlib
import sys
import tempfile

import page_checks

page_checks.need_chromium()

GOOD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>page</title><style>body{color:#222;background:#fff}
@media (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#8ab4ff}}:focus-visible{outline:3px solid}
.scroll{overflow:auto}%STYLE%</style></head><body><main><h1>head</h1>%BODY%<a href="#here" id="here">link</a></main></body></html>"""
FAULTS = {
    "contrast of text": ("<p style='color:#999;background:#aaa'>faint</p>", ""),
    "contrast of graphics": ("<svg width=9 height=9><title>t</title><rect data-graphic fill='#777' width=9 height=9 /><rect data-graphic fill='#7a7a7a' width=5 height=5 /></svg>", ""),
    "pixels wide instead of": ("<p style='width:1600px'>wide</p>", ""),
    "not one h1": ("<h1>another</h1>", ""),
    "a heading of level 3 after one of 1": ("<h3>deep</h3>", ""),
    "a table without headers": ("<table><caption>c</caption><tr><td>1</td></tr></table>", ""),
    "a table without caption": ("<table><thead><tr><th scope=col>h</th></tr></thead><tr><td>1</td></tr></table>", ""),
    "an SVG without title": ("<svg width=9 height=9></svg>", ""),
    "an image without alt": ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", ""),
    "no visible focus": ("<button>b</button>", "button:focus-visible{outline:none}"),
    "are not reached by Tab": ("<a href='#here' style='visibility:visible' id=a onfocus='this.blur();document.activeElement.blur()'>a</a><button>b</button>", ""),
    "scrolls, and takes no focus": ("<pre style='overflow:scroll;width:50px' tabindex=-1>" + "x" * 300 + "</pre>", ""),
    "a field without label": ("<input>", ""),
    "a viewport that": ("<script>document.querySelector('[name=viewport]').content += ',maximum-scale=1'</script>", ""),
    "a target of": ("<button style='min-width:0;padding:0;border:0;height:20px'>button</button>", ""),
    "a live region that interrupts": ("<p role=alert>a</p>", ""),
    "no element #gone": ("<p aria-describedby=gone>a</p>", ""),
    "a region without name": ("<section><h2>s</h2></section>", ""),
    "the id a twice": ("<i id=a></i><i id=a></i>", ""),
    "a link to #gone": ("<a href='#gone'>l</a>", ""),
    "a handler": ("<i onclick='1'>i</i>", ""),
    "console": ("<script>throw new Error('e')</script>", ""),
    "asked for": ("<img alt='' src='http://127.0.0.1:9/x.png'>", ""),
}


def main():
    missed = 0
    with tempfile.TemporaryDirectory() as folder, page_checks.Browser() as browser:

        def problems(body, style="", **more):
            page = pathlib.Path(folder, "page.html")
            page.write_text(GOOD.replace("%BODY%", body).replace("%STYLE%", style))
            return page_checks.problems(browser, page.as_uri(), **more)

        def spoil():
            browser.ask("document.querySelector('h1').style.color = '#ccc'")

        clean = {
            "without any": problems(""),
            "that says what is expected": problems(FAULTS["console"][0], expected="Error: e"),
            "that asks for what it may": problems("<script>fetch('data.json').catch(() => {})</script>", allowed=("file:",), expected="data.json"),
        }
        for name, found in clean.items():
            if found:
                missed += 1
                print(f"problems of a page {name}: {found}")
        for fault, (body, style) in FAULTS.items():
            found = problems(body, style)
            if not any(fault in problem for problem in found):
                missed += 1
                print(f"not noticed: {fault}; but {found}")
        if not any("contrast" in problem for problem in problems("", prepare=spoil)):
            missed += 1
            print("not noticed: what becomes of a page")
    print(f"{len(FAULTS) + 1} faults, {missed} problems")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
