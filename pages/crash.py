"""Why GANs crash: a list of failures, each a live run beside its healthy twin, with cures to try on it."""

from __future__ import annotations

from gan_core.crash.entries import ENTRIES
from gan_core.crash.lineup import WHICH, lineup
from gan_core.words import say
from ui import crash, query
from ui.head import head, notice
from ui.live_page import live_page, still_page

name, faults = crash.entry_in_url()
entry = ENTRIES.get(name or "")
said, other_faults = query.recipe_in_url(("ring8",), also=("entry",))
watch = crash.FOUR["watch"] if name == WHICH else entry and entry.watch

head(
    crash.TITLES[name] if name else say("Why GANs crash"),
    watch or say("Each of these happens live, beside a twin that it does not happen to; then you mend it."),
    lambda: crash.picker(name, said.seed),
)
notice(faults + other_faults)
if entry:
    about = crash.about(entry)
    live_page("crash", entry.pair(said.seed), part={"entry": entry.name}, about=about, section=entry.name)
elif name == WHICH:
    live_page("lineup", lineup(said.seed), part={}, about=crash.four(said.seed), section=WHICH)
else:
    still_page("crash", crash.listed(), section=crash.ALL)
