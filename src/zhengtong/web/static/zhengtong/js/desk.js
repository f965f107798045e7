// Keys for those who live at the desk: j and k walk the rows, Enter opens, / searches, ? explains.
"use strict";

const rowLinks = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter((link) => link.offsetParent);
const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

function walk(step) {
  const links = rowLinks();
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const help = document.querySelector("[data-keys]");
  if (event.key === "Escape") {
    if (help) help.open = false;
    if (isTyping(event.target)) event.target.blur();
    return;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "?" && help) help.open = !help.open;
  else if (event.key === "/") {
    const search = document.querySelector("[data-focus-key='/']");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// One tick takes the whole list: the box in the head of a table with bulk acts.
for (const all of document.querySelectorAll("input[data-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.closest("table").querySelectorAll("tbody input[type=checkbox]")) box.checked = all.checked;
  });
}
