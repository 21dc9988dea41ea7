/* Where a bar of entries is wider than the screen, it begins with the entry of this page in sight. */
(() => {
  const scrolls = (element) => element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX !== "visible";

  const barOf = (entry) => {
    let bar = entry.parentElement;
    while (bar && bar !== document.body && !scrolls(bar)) bar = bar.parentElement;
    return bar === document.body ? null : bar;
  };

  for (const entry of document.querySelectorAll(".contents [aria-current], .tabs [aria-current]")) {
    const bar = barOf(entry);
    if (!bar) continue;
    const [here, there] = [entry.getBoundingClientRect(), bar.getBoundingClientRect()];
    bar.scrollLeft += here.left - there.left - (bar.clientWidth - here.width) / 2;
  }
})();
