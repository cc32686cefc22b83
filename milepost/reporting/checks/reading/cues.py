"""Small words that change what a date or a number means: comparing, planning, referring. Four languages."""

import re

COMPARES = re.compile(
    r"\b(?:compared|comparison|than|versus|vs|against|in line with|up from|down from|from|since|as in|like in|baseline|"
    r"previous(?:ly)?|last year|earlier|whereas|while|before|krahasuar|krahasim|më parë|se në|që nga|"
    r"par rapport|contre|depuis|comparé|précédente?|comparado|respecto|desde|anterior)\b",
    re.IGNORECASE,
)
"""What follows is given to compare with, or is where something began."""

PLANS = re.compile(
    r"\b(?:will|shall|planned|plans?|expected|foreseen|scheduled|intends?|until|by the end of|by|due|aims?|next|"
    r"continues?|going to|do të|planifikuar|pritet|deri|sera|seront|prévue?s?|jusqu|será|serán|previst[oa]s?|hasta)\b",
    re.IGNORECASE,
)
"""What is said is still to come."""

REFERS = re.compile(
    r"\b(?:approved|adopted|established|founded|based|pursuant|according|accordance|amended|provided|defined|"
    r"miratuar|bazuar|approuvée?|fondée?|aprobad[oa]|basad[oa]) (?:by|on|upon|to|in|under|with|me|në|par|sur|por|en)\b",
    re.IGNORECASE,
)
"""A document is named as the ground of something, not told as something done."""

SOURCE = re.compile(
    r"\b(?:surveys?|census|stud(?:y|ies)|reports?|registers?|guidelines?|strateg(?:y|ies)|conventions?|protocols?|"
    r"agreements?|baseline|law|code|decision|decree|directive|programme|editions?|anketa|studim\w*|raport\w*|"
    r"enquêtes?|recensement|études?|rapports?|encuestas?|censo|estudios?|informes?)\b",
    re.IGNORECASE,
)
"""A document or a source of figures: a year near it is its own, not that of an event."""

DOCUMENT = re.compile(
    r"\b(?:law|decision|directive|instruction|order|decree|regulation|resolution|act|vkm|dcm|no|nr|ligj\w*|vendim\w*|"
    r"udhëzim\w*|urdhër\w*|loi|décret|arrêté|décision|ley|decreto|decisión|resolución)\b",
    re.IGNORECASE,
)
"""A law, decision or directive is spoken of."""
