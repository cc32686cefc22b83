"""A small site that keeps one answer and speaks the autosave contract: the scripts are tested against it."""

from dataclasses import dataclass, field

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

PAGE = """{% extends "ui/base.html" %}{% block title %}Answer{% endblock %}{% block content %}
<h1 class="govuk-heading-l">Challenges</h1>
<form method="post" action="/answer/" data-autosave data-autosave-key="al/challenges">{% csrf_token %}
<input type="hidden" name="base" value="{{ base }}">{{ form.text.as_field_group }}
{% include "ui/components/autosave_status.html" %}<button class="govuk-button">Save</button></form>
<form method="post" action="/out/" data-forget>{% csrf_token %}<button>Leave</button></form>{% endblock %}"""


@dataclass
class Kept:
    """The answer, its revision, and what the server does next."""

    text: str = ""
    revision: int = 7
    signed_in: bool = True
    received: list[str] = field(default_factory=list)


kept = Kept()


class AnswerForm(forms.Form):
    text = forms.CharField(label="Challenges", widget=forms.Textarea, max_length=200)


def _signed_out(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return JsonResponse({"state": "signed_out", "url": "/in/"}, status=401)
    return redirect("/in/")


def _saved(request: HttpRequest) -> HttpResponse:
    """One save: refused, in conflict, or kept."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"state": "invalid", "errors": form.errors}, status=422)
    if int(request.POST["base"]) != kept.revision:
        return JsonResponse({"state": "conflict", "url": "/both/"}, status=409)
    kept.text, kept.revision = form.cleaned_data["text"], kept.revision + 1
    return JsonResponse({"state": "saved", "base": kept.revision, "at": "10:42"})


@login_not_required
def answer(request: HttpRequest) -> HttpResponse:
    if not kept.signed_in:
        return _signed_out(request)
    if request.method == "POST":
        kept.received.append(request.POST["text"])
        saved = _saved(request)
        return saved if request.headers.get("X-Autosave") else redirect("/answer/")
    context = {"form": AnswerForm(initial={"text": kept.text}), "base": kept.revision}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    kept.signed_in = True
    rotate_token(request)
    return HttpResponse(engines["django"].from_string("<title>In</title>{% csrf_token %}").render({}, request))


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    return redirect("/answer/")


urlpatterns = [
    path("answer/", answer),
    path("in/", sign_in),
    path("out/", sign_out),
    path("gallery/", include("milepost.ui.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
