"""Serving: a port that is free and exists, or a sentence that says how to choose another."""

import socket
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from milepost.places.models import Country


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another server listens, as granian listens: others may share it."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_named_with_how_to_choose_another(taken: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("serve", port=taken)
    assert f"Port {taken} is taken" in str(refused.value)
    assert f"--port {taken + 1}" in str(refused.value)
    assert f"PORT={taken + 1}" in str(refused.value)


def test_the_demo_finds_out_before_it_makes_anything(taken: int, db: None) -> None:
    countries = Country.objects.count()
    with pytest.raises(CommandError, match=f"Port {taken} is taken"):
        call_command("demo", port=taken)
    assert Country.objects.count() == countries


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["99999999", "0", "-1", "http"])
def test_a_number_that_is_no_port_is_named(command: str, port: str) -> None:
    with pytest.raises(CommandError, match=f'"{port}" is no port: write a number from 1 to 65535'):
        call_command(command, f"--port={port}")


def test_a_machine_that_is_not_this_one_cannot_be_listened_on() -> None:
    with pytest.raises(CommandError, match=r"Cannot listen on 192\.0\.2\.1, port 8000"):
        call_command("serve", host="192.0.2.1")
