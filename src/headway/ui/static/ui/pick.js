/* Fields that take a name or a key suggest what fits while one types. Without script they take what is typed. */
(() => {
  const palette = document.getElementById("palette");
  if (!palette) return;
  let timer = 0;
  let asked = 0;

  const suggest = async (input) => {
    asked += 1;
    const mine = asked;
    const address = new URL(palette.dataset.url, location.href);
    address.searchParams.set("pick", input.dataset.pick);
    address.searchParams.set("q", input.value);
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
      if (mine !== asked || !answer.ok) return;
      const { offered } = await answer.json();
      input.list.replaceChildren(...offered.map(({ key, name }) => new Option(key, `${name} (${key})`)));
    } catch { /* offline: what is typed is taken */ }
  };

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches("input[data-pick]") || !input.list || input.value.trim().length < 2) return;
    if ([...input.list.options].some((option) => option.value === input.value)) return;
    clearTimeout(timer);
    timer = setTimeout(suggest, 150, input);
  });
})();
