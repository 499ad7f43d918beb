"""What stands around a result, as nodes: whose it is, the ways to paper and records. Pure."""

from ideas import labels, record
from views.fields import field, text_field
from views.markup import button, fold, node


def whose(questionnaire, now):
    """Return whose check it is and when, above its result; or the way to say so."""
    words = questionnaire.words
    named = any([now.get(name) for name in record.NAMES]) or "merged" in now
    date = now.get("date")
    return [
        node(
            "p",
            node("span", labels.day(questionnaire, date)) if date else None,
            node("b", labels.who(questionnaire, now)) if named else None,
            None
            if named
            else button(words["records"]["write_company"], "to-part", data_part="about-company"),
            class_="whose small",
        )
    ]


def about(questionnaire, now):
    """Return the fields that say whose check it is, by whom and when, folded."""
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
        fold(
            node("h3", words["about_title"], id="about-title"),
            words["about_inside"],
            node("p", words["about_lead"], class_="small"),
            node("div", *fields, class_="fields"),
            id="about",
        )
    ]


def ways(questionnaire, complete):
    """Return the button that prints the report, and the way to the records.

    Until the sheet is `complete`, something else comes first.
    """
    words = questionnaire.words["records"]
    variant = "main" if complete else "quiet"
    report = button(words["print_report"], "print", variant, data_print="report")
    keep = node("a", words["keep_heading"], href="#records", class_="button", data_variant="quiet")
    return [node("p", report, keep, class_="result__ways")]
