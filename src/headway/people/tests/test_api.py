import pytest
from django.test import Client

from headway.people.actions.comments import write_comment
from headway.people.actions.invitations import invite
from headway.people.actions.tokens import create_token
from headway.people.actions.units import create_unit
from headway.people.models import ApiToken, Comment, Invitation, Person
from headway.people.tests.world import joined, there
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db


class API:
    """The API as one caller has it."""

    def __init__(self, caller, *scopes):
        _, text = create_token(caller, "test", list(scopes or ("read", "write")))
        self.headers, self.at = {"Authorization": f"Bearer {text}"}, f"/api/v1/{caller.workspace.slug}"

    def send(self, method, path, body=None, **headers):
        call = getattr(Client(), method)
        kind = {"content_type": "application/json"} if body is not None else {}
        return call(f"{self.at}{path}", body, headers=self.headers | headers, **kind)


def test_a_person_is_added_changed_and_handed_over():
    caller = founder()
    api = API(caller)
    made = api.send("post", "/people", {"name": "Omar", "title": "Consultant", "unit": "U-1"})
    assert (made.status_code, made.json()["key"]) == (201, "P-2")
    tag = api.send("get", "/people/P-2")["ETag"]
    changed = api.send("patch", "/people/P-2", {"role": "viewer"}, **{"If-Match": tag})
    assert (changed.json()["role"], changed.json()["title"]) == ("viewer", "Consultant")
    kpi = metric(caller, owner=there("P-2"))
    done = api.send("post", "/people/P-2/hand-over", {"heir": "P-1"})
    assert done.json() == {"handed_over": {"metric owner": 1}}
    kpi.refresh_from_db()
    assert kpi.owner == caller.person
    assert there("P-2").left_at is not None


def test_an_edit_made_from_an_older_version_is_refused():
    api = API(founder())
    assert api.send("patch", "/people/P-1", {"title": "CEO"}).status_code == 428
    tag = api.send("get", "/people/P-1")["ETag"]
    assert api.send("patch", "/people/P-1", {"title": "CEO"}, **{"If-Match": tag}).status_code == 200
    late = api.send("patch", "/people/P-1", {"title": "Founder"}, **{"If-Match": tag})
    assert (late.status_code, there("P-1").title) == (412, "CEO")


def test_a_unit_is_made_changed_and_given_members():
    api = API(founder())
    made = api.send("post", "/units", {"name": "Growth", "parent": "U-1", "kind": "department", "lead": "P-1"})
    assert made.json() == {
        "key": "U-2", "name": "Growth", "kind": "department", "parent": "U-1", "lead": "P-1", "members": ["P-1"],
    }  # fmt: skip
    changed = api.send("patch", "/units/U-2", {"lead": None}, **{"If-Match": made["ETag"]})
    assert (changed.json()["lead"], changed.json()["name"]) == (None, "Growth")
    assert api.send("put", "/units/U-2/members", {"members": []}).json()["members"] == []
    assert [unit["key"] for unit in api.send("get", "/units").json()["items"]] == ["U-1", "U-2"]


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/units", {"name": "X", "parent": "U-9"}, "nothing here"),
        ("/units", {"name": "X", "parent": "U-1", "kind": "tribe"}, "no kind “tribe”"),
        ("/units", {"name": " ", "parent": "U-1"}, "needs a name"),
        ("/people", {"name": "X", "role": "king"}, "no role “king”"),
        ("/people", {}, "not understood"),
        ("/invitations", {"email": "nobody"}, "no e-mail address"),
        ("/invitations", {"email": "a@b.example", "role": "king"}, "no role “king”"),
        ("/comments", {"about": "U-1", "text": " "}, "nothing to say"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(path, body, said):
    answer = API(founder()).send("post", path, body)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_an_invitation_answers_its_link_once():
    api = API(founder())
    made = api.send("post", "/invitations", {"email": "ruth@lumen.example", "unit": "U-1"}).json()
    assert (made["key"], made["unit"], made["mailed"]) == ("INV-1", "U-1", False)
    assert made["link"].startswith("http://testserver/join/")
    (listed,) = api.send("get", "/invitations").json()["items"]
    assert "link" not in listed
    assert api.send("post", "/invitations/INV-1/withdrawal").status_code == 204
    assert Invitation.objects.get().withdrawn_at is not None
    assert api.send("get", "/invitations").json()["items"] == []


def test_tokens_are_listed_and_revoked_but_never_made_here():
    caller = founder()
    api = API(caller)
    (mine,) = api.send("get", "/tokens").json()["items"]
    assert set(mine) == {"key", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"}
    assert api.send("post", "/tokens", {"name": "more", "scopes": ["write"]}).status_code == 405
    hers, _ = create_token(joined(caller, "Ruth"), "Hers", ["read"])
    assert api.send("post", f"/tokens/{hers.key}/revocation").status_code == 404
    assert api.send("post", f"/tokens/{mine['key']}/revocation").status_code == 204
    assert api.send("get", "/tokens").status_code == 401
    assert ApiToken.objects.filter(revoked_at=None).get() == hers


def test_comments_are_written_listed_and_taken_back():
    caller = founder()
    ruth = joined(caller, "Ruth")
    kpi = metric(caller)
    api = API(ruth)
    made = api.send("post", "/comments", {"about": kpi.key, "text": "@Ines why?"}).json()
    assert (made["author"], made["mentions"]) == ("P-2", ["P-1"])
    assert api.send("get", f"/comments?about={kpi.key}").json()["items"] == [made]
    other = API(caller).send("post", f"/comments/{made['key']}/withdrawal")
    assert other.status_code == 403
    assert api.send("post", f"/comments/{made['key']}/withdrawal").status_code == 204
    assert api.send("get", f"/comments?about={kpi.key}").json()["items"] == []


def test_what_one_cannot_see_answers_like_what_never_existed():
    caller, other = founder(), founder("other")
    private = metric(caller, private=True)
    comment = write_comment(caller, private, "Severance")
    foreign_unit = create_unit(other, "Theirs", company(other))
    foreign_person = joined(other, "Eve").person
    foreign, _ = invite(other, "a@other.example")
    member = API(joined(caller, "Ruth", "admin"))
    member_of = API(joined(caller, "Mei"))
    for path in (f"/units/{foreign_unit.key}", f"/people/{foreign_person.key.replace('P-2', 'P-9')}"):
        assert member.send("get", path).json() == member.send("get", path[:-1] + "99").json()
    assert member.send("post", f"/invitations/{foreign.key}/withdrawal").status_code == 404
    hidden, never = (member_of.send("get", f"/comments?about={key}") for key in (private.key, "K-99"))
    assert hidden.status_code == never.status_code == 404
    assert hidden.json()["detail"] == never.json()["detail"].replace("K-99", private.key)
    taken, gone = (member_of.send("post", f"/comments/{key}/withdrawal") for key in (comment.key, "M-99"))
    assert (taken.status_code, taken.json()) == (gone.status_code, gone.json())
    assert member_of.send("post", "/comments", {"about": private.key, "text": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["member", "viewer", "guest"])
def test_only_admins_change_people_and_units(role):
    api = API(joined(founder(), "Pia", role))
    asked = [
        ("post", "/people", {"name": "X"}), ("post", "/people/P-1/hand-over", {"heir": "P-2"}),
        ("post", "/units", {"name": "X", "parent": "U-1"}), ("put", "/units/U-1/members", {"members": []}),
        ("post", "/invitations", {"email": "a@b.example"}), ("get", "/invitations", None),
    ]  # fmt: skip
    assert {api.send(*request).status_code for request in asked} == {403}
    tag = api.send("get", "/people/P-1")["ETag"]
    assert api.send("patch", "/people/P-1", {"role": "viewer"}, **{"If-Match": tag}).status_code == 403
    assert Person.objects.count() == 2
    assert there("P-1").role == "owner"


def test_a_token_that_may_only_read_changes_nothing():
    api = API(founder(), "read")
    assert api.send("get", "/units").status_code == 200
    assert api.send("post", "/comments", {"about": "U-1", "text": "x"}).status_code == 403
    assert not Comment.objects.exists()
