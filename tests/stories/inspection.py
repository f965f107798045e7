"""What every page must keep for people who see badly, use the keyboard or a telephone: looked at in the browser itself."""

from playwright.sync_api import Page

# Each check gives sentences in English; none is right. `ratio` is the least contrast of text (WCAG 2.2 1.4.3, 1.4.6).
_ACCESSIBLE = r"""
(ratio) => {
  const faults = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[aria-hidden=true]");
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} “${(e.innerText || e.name || "").trim().slice(0, 20)}”`;

  if (document.documentElement.lang !== "zh-CN") faults.push("the language is not zh-CN");
  if (!document.title.trim()) faults.push("no title");
  if (all("h1").length !== 1) faults.push(`${all("h1").length} h1`);
  if (all("main").length !== 1) faults.push(`${all("main").length} main`);
  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6").filter(isShown)) {
    const next = Number(heading.tagName[1]);
    if (level && next > level + 1) faults.push(`heading jumps from ${level} to ${next}: ${name(heading)}`);
    level = next;
  }

  const ids = all("[id]").map((e) => e.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) faults.push(`id ${id} twice`);
  for (const attribute of ["for", "aria-describedby", "aria-labelledby", "aria-controls"]) {
    for (const e of all(`[${attribute}]`)) {
      for (const id of e.getAttribute(attribute).split(/\s+/)) {
        if (!document.getElementById(id)) faults.push(`${attribute} of ${name(e)} leads nowhere: ${id}`);
      }
    }
  }

  for (const e of all("input:not([type=hidden]), select, textarea")) {
    const label = [...(e.labels ?? [])].some((l) => l.textContent.trim()) || e.getAttribute("aria-label")?.trim();
    if (!label && !e.closest("template")) faults.push(`no label: ${e.name || e.id || e.outerHTML.slice(0, 60)}`);
  }
  for (const e of all("a[href], button, summary").filter(isShown)) {
    const said = e.textContent.trim() || e.getAttribute("aria-label") || e.querySelector("[aria-label], img[alt]");
    if (!said) faults.push(`nothing to say: ${e.outerHTML.slice(0, 80)}`);
  }
  for (const e of all("img:not([alt])")) faults.push(`no alt: ${e.src}`);
  for (const e of all("svg:not([aria-hidden=true])")) {
    const isNamed = e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.querySelector("title");
    if (!isNamed && !e.closest("[aria-hidden=true], [role=img]")) faults.push(`nameless picture: ${e.outerHTML.slice(0, 80)}`);
  }
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) faults.push(`tabindex ${e.tabIndex}: ${name(e)}`);
  for (const e of all("table")) if (!e.querySelector("th[scope]")) faults.push("table without scoped heads");
  for (const e of all("fieldset")) if (!e.querySelector(":scope > legend")) faults.push(`fieldset without legend ${e.id}`);
  for (const e of all("a a, button a, a button, label label")) faults.push(`nested: ${name(e)}`);

  // Contrast, from what is computed: text over the nearest ground that is not transparent.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => top.map((part, place) => (place < 3 ? part * top[3] + under[place] * (1 - top[3]) : 1));
  const groundOf = (e) => {
    const layers = [];
    for (let here = e; here; here = here.parentElement) {
      const colour = rgba(getComputedStyle(here).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(e) || !isShown(e) || e.closest("svg, .hidden-text, [disabled]")) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const ground = groundOf(e);
    const [one, two] = [light(over(rgba(style.color), ground)), light(ground)];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = isLarge ? (ratio === 7 ? 4.5 : 3) : ratio;
    if (contrast < least - 0.01) faults.push(`contrast ${contrast.toFixed(2)} of ${name(e)} .${e.className}`);
  }
  return faults;
}
"""

# A target that is a button, a large link, a field or a choice is at least 44 px high; links within a line are not meant.
_ON_A_PHONE = r"""
() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const worst = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1
      && !e.closest(".table-scroll, .flow, .tabs, .desk-nav, .entries, .hidden-text"));
    faults.push(`${wide} px wide: ${worst.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(", ")}`);
  }
  for (const e of document.querySelectorAll(".table-scroll:has(.table-stack)")) {
    if (e.scrollWidth > e.clientWidth) faults.push(`a list ${e.scrollWidth - e.clientWidth} px too wide: “${e.innerText.slice(0, 20)}”`);
  }
  const selector = "main .button, main .input, .choice, .search button, .search input, .tabs a, .entries a";
  for (const e of document.querySelectorAll(selector)) {
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    const { height, width } = e.getBoundingClientRect();
    if (height < 43.5) faults.push(`${height.toFixed(0)} px high: ${e.className} “${(e.innerText || e.name || "").slice(0, 16)}”`);
    if (width < 43.5 && !e.closest("nav")) faults.push(`${width.toFixed(0)} px wide: ${e.className} “${(e.innerText || e.name || "").slice(0, 16)}”`);
  }
  const small = [...document.querySelectorAll("main p, main td, main li, main dd")].filter((e) =>
    e.checkVisibility() && e.innerText.trim() && parseFloat(getComputedStyle(e).fontSize) < 12);
  for (const e of small) faults.push(`letters too small: “${e.innerText.slice(0, 16)}”`);
  return faults;
}
"""


def barriers(page: Page, *, ratio: float = 4.5) -> list[str]:
    """What stands in somebody's way on this page; contrast of text at least `ratio`, 3 (or 4.5 of 7) where it is large."""
    return page.evaluate(_ACCESSIBLE, ratio)


def squeezed(page: Page) -> list[str]:
    """What does not fit a telephone: a page wider than its window, targets a thumb cannot hit, tiny letters."""
    return page.evaluate(_ON_A_PHONE)
