"""The raw limits: the same work with nothing of ours in the way."""

import json
from io import BytesIO

import docx
import typst
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from milepost.reporting.content import Content, Words


def bare_page(request: HttpRequest, rows: list[tuple[str, str]]) -> HttpResponse:
    """A bare view: the frame of every page and a list of the same length."""
    return render(request, "ui/base.html", {"rows": rows})


def bare_write(pk: int) -> None:
    """One row updated and one inserted, by SQL."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_answer SET revision = revision WHERE id = %s", [pk])


def bare_json(content: Content) -> bytes:
    """The same texts through the json module."""
    return json.dumps({str(slot): vars(value) for slot, value in content.answers.items()}, default=str).encode()


def bare_html(content: Content) -> str:
    """The same texts through one template loop."""
    template = engines["django"].from_string(
        "{% for t in texts %}<h2>{{ t.0 }}</h2><p>{{ t.1|linebreaks }}</p>{% endfor %}"
    )
    return template.render({"texts": texts(content)})


def bare_docx(content: Content) -> bytes:
    """The same texts through python-docx."""
    document = docx.Document()
    for heading, text in texts(content):
        document.add_heading(heading, 2)
        for paragraph in text.split("\n"):
            document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bare_pdf(content: Content) -> bytes:
    """The same texts through typst, without our layout."""
    source = "#let rows = json(bytes(sys.inputs.rows))\n#for row in rows [== #row.at(0)\n#row.at(1)\n]"
    compiled = typst.compile(source.encode(), format="pdf", sys_inputs={"rows": json.dumps(texts(content))})
    assert isinstance(compiled, bytes)
    return compiled


def texts(content: Content) -> list[tuple[str, str]]:
    """Question and text of every answer."""
    return [
        (content.question_text(slot, "en"), value.plain if isinstance(value, Words) else str(value))
        for slot, value in content.answers.items()
    ]
