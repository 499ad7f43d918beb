"""The three papers: the report on a check, the sheet for asking, the blank sheet; pure.

Each function returns the nodes of `markup.py` that stand in one section of the page. Numbers come
from the catalogue and `scoring`, words from the texts' section "report" and those that it shares.
"""

import scoring
from ideas import labels, plan
from ideas import record as records
from views import picture
from views.markup import node

# the columns of the plan
PLAN = ("done", "item", "answer", "gain", "owner", "due")


def report(catalog, texts, record):
    """Return the paper for the boss: the result, all answers, and the plan on a page of its own.

    `record` is a dict as `record.load` returns it. Raises ScoringError as `scoring.score` does.
    """
    answers = records.answers(catalog, record)
    result = scoring.score(catalog, answers)
    return [
        node(
            "section",
            node("h2", texts["report"]["title"], class_="paper__title"),
            _named(texts, record, ("company", "department", "role", "date")),
            *_reservations(catalog, texts, record, result),
            _total(catalog, texts, result),
            *_verdict(catalog, texts, result),
            node("h3", texts["report"]["chart"], class_="paper__heading"),
            node(
                "div",
                picture.parts_chart(catalog, texts, answers, prefix="report-"),
                class_="paper__chart",
            ),
            node("p", texts["report"]["nature"], class_="paper__nature"),
            class_="paper__sheet",
        ),
        node(
            "section",
            _heading(texts, "answers", items=len(catalog["items"])),
            *[_answers_of(catalog, texts, part, answers) for part in result["parts"]],
            _statement(catalog, texts),
            class_="paper__sheet",
        ),
        _plan(catalog, texts, record, answers),
    ]


def inquiry(catalog, texts, record):
    """Return the sheet for asking: whom and what, for each item that `plan.to_ask` names.

    `record` is a dict as `record.load` returns it. Raises ScoringError as `scoring.score` does.
    """
    words = texts["report"]
    asked = plan.to_ask(catalog, record)
    numbers = asked["unknown"] + asked["merged"] + asked["blank"]
    return [
        node("h2", words["inquiry_title"], class_="paper__title"),
        _named(texts, record, ("company", "department")),
        node("p", words["inquiry_lead" if numbers else "inquiry_none"], class_="paper__lead"),
    ] + [_question_to_ask(catalog, texts, number) for number in numbers]


def blank(catalog, texts):
    """Return the check sheet to fill in with a pen, with the sums to do by hand."""
    words = texts["report"]
    terms = {term["id"]: term for term in texts["terms"]}
    defined = [
        node("div", node("dt", terms[name]["name"]), node("dd", terms[name]["text"]))
        for name in words["defined"]
    ]
    head = [
        node("h2", words["blank_title"], class_="paper__title"),
        _fields([(words[label], None) for label in ("company", "by_whom", "filled")]),
        node("p", words["blank_lead"], class_="paper__lead"),
        node("dl", *defined, class_="paper__terms"),
    ]
    sums = node(
        "section",
        _heading(texts, "sums"),
        node("div", _sums(catalog, texts), _bands(catalog, texts), class_="paper__counting"),
        class_="paper__together",
    )
    sheet = [_questions_of(catalog, texts, part["number"]) for part in catalog["parts"]]
    return head + sheet + [sums, _statement(catalog, texts)]


def _heading(texts, name, **values):
    return node("h3", texts["report"][name].format(**values), class_="paper__heading")


def _fields(rows):
    """Labels with what is known; where nothing is known, there is a line to write on."""
    entries = [node("div", node("dt", label), node("dd", value)) for label, value in rows]
    return node("dl", *entries, class_="paper__fields")


def _named(texts, record, fields):
    values = [
        _day(texts, record.get(name)) if name == "date" else _own(record, name) for name in fields
    ]
    return _fields([(texts["report"][name], value) for name, value in zip(fields, values)])


def _own(fields, name):
    """What people wrote in a field; None where it is empty."""
    return labels.isolated(fields[name]) if name in fields else None


def _day(texts, date):
    if not date:
        return None
    year, month, day = [int(digits) for digits in date.split("-")]
    return texts["report"]["day"].format(year=year, month=month, day=day)


def _numbers(texts, numbers):
    return labels.listed(texts, [labels.number(texts, number) for number in numbers])


def _one(rows, key, value):
    """The one row whose key has this value."""
    (found,) = [row for row in rows if row[key] == value]
    return found


def _item_name(catalog, texts, number):
    """Number and official title of an item."""
    return [
        node("span", labels.number(texts, number), class_="paper__number"),
        " ",
        node("span", _one(catalog["items"], "number", number)["title"], class_="paper__name"),
    ]


def _points(texts, points):
    return texts["question"]["points"].format(points=points)


def _highest(catalog, items):
    return max([answer["points"] for answer in catalog["answers"]]) * items


def _box(mark=None):
    return node("span", mark, class_="paper__box")


def _reservations(catalog, texts, record, result):
    """What the reader has to know before the total: what is open, and whose answers these are."""
    words = texts["report"]
    unknown = plan.unknown_answer(catalog)
    said = []
    if result["unanswered"]:
        incomplete = words["incomplete"].format(
            items=len(catalog["items"]),
            count=len(result["unanswered"]),
            numbers=_numbers(texts, result["unanswered"]),
        )
        found = plan.still_open(catalog, records.answers(catalog, record))
        reach = texts["plan"]["open_range"].format(lowest=found["lowest"], highest=found["highest"])
        said.append(node("p", node("strong", incomplete), " ", reach))
    merged = record.get("merged")
    if merged:
        count = words["merged"].format(count=len(merged["from"]))
        said.append(node("p", count, words["merged_rules"][merged["rule"]]))
    asked = plan.to_ask(catalog, record)
    open_items = sorted(asked["unknown"] + asked["merged"])
    if open_items:
        sentence = words["merged_open" if merged else "unknown"].format(
            count=len(open_items),
            answer=labels.answer(catalog, texts, unknown),
            numbers=_numbers(texts, open_items),
        )
        said.append(node("p", sentence))
    return [node("div", *said, class_="paper__reservations")] if said else []


def _total(catalog, texts, result):
    words = texts["report"]
    label = words["so_far"] if result["unanswered"] else texts["form"]["total"]
    highest = _highest(catalog, len(catalog["items"]))
    return node(
        "div",
        node(
            "p",
            node("span", label, class_="paper__label"),
            node("strong", result["total"], class_="paper__points"),
            node("span", texts["form"]["unit"]),
            node("span", words["perfect"].format(highest=highest), class_="paper__label"),
            class_="paper__total",
        ),
        _sums(catalog, texts, result),
        class_="paper__score",
    )


def _sums(catalog, texts, result=None):
    """The sums by answer; without a result, to be done by hand."""
    words, form = texts["report"], texts["form"]
    counts = {row["answer"]: row["count"] for row in result["counts"]} if result else {}
    counted = [answer for answer in catalog["answers"] if answer["subtotal"]]
    names = []
    rows = []
    for answer in counted:
        count = counts.get(answer["id"], "")
        points = "" if count == "" else count * answer["points"]
        if answer["subtotal"] not in names:
            names.append(answer["subtotal"])
        rows.append(
            node(
                "tr",
                node("th", answer["subtotal"], " ", answer["label"], scope="row"),
                node("td", words["each"].format(points=answer["points"])),
                node("td", words["count"].format(count=count), class_="paper__entry"),
                node("td", _points(texts, points), class_="paper__entry"),
            )
        )
    total = _points(texts, result["total"] if result else "")
    rows.append(
        node(
            "tr",
            node("th", form["sheet_total"].format(names="＋".join(names)), scope="row", colspan=3),
            node("td", total, class_="paper__entry"),
            class_="paper__sum",
        )
    )
    return node("table", node("tbody", *rows), class_="paper__sums")


def _verdict(catalog, texts, result):
    """The band's verdict and advice, and all bands with the one that was reached."""
    said = []
    if result["band"]:
        band = _one(texts["bands"], "id", result["band"])
        said = [
            node("p", band["verdict"], class_="paper__verdict"),
            node(
                "p",
                band["advice"],
                *[_resource(catalog, texts, name) for name in band["resources"]],
            ),
        ]
    heading = node("h3", texts["report"]["verdict"], class_="paper__heading")
    return [heading] + said + [_bands(catalog, texts, result["band"])]


def _resource(catalog, texts, name):
    resource = _one(catalog["resources"], "id", name)
    url = resource["url"] or texts["site"]["no_address"]
    said = texts["report"]["material"].format(name=resource["name"], url=url)
    return node("span", said, class_="paper__material")


def _bands(catalog, texts, reached=None):
    verdicts = {band["id"]: band["verdict"] for band in texts["bands"]}
    rows = [
        node(
            "tr",
            node("td", texts["report"]["mark"] if band["id"] == reached else None),
            node("th", labels.band(catalog, texts, band["id"]), scope="row"),
            node("td", verdicts[band["id"]]),
            aria_current="true" if band["id"] == reached else None,
        )
        for band in catalog["bands"]
    ]
    caption = node("caption", texts["form"]["bands_title"])
    return node("table", caption, node("tbody", *rows), class_="paper__bands")


def _statement(catalog, texts):
    """What the paper is and isn't, and where the original is."""
    site, edition = texts["site"], catalog["edition"]
    based = texts["report"]["edition"].format(
        title=edition["title"], publisher=edition["publisher"], edition=edition["label"]
    )
    sentences = based + site["unofficial"] + site["alignment"] + site["original"]
    original = _resource(catalog, texts, edition["resource"])
    return node("p", sentences, original, class_="paper__statement")


def _part_name(catalog, texts, number):
    name = _one(catalog["parts"], "number", number)["name"]
    return texts["question"]["part"].format(number=number) + " " + name


def _table_of_part(catalog, texts, number, more, last, rows, kind):
    """A part in the layout of a check sheet: a row for each item, a column for each answer."""
    item = node("th", texts["report"]["item"], scope="col")
    heads = [
        node("th", answer["label"], scope="col", class_="paper__choice")
        for answer in catalog["answers"]
    ]
    return node(
        "table",
        node("caption", _part_name(catalog, texts, number), more),
        node("thead", node("tr", item, *heads, last)),
        node("tbody", *rows),
        class_=kind,
    )


def _answers_of(catalog, texts, part, answers):
    words = texts["report"]
    rows = []
    for item, given in zip(catalog["items"], answers):
        if item["part"] == part["number"]:
            rows.append(_answer(catalog, texts, item, given))
    total = words["part_points"].format(total=part["total"], highest=_highest(catalog, len(rows)))
    return _table_of_part(
        catalog,
        texts,
        part["number"],
        node("span", total, class_="paper__caption-points"),
        node("th", words["points"], scope="col", class_="paper__choice"),
        rows,
        "paper__answers",
    )


def _answer(catalog, texts, item, given):
    words = texts["report"]
    cells = []
    points = labels.answer(catalog, texts, None)
    for answer in catalog["answers"]:
        cell = node("td", class_="paper__choice")
        if answer["id"] == given:
            cell.append(words["mark"])
            cell.append(node("span", answer["label"], class_="visually-hidden"))
            points = _points(texts, answer["points"])
        cells.append(cell)
    name = node("th", *_item_name(catalog, texts, item["number"]), scope="row")
    return node("tr", name, *cells, node("td", points, class_="paper__choice"))


def _questions_of(catalog, texts, number):
    boxes = [
        node("td", _box(), " ", _points(texts, answer["points"]), class_="paper__choice")
        for answer in catalog["answers"]
    ]
    rows = []
    for item in catalog["items"]:
        if item["part"] == number:
            question = _one(texts["items"], "number", item["number"])["question"]
            name = node("p", *_item_name(catalog, texts, item["number"]))
            rows.append(node("tr", node("th", name, node("p", question), scope="row"), *boxes))
    return _table_of_part(catalog, texts, number, None, None, rows, "paper__questions")


def _plan(catalog, texts, record, answers):
    words = texts["report"]
    entries = plan.entries(catalog, answers)
    if not entries:
        none = words["plan_none"] if None in answers else texts["form"]["improve_none"]
        return node("section", _heading(texts, "plan"), node("p", none))
    heads = [node("th", words[name], scope="col", class_="paper__plan-" + name) for name in PLAN]
    rows = [_planned(catalog, texts, row, records.item(record, row["number"])) for row in entries]
    return node(
        "section",
        _heading(texts, "plan"),
        node("p", texts["form"]["improve_lead"], words["plan_lead"], class_="paper__lead"),
        node("table", node("thead", node("tr", *heads)), *rows, class_="paper__plan"),
        class_="paper__sheet",
    )


def _planned(catalog, texts, row, planned):
    """The two rows of an item, which stay together: what to do and by whom, and the note."""
    words = texts["report"]
    action = _one(texts["items"], "number", row["number"])["today"]["title"]
    return node(
        "tbody",
        node(
            "tr",
            node("td", _box(words["done"] if planned.get("ticked") else None), rowspan=2),
            node(
                "th",
                node("p", *_item_name(catalog, texts, row["number"])),
                node("p", words["first"].format(title=action), class_="paper__first"),
                scope="rowgroup",
            ),
            node("td", labels.answer(catalog, texts, row["answer"])),
            node("td", labels.gain(texts, row["gain"])),
            node("td", _own(planned, "owner")),
            node("td", _day(texts, planned.get("due"))),
        ),
        node(
            "tr",
            node(
                "td",
                node("span", words["note"], class_="paper__label"),
                " ",
                node("span", _own(planned, "note"), class_="paper__note"),
                colspan=len(PLAN) - 1,
            ),
        ),
    )


def _question_to_ask(catalog, texts, number):
    words = texts["report"]
    ask = _one(texts["items"], "number", number)["ask"]
    choices = [
        node("span", _box(), answer["label"], class_="paper__option")
        for answer in catalog["answers"]
        if answer["id"] != plan.unknown_answer(catalog)
    ]
    return node(
        "section",
        node(
            "div",
            node("h3", *_item_name(catalog, texts, number), class_="paper__heading"),
            node("p", node("b", texts["question"]["ask_whom"]), ask["whom"]),
            class_="paper__whom",
        ),
        node("p", node("b", words["words"]), ask["question"]),
        node(
            "div",
            node("p", words["learned"], class_="paper__line"),
            node("p", class_="paper__line"),
            node("p", class_="paper__line"),
        ),
        node(
            "div",
            _fields([(words["by"], None), (words["when"], None)]),
            node("p", words["again"], *choices),
            class_="paper__settled",
        ),
        class_="paper__inquiry",
    )
