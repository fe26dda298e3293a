#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The report page of a triage in headless Chromium (page_checks.py says what is looked at): those of shipped playbooks and events,
those of the demo's mails, and those of facts that are made up (print_reports.cpp): none, hostile ones, many calls. Screenshots stay
in --pictures."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import page_checks
import triages

if __name__ == "__main__":
    page_checks.need_chromium()

GRAPHICS = ("rect[class^=lv-],.marker,.tl-request,.tl-hit,.tl-none,.tl-flight,.tl-failed,.tl-jag,.pb-ran .pb-box,.pb-ran .pb-edge,"
            ".pb-number circle")
# Nothing of a mail may become an element, a link, or an instruction.
INTACT = r"""
const problems = [];
if (document.scripts.length) problems.push('a script');
if (document.querySelectorAll('img,iframe,object,embed,form,base,link,video,audio,input,button').length) problems.push('an element that no report has');
for (const a of document.querySelectorAll('a')) if (!(a.getAttribute('href') || '').startsWith('#')) problems.push('a link to ' + a.getAttribute('href'));
if (/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c]/.test(document.documentElement.outerHTML)) problems.push('a character that cannot be seen');
if (document.querySelectorAll('style').length !== 1) problems.push('not one style');
if (window.pwned) problems.push('a script of the mail ran');
return problems;
"""
# What a telephone must show without being pushed about.
ON_A_TELEPHONE = r"""
const problems = [];
const timeline = [...document.querySelectorAll('.timeline')].filter(e => e.checkVisibility());
if (timeline.length > 1) problems.push('two timelines');
for (const e of timeline) if (e.parentElement.scrollWidth > e.parentElement.clientWidth) problems.push('a timeline to be scrolled');
document.querySelectorAll('details').forEach(d => d.open = true);
for (const link of document.querySelectorAll('.way a')) {
  link.click();
  const block = document.querySelector(':target'), box = block && block.getBoundingClientRect();
  const around = block && block.closest('.picture').getBoundingClientRect();
  if (!box || box.right < around.left || box.left > around.right || box.bottom < 0 || box.top > innerHeight) problems.push('it does not lead to ' + link.textContent);
}
for (const picture of document.querySelectorAll('.picture')) {
  const ran = picture.querySelectorAll('.pb-ran[data-block]').length, way = [...picture.parentElement.querySelectorAll('.way a')].length;
  if (ran !== way) problems.push('a way of ' + way + ' blocks, of which ' + ran + ' are drawn');
}
return problems;
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--print-reports", required=True)
    parser.add_argument("--pictures", required=True)
    options = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory() as folder, page_checks.Browser() as browser:
        folder = pathlib.Path(folder)
        subprocess.run([options.print_reports, folder], check=True)
        triages.run(options.pbc, folder)
        pages = sorted(folder.glob("*.html"))
        assert len(pages) >= 6, pages
        for page in pages:
            own = page_checks.problems(browser, page.as_uri(), f"{options.pictures}/report-{page.stem}", GRAPHICS)
            own += browser.ask(INTACT)
            browser.show(page_checks.WIDTHS[0], "light")
            own += browser.ask(ON_A_TELEPHONE)
            print(f"{page.stem}: {page.stat().st_size} bytes, {len(own)} problems")
            for problem in own:
                print("  ", problem)
            found += len(own)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
