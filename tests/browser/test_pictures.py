"""The pictures of the README, of the demo company: `./do test --only browser --pictures -k pictures` takes them."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import enter

PICTURES = [
    ("today", "Ines Marchetti", "", "Needs you", "desktop", "light"),
    ("kpi", "Ines Marchetti", "kpis/K-5", "What is being raised from here", "desktop", "light"),
    ("kpi-dark", "Ines Marchetti", "kpis/K-5", "What is being raised from here", "desktop", "dark"),
    ("loop", "Ines Marchetti", "loop", "Decisions due", "desktop", "light"),
    ("objective", "Ines Marchetti", "objectives/{raised}", "Key results", "desktop", "light"),
    ("board", "Ines Marchetti", "kpis?grain=week", "KPI board", "desktop", "light"),
    ("check-in-phone", "Ruth Adeyemi", "check-in", "Your key results", "phone", "light"),
]


@pytest.mark.parametrize(("name", "who", "path", "shown", "size", "scheme"), PICTURES, ids=[row[0] for row in PICTURES])
def test_pictures_show_the_demo_company(open_page, demo, shot, name, who, path, shown, size, scheme):
    page = open_page(size, scheme)
    root = enter(page, demo, who)
    if "{raised}" in path:
        page.goto(f"{root}kpis/K-5")
        raised = page.locator("a[href*='/objectives/O-']").first.get_attribute("href")
        path = f"objectives/{raised.rsplit('/', 1)[-1]}"
    page.goto(root + path)
    expect(page.get_by_text(shown).first).to_be_visible()
    page.evaluate("document.fonts.ready")
    shot(page, name)
