"""The views of the form's page, and what each of them draws."""

import views.comparison
import views.departments
import views.records
import views.result
from ideas import record
from views import about, evidence, listing, picture
from views.markup import fold, node


class View:
    """A view, under the fragment `name` of the page's address.

    Its words are views.names[name] and, if it is `titled` there, views.titles[name].

    - within: the view among whose places it is, or None if it has a tab of its own
    - draw: (work, at_hand) → what it shows, as nodes, some of them None; step by step
    - looks: whether it shows what the device keeps; files: whether it takes files that are dropped
    - paper: the record of this tab → what the browser's own command prints, or None for the page
    - single: whether it is there in the single file alone
    - static: whether the page holds HTML of its own for it
    """

    def __init__(
        self,
        name,
        draw=None,
        within=None,
        looks=False,
        files=False,
        paper=None,
        single=False,
        static=False,
        titled=True,
    ):
        self.name = name
        self.draw = draw
        self.within = within
        self.looks = looks
        self.files = files
        self.paper = paper or (lambda _now: None)
        self.single = single
        self.static = static
        self.titled = titled


def result(work, _at_hand):
    questionnaire, now = work.questionnaire, work.form.record
    remarks = views.departments.still_open(questionnaire, now)
    remarks += evidence.carried(questionnaire, now)
    yield from views.result.first(questionnaire, now, remarks)
    given = record.answers(questionnaire, now)
    if any(given):
        yield from about.ways(questionnaire, None not in given)
        yield picture.glance(questionnaire, given)
    yield from views.result.plan(questionnaire, now, work.filters)
    if any(given):
        yield from evidence.checked(questionnaire, now)
    yield from about.about(questionnaire, now)


def show_whose(work):
    """Show above the result whose it is; this changes while somebody types it."""
    nodes = about.whose(work.questionnaire, work.form.record)
    work.page.show("desk-whose", work.page.written(nodes))


def records(work, at_hand):
    state = {
        "now": work.form.record,
        "kept": bool(work.shelf.id),
        "conflict": work.shelf.conflict,
        "next_check": work.next_check,
        "entries": at_hand.entries(),
        "unread": len(at_hand.unread),
        "at": work.at.get("records", 0),
        "alike": at_hand.alike,
        "refused": work.refused,
        "reading": work.reading,
    }
    yield from views.records.view(work.questionnaire, state)


def comparison(work, at_hand):
    taking = at_hand.taking_part("compare")
    chosen = yield from _choosing("compare", work, at_hand, "h3")
    # What is compared comes first where there is something to compare.
    words = work.words
    yield fold(
        words["compared"],
        words["counted"].format(count=len(taking)),
        *chosen,
        id="compare-records",
        open=len(taking) < 2,
    )
    yield from views.comparison.view(
        work.questionnaire,
        [entry["record"] for entry in taking],
        work.changed_only,
        [entry["result"] for entry in taking],
        work.at.get("columns", 0),
        at_hand.alike,
    )


def departments(work, at_hand):
    taking = at_hand.taking_part("departments")
    chosen = yield from _choosing("departments", work, at_hand, "h4")
    yield views.departments.step(work.questionnaire, "choose", chosen)
    yield from views.departments.view(
        work.questionnaire,
        [entry["record"] for entry in taking],
        work.rule,
        work.decided,
        at_hand.alike,
    )


def _choosing(view, work, at_hand, heading):
    """In steps, return the nodes that take records in and choose some of them for a view."""
    questionnaire, words = work.questionnaire, work.words
    rows = [(entry, at_hand.takes_part(view, entry)) for entry in at_hand.readable()]
    at = listing.page_start(work.at.get(view, 0), len(rows))
    page = rows[at : at + listing.PAGE]
    shown = []
    for made in listing.chooser(questionnaire, view, page, at + 1):
        if made:
            shown.append(made)
        yield
    chosen = len([entry for entry, chosen in rows if chosen])
    said = words["choose_page"].format(chosen=chosen)
    if at_hand.unread:
        shown.insert(0, node("p", words["unread"].format(count=len(at_hand.unread))))
    taken = [listing.importer(questionnaire, view, work.refused, heading)]
    return taken + listing.paged(questionnaire, view, at, len(rows), shown, said)


# In the order in which the page names them; the first is the form itself, which page.form shows.
VIEWS = (
    View("form", paper=lambda now: None if now["answers"] else "blank", static=True, titled=False),
    View("result", result, paper=lambda _now: "report", static=True, titled=False),
    View("records", records, looks=True, files=True),
    View("compare", comparison, "records", looks=True, files=True),
    View("departments", departments, "records", looks=True, files=True),
    View("papers", single=True, static=True),
    View("explained", single=True, static=True),
)


def of(name):
    """Return the view of that name. Raises KeyError if there is none."""
    return {view.name: view for view in VIEWS}[name]
