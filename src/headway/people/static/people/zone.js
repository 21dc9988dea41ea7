/* select[data-own-zone]: the browser's own time zone, unless one was chosen already. */
(() => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-own-zone]")) {
    const untouched = !select.querySelector("option[selected]:not([value=UTC])");
    if (untouched && [...select.options].some((option) => option.value === own)) select.value = own;
  }
})();
