"""A photo as its picture and nothing else: no place, no time, no device, no thumbnail, no comment, nothing behind it.

The picture is turned upright, made at most `LONG_SIDE` pixels long, and drawn on a fresh canvas that is saved as JPEG:
what is not a pixel has no way across. One at a time in a process, within the limits below, so that a hostile file
costs a known amount of memory and time.
"""

import threading
from io import BytesIO

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from PIL import Image

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
LONG_SIDE = 2560
QUALITY = 88
MAX_PIXELS = {JPEG: 52_000_000, PNG: 26_000_000, WEBP: 16_000_000}
"""Width times height. JPEG is read at a fraction of its size; the two others whole, in four bytes a pixel and more."""
MAX_SCANS = 100
"""Times that a JPEG may draw over its picture; cameras do it 1 to 12 times. A hostile one does it 100,000 times."""

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_one_at_a_time = threading.Lock()


class NotKept(Exception):
    """A file that is not kept here. The text is a sentence about it for the person, with what to do."""


@sensitive_variables()
def bare(data: bytes, media_type: str) -> bytes:
    """The picture alone, as JPEG. Raises `NotKept` for what is damaged, or too large to be a photo."""
    if data.count(b"\xff\xda") > MAX_SCANS and media_type == JPEG:
        raise NotKept(too_many_pixels())
    try:
        with _one_at_a_time:
            return _drawn(data, media_type)
    except NotKept:
        raise
    except Exception:  # each format fails in ways of its own on hostile bytes
        raise NotKept(
            _("It is a damaged or incomplete photo. Take it again, or open and save it, and attach that.")
        ) from None


def too_many_pixels() -> str:
    """The sentence for a picture that is larger than a photo."""
    return _("It has more pixels than a photo. Save it smaller, as JPEG, and attach that.")


@sensitive_variables()
def _drawn(data: bytes, media_type: str) -> bytes:
    with Image.open(BytesIO(data), formats=[FORMATS[media_type]]) as image:
        if image.width * image.height > MAX_PIXELS[media_type]:
            raise NotKept(too_many_pixels())
        turn = _UPRIGHT.get(_orientation(image))
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        picture = _in_eight_bits(image)
        picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        if turn is not None:
            picture = picture.transpose(turn)
        canvas = Image.new("RGB", picture.size, "white")
        canvas.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    out = BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _orientation(image: Image.Image) -> int:
    """Which way up the camera was held; a damaged note of it is none."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """The picture in colours or in colours with transparency."""
    if image.mode.startswith(("I", "F")):  # grey in 16 bits, from a scanner
        return image.convert("F").point(lambda value: value * (1 / 256) + 0).convert("L").convert("RGB")
    if image.mode in ("RGB", "RGBA"):
        return image  # as it is: a copy would cost the memory twice
    see_through = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB")
