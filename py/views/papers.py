"""The three papers: the report on a check, the sheet for asking, the blank sheet; pure.

Each function returns the nodes of `markup.py` that stand in one section of the page. Words come
from the section "report" and those that it shares.
"""

from ideas import labels, plan
from ideas import record as records
from views import picture
from views.evidence import FIELDS, mark
from views.markup import node
from views.result import ask_gain, ask_line, ask_title

# the columns of the plan
PLAN = ("done", "item", "answer", "gain", "owner", "due")


def report(questionnaire, record, prefix="report-"):
    """Return the paper for the boss: the result, all answers, and the plan on a page of its own.

    `record` is a dict as `record.load` returns it; `prefix` begins the ids of the chart's patterns.
    Raises ScoringError as `scoring.score` does.
    """
    answers = records.answers(questionnaire, record)
    result = questionnaire.score(answers)
    sheets = [
        node(
            "section",
            node("h2", questionnaire.words["report"]["title"], class_="paper__title"),
            _named(questionnaire, record, ("company", "department", "role", "date")),
            *_reservations(questionnaire, record, result),
            _total(questionnaire, result),
            *_verdict(questionnaire, result),
            *_first(questionnaire, record, result),
            node("h3", questionnaire.words["report"]["chart"], class_="paper__heading"),
            node(
                "div",
                picture.parts_chart(questionnaire, answers, prefix=prefix),
                class_="paper__chart",
            ),
            node("p", questionnaire.words["report"]["nature"], class_="paper__nature"),
            class_="paper__sheet",
        ),
        node(
            "section",
            _heading(questionnaire, "answers", items=len(questionnaire.items)),
            *[_answers_of(questionnaire, part, answers, record) for part in result["parts"]],
            _statement(questionnaire),
            class_="paper__sheet",
        ),
    ]
    return sheets + _evidence(questionnaire, record) + [_plan(questionnaire, record, answers)]


def inquiry(questionnaire, record):
    """Return the sheet for asking: whom and what, for each item that `plan.to_ask` names.

    `record` is a dict as `record.load` returns it. Raises ScoringError as `scoring.score` does.
    """
    words = questionnaire.words["report"]
    asked = plan.to_ask(questionnaire, record)
    numbers = asked["unknown"] + asked["merged"] + asked["blank"]
    return [
        node("h2", words["inquiry_title"], class_="paper__title"),
        _named(questionnaire, record, ("company", "department")),
        node("p", words["inquiry_lead" if numbers else "inquiry_none"], class_="paper__lead"),
    ] + [_question_to_ask(questionnaire, number) for number in numbers]


def blank(questionnaire):
    """Return the check sheet to fill in with a pen, with the sums to do by hand."""
    words = questionnaire.words["report"]
    terms = {term["id"]: term for term in questionnaire.terms}
    defined = [
        node("div", node("dt", terms[name]["name"]), node("dd", terms[name]["text"]))
        for name in questionnaire.words["defined_terms"]["blank"]
    ]
    head = [
        node("h2", words["blank_title"], class_="paper__title"),
        _fields([(words[label], None) for label in ("company", "by_whom", "filled")]),
        node("p", words["blank_lead"], class_="paper__lead"),
    ]
    if defined:
        head.append(node("dl", *defined, class_="paper__terms"))
    sums = node(
        "section",
        _heading(questionnaire, "sums"),
        node("div", _sums(questionnaire), _bands(questionnaire), class_="paper__counting"),
        class_="paper__together",
    )
    sheet = [_questions_of(questionnaire, part) for part in questionnaire.parts]
    return head + sheet + [sums, _statement(questionnaire)]


def _heading(questionnaire, name, **values):
    return node("h3", questionnaire.words["report"][name].format(**values), class_="paper__heading")


def _fields(rows):
    """Labels with what is known; where nothing is known, there is a line to write on."""
    entries = [node("div", node("dt", label), node("dd", value)) for label, value in rows]
    return node("dl", *entries, class_="paper__fields")


def _named(questionnaire, record, fields):
    values = [
        _day(questionnaire, record.get(name)) if name == "date" else _own(record, name)
        for name in fields
    ]
    return _fields(
        [(questionnaire.words["report"][name], value) for name, value in zip(fields, values)]
    )


def _own(fields, name):
    """What people wrote in a field; None where it is empty."""
    return labels.isolated(fields[name]) if name in fields else None


def _day(questionnaire, date):
    return labels.day(questionnaire, date) if date else None


def _item_name(questionnaire, item):
    """Number and official title of an item."""
    return [
        node("span", labels.number(questionnaire, item["number"]), class_="paper__number"),
        " ",
        node("span", item["title"], class_="paper__name"),
    ]


def _points(questionnaire, points):
    return questionnaire.words["question"]["points"].format(points=questionnaire.signed(points))


def _box(mark=None):
    return node("span", mark, class_="paper__box")


def _reservations(questionnaire, record, result):
    """What the reader has to know before the total: what is open, and whose answers these are."""
    words = questionnaire.words["report"]
    unknown = plan.unknown_answer(questionnaire)
    said = []
    if result["unanswered"]:
        incomplete = words["incomplete"].format(
            items=len(questionnaire.items),
            count=len(result["unanswered"]),
            numbers=labels.numbers(questionnaire, result["unanswered"]),
        )
        found = plan.still_open(questionnaire, records.answers(questionnaire, record))
        reach = questionnaire.words["plan"]["open_range"].format(
            lowest=found["lowest"], highest=found["highest"]
        )
        said.append(node("p", node("strong", incomplete), " ", reach))
    merged = record.get("merged")
    if merged:
        count = words["merged"].format(count=len(merged["from"]))
        said.append(
            node("p", labels.following(questionnaire, count, words["merged_rules"][merged["rule"]]))
        )
    carried = records.carried(record)
    if carried:
        said.append(node("p", words["carried"].format(count=len(carried))))
    asked = plan.to_ask(questionnaire, record)
    open_items = sorted(asked["unknown"] + asked["merged"])
    if open_items:
        sentence = words["merged_open" if merged else "unknown"].format(
            count=len(open_items),
            answer=labels.answer(questionnaire, unknown),
            numbers=labels.numbers(questionnaire, open_items),
        )
        said.append(node("p", sentence))
    return [node("div", *said, class_="paper__reservations")] if said else []


def _total(questionnaire, result):
    words = questionnaire.words["report"]
    before, after = questionnaire.words["question"]["points"].split("{points}")
    label = words["so_far"] if result["unanswered"] else questionnaire.words["form"]["total"]
    return node(
        "div",
        node(
            "p",
            node("span", label, class_="paper__label"),
            node("span", before) if before else None,
            node("strong", questionnaire.signed(result["total"]), class_="paper__points"),
            node("span", after) if after else None,
            node(
                "span",
                words["perfect"].format(highest=questionnaire.highest),
                class_="paper__label",
            ),
            class_="paper__total",
        ),
        _sums(questionnaire, result),
        class_="paper__score",
    )


def _sums(questionnaire, result=None):
    """The sums by answer; without a result, to be done by hand."""
    words, form = questionnaire.words["report"], questionnaire.words["form"]
    counts = {row["answer"]: row["count"] for row in result["counts"]} if result else {}
    counted = [answer for answer in questionnaire.answers if answer["subtotal"]]
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
                node("td", words["each"].format(points=questionnaire.signed(answer["points"]))),
                node("td", words["count"].format(count=count), class_="paper__entry"),
                node("td", _points(questionnaire, points), class_="paper__entry"),
            )
        )
    total = _points(questionnaire, result["total"] if result else "")
    added = labels.added(questionnaire, names)
    rows.append(
        node(
            "tr",
            node("th", form["sheet_total"].format(names=added), scope="row", colspan=3),
            node("td", total, class_="paper__entry"),
            class_="paper__sum",
        )
    )
    return node("table", node("tbody", *rows), class_="paper__sums")


def _verdict(questionnaire, result):
    """The band's verdict and advice, and all bands with the one that was reached."""
    said = []
    if result["band"]:
        band = questionnaire.band(result["band"])
        said = [
            node("p", band["verdict"], class_="paper__verdict"),
            node(
                "p",
                band["advice"],
                *[_resource(questionnaire, name) for name in band["resources"]],
            ),
        ]
    heading = node("h3", questionnaire.words["report"]["verdict"], class_="paper__heading")
    return [heading] + said + [_bands(questionnaire, result["band"])]


def _first(questionnaire, record, result):
    """What to do first, as on the screen: nothing until all is answered, nor where all is done."""
    steps = [] if result["unanswered"] else plan.first_steps(questionnaire, record)
    if not steps:
        return []
    rows = []
    for step in steps:
        if "ask" in step:
            title, gain = ask_title(questionnaire, step), ask_gain(questionnaire, record, step)
            lines = [[line] for line in ask_line(questionnaire, step)]
        else:
            item = questionnaire.item(step["number"])
            title, gain = item["today"]["title"], labels.gain(questionnaire, step["gain"])
            lines = [_item_name(questionnaire, item)]
        rows.append(
            node(
                "li",
                node("b", title),
                " ",
                node("span", gain, class_="paper__gain") if gain else None,
                *[node("p", *line) for line in lines],
            )
        )
    title = questionnaire.words["plan"]["title"].format(count=len(steps))
    heading = node("h3", title, class_="paper__heading")
    return [heading, node("ol", *rows, class_="paper__steps")]


def _resource(questionnaire, name):
    resource = questionnaire.resources[name]
    url = resource["url"] or questionnaire.words["site"]["no_address"]
    said = questionnaire.words["report"]["material"].format(name=resource["name"], url=url)
    return node("span", said, class_="paper__material")


def _bands(questionnaire, reached=None):
    rows = [
        node(
            "tr",
            node("td", questionnaire.words["report"]["mark"] if band["id"] == reached else None),
            node("th", labels.band(questionnaire, band["id"]), scope="row"),
            node("td", band["verdict"]),
            aria_current="true" if band["id"] == reached else None,
        )
        for band in questionnaire.bands
    ]
    caption = node("caption", questionnaire.words["form"]["bands_title"])
    return node("table", caption, node("tbody", *rows), class_="paper__bands")


def _statement(questionnaire):
    """What the paper is and isn't, where the original is, and which site made the paper."""
    origin, edition = questionnaire.words["origin"], questionnaire.edition
    based = questionnaire.words["report"]["edition"].format(
        title=edition["title"], publisher=edition["publisher"], edition=edition["label"]
    )
    sentences = labels.following(
        questionnaire, based, origin["unofficial"], origin["alignment"], origin["original"]
    )
    original = _resource(questionnaire, edition["resource"])
    made = node("p", sentences, original, class_="paper__statement")
    if questionnaire.site:
        said = " ".join([said for _, said in questionnaire.site])
        site = questionnaire.words["report"]["site"].format(site=said)
        made.append(node("span", site, class_="paper__site"))
    return made


def _table_of_part(questionnaire, number, more, last, rows, kind):
    """A part in the layout of a check sheet: a row for each item, a column for each answer."""
    item = node("th", questionnaire.words["report"]["item"], scope="col")
    heads = [
        node("th", answer["label"], scope="col", class_="paper__choice")
        for answer in questionnaire.answers
    ]
    return node(
        "table",
        node("caption", labels.part(questionnaire, number), more),
        node("thead", node("tr", item, *heads, last)),
        node("tbody", *rows),
        class_=kind,
    )


def _evidence(questionnaire, record):
    """How the answers were checked, of what somebody wrote about that."""
    words, given = questionnaire.words["evidence"], records.answers(questionnaire, record)
    heads = [questionnaire.words["report"]["item"], questionnaire.words["report"]["answer"]]
    heads += [words[field] for field in FIELDS]
    rows = []
    for item, answer in zip(questionnaire.items, given):
        own = records.item(record, item["number"])
        if [field for field in FIELDS if own.get(field)]:
            cells = [
                node("td", labels.answer(questionnaire, answer)),
                node("td", _own(own, "evidence"), class_="paper__note"),
                node("td", _own(own, "checked_by")),
                node("td", _day(questionnaire, own.get("checked_on"))),
            ]
            name = node("th", *_item_name(questionnaire, item), scope="row")
            rows.append(node("tr", name, *cells))
    if not rows:
        return []
    head = node("thead", node("tr", *[node("th", name, scope="col") for name in heads]))
    table = node("table", head, node("tbody", *rows), class_="paper__checked")
    heading = node("h3", words["title"], class_="paper__heading")
    return [node("section", heading, table, class_="paper__sheet")]


def _answers_of(questionnaire, part, answers, record):
    words = questionnaire.words["report"]
    rows = []
    for item, given in zip(questionnaire.items, answers):
        if item["part"] == part["number"]:
            carried = mark(questionnaire, records.item(record, item["number"])) if given else None
            rows.append(_answer(questionnaire, item, given, carried))
    total = words["part_points"].format(
        total=questionnaire.signed(part["total"]), highest=questionnaire.most * len(rows)
    )
    return _table_of_part(
        questionnaire,
        part["number"],
        node("span", total, class_="paper__caption-points"),
        node("th", words["points"], scope="col", class_="paper__choice"),
        rows,
        "paper__answers",
    )


def _answer(questionnaire, item, given, carried):
    words = questionnaire.words["report"]
    cells = []
    points = labels.answer(questionnaire, None)
    for answer in questionnaire.answers:
        cell = node("td", class_="paper__choice")
        if answer["id"] == given:
            cell.append(words["mark"])
            cell.append(node("span", answer["label"], class_="visually-hidden"))
            points = _points(questionnaire, answer["points"])
        cells.append(cell)
    name = node("th", *_item_name(questionnaire, item), carried, scope="row")
    return node("tr", name, *cells, node("td", points, class_="paper__choice"))


def _questions_of(questionnaire, part):
    boxes = [
        node("td", _box(), " ", _points(questionnaire, answer["points"]), class_="paper__choice")
        for answer in questionnaire.answers
    ]
    rows = []
    for item in part["items"]:
        name = node("p", *_item_name(questionnaire, item))
        rows.append(node("tr", node("th", name, node("p", item["question"]), scope="row"), *boxes))
    return _table_of_part(questionnaire, part["number"], None, None, rows, "paper__questions")


def _plan(questionnaire, record, answers):
    words = questionnaire.words["report"]
    entries = plan.entries(questionnaire, answers)
    if not entries:
        none = (
            words["plan_none"] if None in answers else questionnaire.words["form"]["improve_none"]
        )
        return node("section", _heading(questionnaire, "plan"), node("p", none))
    heads = [node("th", words[name], scope="col", class_="paper__plan-" + name) for name in PLAN]
    rows = [_planned(questionnaire, row, records.item(record, row["number"])) for row in entries]
    return node(
        "section",
        _heading(questionnaire, "plan"),
        node(
            "p",
            labels.following(
                questionnaire, questionnaire.words["form"]["improve_lead"], words["plan_lead"]
            ),
            class_="paper__lead",
        ),
        node("table", node("thead", node("tr", *heads)), *rows, class_="paper__plan"),
        class_="paper__sheet",
    )


def _planned(questionnaire, row, planned):
    """The two rows of an item, which stay together: what to do and by whom, and the note."""
    words = questionnaire.words["report"]
    item = questionnaire.item(row["number"])
    return node(
        "tbody",
        node(
            "tr",
            node("td", _box(words["done"] if planned.get("ticked") else None), rowspan=2),
            node(
                "th",
                node("p", *_item_name(questionnaire, item)),
                node(
                    "p", words["first"].format(title=item["today"]["title"]), class_="paper__first"
                ),
                scope="rowgroup",
            ),
            node("td", labels.answer(questionnaire, row["answer"])),
            node("td", labels.gain(questionnaire, row["gain"])),
            node("td", _own(planned, "owner")),
            node("td", _day(questionnaire, planned.get("due"))),
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


def _question_to_ask(questionnaire, number):
    words = questionnaire.words["report"]
    item = questionnaire.item(number)
    # What follows a label that is an element of its own.
    whom, question = [
        labels.following(questionnaire, "", item["ask"][name]) for name in ("whom", "question")
    ]
    choices = [
        node("span", _box(), answer["label"], class_="paper__option")
        for answer in questionnaire.answers
        if answer["id"] != plan.unknown_answer(questionnaire)
    ]
    return node(
        "section",
        node(
            "div",
            node("h3", *_item_name(questionnaire, item), class_="paper__heading"),
            node("p", node("b", questionnaire.words["question"]["ask_whom"]), whom),
            class_="paper__whom",
        ),
        node("p", node("b", words["words"]), question),
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
