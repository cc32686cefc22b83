"""Children who do not exist: common first names and surnames, mixed by a fixed lot."""

import random
from collections.abc import Iterator

from milepost.people.dates import PartialDate
from milepost.people.identity import Identity

BOYS = (
    "Arben Ardit Altin Agron Albi Andi Aleks Besnik Bledar Blerim Bujar Dritan Dorian Edi Elvis Endri Ergys Erion Fatmir "
    "Florian Gentian Gëzim Gjergj Genc Ilir Ismail Jetmir Klajdi Klevis Kreshnik Kujtim Leart Ledion Luan Lulzim Marin "
    "Mentor Mërgim Naim Ndriçim Orges Petrit Pëllumb Qazim Qemal Rrok Roland Sokol Skënder Shpëtim Taulant Thoma Valon "
    "Visar Xhevahir Xhemal Xhelal Ylli Zef Zamir Dhimitër Llesh Hysen Njazi"
).split()
GIRLS = (
    "Adelina Afërdita Albana Alketa Anila Arta Aurora Besa Bora Brikena Çlirimtare Dafina Diana Donika Drita Elira Elona "
    "Era Erjona Fatbardha Fjolla Flutura Gentiana Gresa Hana Ilirjana Jehona Jonida Kaltrina Klea Kujtime Labinota Lira "
    "Lule Luljeta Majlinda Mimoza Mirjeta Nora Nurije Qëndresa Rina Rozafa Rreze Sara Shpresa Shqipe Silva Teuta Valbona "
    "Vjollca Vjosa Xhevrije Ylberina Zana Zamira Zylfije Hatixhe Xhuliana Dhurata"
).split()
SURNAMES = (
    "Aliaj Bajrami Balla Basha Berisha Biba Bregu Bushi Caka Çela Cani Çoba Dajti Dema Dervishi Dhima Doda Duka Elezi "
    "Fejzo Ferati Gashi Gega Gjata Gjoka Gjini Gjonaj Hajdari Halili Hasani Haxhiu Hoxha Hysa Ibrahimi Isufi Jakupi Kadare "
    "Këlmendi Koçi Kola Kraja Krasniqi Kryeziu Kuqi Lala Leka Lleshi Lika Llukani Luga Marku Meta Mëhilli Murati Ndoja "
    "Nika Noka Osmani Pasha Pepa Përmeti Prifti Qosja Rama Rexhepi Rrapi Ruçi Selimi Shehu Shkurti Spahiu Tafa Thaçi Toska "
    "Topalli Uka Veliu Vokshi Vrioni Xhafa Xhaferri Xheka Xhixha Ymeri Zeka Zeneli Zhupa"
).split()


def children(count: int, *, seed: int = 87) -> Iterator[Identity]:
    """Invented children of 4 to 17: two thirds with a full date, the others with a year, some of these estimated."""
    lot = random.Random(seed)
    for _ in range(count):
        sex = lot.choice(("boy", "girl"))
        year, month, day = lot.randint(2006, 2019), lot.randint(1, 12), lot.randint(1, 28)
        full = lot.random() < 0.67
        yield Identity(
            given_name=lot.choice(BOYS if sex == "boy" else GIRLS),
            surname=lot.choice(SURNAMES),
            birth=PartialDate(year, month, day) if full else PartialDate(year),
            birth_estimated=not full and lot.random() < 0.4,
            sex=sex,
        )


_SLIPS = (
    ("xh", "zh"), ("Xh", "Zh"), ("ç", "q"), ("Ç", "Q"), ("ë", "e"), ("ç", "c"), ("Ç", "C"), ("rr", "r"), ("Rr", "R"),
    ("ll", "l"), ("Ll", "L"), ("dh", "d"), ("Dh", "D"), ("gj", "g"), ("Gj", "G"), ("q", "ç"), ("Q", "Ç"), ("y", "i"),
    ("sh", "s"), ("Sh", "S"), ("th", "t"), ("Th", "T"), ("nj", "n"), ("ha", "a"), ("he", "e"), ("ja", "ia"),
)  # fmt: skip


def respelt(name: str, lot: random.Random) -> str:
    """A name as another office might write it: one or two of the slips that the spellings of Albanian invite."""
    possible = [(written, heard) for written, heard in _SLIPS if written in name]
    lot.shuffle(possible)
    for written, heard in possible[:2]:
        name = name.replace(written, heard, 1)
    return name
