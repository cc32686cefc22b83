"""How a form is drawn: labels, hints and errors tied to their boxes; dates in three boxes."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from milepost.ui.forms import Checkboxes, DateField, Radios


class StepForm(forms.Form):
    title = forms.CharField(label="Title", help_text="A few words.", max_length=20)
    status = forms.ChoiceField(
        label="How far is it?",
        choices=[("ongoing", "Ongoing"), ("completed", "Completed")],
        widget=Radios(hints={"ongoing": "It goes on."}, reveals={"completed": "completed_on"}),
    )
    completed_on = DateField(label="Completed on", required=False)
    tools = forms.MultipleChoiceField(
        label="Tools", choices=[("surveys", "Surveys"), ("none", "None")], widget=Checkboxes(exclusive="none")
    )
    due = DateField(label="Due on")


def drawn(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def posted(**values: str) -> StepForm:
    form = StepForm({"title": "Teams", "status": "ongoing", "tools": "surveys", **values})
    form.is_valid()
    return form


def test_an_error_is_tied_to_its_box_after_the_hint() -> None:
    html = drawn("{{ form.title.as_field_group }}", form=posted(title=""))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert (
        html.index("<label")
        < html.index("id_title_helptext")
        < html.index('id="id_title_error"')
        < html.index("<input")
    )


def test_an_empty_field_is_named_in_its_error() -> None:
    html = drawn("{{ form }}", form=posted(title=""))
    assert "Fill in “Title”." in html
    assert "This field is required" not in html


def test_the_error_summary_leads_to_the_first_box_of_each_field() -> None:
    html = drawn("{% error_summary form %}", form=StepForm({}))
    for target in ("id_title", "id_status_0", "id_tools_0", "id_due_0"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in drawn("{{ form }}", form=StepForm({}))


def test_a_form_without_faults_has_no_summary() -> None:
    assert drawn("{% error_summary form %}", form=StepForm()).strip() == ""


def test_a_revealed_field_is_drawn_once_with_its_option() -> None:
    html = drawn("{{ form }}", form=StepForm())
    assert html.count("Completed on") == 1
    assert html.index('value="completed"') < html.index("Completed on") < html.index("Tools")


def test_a_hint_of_an_option_is_tied_to_it() -> None:
    html = drawn("{{ form.status.as_field_group }}", form=StepForm())
    assert 'aria-describedby="id_status_0_hint"' in html
    assert 'id="id_status_0_hint"' in html


def test_the_option_that_excludes_the_others_stands_apart() -> None:
    html = drawn("{{ form.tools.as_field_group }}", form=StepForm())
    assert 'data-behaviour="exclusive"' in html


def test_what_was_typed_and_chosen_is_still_there_after_an_error() -> None:
    html = drawn("{{ form }}", form=posted(status="completed", due_day="31", due_month="2", due_year="2023"))
    assert 'value="Teams"' in html
    assert 'value="completed" checked' in html
    assert 'name="due_month" class="govuk-input govuk-date-input__input govuk-input--width-2" value="2"' in html


def test_the_browser_neither_blocks_a_form_nor_cuts_a_text() -> None:
    html = drawn("{{ form }}", form=StepForm())
    assert " required" not in html
    assert "maxlength" not in html


def test_a_label_can_be_the_heading_of_the_page() -> None:
    html = drawn('{% field form.title size="l" heading=True %}', form=StepForm())
    assert html.index("<h1") < html.index("govuk-label--l") < html.index("</h1>")


def test_markup_in_a_value_stays_text() -> None:
    html = drawn("{{ form }}", form=posted(title='"><script>'))
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("day", "month", "year", "found"),
    [("31", "3", "2023", date(2023, 3, 31)), (" 1 ", "05", "2022", date(2022, 5, 1))],
)
def test_a_date_is_read_from_three_boxes(day: str, month: str, year: str, found: date) -> None:
    assert posted(due_day=day, due_month=month, due_year=year).cleaned_data["due"] == found


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("", "", "", "Enter the date."),
        ("31", "", "2023", "one of them is missing"),
        ("31", "2", "2023", "a date that exists"),
        ("1", "May", "2023", "in numbers"),
        ("1", "1", "99999", "a date that exists"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_to_do(day: str, month: str, year: str, said: str) -> None:
    assert said in posted(due_day=day, due_month=month, due_year=year).errors["due"][0]


def test_an_optional_date_may_be_empty() -> None:
    assert posted(due_day="1", due_month="1", due_year="2023").cleaned_data["completed_on"] is None
