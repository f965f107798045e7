// Line numbers beside the text of a template, a tab that stays in it, and a first preview. Everything works without.
(() => {
  for (const code of document.querySelectorAll("[data-code]")) {
    const text = code.querySelector("textarea");
    const lines = document.createElement("pre");
    lines.className = "code-lines";
    lines.setAttribute("aria-hidden", "true");
    code.prepend(lines);
    let shown = 0;
    const count = () => {
      const now = text.value.split("\n").length;
      if (now !== shown) lines.textContent = Array.from({ length: (shown = now) }, (_, n) => n + 1).join("\n");
      lines.scrollTop = text.scrollTop;
    };
    const fit = () => { lines.style.height = `${text.offsetHeight}px`; };
    text.addEventListener("input", count);
    text.addEventListener("scroll", () => { lines.scrollTop = text.scrollTop; });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Escape") text.dataset.leaving = "yes";
      if (event.key !== "Tab" || event.shiftKey || text.dataset.leaving) { if (event.key !== "Escape") delete text.dataset.leaving; return; }
      event.preventDefault();
      text.setRangeText("  ", text.selectionStart, text.selectionEnd, "end");
      count();
    });
    new ResizeObserver(fit).observe(text);
    count();
    fit();
  }
  const preview = document.querySelector("[data-preview]");
  if (preview && document.querySelector("#preview-page option")) preview.form.requestSubmit(preview);
})();
