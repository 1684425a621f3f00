#!/usr/bin/env python3
"""Makes `data/first-names.tsv` and `data/surnames.tsv` from the output of `person-names.mjs`.

Names in Cyrillic and Georgian letters are transliterated as English texts do it.

Names of heads of state and ministers come from the actor dictionary of PETRARCH (MIT),
`Phoenix.Countries.actors.txt`: the first and the last word of each name, unless it is an English word
in Debian's `wamerican` 2020.12.07.

    python3 data/make/person-names.py names.json Phoenix.Countries.actors.txt /usr/share/dict/american-english
"""

import json
import sys
import unicodedata

from names import fold, write

# BGN/PCGN romanisation, simplified as news agencies do.
RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ")), strict=True))  # fmt: skip
UKRAINIAN = RUSSIAN | {"г": "h", "ґ": "g", "е": "e", "є": "ye", "и": "y", "і": "i", "ї": "yi", "х": "kh", "й": "i"}
MACEDONIAN = RUSSIAN | {"ѓ": "gj", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj", "ќ": "kj", "џ": "dzh", "х": "h", "ж": "zh"}
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", (
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(" ")), strict=True))  # fmt: skip
LETTERS = {"ru": RUSSIAN, "uk": UKRAINIAN, "mk": MACEDONIAN, "ka_GE": GEORGIAN}
# Names that no locale of the package holds in Latin letters: Arabic, Persian, Hebrew and South Asian ones.
OWN_FEMALE = """Aisha Amal Amina Fatima Fatma Hanan Leila Layla Mariam Maryam Mona Nadia Noura Rania Reem Salma Samira
Yasmin Zainab Zahra Zeinab Golnaz Shirin Parisa Narges Nasrin Ayelet Shira Tzipi Yael Noa Sheikha Sushma Nirmala Sonia
Chandrika Sirimavo Hasina Khaleda Benazir Asma Hina Mahbouba""".split()
OWN_MALE = """Abbas Abdallah Abdel Abdelaziz Abdelfattah Abdelmadjid Abdul Abdulaziz Abdulla Abdullah Abdulrahman Abdurrahman
Adel Ahmad Ahmed Akbar Ali Amir Anwar Ashraf Ayman Bashar Bassam Ebrahim Faisal Farouk Fayez Fouad Ghassan Habib Haidar
Haider Hakan Hakim Hamad Hamid Hamza Haitham Hasan Hassan Hossein Husain Hussein Ibrahim Imad Imran Ismail Jaber Jalal
Jamal Javad Kamal Kamel Karim Kassem Khaled Khalid Khalifa Mahdi Mahmoud Mahmud Majid Mansour Maroun Massoud Masoud Mehdi
Mohamad Mohamed Mohammad Mohammed Mohsen Mustafa Nabih Nabil Najib Naser Nasser Nawaf Nawaz Nouri Omar Osama Qaboos Qasem
Rafic Rafik Rashid Reza Riyad Saad Sabah Saddam Saeed Said Salah Salam Saleh Salman Sami Samir Saud Shahbaz Shehbaz Sultan
Taher Talal Tamim Tareq Tariq Turki Walid Yahya Yasser Yousef Youssef Yusuf Zaid Zayed Ariel Avigdor Benjamin Benny Binyamin
Ehud Gadi Naftali Reuven Shimon Yair Yitzhak Yoav Narendra Rajnath Subrahmanyam Manmohan Amit Ajit Piyush Mahinda Gotabaya
Maithripala Ranil Dinesh Sarath Chandrika Dullas Keheliya Anura Mangala Ratnasiri""".split()
OWN_LAST = """Abbas Abdollahian Abdullah Aliyev Assad Bajwa Bennett Erdogan Gantz Ghani Hamdok Hariri Karimov Karzai Khamenei
Khan Lapid Lavrov Maduro Mirziyoyev Modi Mubarak Netanyahu Nazarbayev Pashinyan Putin Rahmon Raisi Rajapaksa Rouhani Salih
Sharif Singh Sisi Tokayev Wickremesinghe Zardari Zarif Zelensky Zelenskyy""".split()


def spelled(name: str, locale: str) -> str:
    """The name in Latin letters, as the first letter large."""
    table = LETTERS.get(locale)
    if table is None:
        return name
    return "".join(
        table.get(c.lower(), c).capitalize() if c.isupper() or i == 0 else table.get(c, c)
        for i, c in enumerate(name)
    )


def usable(name: str) -> bool:
    """One capitalised word in Latin letters, of two letters or more."""
    return (
        len(name) >= 2
        and name[0].isupper()
        and any(c.islower() for c in name)
        and all("LATIN" in unicodedata.name(c, "") or c in "'’-" for c in name)
    )


def listed(entry: object) -> list[tuple[str, str]]:
    """The names of a definition with their gender: `f`, `m` or nothing."""
    if isinstance(entry, list):
        return [(name, "") for name in entry]
    pairs = []
    for gender, names in entry.items():
        pairs += [(name, {"female": "f", "male": "m"}.get(gender, "")) for name in names or []]
    return pairs


def ministers(actors: str, dictionary: str) -> list[tuple[str, str]]:
    """The first and the last word of each person's name in the actor dictionary."""
    with open(dictionary, encoding="utf-8") as source:
        words = {line.strip() for line in source if line[0].islower()}
    pairs = []
    with open(actors, encoding="utf-8", errors="replace") as source:
        for line in source:
            name, _, note = line.partition("#")
            # Other names of a person begin with `+` and hold titles; states have no such note.
            if note.strip() != "CountryInfo.txt" or name.startswith("+"):
                continue
            parts = [part for part in name.strip().strip("_").split("_") if part.isalpha()]
            if 2 <= len(parts) <= 4 and not any(part.lower() in words for part in (parts[0], parts[-1])):
                pairs.append((parts[0].capitalize(), parts[-1].capitalize()))
    return pairs


def main(file: str, actors: str, dictionary: str) -> None:
    with open(file, encoding="utf-8") as source:
        locales = json.load(source)
    first: dict[str, set[str]] = {}
    last: set[str] = set()
    for locale, names in locales.items():
        if locale in ("en_AU_ocker", "eo", "base"):
            continue
        for name, gender in listed(names["first"]):
            for word in spelled(name, locale).split():
                if usable(word):
                    first.setdefault(fold(word), set()).add(gender)
        for name, _ in listed(names["last"]):
            for word in spelled(name, locale).split():
                if usable(word):
                    last.add(fold(word))
    for gender, names in (("f", OWN_FEMALE), ("m", OWN_MALE)):
        for name in names:
            first.setdefault(fold(name), set()).add(gender)
    for given, surname in ministers(actors, dictionary):
        if len(given) > 3:
            first.setdefault(given, set())
        if len(surname) > 2:
            last.add(surname)
    last |= {fold(name) for name in OWN_LAST}
    rows = {}
    for name, genders in first.items():
        rows.setdefault(name.lower(), (name, "".join(sorted(g for g in genders if g))))
    write("first-names.tsv", "name gender", [rows[k] for k in sorted(rows)])
    rows = {}
    for name in sorted(last):
        rows.setdefault(name.lower(), (name,))
    write("surnames.tsv", "name", [rows[k] for k in sorted(rows)])


if __name__ == "__main__":
    main(*sys.argv[1:4])
