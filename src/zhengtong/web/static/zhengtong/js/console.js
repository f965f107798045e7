// The console of an interview: what is typed goes out without leaving the page, and every part is read anew when something
// happened. Without this file each form leads back to the same page.
"use strict";

(() => {
  const desk = document.querySelector("[data-console]");
  const words = () => desk.querySelector("[data-live-words]");
  const spoken = desk.querySelector("[data-live-spoken]");
  const SLOW = 4000;
  let linked = "";
  let timer = 0;
  let isBusy = false;

  function say(text, kind) {
    linked = kind;
    const place = words();
    if (place.textContent !== text) place.textContent = text;
    place.dataset.kind = kind;
  }

  // --- parts that are read anew, but never under somebody's hands ---

  const isTouched = (part) => [...part.querySelectorAll("input, textarea, select")].some((field) => (
    field === document.activeElement || (["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.tagName !== "SELECT" && field.value !== field.defaultValue)
  ));
  async function freshen() {
    clearTimeout(timer);
    if (isBusy) { timer = setTimeout(freshen, 300); return; }
    isBusy = true;
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of desk.querySelectorAll("[data-fresh]")) {
        const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
        if (!fresh || isTouched(part)) continue;
        const wasOpen = [...part.querySelectorAll("details[data-keep][open]")].map((each) => each.dataset.keep);
        const held = part.contains(document.activeElement) ? document.activeElement : null;
        const again = held && [held.closest("article")?.dataset.element, held.dataset.element || held.textContent.trim()];
        const top = part.scrollTop;
        part.replaceChildren(...document.importNode(fresh, true).childNodes);
        for (const key of wasOpen) part.querySelector(`details[data-keep="${CSS.escape(key)}"]`)?.setAttribute("open", "");
        part.scrollTop = top;
        if (again) refocus(part, ...again);
      }
      const put = page.querySelector("#f-to");
      const choice = desk.querySelector("#f-to");
      if (put && choice) { const chosen = choice.value; choice.innerHTML = put.innerHTML; choice.value = [...choice.options].some((each) => each.value === chosen) ? chosen : ""; }
      if (linked !== "on") say("每隔几秒更新", "polling");
      else say("实时更新中", "on");
    } catch {
      say("连接中断，正在重新连接…如已退出登录，请刷新页面。", "lost");
    } finally {
      isBusy = false;
    }
    timer = setTimeout(freshen, SLOW);
  }
  function refocus(part, article, name) {
    const holder = (article && part.querySelector(`[data-element="${CSS.escape(article)}"]`)) || part;
    const same = [...holder.querySelectorAll("button, summary, a")].find((each) => (each.dataset.element || each.textContent.trim()) === name);
    (same ?? part.querySelector("button, summary, a, [tabindex]"))?.focus({ preventScroll: true });
  }
  let soon = 0;
  const freshenSoon = () => { clearTimeout(soon); soon = setTimeout(freshen, 150); };

  // --- forms ---

  async function send(form, button) {
    const said = form.querySelector("[data-said]");
    const tell = (text, isRefused) => { if (said) { said.textContent = text; said.className = `form-said ${isRefused ? "is-refused" : "is-done"}`; } };
    button?.setAttribute("aria-busy", "true");
    form.dataset.busy = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin", signal: AbortSignal.timeout(30_000) });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
      const told = await answer.json();
      if (told.errors) { tell(Object.values(told.errors).join(""), true); return; }
      if (form.dataset.draft !== undefined) {
        for (const name of ["text", "picture", "alt", "lines"]) {
          const field = form.elements[name];
          if (field?.type === "checkbox") field.checked = false;
          else if (field) field.value = "";
        }
        keep(form);
        form.elements.text.focus();
      } else {
        form.reset();
        const holder = form.closest("details");
        if (holder) holder.open = false;
      }
      tell(told.said, false);
      if (!form.dataset.draft) spoken.textContent = told.said;
      await freshen();
    } catch {
      tell("没有发送成功，请检查网络后再试。填写的内容还在。", true);
    } finally {
      delete form.dataset.busy;
      button?.removeAttribute("aria-busy");
    }
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    if (form.dataset.busy === undefined) send(form, event.submitter);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest?.("form[data-send]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  });

  // --- what is typed outlives the page: a lost window loses no sentence ---

  const name = (form) => `console:${desk.dataset.console}:${form.dataset.draft}`;
  function keep(form) {
    const text = form.elements.text.value;
    try {
      if (text) localStorage.setItem(name(form), text);
      else localStorage.removeItem(name(form));
    } catch { /* a browser that keeps nothing loses only this comfort */ }
  }
  for (const form of desk.querySelectorAll("form[data-draft]")) {
    try { form.elements.text.value ||= localStorage.getItem(name(form)) ?? ""; } catch { /* the same */ }
    form.addEventListener("input", () => keep(form));
    // Whom somebody answered is theirs alone: with another speaker the choice begins anew.
    form.addEventListener("change", (event) => { if (event.target.name === "speaker") form.elements.to.value = ""; });
    // Several lines at once are a stenographer's machine: each is a line of its own unless somebody unticks it.
    form.elements.text.addEventListener("paste", (event) => {
      if (/\S\s*\n\s*\S/.test(event.clipboardData?.getData("text") ?? "")) form.elements.lines.checked = true;
    });
  }

  // --- the hub tells when to look ---

  function listen() {
    if (!window.EventSource || !desk.dataset.console) return;
    const source = new EventSource(`${desk.dataset.hub}/live/${desk.dataset.console}/stream?after=${desk.dataset.last}`);
    source.addEventListener("open", () => say("实时更新中", "on"));
    source.addEventListener("message", freshenSoon);
    source.addEventListener("online", (event) => { const place = desk.querySelector("[data-element=online]"); if (place) place.textContent = event.data; });
    source.addEventListener("error", () => { say("正在重新连接…", "lost"); if (source.readyState === EventSource.CLOSED) setTimeout(listen, 15_000); });
    addEventListener("pagehide", () => source.close());
  }
  listen();
  timer = setTimeout(freshen, SLOW);
})();
