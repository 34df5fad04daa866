"""The time zones of the states, by their two letters."""

_WHOLE = {
    "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "America/Los_Angeles": "CA NV WA",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
    "America/St_Thomas": "VI",
    "Pacific/Guam": "GU",
    "Pacific/Saipan": "MP",
    "Pacific/Pago_Pago": "AS",
}
_SPLIT = {
    "FL": ("America/New_York", "America/Chicago"),
    "ID": ("America/Boise", "America/Los_Angeles"),
    "IN": ("America/Indiana/Indianapolis", "America/Chicago"),
    "KS": ("America/Chicago", "America/Denver"),
    "KY": ("America/Kentucky/Louisville", "America/Chicago"),
    "MI": ("America/Detroit", "America/Menominee"),
    "ND": ("America/Chicago", "America/Denver"),
    "NE": ("America/Chicago", "America/Denver"),
    "OR": ("America/Los_Angeles", "America/Boise"),
    "SD": ("America/Chicago", "America/Denver"),
    "TN": ("America/Chicago", "America/New_York"),
    "TX": ("America/Chicago", "America/Denver"),
}
_ZONES = {state: (zone,) for zone, states in _WHOLE.items() for state in states.split()} | _SPLIT

STATE_ZONES = frozenset(zone for several in _ZONES.values() for zone in several)
"""Every zone that a state or territory has."""


def zones_of(state: str) -> tuple[str, ...]:
    """The IANA zones of a state or territory by its two letters, the one of most of its people first.

    Several where the state is split (49 CFR part 71; one town in Nevada and the far Aleutians are left out). Nothing
    for letters that are no state.
    """
    return _ZONES.get(state.strip().upper(), ())
