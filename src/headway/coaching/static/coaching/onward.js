/* Lists that are gone through one by one: [data-onward="ID"]. When htmx has put [data-passed] in the place of what was
   answered, the focus goes on to the next [data-stop] of the list, or to one that was left out before; when none is
   left, to the element ID, which is shown then. Who has gone elsewhere meanwhile stays there. */
(() => {
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

  document.addEventListener("htmx:afterSettle", ({ target }) => {
    const list = target.closest?.("[data-onward]");
    if (!list) return;
    const end = document.getElementById(list.dataset.onward);
    const left = [...list.querySelectorAll("[data-stop]")];
    if (end) end.hidden = left.length > 0;
    if (!target.matches("[data-passed]") || document.activeElement !== document.body) return;
    (left.find((stop) => follows(target, stop)) ?? left[0] ?? end)?.focus();
  });
})();
