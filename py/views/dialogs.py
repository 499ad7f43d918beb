"""What is asked in a dialog, and what can be done about a notice, as nodes. Pure."""

from ideas import labels, record
from views.fields import field
from views.markup import button, node

SHORTEST_PASSPHRASE = 8
CONFLICT_WAYS = ("conflict-copy", "conflict-theirs", "conflict-mine")


def ways(questionnaire, actions):
    """Return a button for each of `actions`, which stand beside a notice; nodes stay."""
    words = questionnaire.words["records"]
    return [
        button(words[action.replace("-", "_")], action) if type(action) is str else action
        for action in actions
    ]


def asides(questionnaire, keys):
    """Return a button for each text that is kept aside, which saves it as a file."""
    words = questionnaire.words["records"]
    return [
        button(words["save_aside"].format(place=place), "save-aside", data_key=key)
        for place, key in enumerate(keys, 1)
    ]


def rename(questionnaire, found):
    """Return the dialog for the names of a record."""
    words = questionnaire.words["records"]
    fields = [
        field(
            words[name],
            "rename-" + name,
            node(
                "input",
                id="rename-" + name,
                name=name,
                type="text",
                value=found.get(name, ""),
                autocomplete="off",
                spellcheck="false",
                data_change="check",
                data_field=name,
            ),
        )
        for name in record.NAMES
    ]
    return _dialog(words["rename_title"], fields, [("yes", "rename_yes"), ("no", "cancel")], words)


def copying(questionnaire, text):
    """Return the dialog with a text to copy by hand, which it selects."""
    words = questionnaire.words["records"]
    shown = node("pre", text, id="to-copy", class_="summary", tabindex=0, autofocus=True)
    body = [node("p", words["copy_lead"]), shown]
    made = node("button", words["close"], class_="button", value="no", data_variant="main")
    title = node("h2", words["copy_title"], id="ask-title")
    return [title] + body + [node("p", made, class_="dialog__buttons")]


def leave(questionnaire):
    """Return the question before the record of this tab makes room for another."""
    words = questionnaire.words["records"]
    return _dialog(
        words["leave_title"],
        [_told(words["leave_text"])],
        [("no", "cancel"), ("save", "leave_save"), ("keep", "leave_keep"), ("drop", "leave_drop")],
        words,
    )


def leave_asides(questionnaire):
    """Return the question before what the tab had kept, and can't be read here, is erased."""
    words = questionnaire.words["records"]
    body = [node("p", words["leave_asides_text"])]
    ways = [("no", "cancel"), ("save", "leave_save"), ("drop", "leave_drop")]
    return _dialog(words["leave_asides_title"], body, ways, words)


def saved(questionnaire, name):
    """Return the question whether the file `name` has arrived, before its record is left."""
    words = questionnaire.words["records"]
    text = _told(words["saved_text"].format(name=labels.isolated(name)))
    ways = [("no", "cancel"), ("lost", "saved_lost"), ("yes", "saved_yes")]
    return _dialog(words["saved_title"], [text], ways, words)


def passphrase(questionnaire, problem):
    """Return the dialog that asks twice for a new passphrase."""
    words = questionnaire.words["records"]
    return _dialog(
        words["passphrase_title"],
        [
            _told(words["passphrase_text"]),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _secret(words["passphrase_second"], "second", problem),
            _reveal(words),
        ],
        [("yes", "passphrase_yes"), ("no", "cancel")],
        words,
    )


def passphrase_plain(questionnaire, plain):
    """Return the dialog that shows the passphrase that a file gets instead of what was typed."""
    words = questionnaire.words["records"]
    shown = node("p", node("code", plain, dir="auto", id="passphrase-plain"))
    body = [_told(words["passphrase_plain_text"]), shown]
    ways = [("yes", "passphrase_yes"), ("no", "cancel")]
    return _dialog(words["passphrase_plain_title"], body, ways, words)


def unseal(questionnaire, name, problem):
    """Return the dialog that asks for the passphrase of the file `name`."""
    words = questionnaire.words["records"]
    return _dialog(
        words["unseal_title"],
        [
            _told(labels.isolated(name)),
            _problem(problem),
            _secret(words["passphrase_first"], "first", problem),
            _reveal(words),
        ],
        [("yes", "unseal_yes"), ("no", "cancel")],
        words,
    )


def _told(text):
    """What a dialog says before it asks; the page reads it out with the dialog's title."""
    return node("p", text, id="ask-text")


def _dialog(title, body, buttons, words):
    # The first button is the one that Enter presses, and that has the focus if there is no field.
    made = []
    for value, word in buttons:
        variant = {"no": None, "lost": None, "drop": "danger"}.get(value, "main")
        made.append(node("button", words[word], class_="button", value=value, data_variant=variant))
    return [node("h2", title, id="ask-title")] + body + [node("p", *made, class_="dialog__buttons")]


def _problem(problem):
    if not problem:
        return None
    return node("p", problem, role="alert", class_="warning", id="secret-problem")


def _secret(label, name, problem):
    made = node(
        "input",
        id="secret-" + name,
        name=name,
        type="password",
        autocomplete="off",
        spellcheck="false",
        aria_invalid="true" if problem else None,
        aria_describedby="secret-problem" if problem else None,
    )
    return field(label, "secret-" + name, made)


def _reveal(words):
    box = node("input", type="checkbox", id="reveal", autocomplete="off", data_reveal=True)
    return node("p", node("label", box, " ", words["reveal"]))
