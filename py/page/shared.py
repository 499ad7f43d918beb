"""What the form's page and that of papers ask of the browser alike. Everything crosses as text."""

import json


class Shared:
    """Does what scripts (`device`) do under the same `names`, and what takes more than that."""

    def __init__(self, device, names):
        self.device = device
        for name in names:
            setattr(self, name, getattr(device, name))
        self.new_id = self.device.newId

    def written(self, nodes):
        """Return nodes as `show` takes them: many of them are a step of their own."""
        return json.dumps(nodes)

    def download(self, name, media_type, content):
        """Save a text, or [[path, text]] as an archive, as a file."""
        # As JSON, since a byte order mark at the beginning would be lost on the way.
        self.device.download(name, media_type, json.dumps(content))

    def notice(self, text, kind="", buttons=()):
        """Show what happened: kind "warning" if it's bad, "decision" if it can't be passed over."""
        self.device.notice(text, kind, json.dumps(list(buttons)))

    def kept_ids(self):
        return json.loads(self.device.ids())

    def kept(self, name):
        text = self.device.readKept(name)
        return text if type(text) is str else None

    def keep(self, name, text):
        return self.device.keep(name, text) is True


def hearing(receive):
    """Return what JavaScript calls with a message, as JSON, and a text that is long."""

    def hear(message, text=None):
        message = json.loads(message)
        if type(text) is str:
            message["text"] = text
        receive(message)

    return hear
