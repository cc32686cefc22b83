"""Fetch and rebuild what the pages carry from elsewhere: `python -m milepost.ui.vendor`.

For maintainers, once per new version; it needs npm. The results are kept in the repository under `static/ui/govuk` and
`static/ui/fonts`, with their licences, so that nobody else needs npm. GOV.UK Frontend is compiled from `govuk.scss` and
`govuk.mjs` beside this file: our colours and type, only the components in use, no fonts, crown or crest of theirs.
"""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static" / "ui"

PACKAGES = {
    "govuk-frontend": "6.6.0",
    "@fontsource-variable/source-sans-3": "5.3.0",
    "@fontsource/source-serif-4": "5.3.1",
    "sass": "1.108.2",
    "esbuild": "0.28.2",
}

# Source Sans is one variable file (weights 400 to 600 and all between); Source Serif two weights. ë and ç are in the
# first file of each, so the browser fetches the `ext` files only for letters such as š, ł or ğ.
FONTS = {
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2": "source-sans-3.woff2",
    "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2": "source-sans-3-ext.woff2",
    "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2": "source-serif-4-400.woff2",
    "@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff2": "source-serif-4-400-ext.woff2",
    "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2": "source-serif-4-600.woff2",
    "@fontsource/source-serif-4/files/source-serif-4-latin-ext-600-normal.woff2": "source-serif-4-600-ext.woff2",
}

# The packages give the licence without the owners' lines; these are the ones inside the font files.
FONT_LICENCES = {
    "@fontsource-variable/source-sans-3/LICENSE": (
        "OFL-source-sans-3.txt",
        "© 2023 Adobe (http://www.adobe.com/), with Reserved Font Name ‘Source’",
    ),
    "@fontsource/source-serif-4/LICENSE": (
        "OFL-source-serif-4.txt",
        "© 2014 - 2021 Adobe Systems Incorporated (http://www.adobe.com/), with Reserved Font Name ‘Source’.",
    ),
}

# The package names its licence (MIT) without carrying the text.
LICENCE = """The MIT License (MIT)

Copyright (C) 2017 HM Government (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

# Physical properties to logical ones, so that the same sheet serves right-to-left scripts. The four-value forms
# (`margin: 0 1px 2px 3px`) are symmetrical in the components taken, except those that our own sheet corrects.
LOGICAL = [
    (r"(?<![\w-])(margin|padding)-left:", r"\1-inline-start:"),
    (r"(?<![\w-])(margin|padding)-right:", r"\1-inline-end:"),
    (r"(?<![\w-])border-left(?=[-:])", "border-inline-start"),
    (r"(?<![\w-])border-right(?=[-:])", "border-inline-end"),
    (r"(?<![\w-])text-align:\s*left", "text-align:start"),
    (r"(?<![\w-])text-align:\s*right", "text-align:end"),
    (r"(?<![\w-])float:\s*left", "float:inline-start"),
    (r"(?<![\w-])float:\s*right", "float:inline-end"),
    (r"(?<![\w-])left:", "inset-inline-start:"),
    (r"(?<![\w-])right:", "inset-inline-end:"),
]


def logical(css: str) -> str:
    """The sheet with directions that follow the script of the page."""
    for pattern, replacement in LOGICAL:
        css = re.sub(pattern, replacement, css)
    return css


def build(modules: Path) -> None:
    """Write `static/ui/govuk` and `static/ui/fonts` from installed packages."""
    govuk, fonts = STATIC / "govuk", STATIC / "fonts"
    for folder in (govuk, fonts):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for source, target in FONTS.items():
        shutil.copyfile(modules / source, fonts / target)
    for source, (target, owner) in FONT_LICENCES.items():
        text = (modules / source).read_text().split("\n\n", 1)[1]
        (fonts / target).write_text(f"{owner}\n\n{text}")
    (govuk / "LICENSE").write_text(LICENCE)
    (govuk / "govuk.css").write_text(logical(_compile_css(modules)))
    _bundle_js(modules, govuk / "govuk.js")


def _compile_css(modules: Path) -> str:
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", "--quiet", f"--load-path={modules}"]
    command = [str(modules / ".bin/sass"), *options, str(HERE / "govuk.scss")]
    compiled = subprocess.run(command, check=True, capture_output=True, text=True)
    return f"/*! GOV.UK Frontend {PACKAGES['govuk-frontend']}, MIT, see LICENSE */\n{compiled.stdout}"


def _bundle_js(modules: Path, target: Path) -> None:
    entry = modules.parent / "govuk.mjs"
    shutil.copyfile(HERE / "govuk.mjs", entry)
    notice = f"--banner:js=/*! GOV.UK Frontend {PACKAGES['govuk-frontend']}, MIT, see LICENSE */"
    options = ["--bundle", "--minify", "--format=esm", "--target=es2019", "--legal-comments=none", notice]
    subprocess.run([modules / ".bin/esbuild", entry, *options, f"--outfile={target}"], check=True)


def main() -> None:
    """Install the packages in a folder of their own, build, and leave nothing behind."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
        subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=folder, check=True)  # noqa: S607
        build(folder / "node_modules")


if __name__ == "__main__":
    main()
