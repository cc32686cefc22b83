"""Input about attachments. Each file is looked at when the form is judged; the good ones are kept in any case."""

import hashlib
import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from milepost.cases.facts import Paper
from milepost.cases.forms.words import VerbForm, line, text
from milepost.cases.media import Prepared, megabytes, prepare, too_large
from milepost.cases.photo import NotKept
from milepost.cases.sent import sending, typed_in
from milepost.cases.states import SECTIONS
from milepost.ui.forms import DateField

ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.docx,.odt,.xlsx,.txt"
"""What a chooser offers. Because it names JPEG, iPhones turn their own format into it."""


class FilesInput(forms.FileInput):
    """A chooser of several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.Field):
    """Several files, as they came."""

    widget = FilesInput({"multiple": True, "accept": ACCEPT})
    default_error_messages = {"required": gettext_lazy("Choose at least one file.")}


class AttachForm(VerbForm):
    """Files, and what is said of all of them."""

    chosen = FilesField(label=gettext_lazy("Photos or documents"))
    description = line(gettext_lazy("What do they show?"), gettext_lazy("It is sealed with them."))
    evidence = forms.BooleanField(
        label=gettext_lazy("They are evidence"),
        required=False,
        help_text=gettext_lazy(
            "For police or court. The untouched original of a photo is kept too, with the place, time and device in it."
        ),
    )
    taken_on = DateField(label=gettext_lazy("When were they taken or written?"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("What do they belong to?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared: list[Prepared] = []
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)
        section.choices = [("", gettext_lazy("the file as a whole")), *SECTIONS.items()]
        self.fields["chosen"].help_text = _(
            "JPEG, PNG, WebP, PDF, DOCX, ODT, XLSX or TXT; %(n)s MB each, 25 MB together. Photos lose the place, time "
            "and device that cameras hide in them."
        ) % {"n": megabytes()}  # fmt: skip

    def clean_token(self) -> uuid.UUID | None:
        """The name of this sending, in which the files count too: other files in the same form are another one."""
        if not isinstance(self.data, QueryDict):
            return super().clean_token()
        chosen = self.fields["chosen"].widget.value_from_datadict(self.data, self.files, "chosen")
        return sending(typed_in(self.data) | {"chosen": [_mark(file) for file in chosen or []]})

    def clean(self) -> dict[str, Any]:
        """Look at each file. Those that are not kept are named, each with its reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        evidence = bool(data.get("evidence"))
        for file in data.get("chosen") or []:
            try:
                self.prepared.append(_prepared(file, evidence=evidence))
            except NotKept as refused:
                self.add_error("chosen", _("%(name)s: %(why)s") % {"name": file.name, "why": refused})
        return data

    @property
    def keeps_some(self) -> bool:
        """Whether at least one file is good, and nothing else in the form is wrong."""
        return bool(self.prepared) and set(self.errors) <= {"chosen"}

    def renew(self) -> None:
        """The same form for what is left to send: under another token."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["token"] = str(uuid.uuid4())

    def facts(self) -> Paper:
        """The clean value."""
        data = self.cleaned_data
        return Paper(data["description"], data["taken_on"], data["section"])


def _mark(file: "UploadedFile[bytes]") -> str:
    """A file by its name and its bytes; it is read again from its beginning."""
    digest = hashlib.blake2b(digest_size=16)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name} {digest.hexdigest()}"


def _prepared(file: "UploadedFile[bytes]", *, evidence: bool) -> Prepared:
    """Raises `NotKept`. What was too large for the memory of a request is empty and says how large it was."""
    content = file.read()
    if (file.size or 0) > len(content):
        raise NotKept(too_large())
    return prepare(content, file.name or "", evidence=evidence)


class RemoveAttachmentForm(VerbForm):
    """Why it is removed."""

    reason = text(gettext_lazy("Why is it removed?"), rows=2, required=True)
