"""The field of the home zone: what is typed, and the zones that it may mean, one of them marked to be taken."""

from datetime import datetime

from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.widgets.field import LineField
from soaptui.typed_time.home_zone import HomeChoice, ZoneMeaning, zone_meaning
from soaptui.typed_time.home_zone_words import home_zone_line

TAKE = "{zone-field.take} takes it."
TAKE_ONE = "{zone-field.take} takes ▸, {zone-field.next} goes to the next."
EXAMPLES = "India, Lahore, +5:30 or Asia/Colombo"


class ZoneField(LineField):
    """A country, a city, an offset or a zone. Tab takes what is marked; with nothing to take it goes on."""

    BINDINGS = bindings("zone-field")

    def __init__(self, zone: str, *, id: str) -> None:
        super().__init__(zone, placeholder=EXAMPLES, id=id)
        self._marked = 0
        self._read: tuple[str, datetime, ZoneMeaning] | None = None

    def meaning(self, now: datetime) -> ZoneMeaning:
        """What is typed means at that moment; worked out anew for another text, and once an hour."""
        text, hour = self.value.strip(), now.replace(minute=0, second=0, microsecond=0)
        if self._read is None or self._read[:2] != (text, hour):
            if self._read is None or self._read[0] != text:
                self._marked = 0
            self._read = text, hour, zone_meaning(text, now)
        return self._read[2]

    def proposed(self, now: datetime) -> HomeChoice | None:
        """The choice that is marked; none where the text is a zone already, or means nothing that is known."""
        meaning = self.meaning(now)
        if meaning.exact or not meaning.choices:
            return None
        return meaning.choices[self._marked % len(meaning.choices)]

    def line(self, now: datetime) -> str:
        """What is said of it, below."""
        meaning = self.meaning(now)
        said = home_zone_line(meaning, self._marked % max(1, len(meaning.choices)), now)
        if self.proposed(now) is None:
            return said
        return f"{said} {with_keys(TAKE_ONE if len(meaning.choices) > 1 else TAKE)}"

    def take(self, now: datetime) -> bool:
        """Put the marked zone in the place of what was typed. Whether there was one."""
        choice = self.proposed(now)
        if choice is None:
            return False
        self.value = choice.zone
        self.cursor_position = len(choice.zone)
        return True

    def mark(self, by: int, now: datetime) -> None:
        """Another of the choices."""
        if choices := self.meaning(now).choices:
            self._marked = (self._marked + by) % len(choices)
