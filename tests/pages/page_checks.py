# SPDX-License-Identifier: Apache-2.0
"""What every page of ours must be, looked at in Debian's headless Chromium: Browser opens a page in one colour scheme and width, and
`problems(browser, url)` names what is wrong with it. A page that has states is brought into one by `prepare`."""

import base64
import json
import os
import pathlib
import re
import sys
import time

SKIPPED = 77
WIDTHS = (375, 1440)
SCHEMES = ("light", "dark")
MORE_WIDTHS = (320, 768, 1024, 1920)  # at which a page must fit as well
HEIGHT = 900
MOST_TABS = 400


def need(*modules):
    """Goes on only where the modules are. Debian's packages are for Debian's Python, which need not be the one in the PATH."""
    try:
        for module in modules:
            __import__(module)
    except ImportError as error:
        debian = "/usr/bin/python3"
        if os.path.exists(debian) and not os.environ.get("PBC_PAGES_AGAIN"):
            os.execve(debian, [debian, *sys.argv], {**os.environ, "PBC_PAGES_AGAIN": "1"})
        print(f"SKIPPED: {error}; `tools/setup.sh test` installs it")
        sys.exit(SKIPPED)


def need_chromium():
    need("selenium.webdriver")
    for program in ("/usr/bin/chromium", "/usr/bin/chromedriver"):
        if not os.path.exists(program):
            print(f"SKIPPED: no {program}; `tools/setup.sh test` installs it")
            sys.exit(SKIPPED)


# --- What is asked inside of a page -------------------------------------------------------------------------------------------

# Contrast as WCAG 2 defines it. The ground of an HTML text is what its ancestors are filled with; that of an SVG text is the last
# shape that is painted before it and under it.
LIBRARY = r"""
const parse = c => { const m = c.match(/rgba?\(([^)]+)\)/); if (!m) return null;
  const p = m[1].split(/[\s,\/]+/).map(Number); return {r: p[0], g: p[1], b: p[2], a: p.length > 3 ? p[3] : 1}; };
const over = (top, below) => ({r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a),
  b: top.b * top.a + below.b * (1 - top.a), a: 1});
const light = c => { const f = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b); };
const contrast = (a, b) => { const x = light(a), y = light(b); return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
const canvas = isDark ? {r: 18, g: 18, b: 18, a: 1} : {r: 255, g: 255, b: 255, a: 1};
const groundOf = element => { const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c && c.a > 0) { layers.push(c); if (c.a === 1) break; } }
  return layers.reverse().reduce((below, top) => over(top, below), canvas); };
const isShown = e => e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && e.getClientRects().length > 0;
const inside = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
const shapes = new Map();
const shapesOf = svg => { if (!shapes.has(svg)) shapes.set(svg, [...svg.querySelectorAll('rect,path,circle,ellipse,polygon')]
  .filter(s => !s.closest('defs,pattern,marker')).map(s => [s, s.getBoundingClientRect(), parse(getComputedStyle(s).fill)])
  .filter(([s, box, fill]) => fill && fill.a > 0)); return shapes.get(svg); };
const outermost = e => { let svg = e.closest('svg'); while (svg.parentElement.closest('svg')) svg = svg.parentElement.closest('svg'); return svg; };
const groundInSvg = (e, x, y) => { let ground = groundOf(outermost(e).parentElement);
  for (const [shape, box, fill] of shapesOf(outermost(e)))
    if (shape !== e && inside(box, x, y) && (shape.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) ground = over(fill, ground);
  return ground; };
const nameOf = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.getAttribute('class') ? '.' + e.getAttribute('class').split(' ').join('.') : '')
  + ' "' + (e.textContent || '').trim().slice(0, 40) + '"';
"""

CONTRASTS = LIBRARY + r"""
const problems = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const e = node.parentElement;
  if (!node.data.trim() || e.closest('title,style,script,noscript') || !isShown(e)) continue;
  const style = getComputedStyle(e);
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
  let ink, ground;
  if (e.namespaceURI.endsWith('svg')) {
    const box = e.getBoundingClientRect();
    ink = parse(style.fill); ground = groundInSvg(e, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  } else { ink = parse(style.color); ground = groundOf(e); }
  if (!ink) continue;
  const found = contrast(over(ink, ground), ground);
  if (found < (large ? 3 : 4.5)) problems.push(nameOf(e) + ': contrast of text ' + found.toFixed(2));
}
// Graphics that say something: those with a class that is not only decoration.
for (const e of document.querySelectorAll(GRAPHICS)) {
  if (!isShown(e)) continue;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const inks = [parse(style.fill), parse(style.stroke)].filter(c => c && c.a > 0);
  if (!inks.length) continue;
  const ground = groundInSvg(e, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const found = Math.max(...inks.map(ink => contrast(over(ink, ground), ground)));
  if (found < 3) problems.push(nameOf(e) + ': contrast of graphics ' + found.toFixed(2));
}
return [...new Set(problems)].slice(0, 20);
"""

STRUCTURE = LIBRARY + r"""
const problems = [];
const say = text => problems.push(text);
if (!document.documentElement.lang) say('no language');
if (!document.title.trim()) say('no title');
const port = (document.querySelector('meta[name=viewport]') || {}).content || '';
if (!/width=device-width/.test(port) || /user-scalable|maximum-scale/.test(port)) say('a viewport that does not fit, or cannot be enlarged');
const heads = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
if (heads.filter(h => h.tagName === 'H1').length !== 1) say('not one h1');
let level = 0;
for (const head of heads) {
  const own = +head.tagName[1];
  if (own > level + 1) say(nameOf(head) + ': a heading of level ' + own + ' after one of ' + level);
  if (!head.textContent.trim()) say('a heading without text');
  level = own;
}
if (document.querySelectorAll('main').length !== 1) say('not one main');
for (const table of document.querySelectorAll('table')) {
  if (!table.caption || !table.caption.textContent.trim()) say('a table without caption');
  const columns = table.querySelectorAll('thead th[scope=col]').length;
  if (!columns) say('a table without headers');
  for (const row of table.tBodies[0].rows)
    if ([...row.cells].reduce((n, c) => n + c.colSpan, 0) !== columns) { say('a row of ' + row.cells.length + ' cells in a table of ' + columns + ': ' + nameOf(table)); break; }
}
for (const svg of document.querySelectorAll('svg:not(svg svg)'))
  if (svg.getAttribute('aria-hidden') !== 'true' && !(svg.querySelector(':scope > title') || {}).textContent) say('an SVG without title: ' + nameOf(svg));
for (const image of document.querySelectorAll('img')) if (!image.hasAttribute('alt')) say('an image without alt');
for (const input of document.querySelectorAll('input,select,textarea'))
  if (!input.labels.length && !input.getAttribute('aria-label') && input.type !== 'hidden') say('a field without label: ' + nameOf(input));
for (const region of document.querySelectorAll('[role=region],nav,section'))
  if (!region.getAttribute('aria-label') && !region.getAttribute('aria-labelledby')) say('a region without name: ' + nameOf(region));
for (const live of document.querySelectorAll('[aria-live=assertive],[role=alert]')) say('a live region that interrupts: ' + nameOf(live));
// What is in a line of text may be as small as that.
for (const e of document.querySelectorAll('a[href],button,input,select,textarea,summary')) {
  const box = e.getBoundingClientRect();
  if (isShown(e) && getComputedStyle(e).display !== 'inline' && !e.closest('svg') && (box.width < 24 || box.height < 24) && !e.matches('.skip'))
    say('a target of ' + Math.round(box.width) + ' by ' + Math.round(box.height) + ' pixels: ' + nameOf(e));
}
const ids = new Set();
for (const e of document.querySelectorAll('[id]')) { if (ids.has(e.id)) say('the id ' + e.id + ' twice'); ids.add(e.id); }
for (const name of ['aria-labelledby', 'aria-describedby'])
  for (const e of document.querySelectorAll('[' + name + ']'))
    for (const id of e.getAttribute(name).split(' ')) if (!ids.has(id)) say('no element #' + id);
for (const a of document.querySelectorAll('a')) {
  const href = a.getAttribute('href') || '';
  if (href.startsWith('#')) { if (href.length > 1 && !ids.has(href.slice(1))) say('a link to ' + href + ', which is not there'); }
}
for (const e of document.querySelectorAll('*'))
  for (const a of e.attributes) if (/^on/i.test(a.name)) say('a handler: ' + nameOf(e));
return [...new Set(problems)].slice(0, 20);
"""

OVERFLOW = LIBRARY + r"""
const root = document.documentElement, wide = root.clientWidth;
if (root.scrollWidth <= wide && document.body.scrollWidth <= wide) return [];
const far = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('.scroll')).map(nameOf);
return ['the page is ' + root.scrollWidth + ' pixels wide instead of ' + wide, ...far.slice(-5)];
"""

# What can be got at; hidden parts are behind closed <details>, and what scrolls must take the focus.
REACHABLE = LIBRARY + r"""
const all = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex]')];
const shown = all.filter(e => isShown(e) && !e.disabled && e.tabIndex >= 0);
shown.forEach((e, i) => e.setAttribute('data-check', i));
const boxes = [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return isShown(e) && e !== document.documentElement && e !== document.body && /auto|scroll/.test(s.overflowX + s.overflowY)
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.tabIndex < 0; });
return [shown.length, boxes.map(nameOf)];
"""

# Tab begins where this was, before everything else.
TO_THE_BEGINNING = r"""
const first = document.createElement('span');
first.tabIndex = -1;
document.body.prepend(first);
first.focus();
first.remove();
getSelection().removeAllRanges();
scrollTo(0, 0);
"""

FOCUSED = r"""
const e = document.activeElement;
if (!e || e === document.body || e === document.documentElement) return null;
const s = getComputedStyle(e), box = e.getBoundingClientRect();
return {number: e.getAttribute('data-check'), name: e.tagName + ' ' + (e.textContent || '').trim().slice(0, 40),
  outlined: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none',
  seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
"""


# --- The browser ----------------------------------------------------------------------------------------------------------------


class Browser:
    """Chromium without a window. Nothing is loaded but what a page asks for, and all of that is written down."""

    def __init__(self):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        # Root has no sandbox; /dev/shm is small in containers.
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
                         "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                         "--no-proxy-server"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def show(self, width, scheme, height=HEIGHT):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def open(self, url):
        self.cut_off(False)
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(url)

    def cut_off(self, is_offline):
        """Nothing is reached any more; opening another page ends it."""
        self.driver.set_network_conditions(offline=is_offline, latency=0, throughput=-1)

    def ask(self, script):
        return self.driver.execute_script(script)

    def until(self, condition, seconds=20):
        """Waits for an expression of the page's to hold."""
        end = time.monotonic() + seconds
        while not self.ask(f"return !!({condition})"):
            assert time.monotonic() < end, f"it does not come: {condition}; the page says: {self.ask('return document.body.innerText')[:500]}"
            time.sleep(0.05)

    def press(self, *keys):
        """On the keyboard, wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def console(self, expected=None):
        """Messages that somebody would have to look into, but for those that a pattern expects."""
        return [f"console: {entry['message']}" for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING") and not (expected and re.search(expected, entry["message"]))]

    def requests(self):
        """The addresses that were asked for since the page was opened, of other places than the page's own text."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith("data:")]

    def open_details(self):
        self.ask("document.querySelectorAll('details').forEach(d => d.open = true)")

    def close_details(self):
        self.ask("document.querySelectorAll('details').forEach(d => d.open = false)")

    def picture(self, path, most=12000):
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], most), "scale": 1}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip})
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def unreachable(self):
        """Goes through the page by Tab."""
        from selenium.webdriver.common.keys import Keys

        count, boxes = self.ask(REACHABLE)
        problems = [f"scrolls, and takes no focus: {box}" for box in boxes]
        self.ask(TO_THE_BEGINNING)
        reached = set()
        for _ in range(min(count, MOST_TABS) + 1):
            self.press(Keys.TAB)
            focused = self.ask(FOCUSED)
            if focused is None or focused["number"] in reached:
                break
            reached.add(focused["number"])
            if not focused["outlined"]:
                problems.append(f"no visible focus: {focused['name']}")
            if not focused["seen"]:
                problems.append(f"out of sight when it has the focus: {focused['name']}")
        if len(reached) < min(count, MOST_TABS):
            problems.append(f"{count - len(reached)} of {count} elements are not reached by Tab")
        return problems


def problems(browser, url, pictures=None, graphics="[data-graphic]", allowed=(), prepare=None, expected=None):
    """All that is wrong with a page, as texts. `pictures` is how files with its looks begin; `graphics` selects what is drawn and
    says something; `allowed` is how addresses begin that it may ask for besides itself; `prepare` brings it, once it is opened, into
    the state that is looked at, and waits for it; `expected` is a pattern of what the console says in that state."""
    found = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            where = f"{width} px, {scheme}: "
            browser.show(width, scheme)
            browser.open(url)
            if prepare:
                prepare()
            if pictures:
                browser.picture(f"{pictures}-{width}-{scheme}.png")
            own = [*browser.ask(OVERFLOW)]
            if width == WIDTHS[0] and scheme == SCHEMES[0]:
                own += browser.unreachable()
            browser.open_details()
            own += browser.ask(OVERFLOW) + browser.ask(STRUCTURE)
            own += browser.ask(CONTRASTS.replace("GRAPHICS", json.dumps(graphics)))
            if width == WIDTHS[-1] and scheme == SCHEMES[0]:
                own += browser.unreachable()
            if pictures and scheme == SCHEMES[0] and browser.ask("return document.querySelector('details') !== null"):
                browser.picture(f"{pictures}-{width}-open.png")
            own += browser.console(expected)
            own += [f"asked for {other}" for other in browser.requests()
                    if other.split("#")[0] != url and not other.startswith(tuple(allowed) or "\0")]
            found += [where + text for text in own]
    for width in MORE_WIDTHS:
        browser.show(width, SCHEMES[0])
        found += [f"{width} px: {text}" for text in browser.ask(OVERFLOW)]
    return found
