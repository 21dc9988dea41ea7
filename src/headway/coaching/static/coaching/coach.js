/* The coach while one types: [data-coach="objective|key_result|kpi"] on a field, inside a form with data-coach-url.
   300 ms after the last key the text is read, and what is found stands as notes in [data-coach-notes]. */
(() => {
  const pause = 300;
  const waiting = new Map();
  const asked = new Map();

  const placeFor = (field) => {
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

  const ask = async (field) => {
    const place = placeFor(field);
    if (!place) return;
    const text = field.value.trim();
    asked.set(field.name, text);
    const parent = field.dataset.coach === "key_result" ? (field.form.dataset.coachParent ?? field.form.querySelector('[data-coach="objective"]')?.value ?? "") : "";
    const query = new URLSearchParams({ text, slot: field.dataset.coach, parent });
    let html = "";
    if (text) {
      const answer = await fetch(`${field.form.dataset.coachUrl}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
      if (!answer?.ok || answer.redirected) return;
      html = await answer.text();
    }
    if (asked.get(field.name) !== text || place.innerHTML === html) return;
    place.innerHTML = html;
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-coach]") || !field.form?.dataset.coachUrl) return;
    clearTimeout(waiting.get(field.name));
    waiting.set(field.name, setTimeout(() => ask(field), pause));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-use-wording]");
    const name = button?.closest("[data-of]")?.dataset.of;
    const field = name && document.querySelector(`[data-coach][name="${CSS.escape(name)}"]`);
    if (!field) return;
    field.value = button.dataset.useWording;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    const gap = field.value.search(/<[^>]*>/);
    if (gap >= 0) field.setSelectionRange(gap, gap + field.value.slice(gap).indexOf(">") + 1);
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("form[data-coach-url] [data-coach]")) if (field.value.trim()) ask(field);
  });
})();
