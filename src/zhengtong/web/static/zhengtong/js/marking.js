// Areas of a page drawn with a pointer; each is a line of numbers in the field, where they can be written without it too.
"use strict";

for (const desk of document.querySelectorAll("[data-marking]")) {
  const field = document.querySelector(`[name=${desk.dataset.marking}]`);
  const sheets = [...desk.querySelectorAll("[data-page]")];
  const percent = (share) => Math.round(Math.min(1, Math.max(0, share)) * 10000) / 100;

  const lines = () => field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const place = (area, [left, top, right, bottom]) => Object.assign(area.style, {
    left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%`,
  });

  function draw() {
    for (const sheet of sheets) sheet.querySelectorAll(".marking-area").forEach((area) => area.remove());
    lines().forEach((line, number) => {
      const [page, ...edges] = line.split(/[\s,，]+/).map(Number);
      const sheet = sheets.find((one) => Number(one.dataset.page) === page);
      if (!sheet || edges.length !== 4 || edges.some(Number.isNaN)) return;
      const area = document.createElement("button");
      area.type = "button";
      area.className = "marking-area";
      area.setAttribute("aria-label", `去掉第${page}页的遮盖区域`);
      place(area, edges);
      area.addEventListener("click", () => {
        field.value = lines().filter((_, other) => other !== number).join("\n");
        draw();
      });
      sheet.append(area);
    });
  }

  for (const sheet of sheets) {
    let start = null;
    let shape = null;
    const at = (event) => {
      const box = sheet.getBoundingClientRect();
      return [percent((event.clientX - box.left) / box.width), percent((event.clientY - box.top) / box.height)];
    };
    const edges = (event) => {
      const [x, y] = at(event);
      return [Math.min(x, start[0]), Math.min(y, start[1]), Math.max(x, start[0]), Math.max(y, start[1])];
    };
    sheet.classList.add("is-marked");
    sheet.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest(".marking-area")) return;
      start = at(event);
      shape = document.createElement("div");
      shape.className = "marking-area";
      sheet.append(shape);
      sheet.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    sheet.addEventListener("pointermove", (event) => { if (start) place(shape, edges(event)); });
    const end = (event) => {
      if (!start) return;
      const drawn = edges(event);
      start = null;
      shape.remove();
      if (event.type === "pointerup" && drawn[2] - drawn[0] > 0.3 && drawn[3] - drawn[1] > 0.2) {
        field.value = [...lines(), [sheet.dataset.page, ...drawn].join(" ")].join("\n");
      }
      draw();
    };
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);
  }
  field.addEventListener("input", draw);
  desk.querySelector("[data-marking-hint]").hidden = false;
  draw();
}
