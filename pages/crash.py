"""Why GANs crash: a list of failures, each a live run beside its healthy twin, with cures to try on it."""

from __future__ import annotations

from gan_core.words import say
from ui import crash, query
from ui.head import head, notice
from ui.live_page import live_page, still_page

entry, faults = crash.entry_in_url()
said, other_faults = query.recipe_in_url(("ring8",), also=("entry",))

head(
    entry.title if entry else say("Why GANs crash"),
    entry.watch
    if entry
    else say("Each of these happens live, beside a twin that it does not happen to; then you mend it."),
    lambda: crash.picker(entry, said.seed),
)
notice(faults + other_faults)
if entry:
    about = crash.about(entry)
    live_page("crash", entry.pair(said.seed), part={"entry": entry.name}, about=about, section=entry.name)
else:
    still_page("crash", crash.listed(), section=crash.ALL)
