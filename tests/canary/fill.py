"""Filling in a form as a page shows it: every box with a marker, choices with the first one, files with marked files."""

from typing import Any

from tests.canary.scan import STEM


def marker(name: str) -> str:
    """What is typed into a box: its name makes it one of its kind, and it needs escaping wherever that is done."""
    return f'{STEM}-{name}-ë&<"'


def filled(page: Any, more: dict[str, str]) -> dict[str, Any] | None:
    """The page's largest form that changes something, with every box filled; None where it has none."""
    from lxml import html

    whole: Any = html.fromstring(page.content)
    forms = [each for each in whole.forms if (each.method or "").upper() == "POST"]
    forms = [
        each for each in forms if "/sign-out/" not in (each.action or "") and "/language/" not in (each.action or "")
    ]
    if not forms:
        return None
    typed: dict[str, Any] = {}
    for form in forms:
        typed |= {name: value for box in form.inputs if (name := getattr(box, "name", None))
                  and (value := _value(form, box, name)) is not None}  # fmt: skip
    return typed | more


def _value(form: Any, box: Any, name: str) -> Any:
    from django.utils import timezone

    today = timezone.localdate()
    if box.tag == "textarea":
        return marker(name)
    if box.tag == "select":
        return next((each for each in box.value_options if each), None)
    kind = box.get("type", "text")
    if kind == "file":
        return _files(box)
    if kind in ("submit", "button") or name == "csrfmiddlewaretoken":
        return None
    if kind in ("radio", "checkbox"):
        return next(iter(form.xpath(f".//input[@name='{name}'][@value!='']/@value")), None)
    if kind == "hidden":
        return box.get("value", "")
    for ending, part in (("_day", today.day), ("_month", today.month), ("_year", today.year)):
        if name.endswith(ending):
            return "" if name.startswith("birth") else part
    if box.get("inputmode") == "numeric" or kind == "number":
        return "10"
    if kind == "time":
        return "10:00"
    if kind == "date":
        return today.isoformat()
    return marker(name)


def texts(typed: dict[str, Any]) -> list[str]:
    """The boxes that hold a marker."""
    return sorted(name for name, value in typed.items() if STEM in str(value))


def photo() -> bytes:
    """A photo of a telephone with a marker in every field of its metadata and behind its end."""
    from tests.cases import files

    files.MARK = f"{STEM}-photo"
    return files.jpeg()


def marked_register(name: str) -> bytes:
    """An old register with a marker in every cell that is not a day."""
    headings = ("Nr", "Emri", "Atësia", "Mbiemri", "Gjinia", "Data e hapjes", "Problemi", "Burimi", "Shënime", STEM)
    rows = [[f"{STEM}-{name}-{row}-{column}" for column in range(len(headings))] for row in range(3)]
    for row in rows:
        row[5] = "3.2.2021"
    return "\r\n".join(";".join(row) for row in (headings, *rows)).encode()


def _files(box: Any) -> list[Any]:
    """What a chooser is given: photos and documents where it takes several, else an old register."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.cases import files

    if box.get("multiple") is None:
        return [SimpleUploadedFile(f"{STEM}.csv", marked_register("upload"))]
    given = {"jpg": photo(), "png": files.png(), "webp": files.webp(), "txt": marker("text").encode()}
    given |= {"pdf": files.PDF + STEM.encode(), "exe": b"MZ\0" + STEM.encode()}
    return [SimpleUploadedFile(f"{STEM}-file.{ending}", content) for ending, content in given.items()]


def send(client: Any, url: str, typed: dict[str, Any]) -> Any:
    """Send a form; files are read from their beginning."""
    for each in typed.values():
        for file in each if isinstance(each, list) else [each]:
            if hasattr(file, "seek"):
                file.seek(0)
    return client.post(url, typed)
