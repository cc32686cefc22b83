"""Input about people to clean values."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.accounts.roles import ROLES
from milepost.accounts.rules import can_be_held
from milepost.institutions.models import Body
from milepost.places.models import Country


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "spellcheck": "false"}
        self.fields["login"].widget.input_type = "email"
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("New password"),
            "password2": _("New password again"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            autocomplete = "current-password" if name == "oldpassword" else "new-password"
            self.fields[name].widget.attrs = {"autocomplete": autocomplete}
            self.fields[name].help_text = ""
        self.fields["password1"].help_text = _("At least 12 characters. Three or four unrelated words are a good one.")

    def clean_password1(self) -> str:
        """Another one than the present: until it is changed, someone else knows that one."""
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise forms.ValidationError(
                _("Choose another password than the one you were given.")
                if self.user.new_password_needed
                else _("This is your present password. Choose another one.")
            )
        return password


class NotTheDemos:
    """A validator of passwords: the demo's own stands in the documentation, and is good for the demo alone."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise ValidationError for it outside demo mode."""
        if password == settings.DEMO_PASSWORD and not settings.MILEPOST.demo:
            raise forms.ValidationError(_("This is the demo’s password, which everyone can read. Choose another one."))

    def get_help_text(self) -> str:
        """Nothing to say before someone chooses it."""
        return ""


class AddForm(forms.Form):
    """A new person with a first role."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Post"), max_length=200, required=False, help_text=_("For example: head of sector"))
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it."))
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body they work for"), required=False)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of messages to them"), choices=[("en", "English"), ("sq", "Shqip")])
    password = forms.CharField(
        label=_("First password"),
        help_text=_("Give it to them by another way than e-mail. They choose their own at the first sign-in."),
        strip=False,
    )

    def __init__(self, *args: Any, country: Country, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)
        body.queryset = Body.objects.filter(country=country).order_by("code")
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = role_choices()

    def clean(self) -> dict[str, Any]:
        """A role of the file room is held at a unit."""
        return _held_at_body(self)

    def clean_email(self) -> str:
        """An address belongs to one person."""
        email: str = self.cleaned_data["email"]
        if Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Someone signs in with this address already. Give them a role instead."))
        return email

    def clean_password(self) -> str:
        """The rules of a password hold for the first one too."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class AssignForm(forms.Form):
    """A further role for someone."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body where they hold it"), required=False)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The last day, for example 2027-06-30. Empty: until you take it away."),
    )

    def __init__(self, *args: Any, country: Country, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)
        body.queryset = Body.objects.filter(country=country).order_by("code")
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = role_choices()

    def clean(self) -> dict[str, Any]:
        """A role of the file room is held at a unit."""
        return _held_at_body(self)


def _held_at_body(form: forms.Form) -> dict[str, Any]:
    role, body = form.cleaned_data.get("role"), form.cleaned_data.get("body")
    if role and not (ruling := can_be_held(role, body=body)):
        form.add_error("body", str(ruling.sentence))
    return form.cleaned_data


def role_choices() -> list[tuple[str, str]]:
    """Roles with what they are for."""
    return [(role.code, f"{role.name}: {role.purpose}") for role in ROLES.values()]
