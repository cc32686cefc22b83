"""How often what is so, in the files of the demo: pure data. The numbers beside the words are weights.

They are invented: they follow what such reports say in general (most beg or collect for the family; in the country they
work on farms), and no survey.
"""

import random
from collections.abc import Mapping

Odds = Mapping[str, float]


def pick(odds: Odds, lot: random.Random) -> str:
    """One of the words."""
    return lot.choices(list(odds), list(odds.values()))[0]


def several(odds: Odds, most: int, lot: random.Random) -> list[str]:
    """One to `most` of the words, in their alphabetical order."""
    return sorted({*lot.choices(list(odds), list(odds.values()), k=lot.randint(1, most))})


# What children do, by the kind of place.
FORMS: Mapping[str, Odds] = {
    "capital": {"begging": 34, "street_vending": 16, "car_washing": 13, "scavenging": 16, "construction": 6,
                "workshop": 5, "restaurant": 4, "domestic_work": 2, "crime": 3, "sexual": 1},
    "coast": {"begging": 30, "street_vending": 20, "restaurant": 15, "car_washing": 10, "scavenging": 10, "fishing": 6,
              "construction": 6, "crime": 2, "sexual": 1},
    "city": {"begging": 36, "scavenging": 20, "street_vending": 14, "car_washing": 10, "workshop": 6,
             "construction": 7, "domestic_work": 3, "crime": 3, "agriculture": 1},
    "mountain": {"agriculture": 36, "mining": 16, "begging": 14, "scavenging": 12, "construction": 12,
                 "domestic_work": 10},
    "country": {"agriculture": 46, "begging": 16, "scavenging": 10, "construction": 10, "domestic_work": 10,
                "street_vending": 8},
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "capital": "AL-11-TIRANE AL-11-KAMEZ",
    "coast": "AL-02-DURRES AL-12-VLORE AL-12-SARANDE AL-12-HIMARE AL-08-LEZHE AL-11-KAVAJE AL-12-KONISPOL",
    "city": "AL-03-ELBASAN AL-10-SHKODER AL-04-FIER AL-06-KORCE AL-01-BERAT AL-04-LUSHNJE AL-06-POGRADEC "
    "AL-05-GJIROKASTER AL-01-KUCOVE AL-02-KRUJE AL-02-SHIJAK AL-11-VORE",
    "mountain": "AL-09-BULQIZE AL-09-MAT AL-09-DIBER AL-07-HAS AL-07-KUKES AL-07-TROPOJE AL-08-MIRDITE AL-10-PUKE "
    "AL-10-FUSHE-ARREZ AL-01-SKRAPAR",
}
KIND = {place: kind for kind, places in _KINDS.items() for place in places.split()}
"""The kind of a place; what is not named is the country."""
SMALL_ONES = frozenset({"begging", "scavenging", "agriculture"})
"""What children under ten do."""
STREET = frozenset({"begging", "street_vending", "scavenging", "car_washing"})
SECTOR = {
    "begging": "street", "street_vending": "trade", "car_washing": "trade", "scavenging": "waste",
    "agriculture": "agriculture", "fishing": "agriculture", "mining": "mining", "construction": "construction",
    "workshop": "manufacturing", "restaurant": "hospitality", "domestic_work": "households",
}  # fmt: skip
HAZARDS: Mapping[str, tuple[str, ...]] = {
    "begging": ("traffic", "weather", "night"), "street_vending": ("traffic", "weather"), "car_washing": ("traffic",),
    "scavenging": ("waste", "heavy_loads", "night"), "agriculture": ("chemicals", "weather", "heavy_loads", "machines"),
    "fishing": ("night", "weather"), "mining": ("heights", "machines", "chemicals"),
    "construction": ("heavy_loads", "heights", "machines"), "workshop": ("machines", "chemicals"),
    "restaurant": ("night", "substances"), "domestic_work": ("isolation",), "crime": ("violence", "substances"),
    "sexual": ("violence", "isolation"),
}  # fmt: skip
OTHER_CONCERNS: Odds = {
    "violence": 40, "neglect": 30, "out_of_school": 14, "abandonment": 8, "unaccompanied": 6, "trafficking": 2,
}  # fmt: skip
SOURCES_OF_WORK: Odds = {
    "field_team": 38, "police": 18, "ngo": 12, "case_worker": 8, "school": 8, "citizen": 8, "helpline": 3,
    "labour_inspector": 3, "health": 2,
}  # fmt: skip
OTHER_SOURCES: Odds = {
    "school": 26, "police": 22, "health": 14, "case_worker": 10, "ngo": 8, "citizen": 8, "helpline": 8, "field_team": 4,
}  # fmt: skip
COMPANY: Odds = {"parent": 30, "alone": 24, "children": 22, "relative": 10, "unrelated_adult": 8, "unknown": 6}
RISK: Odds = {"low": 22, "medium": 53, "high": 25}
RISK_OF_VICTIMS: Odds = {"low": 10, "medium": 35, "high": 55}
FACTORS: Odds = {
    "poverty": 30, "housing": 18, "school": 18, "absent_parent": 10, "violence": 6, "no_papers": 5, "migration": 5,
    "substances": 3, "illness": 3, "earlier_harm": 2,
}  # fmt: skip
QUESTIONS = ("moved", "promised", "controlled", "paid_other", "afraid", "border")
SCHOOL: Odds = {"irregular": 38, "out": 32, "attends": 24, "not_recorded": 6}
HOURS = (None, 10, 15, 20, 25, 30, 35, 40, 48)
GAINERS: Odds = {"family": 62, "child": 14, "employer": 8, "other_adult": 8, "unknown": 8}
GAINERS_FROM_VICTIMS: Odds = {"other_adult": 40, "group": 30, "unknown": 30}
RECRUITED: Odds = {"family": 56, "friend": 14, "own": 14, "relative": 12, "employer": 4}
VICTIMS_RECRUITED: Odds = {"stranger": 30, "relative": 25, "online": 25, "unknown": 20}
COERCION: Odds = {
    "violence": 20, "threats": 25, "debt": 15, "wages_withheld": 15, "movement": 15, "deception": 10,
}  # fmt: skip
MEASURES: Odds = {"support": 80, "family_supervision": 20}
MEASURES_AT_HIGH_RISK: Odds = {"support": 58, "family_supervision": 30, "emergency": 9, "alternative_care": 3}
SERVICES: Odds = {
    "school_return": 22, "counselling": 20, "cash": 16, "parenting": 12, "day_centre": 9, "health_care": 6,
    "papers": 5, "training": 4, "employment": 3, "housing": 2, "legal_aid": 1,
}  # fmt: skip
COSTS: Odds = {"municipality": 36, "none": 30, "donor": 14, "state": 10, "open": 10}
VISITS: Odds = {"home_visit": 45, "street": 15, "office": 20, "school": 12, "provider": 8}
ENDINGS: Odds = {"plan_met": 48, "no_longer_at_risk": 30, "lost_contact": 13, "left_country": 9}
ENDINGS_WITHOUT_A_PLAN: Odds = {"no_longer_at_risk": 40, "lost_contact": 40, "left_country": 20}
FOUND_BY_THE_MECHANISM: Odds = {"find_not": 50, "decline": 30, "identify": 20}
DAYS_TO_ASSESS = {"high": 1, "medium": 3, "low": 5}
DAYS_BETWEEN_VISITS = {"high": 14, "medium": 24, "low": 38}

TEXTS: Mapping[str, tuple[str, ...]] = {
    "seen": (
        "Seen by several people in the last days.", "Was there in school hours, for the third time this week.",
        "A shopkeeper called: the child comes each evening.", "Two children, one of them very tired.",
        "The teacher has not seen the child for a month.",
    ),
    "where": ("by the bridge", "at the market", "before the bank", "at the crossroads", "near the bus station"),
    "found": (
        "The family has no regular income.", "The child works beside school.",
        "The mother is alone with four children.", "Both parents are away for work; a grandmother cares.",
        "They came to the town last year.",
    ),
    "says": ("Wants to go to school.", "Wants to help the family.", "Is afraid of the father.", "Likes to draw."),
    "family": ("A mother with four children.", "Both parents, three children, a grandmother."),
    "school": ("Enrolled, comes twice a week.", "Left in the fourth class.", "Was never enrolled."),
    "income": ("Cash benefit, and what the children bring.", "The father works by the day."),
    "aim": (
        "The child goes to school every day.", "The work ends, and the family has an income.",
        "The child is safe at home.",
    ),
    "visit": (
        "The child was well.", "The child was at home and had eaten.", "Met with the mother.", "The house was cold.",
    ),
    "review": (
        "It goes better since school began.", "The benefit came late.", "The child is seen less on the street.",
    ),
}  # fmt: skip
