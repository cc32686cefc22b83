"""Names of children who do not exist: given names and surnames that are common in Albania, drawn by a lot.

Every surname ends in the mark, so that nobody takes a file for a real one. Nothing tells which community a child is of:
the names are those of all of them.
"""

import random

MARK = "Demo"
"""Ends every invented surname."""

BOYS = (
    "Adem Agim Albin Alban Arber Ardit Arsen Artan Bashkim Bekim Besmir Blerim Bujar Çlirim Dashnor Denis Dorjan "
    "Dritan Eduart Elton Emin Enea Ermal Erind Fabjan Fatos Ferit Flamur Florenc Gazmend Gentjan Gëzim Granit "
    "Hasan Hysni Idriz Ilir Jetmir Jurgen Kastriot Klajdi Kristjan Kujtim Ledjan Leonard Liridon Luan Lulëzim "
    "Marjan Mentor Mërgim Nderim Nertil Orgest Përparim Petrit Pëllumb Qemal Ramadan Redon Rexhep Rinor Sabri "
    "Samir Shkëlqim Shpëtim Skënder Sokol Taulant Tomorr Urim Valdrin Veli Xhevahir Xhoi Ylber Zamir Zenel"
).split()
GIRLS = (
    "Adelina Afërdita Aishe Alketa Alma Anisa Arjeta Arlinda Aurela Besjana Blerina Bukurie Çeljeta Dallëndyshe "
    "Denada Dorina Drita Elidjana Elona Emine Enkela Ermira Esmeralda Fatime Fatjona Flutura Fjoralba Gentjana "
    "Greta Hatixhe Hygerta Ilirjana Irena Jehona Jonida Jozefina Klaudja Kristina Laureta Ledina Lejla Lindita "
    "Luljeta Majlinda Marsela Merita Mimoza Miranda Mirjeta Nadire Nazmije Nevila Ornela Pranvera Qëndresa "
    "Rajmonda Rovena Rrezarta Sabrije Sanije Selvie Shegë Shpresa Sibora Sindi Suela Teuta Valbona Vjollca "
    "Xhemile Xhensila Yllka Zamira Zyhra"
).split()
SURNAMES = (
    "Agolli Alla Arapi Avdiu Bajraktari Bala Barjami Beqiri Bilali Brahimi Bregu Çaushi Çela Cani Çobani Dashi "
    "Dautaj Demiri Dida Doçi Duka Elmazi Elezi Fana Ferhati Fetahu Gega Gjeçi Gjoka Gjonaj Hajdini Halili Hasani "
    "Hoti Hoxha Hysa Ibrahimi Imeri Jaho Jashari Kaçi Kamberi Kapllani Këlliçi Koçi Kola Kovaçi Kurti Lamçe Leka "
    "Llupi Lleshi Luca Mane Marku Mehmeti Memishi Muça Murati Mustafai Nano Ndoj Nikolli Osmani Pashaj Peçi "
    "Përndreca Prifti Qato Qosja Ramadani Rama Rexha Rrapaj Rustemi Salaj Sejdiu Selimi Shabani Shehu Shkreli "
    "Sinani Spahiu Sula Tafaj Tahiri Toçi Toska Troci Uruçi Velaj Veizi Xhafa Xhani Xhelili Ymeri Zaçe Zeneli "
    "Zekaj Zyberi"
).split()
_PLAIN = str.maketrans("ëËçÇ", "eEcC")
_SPELT = (
    ("xh", "x"),
    ("Xh", "X"),
    ("ll", "l"),
    ("rr", "r"),
    ("Rr", "R"),
    ("sh", "s"),
    ("gj", "g"),
    ("q", "ç"),
    ("y", "i"),
)


def given(sex: str, lot: random.Random) -> str:
    """A first name."""
    return lot.choice(GIRLS if sex == "girl" else BOYS)


def surname(lot: random.Random) -> str:
    """A surname with the mark."""
    return f"{lot.choice(SURNAMES)} {MARK}"


def respelt(name: str, lot: random.Random) -> str:
    """The name as another office writes it: without ë and ç, or with one of the slips that Albanian invites."""
    if (plain := name.translate(_PLAIN)) != name:
        return plain
    possible = [(written, heard) for written, heard in _SPELT if written in name]
    return name.replace(*lot.choice(possible), 1) if possible else name
