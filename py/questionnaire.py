"""This questionnaire in this language: the catalogue and the texts, joined once. Pure."""

import scoring
from ideas import record as records


def once(make):
    """Return a property that is made when somebody first asks for it, and then stays."""

    def made(self):
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    return property(made)


class Questionnaire:
    """What is asked, how it counts and how it is said; nobody changes what it hands out.

    `catalog` is the data of catalog.json. `texts` are, by section, the interface's words and the
    questionnaire's own, which may still be missing: answering needs none of them. Nothing is
    computed before it is needed. `older` are the Questionnaires of the editions before this one:
    records of theirs are read, never counted as this one's.

    - catalog, edition (its row), answers (rows of the catalogue)
    - site: name and address of the site that asks, those that it has; [] outside a site
    - texts, as given; words, the same with the questionnaire's own names filled in (`_names`)
    - items: the catalogue's rows, each with the own words on it; numbers: theirs, in order
    - parts: {number, name, items}
    - points: of each answer, {id: points}
    - best: the answer with the most points, the first of several
    - unknown: the answer that says that nobody here knows; None where there is none
    - least, most: the fewest and the most points of one item; lowest, highest: of all together
    - bands: the catalogue's rows, each with its verdict, its advice and their resources
    - terms: {id, name, text}; resources: {id: row}
    """

    def __init__(self, catalog, texts, older=()):
        self.catalog = catalog
        self.texts = texts
        self._older = older
        self._made = {}
        self._last = (None, None)

    @property
    def edition(self):
        return self.catalog["edition"]

    @once
    def editions(self):
        """This one and the older ones, {edition's id: Questionnaire}."""
        return {one.edition["id"]: one for one in [self] + list(self._older)}

    @property
    def answers(self):
        return self.catalog["answers"]

    @once
    def site(self):
        site = self.texts.get("published", {})
        return [(field, site[field]) for field in ("name", "address") if site.get(field)]

    @once
    def words(self):
        return _filled(self.texts, self._names)

    @once
    def _names(self):
        """What sentences for any questionnaire call this one's: [(placeholder, name)]."""
        names = [("{" + name + "}", said) for name, said in self.texts.get("called", {}).items()]
        names += [("{best}", self.best["label"]), ("{item_count}", str(len(self.numbers)))]
        # Where nobody can say that nobody knows, no sentence about it is ever shown.
        return names + ([("{unknown}", self.unknown["label"])] if self.unknown else [])

    @property
    def terms(self):
        return self.texts["terms"]

    @once
    def numbers(self):
        return [row["number"] for row in self.catalog["items"]]

    @once
    def items(self):
        return _joined(self.catalog["items"], self.texts.get("items", []), "number")

    @once
    def bands(self):
        return _joined(self.catalog["bands"], self.texts.get("bands", []), "id")

    @once
    def parts(self):
        parts = []
        for part in self.catalog["parts"]:
            items = [row for row in self.items if row["part"] == part["number"]]
            parts.append({"number": part["number"], "name": part["name"], "items": items})
        return parts

    @once
    def resources(self):
        return {row["id"]: row for row in self.catalog["resources"]}

    @once
    def best(self):
        return max(self.answers, key=lambda answer: answer["points"])

    @once
    def unknown(self):
        for answer in self.answers:
            if answer.get("unknown"):
                return answer
        return None

    @property
    def most(self):
        return self.best["points"]

    @once
    def least(self):
        return min([answer["points"] for answer in self.answers])

    @property
    def lowest(self):
        return self.least * len(self.numbers)

    @property
    def highest(self):
        return self.most * len(self.numbers)

    @once
    def points(self):
        return {row["id"]: row["points"] for row in self.answers}

    @once
    def _answers(self):
        return {row["id"]: row for row in self.answers}

    @once
    def _parts(self):
        return {row["number"]: row for row in self.parts}

    @once
    def _items(self):
        return {row["number"]: row for row in self.items}

    @once
    def _bands(self):
        return {row["id"]: row for row in self.bands}

    @staticmethod
    def signed(points):
        """Return points as they are written: with a minus, which a hyphen isn't read as."""
        return str(points).replace("-", "−")

    def answer(self, name):
        """Return the row of an answer id. Raises KeyError for another, as those below do."""
        return self._answers[name]

    def part(self, number):
        """Return the row of the part of that number."""
        return self._parts[number]

    def item(self, number):
        """Return the row of the item of that number."""
        return self._items[number]

    def band(self, name):
        """Return the row of a band id."""
        return self._bands[name]

    @once
    def _scorer(self):
        return scoring.scorer(self.catalog)

    def score(self, answers):
        """Return what `scoring.score` gives; the last result is kept for whoever asks again.

        Raises ScoringError; that the catalogue can be counted is checked the first time only.
        """
        if self._last[0] is None or self._last[0] != answers:
            result = self._scorer(answers)
            self._last = (list(answers), result)
        return self._last[1]

    def of(self, record):
        """Return the questionnaire of a record's edition; this one, if nobody here knows that."""
        return self.editions.get(record.get("edition"), self) if self._older else self

    def result(self, record):
        """Return the result of a record's answers in its own edition, as `score` does."""
        return self.of(record).score(records.answers(self, record))

    def sheet(self, record):
        """Return a record's answers to this edition's items, in their order.

        Where an older edition has no item, or no answer, that is the same: record.ABSENT.
        """
        if self.of(record) is self:
            return records.answers(self, record)
        was = self._was.get(record["edition"], {})
        given, sheet = record["answers"], []
        for number in self.numbers:
            answer = given.get(str(was[number])) if number in was else records.ABSENT
            sheet.append(answer if answer is None or answer in self.points else records.ABSENT)
        return sheet

    @once
    def _was(self):
        """For each edition before: {number of an item: what it was there}."""
        return {
            row["edition"]: {item["number"]: item["was"] for item in row["items"]}
            for row in self.catalog.get("succeeds", [])
        }


def _filled(value, names):
    """The same data, with the names in place of their placeholders in every text."""
    if type(value) is dict:
        return {key: _filled(one, names) for key, one in value.items()}
    if type(value) is list:
        return [_filled(one, names) for one in value]
    if type(value) is str and "{" in value:
        for placeholder, name in names:
            value = value.replace(placeholder, name)
    return value


def _joined(official, own, key):
    """The catalogue's rows, each with the own words that have the same key."""
    words = {row[key]: row for row in own}
    rows = []
    for row in official:
        joined = dict(words.get(row[key], {}))
        joined.update(row)
        rows.append(joined)
    return rows
