/* Dialogs: [data-opens=id] opens one, [data-closes] closes it, [data-confirm=sentence] asks first. */
(() => {
  const ask = document.getElementById("confirm");
  let waiting = null;

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest("[data-closes]");
    if (closer?.closest("dialog")?.open) {
      event.preventDefault();
      closer.closest("dialog").close("no");
    }
    if (event.target.matches("dialog[open]") && event.target.matches(":modal")) event.target.close("no");
  });

  const question = (event) => event.submitter?.dataset.confirm || event.target.dataset.confirm;

  document.addEventListener("submit", (event) => {
    if (!ask || !question(event) || event.target.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const asked = event.submitter?.dataset.confirm ? event.submitter : event.target;
    const yes = ask.querySelector("[data-confirm-yes]");
    waiting = { form: event.target, submitter: event.submitter };
    ask.querySelector("h2").textContent = asked.dataset.confirm;
    yes.textContent = asked.dataset.confirmAction || yes.dataset.default;
    ask.returnValue = "";
    ask.showModal();
  }, true);

  ask?.addEventListener("close", () => {
    const asked = waiting;
    waiting = null;
    if (!asked || ask.returnValue !== "yes") return;
    asked.form.dataset.confirmed = "yes";
    asked.form.requestSubmit(asked.submitter);
    delete asked.form.dataset.confirmed;
  });
})();
