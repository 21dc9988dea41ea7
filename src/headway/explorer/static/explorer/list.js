/* Lists by keyboard: j and k walk the rows, Enter opens, x chooses, e edits what is chosen (or the row). */
(() => {
  const table = document.querySelector("table[data-list]");
  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const rows = () => [...(table?.querySelectorAll("tr[data-row]") ?? [])];
  const link = (row) => row?.querySelector("th a");
  const here = () => document.activeElement?.closest?.("tr[data-row]");

  const walk = (step) => {
    const all = rows();
    const at = all.indexOf(here());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step));
    link(all[next])?.focus();
    all[next]?.scrollIntoView({ block: "nearest" });
  };

  const form = document.querySelector("form[data-picks]");
  const bar = form?.querySelector("[data-picked]");
  const boxes = () => [...(form?.querySelectorAll("tr[data-row] .pick input") ?? [])];
  const count = () => {
    if (!bar) return 0;
    const chosen = boxes().filter((box) => box.checked).length;
    const said = bar.querySelector("[data-picked-count]");
    const { none, one, many } = said.dataset;
    said.textContent = chosen === 0 ? none : chosen === 1 ? one : many.replace("__n__", chosen);
    bar.toggleAttribute("data-quiet", chosen === 0);
    return chosen;
  };
  const pick = (row) => {
    const box = row?.querySelector(".pick input");
    if (!box) return;
    box.checked = !box.checked;
    count();
  };

  form?.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    count();
  });
  count();
  globalThis.addEventListener("pageshow", count);

  const edit = () => {
    if (count() > 0) return form.requestSubmit(form.querySelector("[data-picked] .first"));
    const address = link(here());
    if (address) location.assign(`${address.getAttribute("href")}/edit`);
    return undefined;
  };

  const keys = { j: () => walk(1), k: () => walk(-1), x: () => pick(here()), e: edit };
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!table || !plain || typing(event.target) || document.querySelector("dialog:modal") || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
