"""Sign-in, people and what they may do."""

from datetime import date

from allauth.account.views import LoginView, PasswordChangeView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts import actions
from milepost.accounts.adapter import Adapter
from milepost.accounts.forms import AddForm, AssignForm, NewPasswordForm, SignInForm
from milepost.accounts.middleware import typed_texts
from milepost.accounts.models import Assignment, Person
from milepost.accounts.policy import PUBLIC, SIGNED_IN, person, policy
from milepost.accounts.queries import people_in
from milepost.accounts.roles import ROLES
from milepost.accounts.rules import countries_where
from milepost.places.models import Country


class _SignIn(LoginView):  # type: ignore[misc]
    template_name = "accounts/sign_in.html"
    form_class = SignInForm


class _ChangePassword(PasswordChangeView):  # type: ignore[misc]
    template_name = "accounts/change_password.html"
    form_class = NewPasswordForm

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """The password is theirs from now on."""
        response: HttpResponse = super().form_valid(form)
        who = person(self.request)
        actions.password_changed(who, by=who)
        messages.success(self.request, _("Your password is changed."))
        return response

    def form_invalid(self, form: NewPasswordForm) -> HttpResponse:
        """The page again, with what is wrong."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return response

    def get_success_url(self) -> str:
        """Home."""
        return reverse("home:home")


sign_in = policy(PUBLIC)(_SignIn.as_view())
change_password = policy(SIGNED_IN)(_ChangePassword.as_view())


@policy(SIGNED_IN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    Adapter().logout(request)
    return redirect("accounts:sign_in")


@policy("person.view")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People and what they may do."""
    countries = countries_where(person(request), "person.view")
    context = {
        "people": people_in(countries),
        "roles": ROLES.values(),
        "countries": Country.objects.filter(pk__in=countries).order_by("pk"),
        "today": timezone.localdate(),
    }
    if not countries:
        return render(request, "403.html", {"sentence": _("Administrators see the list of people.")}, status=403)
    return render(request, "accounts/people.html", context)


@policy("person.add")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, country: str) -> HttpResponse:
    """Add a person with a first role."""
    where = get_object_or_404(Country, pk__in=countries_where(person(request), "person.add"), pk=country)
    form = AddForm(request.POST or None, country=where, initial={"password": get_random_string(16)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        added = actions.add(
            data["email"], data["name"], where, password=data["password"], by=person(request), title=data["title"],
            body=data["body"], language=data["language"],
        )  # fmt: skip
        actions.assign(added, data["role"], where, by=person(request), body=data["body"])
        messages.success(request, _("%(name)s is added.") % {"name": added.name})
        return redirect("accounts:people")
    context = {"form": form, "country": where}
    return render(request, "accounts/add.html", context, status=422 if form.errors else 200)


@policy("person.assign")
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, country: str, pk: int) -> HttpResponse:
    """Give a person a further role."""
    who = person(request)
    where = get_object_or_404(Country, pk__in=countries_where(who, "person.assign"), pk=country)
    holder = get_object_or_404(people_in(countries_where(who, "person.assign")), pk=pk)
    form = AssignForm(request.POST or None, country=where, initial={"body": holder.body})
    if request.method == "POST" and form.is_valid():
        until: date | None = form.cleaned_data["until"]
        actions.assign(holder, form.cleaned_data["role"], where, by=who, until=until, body=form.cleaned_data["body"])
        messages.success(request, _("%(name)s has the role now.") % {"name": holder.name})
        return redirect("accounts:people")
    context = {"form": form, "holder": holder, "country": where}
    return render(request, "accounts/assign.html", context, status=422 if form.errors else 200)


@policy("person.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    who = person(request)
    mine = Assignment.objects.filter(country__in=countries_where(who, "person.withdraw"))
    assignment = get_object_or_404(mine.select_related("person", "country"), pk=pk)
    if request.method == "POST":
        actions.withdraw(assignment, by=who)
        messages.success(request, _("%(name)s no longer has the role.") % {"name": assignment.person.name})
        return redirect("accounts:people")
    return render(request, "accounts/withdraw.html", {"assignment": assignment, "role": ROLES[assignment.role]})


@policy("person.reset")
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, country: str, pk: int) -> HttpResponse:
    """Set a first password again."""
    who = person(request)
    where = get_object_or_404(Country, pk__in=countries_where(who, "person.reset"), pk=country)
    holder: Person = get_object_or_404(people_in(countries_where(who, "person.reset")), pk=pk)
    password = ""
    if request.method == "POST":
        password = get_random_string(16)
        actions.reset(holder, where, password=password, by=who)
    context = {"holder": holder, "country": where, "password": password}
    return render(request, "accounts/reset.html", context)


@policy(PUBLIC)
@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was made before the last sign-in: what was typed is given back."""
    context = {"kept": typed_texts(request), "sign_in_url": reverse("accounts:sign_in")}
    return render(request, "signed_out.html", context, status=403)
