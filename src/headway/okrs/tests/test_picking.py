"""Choosing among a workspace's things: a short list, or a name or key that is typed."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client

from headway.okrs.forms.fields import KeyField, PersonField, units_of
from headway.people.actions.persons import NewPerson, add_person
from headway.people.models import Person
from headway.ui import picking
from headway.ui.picking_many import PickManyField
from headway.ui.together import read_together
from tests.statements import count_statements
from tests.world import founder

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    def __init__(self, caller, data=None, **given):
        super().__init__(data, **given)
        self.fields["owner"] = PersonField(caller)
        self.fields["unit"] = KeyField(units_of(caller), said=lambda unit: unit.name, required=False)


@pytest.fixture
def caller():
    caller = founder()
    for name in ("Ruth Adeyemi", "Ruth Chen", "Tom <b>Ruiz</b>"):
        add_person(caller, NewPerson(name))
    return caller


@pytest.fixture
def crowded(caller, monkeypatch):
    """The same company, where three persons are more than a list offers."""
    monkeypatch.setattr(picking, "MOST", 3)
    return caller


def key_of(name: str) -> str:
    return Person.objects.get(name=name).key


def owner(caller, text: str) -> Person:
    form = Form(caller, {"owner": text})
    form.is_valid()
    if form.errors:
        raise ValidationError(form.errors["owner"])
    return form.cleaned_data["owner"]


@pytest.mark.parametrize(("most", "said"), [(1000, 0), (0, 1)])
def test_only_a_name_that_is_typed_says_that_it_may_stay_empty(caller, monkeypatch, most, said):
    monkeypatch.setattr(picking, "MOST", most)
    assert Form(caller)["unit"].as_field_group().count("may stay empty") == said


def test_a_field_is_drawn_with_one_statement_for_its_list(caller):
    form = Form(caller)
    with count_statements() as ran:
        form["unit"].as_field_group()
    ran.assert_at_most(1)


def test_few_are_a_list_with_the_one_that_is_set(caller):
    html = str(Form(caller, initial={"owner": Person.objects.get(name="Ruth Chen")})["owner"])
    assert f'<option value="{key_of("Ruth Chen")}" selected>Ruth Chen</option>' in html
    assert html.count("<option") == Person.objects.count()
    assert "<b>" not in html


def test_many_are_an_input_that_names_the_one_that_is_set(crowded):
    html = str(Form(crowded, initial={"owner": Person.objects.get(name="Ruth Chen")})["owner"])
    assert "<select" not in html
    assert f'value="Ruth Chen ({key_of("Ruth Chen")})"' in html
    assert 'data-pick="P"' in html
    assert '<datalist id="id_owner-list">' in html


def test_a_key_that_is_set_is_named_too(crowded):
    assert f'value="Ruth Chen ({key_of("Ruth Chen")})"' in str(
        Form(crowded, initial={"owner": key_of("Ruth Chen")})["owner"]
    )


@pytest.mark.parametrize("text", ["Ruth Chen", "ruth  chen", "chen"])
def test_a_name_of_one_alone_is_enough(caller, text):
    assert owner(caller, text).name == "Ruth Chen"


def test_a_key_is_found_alone_and_beside_the_name(caller):
    key = key_of("Ruth Adeyemi")
    assert owner(caller, key).key == key
    assert owner(caller, f"Ruth Adeyemi ({key})").key == key


def test_a_name_of_several_asks_for_the_key(caller):
    with pytest.raises(ValidationError, match="Several are called “Ruth”: add the key, for example “Ruth Adeyemi"):
        owner(caller, "Ruth")


@pytest.mark.parametrize("text", ["Nobody", "P-999", "P-999\x00", "%", "<script>"])
def test_what_is_not_there_is_refused_in_a_sentence(caller, text):
    with pytest.raises(ValidationError):
        owner(caller, text)


def test_the_key_of_another_workspace_is_not_there(caller):
    other = founder("other")
    for name in ("A", "B", "C", "D"):
        add_person(other, NewPerson(name))
    with pytest.raises(ValidationError, match="There is no"):
        owner(caller, Person.objects.get(name="D").key)


def test_a_field_costs_one_statement_however_many_there_are(crowded):
    with count_statements() as ran:
        str(Form(crowded, initial={"owner": crowded.person})["owner"])
    ran.assert_at_most(1)


def test_suggestions_are_what_may_be_seen(caller):
    client = Client()
    client.force_login(caller.someone.user)
    founder("other")
    answer = client.get("/lumen/search?pick=P&q=ruth").json()
    assert [one["name"] for one in answer["offered"]] == ["Ruth Adeyemi", "Ruth Chen"]
    assert client.get("/lumen/search?pick=U&q=lumen").json()["offered"][0]["name"]
    assert client.get("/lumen/search?pick=X&q=ruth").json() == {"offered": []}
    assert client.get("/lumen/search?pick=P&q=").json() == {"offered": []}


class Several(forms.Form):
    def __init__(self, data=None, **given):
        super().__init__(data, **given)
        self.fields["people"] = PickManyField(Person.objects.order_by("name"), required=False)


def several(*texts):
    data = QueryDict(mutable=True)
    data.setlist("people", texts)
    form = Several(data)
    form.is_valid()
    if form.errors:
        raise ValidationError(form.errors["people"])
    return [person.name for person in form.cleaned_data["people"]]


def test_of_few_each_has_a_box(caller):
    html = str(Several(initial={"people": [key_of("Ruth Chen")]})["people"])
    assert html.count('type="checkbox"') == Person.objects.count()
    assert html.count("checked") == 1
    assert "<b>" not in html


def test_of_many_the_chosen_have_boxes_and_others_are_typed(crowded, count_statements):
    chosen = [key_of("Ruth Chen"), key_of("Tom <b>Ruiz</b>")]
    with count_statements() as ran:
        html = str(Several(initial={"people": chosen})["people"])
    ran.assert_at_most(2)
    assert html.count("checked") == 2
    assert html.count('data-pick="P"') == 3
    assert "<b>" not in html


def test_several_are_found_by_key_and_by_name_and_each_once(crowded):
    ruth = key_of("Ruth Chen")
    assert several(ruth, "Tom <b>Ruiz</b>", "", "ruth chen") == ["Ruth Chen", "Tom <b>Ruiz</b>"]
    assert several() == several("", " ") == []


@pytest.mark.parametrize(("text", "sentence"), [("Ruth", "Several are called"), ("Nobody", "There is no “Nobody”")])
def test_a_text_that_means_several_or_nobody_is_refused_and_stays_to_be_mended(crowded, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        several("Tom <b>Ruiz</b>", text)
    data = QueryDict(mutable=True)
    data.setlist("people", [text])
    assert f'value="{text}"' in str(Several(data)["people"])


class Beside(Form):
    """Two choosers of persons, one of units, and one that can offer nothing."""

    def __init__(self, caller, data=None, **given):
        super().__init__(caller, data, **given)
        self.fields["helpers"] = PickManyField(self.fields["owner"].queryset, required=False)
        self.fields["nobody"] = KeyField(Person.objects.none(), required=False)


@pytest.mark.parametrize("most", [1, 3, 200])
def test_choosers_that_are_read_together_show_the_same_in_one_statement(caller, monkeypatch, most):
    monkeypatch.setattr(picking, "MOST", most)
    apart, together = Beside(caller), Beside(caller)
    read_together(together, "owner", "unit", "helpers", "nobody", "no such field")
    with count_statements() as ran:
        shown = str(together)
    ran.assert_at_most(1)
    assert shown == str(apart)


def test_what_is_chosen_there_is_read_whole(caller):
    form = Beside(caller, {"owner": key_of("Ruth Chen"), "helpers": [key_of("Ruth Adeyemi")]})
    read_together(form, "owner", "unit", "helpers")
    assert str(form)
    assert form.is_valid()
    assert form.cleaned_data["owner"].get_deferred_fields() == set()
    assert [row.name for row in form.cleaned_data["helpers"]] == ["Ruth Adeyemi"]
