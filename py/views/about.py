"""What stands around a result, as nodes: whose it is, the ways to its parts, paper. Pure."""

from ideas import labels, record
from views.fields import field, text_field
from views.markup import button, node


def about(questionnaire, now):
    """Return the fields that say whose check it is, by whom and when."""
    words = questionnaire.words["records"]
    fields = [
        text_field(words[name], "about-" + name, "head", name, now.get(name, ""))
        for name in record.NAMES
    ]
    fields.append(
        field(
            words["date"],
            "about-date",
            node(
                "input",
                id="about-date",
                type="date",
                min=record.FIRST_DAY,
                max=record.LAST_DAY,
                value=now.get("date", ""),
                autocomplete="off",
                data_change="head",
                data_field="date",
            ),
        )
    )
    return [
        node("h3", words["about_title"], id="about-title"),
        node("p", words["about_lead"], class_="small"),
        node("div", *fields, class_="fields"),
    ]


def whose(questionnaire, now):
    """Return whose check it is, above its result."""
    return [node("p", labels.name(questionnaire, now), class_="whose")]


def contents(questionnaire, shown):
    """Return the ways to the parts of a view: its headings that have an id.

    They are no links, since which parts there are depends on the answers: addresses stay in a
    history, which some people have synchronised.
    """
    links = [
        node(
            "li",
            node("button", made[2], type="button", data_action="to-part", data_part=made[1]["id"]),
        )
        for made in shown
        if made[0] == "h3" and "id" in made[1]
    ]
    words = questionnaire.words["records"]
    return [node("nav", node("ul", *links), class_="contents-here", aria_label=words["contents"])]


def paper(questionnaire, answered):
    """Return the buttons that print (no report unless `answered`), and the way to the records."""
    words = questionnaire.words["records"]
    report = button(words["print_report"], "print", data_print="report") if answered else None
    return [
        node("h3", words["paper_title"], id="paper-title"),
        node("p", words["paper_lead"], class_="small"),
        node(
            "p",
            report,
            button(words["print_blank"], "print", data_print="blank"),
            class_="buttons",
        ),
        node("h3", words["keep_heading"], id="keep-title"),
        node("p", words["keep_lead"]),
        node("p", node("a", words["to_records"], href="#records", class_="button")),
    ]
