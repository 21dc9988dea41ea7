"""axe-core on a page as it stands: WCAG 2.2 AA and its own best practices."""

from axe_playwright_python.base import AXE_SCRIPT

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colour scheme; all others read the document and its measures."""
FRAME = ["header.contents", "footer.page-foot"]
"""What is around every page alike."""
ALIKE = "[data-alike]"
MARK_ALIKE = """() => {
  // What an element is without its words: names of attributes, and the values that change how it looks or what it is.
  const telling = /^(class|role|style|type|aria-(?!label|describedby|controls|owns|details))/;
  const written = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shape = (element) => [element.localName, written(element),
    ...[...element.attributes].map(({name, value}) => telling.test(name) ? name + "=" + value : name).sort(),
    ...[...element.children].map(shape)].join(" ") + ";";
  for (const parent of document.querySelectorAll("main *")) {
    if (parent.children.length < 4 || parent.closest("[data-alike]")) continue;
    const seen = {};
    for (const child of parent.children) {
      const its = shape(child);
      seen[its] = (seen[its] || 0) + 1;
      if (seen[its] > 2 && !child.querySelector("h1, h2, h3, h4, h5, h6")) child.dataset.alike = "";
    }
  }
}"""


def violations(page, within=None, without=(), rules=WCAG):
    """What axe finds, as its own records; ``within`` and ``without`` are selectors, ``rules`` its tags or names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT};0")  # what it ends on, all of axe, need not come back
    context = {"include": [[within or "html"]], "exclude": [[part] for part in without]}
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    run = "([context, options]) => axe.run(context, options).then(found => found.violations)"
    return page.evaluate(run, [context, options])


def mark_alike(page):
    """Mark all but two of the siblings on ``page`` that differ in nothing but their words.

    Those with headings are left: one that is not looked at would be missing from the order of the others.
    """
    page.evaluate(MARK_ALIKE)


def told(violation):
    """A record of axe in a few lines."""
    lines = [f"  {violation['id']} ({violation['impact']}): {violation['help']}. {violation['helpUrl']}"]
    for node in violation["nodes"]:
        lines += [f"    {' '.join(map(str, node['target']))}", f"      {node['html'][:200]}"]
    return "\n".join(lines)
