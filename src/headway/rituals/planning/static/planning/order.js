/* The forced order by keyboard: Alt and an arrow move the goal in focus by a place, through its own buttons. */
(() => {
  const form = document.querySelector("[data-order]");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    const name = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = event.target.closest("li[data-key]");
    if (!name || !event.altKey || !item) return;
    event.preventDefault();
    const button = item.querySelector(`button[name="${name}"]`);
    if (button && !button.disabled) form.requestSubmit(button);
  });
  /* Enter in the field of the line keeps the order: it must not press the first arrow of the list. */
  form.elements.cut?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit();
  });
})();
