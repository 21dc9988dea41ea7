import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from headway.ui import views
from headway.ui.samples import parts_context
from headway.ui.toasts import toast, toast_now

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
UI = Path(views.__file__).parent


def shell(**more):
    today = SimpleNamespace(name="Today", url="/lumen/", count=4, current=True)
    settings = SimpleNamespace(name="<Settings>", url="/lumen/settings/", count=None, current=False)
    return SimpleNamespace(
        workspace=SimpleNamespace(name="Lumen", key="lumen"),
        person=SimpleNamespace(name="Ruth", title="Head of Growth"),
        cycle_line="Q4 2026, day 46 of 92",
        nav=[[today], [settings]],
        now=NOW,
        **more,
    )


@pytest.fixture
def request_(rf):
    request = rf.get("/")
    request.COOKIES["theme"] = "dark"
    return request


@pytest.fixture
def rf():
    return RequestFactory()


def page(name, request=None, **context):
    return render_to_string(name, context, request)


def test_the_shell_shows_where_one_is_and_what_waits(request_):
    html = page("ui/base.html", request_, shell=shell(search_url="/s", signout_url="/out"))
    assert '<a href="/lumen/" aria-current="page"> Today<span class="n">4</span> </a>' in " ".join(html.split())
    assert "&lt;Settings&gt;" in html
    assert "As of now, Mon\xa016\xa0Nov, 08:30" in html
    assert 'role="search"' in html
    assert "data-signout" in html
    assert html.index('class="skip"') < html.index("<header")


def test_a_page_looks_as_before_when_it_shows_the_past(request_):
    html = page("ui/base.html", request_, shell=shell(as_of=datetime(2026, 10, 1, tzinfo=UTC), as_of_url="/now"))
    assert "As of Thu\xa01\xa0Oct, 00:00" in html


def test_the_colours_chosen_are_drawn_by_the_server(request_):
    assert '<html lang="en" data-theme="dark">' in page("ui/base.html", request_)
    request_.COOKIES["theme"] = '"><script>'
    assert '<html lang="en">' in page("ui/base.html", request_)


def test_pages_need_no_shell(request_):
    for name in ("ui/base.html", "ui/bare.html"):
        assert "Headway" in page(name, request_)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing_and_say_what_to_do(name):
    html = page(name)
    words = re.sub(r"<[^>]+>", "", html.split("<main")[1].split("</main>")[0]).split(".")
    assert len([w for w in words if len(w.split()) > 3]) >= 2
    assert "Go to Today" in html


def test_the_parts_page_shows_every_component(request_):
    html = page("ui/parts.html", request_, **parts_context(NOW), shell=shell())
    for sign in ("Watermelon", "c-fan-80", "summary-error", "data-grid", "data-draft", "<dialog", "pagination",
                 "ladder", "legend", "c-ceiling", "presets", "toast"):  # fmt: skip
        assert sign in html, sign


def test_the_parts_page_exists_in_debug_only(rf, settings):
    settings.DEBUG = False
    with pytest.raises(Http404):
        views.parts(rf.get("/parts/"))
    settings.DEBUG = True
    assert views.parts(rf.get("/parts/")).status_code == 200


def test_no_page_breaks_the_content_security_policy(request_):
    html = page("ui/parts.html", request_, **parts_context(NOW), shell=shell())
    assert not re.search(r'\sstyle="', html)
    assert not re.search(r"\son[a-z]+=", html)
    assert "<style" not in html
    assert all("src=" in s for s in re.findall(r"<script[^>]*>", html))
    assert "javascript:" not in html


def test_ids_are_used_once(request_):
    ids = re.findall(r'\sid="([^"]+)"', page("ui/parts.html", request_, **parts_context(NOW), shell=shell()))
    assert len(ids) == len(set(ids))


def test_every_class_of_a_drawing_is_styled():
    css = "".join(f.read_text() for f in (UI / "static/ui").glob("*.css"))
    drawn = "".join(str(v) for v in parts_context(NOW).values() if "<svg" in str(v))
    names = {n for group in re.findall(r'class=[\'"]([^\'"]+)', drawn) for n in group.split()}
    unstyled = {n for n in names if f".{n}" not in css}
    filled_by_its_pattern, sized_by_its_parent = {"c-amber"}, {"preset-art"}
    assert unstyled <= filled_by_its_pattern | sized_by_its_parent


def test_a_toast_waits_for_the_next_page_with_its_undo(request_):
    request_._messages = CookieStorage(request_)
    toast(request_, "Sent 4 check-ins.", undo="/lumen/undo/1")
    html = page("ui/bare.html", request_, messages=get_messages(request_))
    assert "Sent 4 check-ins." in html
    assert '<form method="post" action="/lumen/undo/1">' in html


def test_a_toast_after_htmx_travels_in_the_answer():
    answer = toast_now(HttpResponse(), "Sent.", undo="/u")
    assert answer.headers["HX-Trigger"] == '{"toast": {"text": "Sent.", "undo": "/u"}}'
