"""Lists of records: more of them taken in, some chosen, page by page; as nodes. Pure."""

from ideas import labels
from views.markup import button, node, toggle

PAGE = 50


def importer(questionnaire, view, refused, heading):
    """Return where files are chosen or dropped in a view, and what was wrong with the last ones."""
    words = questionnaire.words["records"]
    rows = [
        node("li", node("b", labels.isolated(row["file"])), " ", row["problem"])
        for row in refused[:PAGE]
    ]
    if len(refused) > PAGE:
        rows.append(node("li", labels.others(questionnaire, len(refused) - PAGE)))
    problems = [node("p", words["refused"], class_="warning")] if rows else []
    return node(
        "section",
        node(heading, words["import_title"], id="files-" + view),
        node(
            "div",
            node(
                "input",
                id="import-" + view,
                # No `accept`: a system that doesn't know .age lets nobody choose such a file.
                type="file",
                multiple=True,
                data_files=True,
                aria_labelledby="files-" + view,
                aria_describedby="import-about-{0} refused-{0}".format(view),
            ),
            node("p", words["import_lead"], class_="small", id="import-about-" + view),
            class_="import",
        ),
        node(
            "div",
            *problems,
            node("ul", tuple(rows), class_="refused") if rows else None,
            id="refused-" + view,
        ),
        id="records-from-" + view,
    )


def chooser(questionnaire, name, rows, first=1):
    """Yield the boxes that choose records for a view: `rows` of (entry, whether it is chosen).

    `first` is the place of the first row among all records.
    """
    if not rows:
        return
    words = questionnaire.words["records"]
    boxes = []
    for place, (entry, chosen) in enumerate(rows, first):
        said = words["chosen"].format(place=place, name=labels.name(questionnaire, entry["record"]))
        box = toggle(
            "choose",
            chosen,
            node("span", said, " ", origin(questionnaire, entry)),
            data_for=name,
            data_key=entry["key"],
        )
        boxes.append(node("li", box))
        yield
    yield node(
        "fieldset",
        node("legend", words["choose"]),
        node("ul", tuple(boxes), class_="chooser__list"),
        node(
            "p",
            button(words["choose_all"], "choose-all", data_for=name),
            button(words["choose_none"], "choose-none", data_for=name),
            class_="buttons",
        ),
        class_="chooser",
    )


def page_start(at, count):
    """Return where the page with the row `at` of `count` begins; past the end, the last page."""
    return max(min(at, count - 1), 0) // PAGE * PAGE


def paged(questionnaire, name, at, count, shown, said=""):
    """Return the nodes `shown`, a page of a list of `count` rows, with the ways to the others.

    The page's handler gets data-action "page" with data-for, the list's name, and data-at.
    """
    if count <= PAGE:
        return shown
    words = questionnaire.words["records"]
    last = min(at + PAGE, count)
    where = words["page"].format(count=count, first=at + 1, last=last)
    buttons = []
    if at:
        said_before = words["page_before"].format(count=PAGE)
        buttons.append(turn(said_before, name, "before", at - PAGE))
    if last < count:
        said_next = words["page_next"].format(count=min(PAGE, count - last), left=count - last)
        buttons.append(turn(said_next, name, "next", last))
    head = node("p", where, " " + said if said else None, id="page-" + name, tabindex=-1)
    return [head] + shown + [node("p", *buttons, class_="buttons")]


def turn(said, name, way, at):
    """Return the button that turns to another page of a list."""
    return button(said, "page", data_for=name, data_at=at, id="page-{}-{}".format(name, way))


def origin(questionnaire, entry):
    """Return where a record is; of a file, which."""
    if "file" in entry:
        return node("span", labels.isolated(entry["file"]), class_="small")
    return node("span", questionnaire.words["records"]["origin"][entry["origin"]], class_="small")
