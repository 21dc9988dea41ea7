import pytest
from django import forms

from headway.ui.forms import AmountField, Renderer
from headway.ui.measure import Plain


class BandForm(forms.Form):
    name = forms.CharField(help_text="A short one.")
    floor = AmountField(measure=Plain(1, "percent"))
    roof = AmountField(measure=Plain(1, "percent"), required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")], required=False)
    shown = forms.BooleanField(required=False)


def bound(**data):
    return BandForm(data, renderer=Renderer())


def test_numbers_arrive_scaled():
    form = bound(name="x", floor="11.5 %")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["floor"] == 115
    assert form.cleaned_data["roof"] is None


def test_a_refused_number_is_said_and_kept_as_typed():
    form = bound(name="x", floor="11.55")
    assert not form.is_valid()
    assert "more decimals" in form.errors["floor"][0]
    assert 'value="11.55"' in str(form)


def test_an_initial_number_is_shown_as_it_can_be_typed():
    assert 'value="11.5"' in str(BandForm(initial={"floor": 115}, renderer=Renderer()))


def test_the_summary_comes_first_and_links_to_the_field():
    html = str(bound(floor="x"))
    assert html.index("2 things stand in the way.") < html.index("<label")
    assert '<a href="#id_name">' in html
    assert 'role="alert"' in html


def test_errors_hints_and_units_are_tied_to_their_field():
    html = str(bound(floor="x", name=""))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert '<span class="unit">%</span>' in html


def test_every_field_has_one_label_or_legend():
    html = str(bound(name="x", floor="1"))
    assert html.count('<label for="id_name"') == 1
    assert "<legend>" in html
    assert html.count("may stay empty") == 2


def test_controls_carry_the_class_that_styles_them():
    html = str(bound(name="x", floor="1"))
    assert 'class="input num"' in html
    assert 'name="name" value="x" class="input"' in html


def test_a_form_without_errors_has_no_summary():
    assert "summary-error" not in str(BandForm(renderer=Renderer()))


@pytest.mark.parametrize("typed", ["<script>", '"><img>'])
def test_what_was_typed_is_escaped(typed):
    assert typed not in str(bound(name="x", floor=typed))
