// Data tables are sorted by the column whose head is pressed: numbers as numbers, words as words. Without this file they
// stand in the order they were published in.
"use strict";

const value = (row, place) => row.cells[place].textContent.trim();
const number = (text) => (text === "" ? NaN : Number(text.replaceAll(",", "").replace(/%$/, "")));
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const rows = [...table.tBodies[0].rows];
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const isRising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isRising ? "ascending" : "descending");
      const areNumbers = rows.every((row) => !Number.isNaN(number(value(row, place))));
      const order = (one, two) => areNumbers
        ? number(value(one, place)) - number(value(two, place))
        : value(one, place).localeCompare(value(two, place), "zh-CN");
      rows.sort((one, two) => (isRising ? 1 : -1) * order(one, two));
      table.tBodies[0].append(...rows);
    });
  });
}
