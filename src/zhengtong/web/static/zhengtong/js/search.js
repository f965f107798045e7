// Titles under the search box while somebody types. Without this file the box works as any form does.
"use strict";

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  let current = -1;
  let asked = "";
  let composing = false;
  let timer = 0;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
    current = open ? current : -1;
  };
  const choose = (index) => {
    const rows = [...list.children];
    current = (index + rows.length + 1) % (rows.length + 1);
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === current)));
    if (current < rows.length) input.setAttribute("aria-activedescendant", rows[current].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const draw = (suggestions) => {
    list.replaceChildren(...suggestions.map((one, at) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      const title = document.createElement("span");
      const kind = document.createElement("span");
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      link.href = one.url;
      link.tabIndex = -1;
      title.textContent = one.title;
      kind.textContent = one.kind;
      kind.className = "count";
      link.append(title, kind);
      row.append(link);
      return row;
    }));
    current = -1;
    show(suggestions.length > 0);
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (!text) { show(false); return; }
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
      if (!answer.ok) throw new Error(`suggest answered ${answer.status}`);
      const { suggestions } = await answer.json();
      if (text === input.value.trim()) draw(suggestions);
    } catch (error) {
      show(false);
      console.warn(error);
    }
  };

  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; ask(); });
  input.addEventListener("input", () => {
    if (composing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || composing) return;
    if (event.key === "Escape") { show(false); event.preventDefault(); }
    else if (event.key === "ArrowDown") { choose(current + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { choose(current < 0 ? list.children.length - 1 : current - 1); event.preventDefault(); }
    else if (event.key === "Enter" && current >= 0 && current < list.children.length) {
      event.preventDefault();
      list.children[current].querySelector("a").click();
    }
  });
  input.addEventListener("blur", () => { setTimeout(() => show(false), 150); });
}
