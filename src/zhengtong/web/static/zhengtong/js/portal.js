// Comforts of the portal's pages, which say the same without them.
"use strict";

// Columns of one section as tabs; without this they stand one below the other.
for (const section of document.querySelectorAll("[data-tabs]")) {
  const panels = [...section.querySelectorAll(".tab-panel")];
  const list = document.createElement("div");
  list.className = "tab-list";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", section.querySelector("h2").textContent);
  const tabs = panels.map((panel, place) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `${panel.id}-tab`;
    tab.textContent = panel.dataset.title;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.querySelector(".tab-title").hidden = true;
    tab.addEventListener("click", () => show(place));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (place + step + tabs.length) % tabs.length;
      show(next);
      tabs[next].focus();
    });
    list.append(tab);
    return tab;
  });
  const show = (chosen) => panels.forEach((panel, place) => {
    panel.hidden = place !== chosen;
    tabs[place].setAttribute("aria-selected", String(place === chosen));
    tabs[place].tabIndex = place === chosen ? 0 : -1;
  });
  section.querySelector(".section-head").append(list);
  show(0);
}

// The size of the letters of an article, remembered.
const body = document.querySelector("[data-article]");
const tools = document.querySelector("[data-tools]");
if (body && tools) {
  const buttons = [...tools.querySelectorAll("[data-size]")];
  const choose = (size) => {
    body.dataset.size = size;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.size === size)));
  };
  buttons.forEach((button) => button.addEventListener("click", () => {
    choose(button.dataset.size);
    localStorage.setItem("article-size", button.dataset.size);
  }));
  choose(localStorage.getItem("article-size") || "m");
  tools.hidden = false;
}
