/* Grids typed into like a sheet: [data-grid] on a table.
   Enter goes down, Shift Enter up, arrows move, = takes the value before, Ctrl Enter sends. */
(() => {
  // a row of notes between the others may hold fields that are none of the grid's
  const fields = ":is(input:not([type=hidden]), select, textarea):not([disabled]):not(.noterow *)";
  const cellOf = (field) => field.closest("td, th");

  const columnOf = (field) => {
    const before = [...cellOf(field).parentElement.children];
    let column = 0;
    for (const cell of before) {
      if (cell === cellOf(field)) return column;
      column += cell.colSpan;
    }
    return column;
  };

  const inColumn = (row, column) => {
    let at = 0;
    for (const cell of row.children) {
      if (at === column) return cell.querySelector(fields);
      at += cell.colSpan;
    }
    return null;
  };

  const goTo = (field) => {
    field?.focus();
    if (field?.select) field.select();
    return Boolean(field);
  };

  const vertical = (field, step) => {
    const rows = [...field.closest("table").rows];
    const column = columnOf(field);
    for (let i = field.closest("tr").rowIndex + step; rows[i]; i += step) {
      const next = inColumn(rows[i], column);
      if (next) return goTo(next);
    }
    return false;
  };

  const sideways = (field, step) => {
    const all = [...field.closest("table").querySelectorAll(fields)];
    return goTo(all[all.indexOf(field) + step]);
  };

  const atEdge = (field, end) => {
    if (field.selectionStart === null || field.selectionStart === undefined) return false;
    const length = field.value.length;
    if (field.selectionStart === 0 && field.selectionEnd === length) return true;
    return field.selectionStart === field.selectionEnd && field.selectionStart === (end ? length : 0);
  };

  const asBefore = (field) => {
    const before = field.dataset.last ?? field.placeholder;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!before || (field.value && !whole)) return false;
    field.value = before;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  /* Leaving a field is what tells the page that it changed; below the last row there is nowhere to go. */
  const commit = (field) => {
    field.blur();
    goTo(field);
  };

  const steps = {
    Enter: (field, event) => vertical(field, event.shiftKey ? -1 : 1),
    ArrowDown: (field) => vertical(field, 1),
    ArrowUp: (field) => vertical(field, -1),
    ArrowRight: (field) => atEdge(field, true) && sideways(field, 1),
    ArrowLeft: (field) => atEdge(field, false) && sideways(field, -1),
    "=": asBefore,
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !field.closest?.("[data-grid]") || !field.matches(fields)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.form?.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (field.matches("textarea") || (field.matches("select") && event.key.startsWith("Arrow"))) return;
    const moved = steps[event.key]?.(field, event);
    if (moved || event.key === "Enter") event.preventDefault();
    if (!moved && event.key === "Enter") commit(field);
  });

  document.addEventListener("focusin", (event) => {
    for (const row of document.querySelectorAll("[data-grid] tr.now")) row.classList.remove("now");
    if (event.target.matches?.(`[data-grid] :is(${fields})`)) event.target.closest("tr").classList.add("now");
  });
})();
