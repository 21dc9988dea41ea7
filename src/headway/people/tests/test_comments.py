import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.people.actions.comments import withdraw_comment, write_comment
from headway.people.errors import NotAllowed
from headway.people.mentions import mentioned_in, with_links
from headway.people.models import Comment, Person
from headway.people.tests.world import joined, signed_in
from tests.world import founder, metric

RUTH, MEI, MEI_LIN, ANN, ANNA = (
    Person(pk=at, key=f"P-{at}", name=name)
    for at, name in enumerate(["Ruth Adeyemi", "Mei Zhou", "Mei-Lin Zhou", "Ann Lee", "Anna Roy"], start=2)
)
PEOPLE = [RUTH, MEI, MEI_LIN, ANN, ANNA]


def keys(text, people=PEOPLE):
    return [person.key for person in mentioned_in(text, people)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ruth please look", ["P-2"]),
        ("@ruth adeyemi and @mei-lin", ["P-2", "P-4"]),
        ("@Mei, but not the other", ["P-3"]),
        ("@Anna is not Ann", ["P-6"]),
        ("@Annabel is somebody else", []),
        ("info@ruth", []),
        ("@Ruth @Ruth @RUTH", ["P-2"]),
        ("@Nobody", []),
        ("", []),
    ],
)
def test_an_at_before_a_name_mentions_that_person_alone(text, found):
    assert keys(text) == found


def test_a_first_name_that_two_people_share_takes_the_full_one():
    other = Person(pk=9, key="P-9", name="Ruth Okafor")
    assert keys("@Ruth", [RUTH, other]) == []
    assert keys("@Ruth Okafor", [RUTH, other]) == ["P-9"]


def test_mentions_are_links_and_all_else_is_escaped():
    shown = with_links("<b>@Ruth</b> & co\nnext", [RUTH], lambda person: f"/lumen/people/{person.key}")
    assert shown == '&lt;b&gt;<a href="/lumen/people/P-2">@Ruth</a>&lt;/b&gt; &amp; co<br>next'


@given(st.text(alphabet="@RuthAdeymi <>&\"'\n-", max_size=60))
def test_nothing_that_is_typed_becomes_markup(text):
    shown = with_links(text, PEOPLE, lambda person: f"/{person.key}")
    bare = shown.replace("<br>", "").replace("</a>", "")
    for person in PEOPLE:
        bare = bare.replace(f'<a href="/{person.key}">', "")
    assert "<" not in bare
    assert ">" not in bare


@pytest.mark.django_db
class TestOnAnObject:
    def test_a_comment_is_said_shown_and_taken_back(self):
        caller = founder()
        ruth = joined(caller, "Ruth")
        kpi = metric(caller)
        browser = signed_in(ruth)
        sent = {"text": "@Ines why?", "next": f"/lumen/kpis/{kpi.key}#comments"}
        assert browser.post(f"/lumen/comments/about/{kpi.key}", sent)["Location"] == sent["next"]
        comment = Comment.objects.get()
        assert (comment.about, comment.author, list(comment.mentions.all())) == (kpi.key, ruth.person, [caller.person])
        browser.post(f"/lumen/comments/{comment.key}/withdrawal", {"next": sent["next"]})
        comment.refresh_from_db()
        assert comment.withdrawn_at is not None

    def test_it_leads_back_to_our_own_pages_only(self):
        caller = founder()
        kpi = metric(caller)
        sent = {"text": "x", "next": "https://evil.example/"}
        answer = signed_in(caller).post(f"/lumen/comments/about/{kpi.key}", sent)
        assert answer["Location"] == f"/lumen/kpis/{kpi.key}"

    @pytest.mark.parametrize("text", ["", "   \n", "x" * 10_001])
    def test_what_cannot_be_said_is_explained_and_not_lost(self, text):
        caller = founder()
        kpi = metric(caller)
        page = signed_in(caller).post(f"/lumen/comments/about/{kpi.key}", {"text": text})
        assert page.status_code == 422
        assert 'class="error"' in page.content.decode()
        assert not Comment.objects.exists()

    def test_on_what_one_cannot_see_one_cannot_comment(self):
        caller, other = founder(), founder("other")
        private, foreign = metric(caller, private=True), metric(other, "Foreign")
        member = signed_in(joined(caller, "Ruth"))
        answers = [
            member.post(f"/lumen/comments/about/{key}", {"text": "x"})
            for key in (private.key, "K-99", "X-1", "nonsense")
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert member.post(f"/other/comments/about/{foreign.key}", {"text": "x"}).status_code == 404
        assert not Comment.objects.exists()

    def test_a_comment_on_what_one_cannot_see_is_not_here_either(self):
        caller = founder()
        comment = write_comment(caller, metric(caller, private=True), "Severance")
        member = signed_in(joined(caller, "Ruth"))
        assert member.post(f"/lumen/comments/{comment.key}/withdrawal").status_code == 404

    def test_nobody_takes_back_what_another_said(self):
        caller = founder()
        comment = write_comment(caller, metric(caller), "Mine")
        ruth = joined(caller, "Ruth", "admin")
        assert signed_in(ruth).post(f"/lumen/comments/{comment.key}/withdrawal").status_code == 403
        with pytest.raises(NotAllowed):
            withdraw_comment(ruth, comment)

    @pytest.mark.parametrize(("role", "status"), [("viewer", 302), ("guest", 404), ("auditor", 403), ("member", 302)])
    def test_who_may_comment(self, role, status):
        caller = founder()
        kpi = metric(caller)
        browser = signed_in(joined(caller, "Pia", role))
        assert browser.post(f"/lumen/comments/about/{kpi.key}", {"text": "x"}).status_code == status
