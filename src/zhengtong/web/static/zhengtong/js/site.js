// Small comforts for pages that work without them.
"use strict";

// A form marked data-guard asks before what was typed is lost.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

// A button is pressed once: the second submit of the same form is dropped, and the wait is shown.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
// Coming back by the browser's history shows the form as it was left; let it be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

// Fields that only some answers ask for are hidden from the others; without this they stand there with a hint.
for (const part of document.querySelectorAll("[data-shown-for]")) {
  const form = part.closest("form");
  const answers = part.dataset.values.split(" ");
  const see = () => {
    const given = new FormData(form).get(part.dataset.shownFor);
    part.hidden = !answers.includes(given) && !part.querySelector(".field-error");
  };
  form.addEventListener("change", see);
  window.addEventListener("pageshow", see);
  see();
}

// Say that a file is too large before it travels.
for (const input of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  const warning = document.createElement("p");
  warning.className = "file-warning";
  warning.setAttribute("role", "alert");
  warning.hidden = true;
  input.after(warning);
  input.addEventListener("change", () => {
    const limit = Number(input.dataset.maxBytes);
    const tooLarge = [...input.files].filter((file) => file.size > limit);
    const mb = (bytes) => (bytes / 1048576).toFixed(1);
    warning.textContent = tooLarge
      .map((file) => `“${file.name}”有 ${mb(file.size)} MB，超过了 ${mb(limit)} MB 的上限，请压缩后再选。`).join("");
    warning.hidden = tooLarge.length === 0;
    input.setCustomValidity(warning.textContent);
  });
}

// Tell a signed-in person before idleness signs them out.
const idleMinutes = Number(document.body.dataset.idleMinutes || 0);
if (idleMinutes > 5) {
  setTimeout(() => {
    const hint = document.createElement("div");
    hint.className = "notice notice-warn idle-hint";
    hint.setAttribute("role", "alert");
    hint.textContent = "您已较长时间没有操作，约 5 分钟后将自动退出登录。请及时保存正在填写的内容。";
    document.body.append(hint);
  }, (idleMinutes - 5) * 60 * 1000);
}

// Print buttons appear only where they can work.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// After a refused form, begin at the summary.
document.querySelector("[data-element=error-summary]")?.focus({ preventScroll: true });
