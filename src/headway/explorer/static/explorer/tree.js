/* Trees by keyboard, as the ARIA pattern has it: arrows walk, right opens, left closes, Home, End, Enter. */
(() => {
  const items = (tree) => [...tree.querySelectorAll('[role="treeitem"]')].filter((item) => item.offsetParent !== null);
  const expanded = (item) => item.getAttribute("aria-expanded") === "true";
  const group = (item) => item.querySelector(':scope > [role="group"]');

  const focus = (tree, item) => {
    if (!item) return;
    for (const one of tree.querySelectorAll('[role="treeitem"]')) one.tabIndex = one === item ? 0 : -1;
    item.focus();
  };
  const open = (item, wanted) => {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", String(wanted));
    const twist = item.querySelector("[data-twist]");
    if (wanted && group(item) && !group(item).children.length) globalThis.htmx?.trigger(twist, "open-branch");
  };

  const prepare = (root) => {
    for (const tree of root.querySelectorAll("[data-tree]")) {
      const first = items(tree)[0];
      if (first && !tree.querySelector('[role="treeitem"][tabindex="0"]')) first.tabIndex = 0;
    }
  };

  document.addEventListener("click", (event) => {
    const twist = event.target.closest("[data-twist]");
    if (!twist) return;
    const item = twist.closest('[role="treeitem"]');
    event.preventDefault();
    open(item, !expanded(item));
  });

  document.addEventListener("keydown", (event) => {
    const item = event.target.closest?.('[role="treeitem"]');
    if (!item || event.target !== item || event.ctrlKey || event.metaKey || event.altKey) return;
    const tree = item.closest("[data-tree]");
    const all = items(tree);
    const at = all.indexOf(item);
    const moves = {
      ArrowDown: () => focus(tree, all[at + 1]),
      ArrowUp: () => focus(tree, all[at - 1]),
      Home: () => focus(tree, all[0]),
      End: () => focus(tree, all[all.length - 1]),
      ArrowRight: () => (expanded(item) ? focus(tree, group(item)?.firstElementChild) : open(item, true)),
      ArrowLeft: () => (expanded(item) ? open(item, false) : focus(tree, item.parentElement.closest('[role="treeitem"]'))),
      Enter: () => location.assign(item.querySelector(".what a").href),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });

  /* What "more" brings is walked like the rest, and the focus goes on with it where it was asked for from there. */
  let before = null;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const asked = detail.target.matches("p.more") && detail.target.contains(document.activeElement);
    if (asked) before = detail.target.previousElementSibling;
  });
  document.addEventListener("htmx:afterSwap", () => {
    prepare(document);
    before?.nextElementSibling?.querySelector("a")?.focus();
    before = null;
  });

  prepare(document);
})();
