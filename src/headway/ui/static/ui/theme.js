/* Colours: as the system, light or dark. Kept in a cookie, so that the server draws the page so. */
(() => {
  const root = document.documentElement;
  const order = ["", "light", "dark"];

  const label = (button) => {
    const names = { "": button.dataset.system, light: button.dataset.light, dark: button.dataset.dark };
    button.textContent = `${button.dataset.label}: ${names[root.dataset.theme || ""]}`;
  };

  const keep = (theme) => {
    const life = theme ? 31536000 : 0;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=${life}; samesite=lax${secure}`;
  };

  const turn = () => {
    const next = order[(order.indexOf(root.dataset.theme || "") + 1) % order.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    keep(next);
  };

  const buttons = document.querySelectorAll("[data-theme-switch]");
  for (const button of buttons) {
    button.hidden = false;
    label(button);
    button.addEventListener("click", () => {
      turn();
      buttons.forEach(label);
    });
  }
})();
