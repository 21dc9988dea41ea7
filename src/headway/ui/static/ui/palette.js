/* The palette: Ctrl or Cmd with K goes anywhere by typing; ? tells the keys. Without script, Search does the same. */
(() => {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const help = document.getElementById("shortcuts");
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  let asked = 0;
  let timer = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");
  const choose = (option) => {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    asked += 1;
    const mine = asked;
    const address = new URL(dialog.dataset.url, location.href);
    address.searchParams.set("q", input.value);
    address.searchParams.set("palette", "1");
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
      if (mine !== asked || !answer.ok) return;
      list.innerHTML = await answer.text();
      choose(options()[0]);
      dialog.querySelector("[data-palette-count]").textContent = list.firstElementChild?.dataset.count ?? "";
    } catch { /* offline: what is listed stays */ }
  };

  const open = () => {
    if (document.querySelector("dialog:modal")) return;
    dialog.showModal();
    input.value = "";
    input.focus();
    ask();
  };

  const move = (step) => {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    choose(all[(at + step + all.length) % all.length]);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const address = chosen()?.dataset.href;
      location.assign(address ?? `${dialog.dataset.url}?q=${encodeURIComponent(input.value)}`);
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "?" && plain && !typing(event.target) && help && !document.querySelector("dialog:modal")) {
      event.preventDefault();
      help.showModal();
    }
  });
})();
