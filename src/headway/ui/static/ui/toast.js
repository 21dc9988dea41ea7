/* Toasts: what happened, and Undo. Plain ones leave by themselves; those with Undo stay. */
(() => {
  const region = document.getElementById("toasts");
  if (!region) return;
  const patience = 9000;

  const csrf = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";

  const button = (label, attribute, type = "button") => {
    const made = document.createElement("button");
    made.type = type;
    made.textContent = label;
    if (attribute) made.setAttribute(attribute, "");
    return made;
  };

  const undoForm = (url) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    const token = document.createElement("input");
    token.type = "hidden";
    token.name = "csrfmiddlewaretoken";
    token.value = csrf();
    form.append(token, button(region.dataset.undo, "", "submit"));
    return form;
  };

  const leave = (toast) => {
    const look = () => {
      if (toast.matches(":hover, :focus-within")) setTimeout(look, patience);
      else toast.remove();
    };
    setTimeout(look, patience);
  };

  const show = ({ text, undo }) => {
    const toast = document.createElement("div");
    toast.className = "toast";
    const said = document.createElement("p");
    said.textContent = text;
    toast.append(said);
    if (undo) toast.append(undoForm(undo));
    toast.append(button(region.dataset.close, "data-toast-close"));
    region.append(toast);
    if (!undo) leave(toast);
  };

  for (const toast of region.querySelectorAll(".toast")) if (!toast.querySelector("form")) leave(toast);
  document.addEventListener("toast", (event) => show(event.detail));
  document.addEventListener("htmx:sendError", () => show({ text: region.dataset.offline }));
  document.addEventListener("htmx:responseError", (event) => {
    const answer = event.detail.xhr;
    const said = answer.getResponseHeader("Content-Type")?.startsWith("text/plain") && answer.responseText;
    show({ text: said || region.dataset.refused });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) event.target.closest(".toast").remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") region.lastElementChild?.remove();
  });
})();
