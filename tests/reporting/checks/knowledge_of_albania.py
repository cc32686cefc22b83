"""What Albania's country pack knows that the checks use, by hand: the words of its laws and bodies."""

import csv
from datetime import date
from pathlib import Path

from milepost.reporting.knowledge import Avoid, Body, Knowledge, KnownCount, Level, Place, Source, Term

PLACES = Path(__file__).parents[3] / "milepost" / "packs" / "al" / "places.csv"

TERMS = (
    Term(
        "pmf",
        {"en": "Child Protection Worker", "sq": "Punonjës për Mbrojtjen e Fëmijës"},
        ("PMF", "CPW"),
        {"sq": "Punonjës për Mbrojtjen e Fëmijës", "en": "Child Protection Worker"},
    ),
    Term("vt", {"en": "victim of trafficking", "sq": "viktimë e trafikimit"}, ("VT",)),
    Term(
        "vmt",
        {"en": "potential victim of trafficking", "sq": "viktimë e mundshme e trafikimit"},
        ("VMT",),
        {"en": "potential victim of trafficking", "sq": "viktimë e mundshme e trafikimit"},
    ),
    Term(
        "vkm",
        {"en": "Council of Ministers Decision", "sq": "Vendim i Këshillit të Ministrave"},
        ("VKM", "DCM"),
        {"en": "Decision of the Council of Ministers", "sq": "Vendim i Këshillit të Ministrave"},
    ),
    Term("pim", {"en": "Individual Protection Plan", "sq": "Plani Individual i Mbrojtjes"}, ("PIM",)),
    Term(
        "akdf",
        {"en": "National Agenda for Children's Rights", "sq": "Agjenda Kombëtare për të Drejtat e Fëmijëve"},
        ("AKDF",),
    ),
    Term("mkr", {"en": "National Referral Mechanism", "sq": "Mekanizmi Kombëtar i Referimit"}, ("MKR", "NRM")),
    Term("psv", {"en": "standard operating procedures", "sq": "procedura standarde të veprimit"}, ("PSV", "SOP")),
    Term("nja", {"en": "administrative unit", "sq": "njësi administrative"}, ("NJA",)),
    Term(
        "economic_exploitation",
        {"en": "economic exploitation", "sq": "shfrytëzim ekonomik i fëmijëve"},
        avoid=(Avoid("economic use", "economic exploitation"),),
    ),
    Term(
        "forced_labour",
        {"en": "forced labour", "sq": "punë e detyruar"},
        avoid=(Avoid("obligation to work", "forced labour"),),
    ),
    Term(
        "trafficking_specialist",
        {"en": "trafficking specialist", "sq": "specialist i sektorit kundër trafiqeve"},
        avoid=(Avoid("traffic specialist", "trafficking specialist"),),
    ),
    Term(
        "street_situation",
        {"en": "child in street situation", "sq": "fëmijë në situatë rruge"},
        avoid=(
            Avoid("children in street life", "children in street situation"),
            Avoid("child in street life", "child in street situation"),
        ),
    ),
)

BODIES = (
    Body(
        "ashdmf",
        {
            "en": "State Agency for the Rights and Protection of the Child",
            "sq": "Agjencia Shtetërore për të Drejtat dhe Mbrojtjen e Fëmijës",
        },
        ("ASHDMF",),
        ("State Agency",),
    ),
    Body(
        "njmf",
        {"en": "Child Protection Unit", "sq": "Njësia për Mbrojtjen e Fëmijës"},
        ("NJMF", "CPU"),
    ),
    Body("shssh", {"en": "State Social Service", "sq": "Shërbimi Social Shtetëror"}, ("SHSSH",)),
    Body(
        "gtn",
        {"en": "Intersectoral Technical Group", "sq": "Grupi Teknik Ndërsektorial"},
        ("GTN", "ITG"),
    ),
    Body(
        "njvnr",
        {"en": "Needs Assessment and Referral Unit", "sq": "Njësia e Vlerësimit të Nevojave dhe Referimit"},
        ("NJVNR",),
    ),
    Body(
        "onac",
        {"en": "National Anti-Trafficking Coordinator", "sq": "Koordinatori Kombëtar Antitrafik"},
        ("ONAC",),
        ("Anti-Trafficking Coordinator",),
    ),
    Body("ap", {"en": "Responsible Authority", "sq": "Autoriteti Përgjegjës"}, ("AP",)),
    Body("interior", {"en": "Ministry of Interior", "sq": "Ministria e Brendshme"}),
    Body(
        "health",
        {"en": "Ministry of Health and Social Protection", "sq": "Ministria e Shëndetësisë dhe Mbrojtjes Sociale"},
    ),
)

SOURCES = (
    Source(
        "law",
        "18/2017",
        date(2017, 2, 23),
        {"en": "On the rights and protection of the child", "sq": "Për të drejtat dhe mbrojtjen e fëmijës"},
    ),
    Source("law", "10347/2010", None, {"en": "On the protection of the rights of the child"}, former=True),
    Source("law", "37/2017", None, {"en": "Code of Criminal Justice for Children"}),
    Source("law", "121/2016", None, {"en": "On social care services"}),
    Source("decision", "129", date(2019, 3, 13), {"en": "Identification, immediate help and referral"}),
    Source("decision", "578", date(2018, 10, 3), {"en": "Referral, case management and Individual Protection Plan"}),
    Source("decision", "499", date(2018, 8, 29), {"en": "Standard operating procedures for victims of trafficking"}),
    Source(
        "decision",
        "659",
        date(2021, 11, 3),
        {"en": "National Agenda for Children's Rights 2021-2026"},
        starts=2021,
    ),
    Source("decision", "704", date(2019, 10, 21), {"en": "National Action Plan 2019-2021"}, starts=2019),
    Source("decision", "372", date(2017, 4, 26), {"en": "Agenda for Children's Rights 2017-2020"}, starts=2017),
)

COUNTS = (KnownCount(("field teams",), 22, 2019, "set up after decision 129"),)

# Forms of a place's name that a text in English uses beside the official one.
MORE_ALIASES = {"Vlorë": ("Vlora",), "Tiranë": ("Tirana",), "Shkodër": ("Shkodra",), "Dibër": ("Dibra",)}


def knowledge() -> Knowledge:
    """All of it."""
    places = tuple(_places())
    levels = tuple(
        Level(code, names, sum(place.level == code for place in places))
        for code, names in (
            ("county", {"en": "county", "sq": "qark"}),
            ("municipality", {"en": "municipality", "sq": "bashki"}),
        )
    )
    return Knowledge(TERMS, BODIES, places, levels, SOURCES, COUNTS)


def _places() -> list[Place]:
    with PLACES.open(encoding="utf-8") as lines:
        return [
            Place(
                row["level"],
                {"sq": row["name_sq"], "en": row["name_en"]},
                (*filter(None, row["aliases"].split("|")), *MORE_ALIASES.get(row["name_sq"], ())),
            )
            for row in csv.DictReader(lines)
        ]
