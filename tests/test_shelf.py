"""Records that stay on the device: two tabs, erasing behind our back, a full or blocked store."""

from ideas import record, shelf


class Device:
    """A device with two tabs; `full` refuses to write."""

    def __init__(self):
        self.records = {}
        self.full = False
        self.count = 0


class Tab:
    """What a tab sees of its device."""

    def __init__(self, device):
        self.device = device
        self.own = (None, None)
        self.taken = {}

    def kept_ids(self):
        return sorted(self.device.records)

    def kept(self, name):
        return self.device.records.get(name)

    def keep(self, name, text):
        if not self.device.full:
            self.device.records[name] = text
        return not self.device.full

    def forget(self, name):
        self.taken[name] = self.device.records.pop(name)

    def put_back(self, name):
        return self.keep(name, self.taken[name])

    def new_id(self):
        self.device.count += 1
        return f"id{self.device.count}"

    def bound(self):
        return self.own

    def bind(self, name, text):
        self.own = (name, text)


def two_tabs():
    """Two tabs that both write the one record kept, "old"."""
    device = Device()
    first = shelf.Shelf(Tab(device))
    first.add_own("old")
    second = shelf.Shelf(Tab(device))
    second.own(first.id)
    return device, first, second


def test_nothing_is_written_unasked():
    """A tab that writes no kept record keeps nothing."""
    device = Device()

    assert shelf.Shelf(Tab(device)).write("text") is None
    assert {} == device.records


def test_a_kept_record_follows():
    """What a tab writes replaces what it wrote before."""
    device = Device()
    kept = shelf.Shelf(Tab(device))

    assert kept.add_own("one")
    assert shelf.KEPT == kept.write("two")
    assert {"id1": "two"} == device.records


def test_a_reload_goes_on_with_the_same_record():
    """A tab that is loaded again writes the record that it wrote before."""
    device = Device()
    tab = Tab(device)
    shelf.Shelf(tab).add_own("one")

    assert shelf.KEPT == shelf.Shelf(tab).write("two")
    assert {"id1": "two"} == device.records


def test_a_reload_does_not_hide_what_another_tab_wrote():
    """What another tab wrote before a reload is still a conflict after it."""
    device = Device()
    tab = Tab(device)
    first = shelf.Shelf(tab)
    first.add_own("old")
    second = shelf.Shelf(Tab(device))
    second.own(first.id)
    second.write("second")

    assert shelf.CONFLICT == shelf.Shelf(tab).write("old and new")
    assert {"id1": "second"} == device.records


def test_a_tab_without_anything_new_is_only_behind():
    """A tab that has nothing unsaved is told that it can take over what another tab wrote."""
    device, first, second = two_tabs()
    second.write("second")

    assert shelf.BEHIND == first.write("old")
    assert "second" == first.reread()
    assert shelf.KEPT == first.write("second and more")
    assert {"id1": "second and more"} == device.records


def test_two_tabs_do_not_overwrite_each_other():
    """Who writes second is told, and nothing is written until a way out is taken."""
    device, first, second = two_tabs()

    assert shelf.KEPT == first.write("first")
    assert shelf.CONFLICT == second.write("second")
    assert second.write("second, more") is None
    assert {"id1": "first"} == device.records


def test_the_same_text_is_no_conflict():
    """Two tabs that write the same are in no conflict."""
    _, first, second = two_tabs()
    first.write("same")

    assert shelf.KEPT == second.write("same")
    assert shelf.KEPT == second.write("more")


def test_out_of_a_conflict_by_overwriting():
    """One way out replaces what the other tab wrote, whose next writing is then a conflict."""
    device, first, second = two_tabs()
    first.write("first")
    second.write("second")

    assert shelf.KEPT == second.overwrite("second")
    assert {"id1": "second"} == device.records
    assert shelf.CONFLICT == first.write("first again")


def test_out_of_a_conflict_by_rereading():
    """One way out takes over what the other tab wrote."""
    _, first, second = two_tabs()
    first.write("first")
    second.write("second")

    assert "first" == second.reread()
    assert shelf.KEPT == second.write("first, then second")


def test_out_of_a_conflict_by_a_copy():
    """One way out keeps both."""
    device, first, second = two_tabs()
    first.write("first")
    second.write("second")

    assert second.add_own("second")
    assert {"id1": "first", "id2": "second"} == device.records
    assert shelf.KEPT == second.write("second, more")


def test_erased_behind_our_back():
    """A record that was erased elsewhere is not brought back; it is said once."""
    device, first, second = two_tabs()
    first.take_out("id1")

    assert shelf.GONE == second.write("second")
    assert second.write("second") is None
    assert {} == device.records


def test_a_full_device():
    """Where the device refuses, that is said each time, and the record kept is the old one."""
    device, first, _ = two_tabs()
    device.full = True

    assert [shelf.FULL, shelf.FULL] == [first.write("new"), first.write("new")]
    assert not first.add_own("other")
    assert {"id1": "old"} == device.records
    device.full = False
    assert shelf.KEPT == first.write("new")


def test_what_is_taken_out_is_gone():
    """Taking a record out tells whether it was there, and the tab writes it no more."""
    device, first, _ = two_tabs()

    assert first.take_out("id1")
    assert first.write("lost") is None
    assert {} == device.records
    assert not first.take_out("id1")


def test_others():
    """The others are all records but the tab's own."""
    _, first, _ = two_tabs()
    first.add("b")

    assert [("id2", "b")] == first.others()


def test_what_nobody_could_read_again_is_not_written():
    """A text over the limit is refused in every way in; what is kept stays."""
    device, first, _ = two_tabs()
    long = "x" * (record.MAX_CHARACTERS + 1)

    assert shelf.LONG == first.write(long)
    assert shelf.LONG == first.put("id1", long)
    assert [None, False] == [first.add(long), first.add_own(long)]
    assert {"id1": "old"} == device.records
    assert shelf.KEPT == first.write(long[1:])


def test_what_was_overwritten_unseen_is_noticed():
    """Of two that write at the same moment, the second hears that it replaced the first's text."""
    device, first, second = two_tabs()
    first.write("first")
    # The second doesn't see yet what the first has written.
    device.records["id1"] = "old"
    second.write("second")

    assert second.overwrote("id1", "first")
    assert not first.overwrote("id1", "second")
    assert not second.overwrote("id2", "first")
    assert shelf.BEHIND == first.write("first")


def test_what_was_seen_is_not_overwritten_unseen():
    """What a tab has taken over, or been told of as a conflict, it replaces knowingly."""
    _, first, second = two_tabs()
    first.write("first")
    second.write("second")
    assert not second.overwrote("id1", "first")
    second.overwrite("second")
    assert not second.overwrote("id1", "first")

    first.reread()
    first.write("second, more")
    assert [False, False] == [first.overwrote("id1", text) for text in ("second", "")]


def test_who_follows_hears_late_of_what_came_before():
    """A tab that slept takes over the last of what another wrote; nothing gave way to it."""
    _, first, second = two_tabs()
    for text in ("one", "two", "three"):
        first.write(text)
    assert shelf.BEHIND == second.write("old")
    second.reread()

    assert [False] * 3 == [second.overwrote("id1", text) for text in ("one", "two", "three")]
