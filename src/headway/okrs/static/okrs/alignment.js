/* An outline of goals edited by keyboard: [data-outline] on a table whose rows carry data-key and data-edge.
   Arrows go; M takes a row up to move it, A to give it one more parent; Enter and S put it down; Esc leaves it. */
(() => {
  const table = document.querySelector("[data-outline]");
  const form = document.getElementById("outline-form");
  const now = document.getElementById("outline-now");
  if (!table || !form || !now) return;

  const links = () => [...table.querySelectorAll("a.at")];
  const rowOf = (link) => link.closest("tr");
  let held = null;

  const say = (name, row) => {
    now.textContent = name ? now.dataset[name].replaceAll("__key__", row.dataset.key) : "";
  };

  const letGo = () => {
    held?.row.classList.remove("held");
    held = null;
    say("");
  };

  const takeUp = (row, adding) => {
    letGo();
    if (!("mine" in row.dataset)) return say("notYours", row);
    held = { row, adding };
    row.classList.add("held");
    return say(adding ? "adding" : "moving", row);
  };

  const send = (values) => {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.requestSubmit();
  };

  const putDown = (target, kind) => {
    const edge = held.adding ? "" : held.row.dataset.edge || "";
    send({ child: held.row.dataset.key, edge, parent: target.dataset.key, kind });
  };

  const takeOut = (row) => {
    if (!("mine" in row.dataset)) return say("notYours", row);
    if (!row.dataset.edge) return say("top", row);
    return send({ child: row.dataset.key, edge: row.dataset.edge, parent: "", kind: "" });
  };

  const go = (link, step) => {
    const all = links();
    const next = all[all.indexOf(link) + step];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const free = {
    m: (row) => takeUp(row, false),
    a: (row) => takeUp(row, true),
    e: (row) => row.dataset.edit && window.location.assign(row.dataset.edit),
    delete: takeOut,
    backspace: takeOut,
  };
  const holding = {
    enter: (row) => putDown(row, "contributes"),
    c: (row) => putDown(row, "contributes"),
    s: (row) => putDown(row, "supports"),
    escape: letGo,
  };

  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("a.at");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const step = { arrowdown: 1, j: 1, arrowup: -1, k: -1 }[key];
    const act = held ? holding[key] : free[key];
    if (!step && !act) return;
    event.preventDefault();
    if (step) go(link, step);
    else act(rowOf(link));
  });
})();
