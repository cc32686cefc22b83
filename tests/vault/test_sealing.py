"""A sealed value opens with its key, in its place, unaltered; and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.vault.sealing import (
    CannotOpen,
    Cost,
    UnknownVersion,
    Where,
    bucket,
    key_id,
    new_key,
    new_pair,
    open_from,
    open_sealed,
    open_text,
    seal,
    seal_to,
    unwrap,
    wrap,
)  # fmt: skip

KEY = new_key()
HERE = Where("note", "text", 1)
CHEAP = Cost(1, 8192)
PEPPER = b"p" * 32


@given(st.text(st.characters()))
def test_any_text_comes_back(text: str) -> None:
    assert open_text(KEY, seal(KEY, text, HERE), HERE) == text


@given(st.binary(max_size=9000))
def test_any_bytes_come_back(plain: bytes) -> None:
    assert open_sealed(KEY, seal(KEY, plain, HERE), HERE) == plain


@given(st.text(), st.tuples(st.text(), st.text(), st.integers() | st.text()))
def test_a_value_that_was_moved_does_not_open(text: str, place: tuple[str, str, int | str]) -> None:
    there = Where(*place)
    with pytest.raises(CannotOpen):
        open_sealed(KEY, seal(KEY, text, HERE), there)


@pytest.mark.parametrize(
    "there", [Where("note", "text", 2), Where("note", "title", 1), Where("case", "text", 1), Where("notetext", "", 1)]
)
def test_nor_in_a_neighbouring_row_column_or_table(there: Where) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(KEY, seal(KEY, "a name", HERE), there)


@given(st.text(max_size=50), st.data())
def test_a_flipped_bit_anywhere_is_found(text: str, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, text, HERE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((CannotOpen, UnknownVersion)):
        open_sealed(KEY, bytes(sealed), HERE)


@given(st.binary(max_size=120).filter(lambda junk: junk[:1] in (b"", b"\x01")))
def test_bytes_that_were_never_sealed_do_not_open(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(KEY, junk, HERE)


@given(st.text(max_size=50))
def test_another_key_does_not_open(text: str) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(new_key(), seal(KEY, text, HERE), HERE)


def test_the_error_is_one_and_tells_nothing() -> None:
    sealed = seal(KEY, "marker of a child", HERE)
    said = set()
    for key, value, place in (
        (new_key(), sealed, HERE), (KEY, sealed, Where("a", "b", 1)), (KEY, sealed[:-1], HERE), (KEY, sealed[:9], HERE),
    ):  # fmt: skip
        with pytest.raises(CannotOpen) as error:
            open_sealed(key, value, place)
        said.add((str(error.value), str(error.value.__dict__), str(error.value.__cause__)))
    assert len(said) == 1
    assert "marker" not in str(said)


@given(st.text(max_size=50))
def test_the_same_text_twice_looks_different(text: str) -> None:
    first, second = seal(KEY, text, HERE), seal(KEY, text, HERE)
    assert first[17:] != second[17:]
    assert first[1:17] == second[1:17] == key_id(KEY)


@given(st.binary(max_size=9000), st.binary(max_size=9000))
def test_length_shows_only_as_a_bucket(one: bytes, two: bytes) -> None:
    same = bucket(len(one)) == bucket(len(two))
    assert (len(seal(KEY, one, HERE)) == len(seal(KEY, two, HERE))) is same


def test_buckets() -> None:
    sizes = [bucket(length) for length in (0, 60, 61, 252, 253, 1020, 1021, 4092, 4093, 8188, 8189)]
    assert sizes == [64, 64, 256, 256, 1024, 1024, 4096, 4096, 8192, 8192, 12288]


def test_a_newer_layout_is_named() -> None:
    with pytest.raises(UnknownVersion, match="2"):
        open_sealed(KEY, b"\x02" + seal(KEY, "", HERE)[1:], HERE)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_wrapped_key_needs_its_passphrase(passphrase: str, other: str) -> None:
    wrapped = wrap(KEY, passphrase, PEPPER, CHEAP, HERE)
    assert unwrap(wrapped, passphrase, PEPPER, HERE) == KEY
    if other != passphrase:
        with pytest.raises(CannotOpen):
            unwrap(wrapped, other, PEPPER, HERE)


def test_and_its_pepper_and_its_person() -> None:
    wrapped = wrap(KEY, "passphrase", PEPPER, CHEAP, HERE)
    for pepper, place in ((b"q" * 32, HERE), (PEPPER, Where("note", "text", 2))):
        with pytest.raises(CannotOpen):
            unwrap(wrapped, "passphrase", pepper, place)


@given(st.binary(max_size=100))
def test_a_secret_sealed_to_someone_is_opened_by_them_alone(secret: bytes) -> None:
    pair = new_pair()
    sealed = seal_to(pair.public, secret)
    assert open_from(pair.private, sealed) == secret
    for private, value in ((new_pair().private, sealed), (pair.private, sealed[:-1]), (pair.private, b"")):
        with pytest.raises(CannotOpen):
            open_from(private, value)


def test_a_pair_does_not_print_its_private_half() -> None:
    pair = new_pair()
    assert repr(pair.private) not in repr(pair)
