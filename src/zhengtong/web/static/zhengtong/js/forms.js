// Comforts for forms made of fields; every one of them works without this file.
"use strict";

(() => {
  const entriesOf = (form, name) => {
    const inputs = [...form.elements].filter((input) => input.name === name && !input.closest("[hidden]"));
    return inputs
      .filter((input) => (input.type === "radio" || input.type === "checkbox" ? input.checked : input.value.trim() !== ""))
      .map((input) => input.value.trim());
  };
  const isFilled = (form, name) =>
    entriesOf(form, name).length > 0 ||
    [...form.elements].some((input) => input.name && input.name.startsWith(`${name}-`) && input.value.trim() !== "");

  // Fields show while their condition holds; top to bottom, so that a hidden field hides what depends on it.
  function applyConditions(form) {
    for (const box of form.querySelectorAll("[data-show-if]")) {
      const { field, test, values } = JSON.parse(box.dataset.showIf);
      const given = entriesOf(form, field);
      box.hidden = test === "filled" ? !isFilled(form, field) : !given.some((value) => values.includes(value));
    }
  }

  // Rows come and go in place.
  function renumber(table) {
    const rows = [...table.querySelectorAll("[data-row-of]")];
    const label = table.querySelector("legend").firstChild.textContent.trim();
    rows.forEach((row, place) => {
      row.querySelector("[data-row-number]").textContent = place + 1;
      row.setAttribute("aria-label", `${label}第${place + 1}行`);
    });
    const most = Number(table.dataset.most);
    table.querySelector("[name^='add-row:']").disabled = most > 0 && rows.length >= most;
  }
  function addRow(table) {
    const key = table.dataset.rowsOf;
    const used = [...table.querySelectorAll(`[data-row-of] [name^="${key}-"]`)]
      .map((input) => Number(input.name.slice(key.length + 1).split("-")[0]));
    const number = Math.max(-1, ...used) + 1;
    const pattern = table.querySelector(":scope > template");
    const holder = document.createElement("div");
    holder.append(pattern.content.cloneNode(true));
    for (const element of holder.querySelectorAll("*")) {
      for (const attribute of [...element.attributes]) {
        if (attribute.value.includes("__row__")) attribute.value = attribute.value.replaceAll("__row__", number);
      }
    }
    const row = holder.firstElementChild;
    table.querySelector("[data-rows-here]").append(row);
    for (const select of row.querySelectorAll("select[data-kind=region]")) splitRegions(select);
    renumber(table);
    row.querySelector("input, select, textarea").focus();
  }

  // A region is found in two steps: first the township, then the village.
  function splitRegions(select) {
    const groups = [...select.querySelectorAll("optgroup")];
    if (groups.length < 3) return;
    const first = document.createElement("select");
    first.className = "input";
    // The label, the hints and the links of the error summary lead to the first of the two.
    first.id = select.id;
    select.id = `${first.id}-village`;
    select.setAttribute("aria-label", "村（社区）");
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) first.setAttribute(name, select.getAttribute(name));
    }
    first.append(new Option("先选乡镇", ""), ...groups.map((group) => new Option(group.label, group.label)));
    const blank = select.querySelector(":scope > option");
    first.value = select.selectedOptions[0]?.closest("optgroup")?.label ?? "";
    const narrow = () => {
      const group = groups.find((each) => each.label === first.value);
      const chosen = select.value;
      select.replaceChildren(blank, ...(group ? [...group.cloneNode(true).children] : []));
      select.value = [...select.options].some((option) => option.value === chosen) ? chosen : "";
      if (select.value === "" && group && group.children.length === 1) select.value = group.children[0].value;
      select.hidden = !group;
    };
    first.addEventListener("change", () => { narrow(); select.dispatchEvent(new Event("input", { bubbles: true })); });
    select.before(first);
    narrow();
  }

  for (const form of document.querySelectorAll("form[data-form]")) {
    for (const note of form.querySelectorAll("[data-condition]")) note.remove();
    for (const select of form.querySelectorAll("select[data-kind=region]")) splitRegions(select);
    for (const table of form.querySelectorAll("[data-rows-of]")) renumber(table);
    form.addEventListener("input", () => applyConditions(form));
    form.addEventListener("change", () => applyConditions(form));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name]");
      if (!button) return;
      if (button.name.startsWith("add-row:")) {
        event.preventDefault();
        addRow(button.closest("[data-rows-of]"));
      } else if (button.name.startsWith("remove-row:")) {
        event.preventDefault();
        const table = button.closest("[data-rows-of]");
        button.closest("[data-row-of]").remove();
        renumber(table);
        table.querySelector("[name^='add-row:']").focus();
      } else {
        return;
      }
      applyConditions(form);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    applyConditions(form);
  }
})();
