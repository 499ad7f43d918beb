"""What a person writes: the plan's entries, how answers were checked, and whose check it is."""

from desk import shown
from ideas import labels, record
from views import evidence
from views.fields import not_kept


class Writing:
    """Fields: what one shows is what is kept of it, or it is said beside it why not."""

    def __init__(self, work):
        self.work = work
        self.questionnaire = work.questionnaire
        self.start_afresh()

    def start_afresh(self):
        # The number of the item that is written about, and what of it.
        self.number = None
        self.of = "plan"

    def on_write(self, message):
        self.number = int(message["number"])
        self.of = message.get("of", "plan")
        self.fill(True)

    def fill(self, anew=False):
        """Fill the fields for the item that is written about; open them if `anew`."""
        if not self.number:
            return
        item = self.questionnaire.item(self.number)
        planned = record.item(self.work.form.record, self.number)
        names = ("owner", "due", "note") + evidence.FIELDS
        fields = {name: planned.get(name, "") for name in names}
        phrases = evidence.suggested(self.questionnaire, self.number) if anew else None
        name = labels.item(self.questionnaire, item)
        self.work.page.write(self.of, name, fields, phrases)

    def on_written(self, _message):
        self.number = None
        self.work.draw()

    def on_item(self, message):
        """Take a field of the item that is being written about, or the tick of the one named."""
        form = self.work.form
        number = message.get("number", self.number)
        field = message["field"]
        if number is None:
            return
        if field == "ticked":
            value = message["checked"]
        else:
            planned = record.item(form.record, int(number))
            value = self.entered(message, planned.get(field, ""))
        if value is None:
            return
        record.put_item(form.record, int(number), field, value)
        form.keep()
        if field == "ticked":
            self.work.draw()

    def on_head(self, message):
        form, field = self.work.form, message["field"]
        value = self.entered(message, form.record.get(field, ""))
        if value is not None:
            record.put(form.record, field, value)
            form.keep()
            shown.show_whose(self.work)

    def on_next_check(self, message):
        value = self.entered(message, self.work.next_check)
        if value is not None:
            self.work.next_check = value

    def on_check(self, message):
        """Say beside a field of a dialog, while somebody types, what could not be kept."""
        self.entered(message, message["before"])

    def entered(self, message, kept):
        """Return what a field shows as a record can hold it, or None; beside it, say why not.

        `kept` is what is kept of the field, and stays so. What is shown is changed to what is kept.
        """
        value, said, fitting = message["value"], "", None
        try:
            if message["bad"]:
                raise record.RecordError("date")
            fitting = value if value == kept else record.entered(message["field"], value)
        except record.RecordError as error:
            longest = record.longest(message["field"])
            said = not_kept(self.questionnaire, error.reason, message, kept, longest)
        self.work.page.refuse(message["id"], said)
        if fitting not in (None, value):
            self.work.page.fill(message["id"], value, fitting)
        return fitting
