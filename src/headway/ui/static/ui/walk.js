/* Charts whose points are gone through: by arrow keys on one stop of the tab key, or by pointing at them.
   The keys are those of a range input, which screen readers know: it says the point it stands on. */
(() => {
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /* The places of the points in one drawing, with the cursor that shows where one is. */
  const course = (drawing) => {
    const places = drawing.dataset.stops.split(" ").map((place) => place.split(",").map(Number));
    const [top, base] = drawing.dataset.plot.split(" ");
    const line = svg("line", { class: "c-cursor", y1: top, y2: base });
    const ring = svg("circle", { class: "c-cursor", r: 8 });
    const cursor = svg("g", { "aria-hidden": "true", visibility: "hidden" });
    cursor.append(line, ring);
    drawing.append(cursor);
    const show = (at) => {
      cursor.setAttribute("visibility", at < 0 ? "hidden" : "visible");
      if (at < 0) return;
      const [x, y] = places[at];
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
      ring.setAttribute("cx", x);
      ring.setAttribute("cy", y);
    };
    const nearest = (event) => {
      const scale = drawing.viewBox.baseVal.width / drawing.getBoundingClientRect().width;
      const x = (event.clientX - drawing.getBoundingClientRect().left) * scale;
      return places.reduce((best, place, at) => (Math.abs(place[0] - x) < Math.abs(places[best][0] - x) ? at : best), 0);
    };
    return { drawing, show, nearest };
  };

  const walk = (figure) => {
    const stops = [...figure.querySelectorAll("[data-stops] li")];
    const words = stops.map((stop) => stop.textContent.trim());
    const said = figure.querySelector("[data-stop]");
    const hint = said.textContent;
    const courses = [...figure.querySelectorAll("svg[data-stops]")].map(course);
    const last = stops.findLastIndex((stop) => !("ahead" in stop.dataset));
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", className: "hidden", min: 0, max: stops.length - 1, value: Math.max(last, 0) });
    slider.setAttribute("aria-label", figure.dataset.walk);

    const show = (at) => {
      courses.forEach((one) => one.show(at));
      said.textContent = at < 0 ? hint : words[at];
    };
    const stand = () => {
      slider.setAttribute("aria-valuetext", words[slider.value]);
      show(Number(slider.value));
    };
    const leave = () => (document.activeElement === slider ? stand() : show(-1));

    slider.setAttribute("aria-valuetext", words[slider.value]);
    slider.addEventListener("focus", stand);
    slider.addEventListener("input", stand);
    slider.addEventListener("blur", () => show(-1));
    slider.addEventListener("keydown", (event) => {
      const { href } = stops[slider.value].dataset;
      if (event.key === "Enter" && href) window.location.hash = href;
    });
    for (const { drawing, nearest } of courses) {
      drawing.addEventListener("pointermove", (event) => show(nearest(event)));
      drawing.addEventListener("pointerdown", (event) => show(nearest(event)));
      drawing.addEventListener("pointerleave", leave);
      /* The notes behind the numbered rings are said with their points: they need no stop of their own. */
      drawing.querySelectorAll("a").forEach((link) => link.setAttribute("tabindex", "-1"));
    }
    figure.prepend(slider);
    said.hidden = false;
  };

  document.querySelectorAll("figure[data-walk]").forEach(walk);
})();
