"""Translations, also where a newcomer has no GNU gettext: `python -m milepost.translations compile|collect|check`.

`compile` writes the .mo files, which the repository does not keep. `collect` finds the texts anew (GNU gettext).
`check` fails on a text without its Albanian, on a translation that nothing uses any more, and on a lost placeholder.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def sources(package: Path = PACKAGE) -> list[Path]:
    """The .po files."""
    return sorted((package / "locale").glob("*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Write a .mo file beside every .po file."""
    for source in sources():
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


def collect(package: Path = PACKAGE) -> None:
    """Bring the .po files up to date with the texts in code and templates."""
    languages = [f"--locale={source.parent.parent.name}" for source in sources(package)]
    options = ["--no-location", "--no-wrap", "--no-obsolete", "--settings", "milepost.settings"]
    command = [sys.executable, "-m", "django", "makemessages", *languages, *options]
    with tempfile.TemporaryDirectory() as data:  # settings make a data folder where they are not told one
        environment = os.environ | {"MILEPOST_DATA": data}
        subprocess.run(command, cwd=package, check=True, stdout=subprocess.DEVNULL, env=environment)


def faults() -> list[str]:
    """What keeps the translations from being complete. Collects in a copy: whoever edits meanwhile loses nothing."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(PACKAGE, Path(folder) / PACKAGE.name))
        kept_by = {source.parent.parent.name: {_key(e) for e in polib.pofile(str(source))} for source in sources(copy)}
        collect(copy)
        collected = {source.parent.parent.name: polib.pofile(str(source)) for source in sources(copy)}
    for language, entries in collected.items():
        kept = kept_by[language]
        used = {_key(entry) for entry in entries}
        found += [f"{language}: nothing uses: {key[1]}" for key in sorted(kept - used, key=str)]
        found += [f"{language}: not translated: {entry.msgid}" for entry in entries if not entry.translated()]
        found += [f"{language}: placeholders differ: {entry.msgid}" for entry in entries if _loses(entry)]
    return found


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _loses(entry: polib.POEntry) -> bool:
    wanted = sorted(set(_PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)))
    written = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
    return any(text and not set(wanted) >= set(_PLACEHOLDER.findall(text)) for text in written) or any(
        text and entry.msgstr and sorted(set(_PLACEHOLDER.findall(text))) != wanted for text in written
    )


def main() -> None:
    """The command."""
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb == "compile":
        compile_all()
    elif verb == "collect":
        collect()
    elif verb == "check":
        if shutil.which("xgettext") is None:
            sys.stdout.write("skipped: finding texts needs GNU gettext (apt-get install gettext)\n")
            return
        found = faults()
        sys.stdout.write("".join(f"{fault}\n" for fault in found))
        raise SystemExit(1 if found else 0)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
