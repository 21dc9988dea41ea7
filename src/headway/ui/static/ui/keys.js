/* Keys of every page: / goes to search, Esc closes what is open; a click beside closes it too. */
(() => {
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  const openOnes = () => document.querySelectorAll("details.explain[open], details.menu[open]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      for (const details of openOnes()) {
        details.open = false;
        details.querySelector("summary").focus();
      }
      if (event.target.matches("[data-search]")) event.target.blur();
    }
  });

  document.addEventListener("click", (event) => {
    for (const details of openOnes()) if (!details.contains(event.target)) details.open = false;
  });

  document.querySelector("[data-focus]")?.focus();

  /* What scrolls sideways can be scrolled by keyboard too, and says what it is. */
  const reachable = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (!scrolls) return box.removeAttribute("tabindex");
    const heading = box.closest("[aria-labelledby]")?.getAttribute("aria-labelledby");
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    if (heading) box.setAttribute("aria-labelledby", heading);
    return undefined;
  };
  const watch = new ResizeObserver((changes) => changes.forEach((change) => reachable(change.target)));
  const watchAll = () => document.querySelectorAll(".scroll").forEach((box) => watch.observe(box));
  watchAll();
  document.addEventListener("htmx:afterSettle", watchAll);
})();
