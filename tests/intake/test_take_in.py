"""A register comes in: every row a file, all or nothing, and twice the same file changes nothing."""

from datetime import date

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.models import Case, ConcernReport, Exploitation, InitialAssessment
from milepost.cases.queries.file import file_of
from milepost.intake.actions.take_in import NotReady, take_in
from milepost.intake.models import Sheet, Taken
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import identity_of
from tests.cases.conftest import Unit
from tests.intake.conftest import ARDI, BESA, MIRA, a_csv, an_xlsx, matched, taken_in, trial

pytestmark = pytest.mark.django_db


def test_each_row_becomes_a_file(unit: Unit) -> None:
    sheet = taken_in(unit, a_csv())
    assert (sheet.state, sheet.made) == ("taken_in", 3)
    besa, ardi, mira = Case.objects.order_by("opened_at")
    assert (besa.state, besa.closure, besa.risk_level) == ("closed", "turned_18", "high")
    assert timezone.localdate(besa.closed_at or timezone.now()) == date(2021, 11, 10)
    assert (besa.concerns, besa.sex, besa.age_months) == (["begging"], "girl", 104)
    assert (ardi.state, ardi.concerns) == ("initial_assessment", ["begging", "street_situation"])
    assert (mira.state, mira.risk_level) == ("registered", None)
    assert Exploitation.objects.get(case=ardi).form == "street_vending"
    assert InitialAssessment.objects.get(case=besa).risk_level == "high"


def test_what_the_register_says_of_the_child_and_in_words_is_sealed_and_read(unit: Unit) -> None:
    taken_in(unit, a_csv())
    case = Case.objects.get(risk_level="high")
    file = file_of(case, by=unit.head, opener=unit.opener(unit.head))
    assert file.identity == Identity("Besa", "Hoxha", birth=PartialDate(2012, 5, 12), sex="girl")
    assert [(each.care.relation, each.care.name) for each in file.carers] == [("father", "Agim")]
    told = file.reports[0]
    assert told.row.source == "police"
    assert told.texts["narrative"] == "Lyp te semaforët\nNumber in the old register: 1"


def test_twice_the_same_file_changes_nothing(unit: Unit) -> None:
    taken_in(unit, a_csv())
    before = (Case.objects.count(), Child.objects.count(), ConcernReport.objects.count(), Taken.objects.count())
    with pytest.raises(Refused, match="here already"):
        taken_in(unit, a_csv())
    assert before == (Case.objects.count(), Child.objects.count(), ConcernReport.objects.count(), Taken.objects.count())


def test_the_same_register_saved_by_another_program_is_known(unit: Unit) -> None:
    taken_in(unit, a_csv())
    besa = list(BESA)
    rows = [[*besa[:5], date(2012, 5, 12), date(2021, 2, 3), *besa[7:11], date(2021, 11, 10), *besa[12:]]]
    assert {each.what for each in trial(unit, an_xlsx(rows)).outcomes} == {"again"}


def test_the_same_form_sent_twice_takes_in_once(unit: Unit) -> None:
    sheet = matched(unit, a_csv())
    for _ in range(2):
        take_in(sheet, {}, by=unit.head, opener=unit.opener(unit.head))
    assert Case.objects.count() == 3


def test_a_changed_row_of_the_same_number_is_told_and_not_doubled(unit: Unit) -> None:
    taken_in(unit, a_csv())
    changed = trial(unit, a_csv([(*BESA[:13], "Another note"), MIRA]))
    assert [each.what for each in changed.outcomes] == ["changed", "again"]
    assert changed.outcomes[0].numbers == (Case.objects.get(risk_level="high").number,)


def test_one_wrong_row_keeps_all_out(unit: Unit) -> None:
    with pytest.raises(NotReady) as refused:
        taken_in(unit, a_csv([BESA, (*MIRA[:6], "31.2.2022", *MIRA[7:])]))
    assert [each.what for each in refused.value.trial.outcomes] == ["new", "error"]
    assert not Case.objects.exists()
    assert Sheet.objects.get().content is not None


def test_a_new_row_of_a_known_child_joins_the_child(unit: Unit) -> None:
    unit.closed(unit.registered(Identity("Besa", "Hoxha", birth=PartialDate(2012, 5, 12), sex="girl")))
    taken_in(unit, a_csv([BESA]))
    assert Child.objects.count() == 1
    assert Case.objects.count() == 2


def test_a_child_that_may_be_the_same_is_for_a_person_to_decide(unit: Unit) -> None:
    child = unit.closed(unit.registered(Identity("Ardi", "Leka", birth=PartialDate(2011), sex="boy"))).child
    sheet = matched(unit, a_csv([(*ARDI[:11], "1.4.2021", "mbushi 18 vjeç", "")]))
    with pytest.raises(NotReady) as refused:
        take_in(sheet, {}, by=unit.head, opener=unit.opener(unit.head))
    assert [each.what for each in refused.value.trial.outcomes] == ["choose"]
    take_in(sheet, {2: child.reference}, by=unit.head, opener=unit.opener(unit.head))
    assert Child.objects.count() == 1


def test_another_child_of_the_same_name_becomes_a_new_one(unit: Unit) -> None:
    unit.registered(Identity("Ardi", "Leka", birth=PartialDate(2011), sex="boy"))
    taken_in(unit, a_csv([ARDI]), {2: "new"})
    assert Child.objects.count() == 2


def test_a_file_that_is_open_here_in_that_time_is_not_doubled(unit: Unit) -> None:
    taken_in(unit, a_csv([MIRA]))
    again = ("33", *MIRA[1:6], "21.06.2022", *MIRA[7:])
    found = trial(unit, a_csv([again]))
    assert [(each.what, each.numbers) for each in found.outcomes] == [("there", (Case.objects.get().number,))]


def test_two_rows_of_one_child_become_two_episodes(unit: Unit) -> None:
    second = ("9", *BESA[1:6], "1.3.2022", *BESA[7:11], "", "", "")
    taken_in(unit, a_csv([second, BESA]))
    assert Child.objects.count() == 1
    first, later = Case.objects.order_by("opened_at")
    assert later.previous == first


def test_two_rows_of_one_child_at_the_same_time_are_to_be_mended(unit: Unit) -> None:
    found = trial(unit, a_csv([BESA, ("9", *BESA[1:6], "1.6.2021", *BESA[7:])]))
    assert [each.what for each in found.outcomes] == ["new", "error"]
    assert "Row 2" in found.outcomes[1].problems[0].sentence


def test_nothing_of_the_register_stays_after(unit: Unit) -> None:
    sheet = taken_in(unit, a_csv())
    sheet.refresh_from_db()
    assert (sheet.name, sheet.content, sheet.matching) == (None, None, None)


def test_the_event_says_how_many_and_never_who(unit: Unit) -> None:
    taken_in(unit, a_csv())
    events = Event.objects.filter(verb__startswith="intake.")
    assert Event.objects.get(verb="intake.take_in").detail["outcomes"] == {"new": 3}
    assert not any(name in str(each.detail) for each in events for name in ("Besa", "Hoxha", "semafor", "register.csv"))


def test_the_worker_of_the_register_works_on_the_file(unit: Unit) -> None:
    rows = [[*MIRA[:8], unit.worker.name]]
    headings = ["Nr", "Emri", "Atësia", "Mbiemri", "Gjinia", "Datëlindja", "Data e hapjes", "Problemi", "Punonjësi"]
    taken_in(unit, an_xlsx(rows, headings))
    assert Case.objects.get().worker == unit.worker


def test_an_age_becomes_an_estimated_year(unit: Unit) -> None:
    taken_in(unit, an_xlsx([["Drini", 9, date(2022, 3, 1), "lypje"]], ["Emri", "Mosha", "Data", "Problemi"]))
    case = Case.objects.get()
    known = identity_of(case.child, unit.opener(unit.head))
    assert (known.birth, known.birth_estimated, case.age_estimated) == (PartialDate(2013), True, True)


def test_a_worker_takes_nothing_in(unit: Unit) -> None:
    with pytest.raises(Refused):
        take_in(matched(unit, a_csv()), {}, by=unit.worker, opener=unit.opener())
