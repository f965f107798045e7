// Answered requests that are like what is being typed. Without this file they are shown after the form is sent.
"use strict";

for (const input of document.querySelectorAll("input[data-similar]")) {
  const box = document.createElement("section");
  box.className = "panel similar";
  box.setAttribute("aria-live", "polite");
  box.hidden = true;
  input.after(box);
  let timer = 0;
  let asked = "";

  const draw = (found) => {
    const title = document.createElement("h2");
    title.textContent = "可能已经答复过类似的申请";
    const list = document.createElement("ul");
    list.className = "bullets";
    list.append(...found.map((one) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = one.url;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = one.title;
      const kind = document.createElement("span");
      kind.className = "soft";
      kind.textContent = ` ${one.kind}`;
      row.append(link, kind);
      return row;
    }));
    box.replaceChildren(title, list);
    box.hidden = found.length === 0;
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < 2) { box.hidden = true; return; }
    try {
      const answer = await fetch(`${input.dataset.similar}?q=${encodeURIComponent(text)}`);
      if (answer.ok && text === asked) draw((await answer.json()).found);
    } catch {
      box.hidden = true;
    }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
}
