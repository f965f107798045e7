// How the picture stands, told anew every few seconds; the page itself is never loaded again: it may be showing a key.
"use strict";

(() => {
  const EVERY = 3000;
  for (const place of document.querySelectorAll("[data-broadcast-state]")) {
    const part = (name) => place.querySelector(`[data-part="${name}"]`);
    const look = async () => {
      try {
        const answer = await fetch(place.dataset.broadcastState, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
        if (!answer.ok) return;
        const told = await answer.json();
        part("state").dataset.kind = told.state;
        if (part("label").textContent !== told.label) part("label").textContent = told.label;
        part("problem").textContent = told.problem;
        part("problem").hidden = !told.problem;
        if (told.state === "ended") return;
      } catch {
        part("problem").textContent = "状态没有更新，正在重试。";
        part("problem").hidden = false;
      }
      setTimeout(look, EVERY);
    };
    setTimeout(look, EVERY);
  }
})();
