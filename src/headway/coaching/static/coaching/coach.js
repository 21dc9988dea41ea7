/* The coach while one types: [data-coach="objective|key_result|kpi"] on a field, inside a form with data-coach-url.
   300 ms after the last key the text is read, and what is found stands as notes in [data-coach-notes], or below its
   row of a grid. A note is waved away there, with a reason; data-coach-about names the goal whose text the form
   changes. What a note [data-tells] describes its field. */
(() => {
  const pause = 300;
  const waiting = new Map();
  const asked = new Map();
  const shown = new WeakMap();

  // Where the margin stands below a long form, the notes stand below their field instead.
  const placeBelow = (field) => {
    const row = field.closest("tr");
    const above = row ?? (matchMedia("(max-width: 900px)").matches && field.closest(".field"));
    if (!above) return null;
    const known = document.querySelector(`[data-of="${CSS.escape(field.name)}"]`);
    if (known) return known;
    const place = document.createElement("div");
    place.dataset.of = field.name;
    place.setAttribute("aria-live", "polite");
    const refused = row?.nextElementSibling?.matches(".rowerror") && row.nextElementSibling;
    (refused || above).after(row ? rowOf(place, row.cells.length) : place);
    return place;
  };

  const rowOf = (place, columns) => {
    const row = document.createElement("tr");
    row.className = "noterow";
    const cell = row.insertCell();
    cell.colSpan = columns;
    cell.append(place);
    return row;
  };

  const placeFor = (field) => {
    const below = placeBelow(field);
    if (below) return below;
    const form = field.form;
    const notes = form?.querySelector("[data-coach-notes]") ?? document.querySelector("[data-coach-notes]");
    if (!notes) return null;
    let place = [...notes.children].find((child) => child.dataset.of === field.name);
    if (!place) {
      place = document.createElement("div");
      place.dataset.of = field.name;
      notes.append(place);
    }
    return place;
  };

  const fieldOf = (element) => {
    const name = element?.closest("[data-of]")?.dataset.of;
    return name && document.querySelector(`[data-coach][name="${CSS.escape(name)}"]`);
  };

  const show = (field, html) => {
    const place = placeFor(field);
    if (!place || shown.get(place) === html) return;
    shown.set(place, html);
    place.innerHTML = html;
    describe(field, [...place.querySelectorAll("[data-tells]")]);
    if (document.activeElement === field && placeBelow(field)) place.firstElementChild?.scrollIntoView({ block: "nearest" });
  };

  // Beside what describes the field anyway, such as its hint.
  const describe = (field, told) => {
    told.forEach((part, n) => { part.id = `coach-${field.name}-${n}`; });
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.startsWith("coach-"));
    const ids = [...others, ...told.map((part) => part.id)].join(" ");
    if (ids) field.setAttribute("aria-describedby", ids);
    else field.removeAttribute("aria-describedby");
  };

  const about = (field) => {
    const form = field.form;
    const parent = field.dataset.coach === "key_result" ? (form.dataset.coachParent ?? form.querySelector('[data-coach="objective"]')?.value ?? "") : "";
    return new URLSearchParams({ text: field.value.trim(), slot: field.dataset.coach, parent, kind: form.elements.kind?.value || "move", about: form.dataset.coachAbout ?? "" });
  };

  const ask = async (field) => {
    const text = field.value.trim();
    asked.set(field.name, text);
    let html = "";
    if (text) {
      const answer = await fetch(`${field.form.dataset.coachUrl}?${about(field)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      html = await answer.text();
    }
    if (asked.get(field.name) === text) show(field, html);
  };

  const post = (field, url, body) => {
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    return fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  };

  const waveAway = async (button) => {
    const box = button.closest("[data-dismiss]");
    const field = fieldOf(box);
    if (!field) return;
    const body = about(field);
    body.set("code", box.dataset.dismiss);
    body.set("reason", box.querySelector("input").value);
    const answer = await post(field, `${field.form.dataset.coachUrl}/dismissals`, body);
    if (!answer?.ok || answer.redirected) return;
    const html = await answer.text();
    if (answer.headers.has("Coach-Refused")) box.querySelector("[data-said]").innerHTML = html;
    else {
      show(field, html);
      field.focus();
    }
  };

  const takeBack = async (button) => {
    const field = fieldOf(button);
    if (!field) return;
    const answer = await post(field, button.dataset.lift, new URLSearchParams());
    if (answer?.ok) ask(field);
  };

  const takeWording = (button) => {
    const field = fieldOf(button);
    if (!field) return;
    field.value = button.dataset.useWording;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    goToBlank(field, button.dataset.blank);
  };

  // Selected, the first key typed takes its place.
  const goToBlank = (field, blank) => {
    const at = field?.value.indexOf(blank) ?? -1;
    if (at >= 0) field.setSelectionRange(at, at + blank.length);
    field?.focus();
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-coach]") || !field.form?.dataset.coachUrl) return;
    clearTimeout(waiting.get(field.name));
    waiting.set(field.name, setTimeout(() => ask(field), pause));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.dataset.useWording) takeWording(button);
    else if (button?.dataset.blank) goToBlank(fieldOf(button), button.dataset.blank);
    else if (button?.dataset.lift) takeBack(button);
    else if (button?.matches("[data-wave-away]")) waveAway(button);
  });

  // The notes stand inside the form that is being filled: Enter in a reason must not send it.
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Enter" && event.target.closest?.("[data-dismiss] input")?.closest("[data-dismiss]");
    if (!box) return;
    event.preventDefault();
    waveAway(box.querySelector("[data-wave-away]"));
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("form[data-coach-url] [data-coach]")) if (field.value.trim()) ask(field);
  });
})();
