"""The map of tiles: each place one tile, near where it lies."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.places.models import Country
from milepost.structures.queries import areas_of
from milepost.structures.tiles import Seat, short_names, tiles

degrees = st.one_of(st.none(), st.floats(-80, 80))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(degrees, degrees), max_size=40))
def test_every_place_has_a_tile_of_its_own(points: list[tuple[float | None, float | None]]) -> None:
    seats = tuple(Seat(str(n), *point) for n, point in enumerate(points))
    laid = tiles(seats)
    assert set(laid) == {seat.code for seat in seats}
    assert len(set(laid.values())) == len(seats)
    assert all(column >= 0 and row >= 0 for column, row in laid.values())


def test_albania_looks_like_albania(albania: Country) -> None:
    places = list(areas_of(albania))
    laid = tiles(tuple(Seat(place.code, place.latitude, place.longitude) for place in places))
    by_name = {place.name("en"): laid[place.code] for place in places}
    assert len(laid) == 61
    assert by_name["Shkodër"][1] < by_name["Tirana"][1] < by_name["Vlorë"][1]  # from north to south
    assert by_name["Durrës"][0] < by_name["Tirana"][0] < by_name["Korçë"][0]  # from west to east
    columns, rows = (max(cell[n] for cell in laid.values()) + 1 for n in (0, 1))
    assert columns <= 8  # a tile is wide enough for a thumb at 360 px
    assert columns * rows <= 61 * 1.7


def test_without_coordinates_they_stand_in_order() -> None:
    assert tiles((Seat("a"), Seat("b"), Seat("c"), Seat("d"))) == {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1)}


def test_those_without_coordinates_stand_below_the_others() -> None:
    laid = tiles((Seat("a", 41, 19), Seat("b", 40, 20), Seat("c")))
    assert laid["c"][1] > max(laid["a"][1], laid["b"][1]) + 1


def test_short_names_are_as_long_as_needed() -> None:
    names = {"1": "Mat", "2": "Maliq", "3": "Mallakastër", "4": "Tirana"}
    assert short_names(names) == {"1": "Mat", "2": "Mali", "3": "Mall", "4": "Tir"}
