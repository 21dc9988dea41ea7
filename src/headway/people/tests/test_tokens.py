from datetime import timedelta

import pytest

from headway.people.actions.tokens import create_token
from headway.people.models import ApiToken
from headway.people.tests.world import joined, signed_in
from headway.people.tokens import digest_of, is_well_formed
from tests.world import founder

pytestmark = pytest.mark.django_db
NEW = {"name": "Warehouse", "scope": "write", "days": "90"}


def shown_in(page):
    return page.content.decode().split('<code class="secret">')[1].split("<")[0]


def test_a_token_is_shown_once_and_kept_as_a_digest():
    browser = signed_in(founder())
    text = shown_in(browser.post("/lumen/settings/tokens", NEW))
    assert is_well_formed(text)
    row = ApiToken.objects.get()
    assert (row.digest, row.scopes) == (digest_of(text), ["read", "write"])
    assert timedelta(days=89) < row.expires_at - row.created_at < timedelta(days=91)
    again = browser.get("/lumen/settings/tokens").content.decode()
    assert text not in again
    assert f"{row.prefix}…" in again


def test_it_opens_the_api_until_it_is_revoked(client):
    browser = signed_in(founder())
    text = shown_in(browser.post("/lumen/settings/tokens", NEW | {"scope": "read"}))
    headers = {"Authorization": f"Bearer {text}"}
    assert client.get("/api/v1/lumen/people", headers=headers).status_code == 200
    browser.post(f"/lumen/settings/tokens/{ApiToken.objects.get().key}/revocation")
    assert client.get("/api/v1/lumen/people", headers=headers).status_code == 401
    assert "Warehouse" not in browser.get("/lumen/settings/tokens").content.decode().split("toasts")[0]


def test_a_token_without_a_name_is_refused():
    page = signed_in(founder()).post("/lumen/settings/tokens", NEW | {"name": ""})
    assert page.status_code == 200
    assert not ApiToken.objects.exists()


def test_nobody_sees_or_revokes_the_token_of_another_not_even_an_owner():
    caller = founder()
    token, _ = create_token(joined(caller, "Ruth"), "Hers", ["read"])
    browser = signed_in(caller)
    assert "Hers" not in browser.get("/lumen/settings/tokens").content.decode()
    hers, never = (browser.post(f"/lumen/settings/tokens/{key}/revocation") for key in (token.key, "TOK-99"))
    assert hers.status_code == never.status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize(("role", "made"), [("member", 1), ("viewer", 1), ("guest", 1), ("auditor", 0)])
def test_who_may_make_one(role, made):
    signed_in(joined(founder(), "Pia", role)).post("/lumen/settings/tokens", NEW)
    assert ApiToken.objects.count() == made
