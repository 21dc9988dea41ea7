/* What is typed into form[data-draft=key] is kept in this browser until it is sent.
   data-draft-version is what the server last knew: when it changes, the draft is out of date and dropped. */
(() => {
  const prefix = "headway:draft:";
  const store = window.localStorage;
  const skip = new Set(["csrfmiddlewaretoken"]);
  let filling = false;
  const keyOf = (form) => prefix + form.dataset.draft;

  const kept = (element) => element.name && !skip.has(element.name)
    && !element.matches("[type=hidden], [type=password], [type=file], [type=submit]");

  const valueOf = (element) => (element.matches("[type=checkbox], [type=radio]") ? element.checked : element.value);

  const stateOf = (form) => [...form.elements].filter(kept).map((e) => [e.name, e.value, valueOf(e)]);

  const say = (form, isKept) => {
    for (const note of form.querySelectorAll("[data-draft-note]")) note.hidden = !isKept;
  };

  const keep = (form) => {
    try {
      store.setItem(keyOf(form), JSON.stringify({ version: form.dataset.draftVersion, state: stateOf(form) }));
      say(form, true);
    } catch {
      say(form, false);
    }
  };

  const fill = (form, state) => {
    const all = [...form.elements].filter(kept);
    for (const [name, value, now] of state) {
      const same = all.filter((e) => e.name === name);
      const element = typeof now === "boolean" ? same.find((e) => e.value === value) : same[0];
      if (!element || valueOf(element) === now) continue;
      if (typeof now === "boolean") element.checked = now;
      else element.value = now;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const restore = (form) => {
    let draft = null;
    try {
      draft = JSON.parse(store.getItem(keyOf(form)));
    } catch {
      draft = null;
    }
    if (!draft || draft.version !== form.dataset.draftVersion) {
      store.removeItem(keyOf(form));
      say(form, false);
      return;
    }
    filling = true;
    fill(form, draft.state);
    filling = false;
    say(form, true);
  };

  for (const form of document.querySelectorAll("form[data-draft]")) restore(form);

  document.addEventListener("input", (event) => {
    const form = !filling && event.target.form?.closest("[data-draft]");
    if (form) keep(form);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signout]")) {
      for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key);
    }
    if (event.target.matches("[data-draft]:not([data-draft-version])")) store.removeItem(keyOf(event.target));
  });
})();
