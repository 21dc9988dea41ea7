/* A block copied from a sheet fills a [data-grid] from the focused cell on.
   [data-grid="grow"] adds rows from the table's <template data-row>, whose __n__ becomes the row's number from 0, __nth__ from 1. */
(() => {
  // a row of notes between the others may hold fields that are none of the grid's
  const fields = ":is(input:not([type=hidden]), select, textarea):not([disabled]):not(.noterow *)";

  const block = (text) => text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));

  const rowsOf = (table) => [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector(fields));

  const rowsFrom = (row) => {
    const rows = rowsOf(row.closest("table"));
    return rows.slice(rows.indexOf(row));
  };

  const grow = (table) => {
    const template = table.dataset.grid === "grow" && table.querySelector("template[data-row]");
    if (!template) return null;
    const n = rowsOf(table).length;
    const holder = document.createElement("tbody");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(n)).replaceAll("__nth__", String(n + 1));
    const row = holder.querySelector("tr");
    [...table.tBodies].at(-1).append(row);
    const total = table.closest("form")?.querySelector("[name$=TOTAL_FORMS]");
    if (total) total.value = String(n + 1);
    return row;
  };

  const put = (field, text) => {
    const option = field.matches("select") && [...field.options].find((o) => o.text.trim() === text.trim());
    if (field.matches("select") && !option) return;
    field.value = option ? option.value : text.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const fill = (start, lines) => {
    const table = start.closest("table");
    const first = [...start.closest("tr").querySelectorAll(fields)].indexOf(start);
    const rows = rowsFrom(start.closest("tr"));
    let left = 0;
    lines.forEach((line, i) => {
      const row = rows[i] || grow(table);
      if (!row) {
        left += 1;
        return;
      }
      const cells = [...row.querySelectorAll(fields)].slice(first);
      line.forEach((text, j) => cells[j] && put(cells[j], text));
    });
    return left;
  };

  document.addEventListener("paste", (event) => {
    const table = event.target.closest?.("[data-grid]");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!table || !event.target.matches(fields) || !/[\t\n\r]/.test(text.trimEnd())) return;
    event.preventDefault();
    const left = fill(event.target, block(text));
    if (left && table.dataset.leftOut) {
      const said = table.dataset.leftOut.replace("__n__", String(left));
      document.dispatchEvent(new CustomEvent("toast", { detail: { text: said } }));
    }
  });

  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-add-row]");
    const table = adder && document.getElementById(adder.dataset.addRow);
    if (table) grow(table)?.querySelector(fields)?.focus();
  });
})();
