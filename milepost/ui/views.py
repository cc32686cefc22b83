"""The gallery: every component of the pages with words as long as real ones."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from milepost.ui import gallery as samples


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, for whoever makes or checks a page. It holds no data of anyone."""
    wrong = samples.AnswerForm(samples.WRONG_INPUT, prefix="wrong")
    wrong.is_valid()
    page = Paginator(samples.MUNICIPALITIES, 300).get_page(request.GET.get("page"))
    context = {
        "samples": samples,
        "form_empty": samples.AnswerForm(initial=samples.INITIAL),
        "form_wrong": wrong,
        "rows": page.object_list,
        "pages": Paginator(range(300), 25).get_page(4),
    }
    return render(request, "ui/gallery.html", context)


# As `accounts.policy` marks a view that asks for no role; this room is below it and imports nothing of it.
gallery.policy = "public"  # type: ignore[attr-defined]
