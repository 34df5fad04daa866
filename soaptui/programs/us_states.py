"""The states as the NRMP lists them, by two letters and by name."""

from functools import lru_cache

STATE_NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "VI": "Virgin Islands", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "GU": "Guam",
}  # fmt: skip
STATES = frozenset(STATE_NAMES)
_BY_NAME = {name.casefold(): letters for letters, name in STATE_NAMES.items()}


@lru_cache(maxsize=4096)
def state_letters(text: str) -> str:
    """A state by its two letters, however it is written; "" where the text is no state."""
    words = " ".join(text.replace(".", "").split())
    if words.upper() in STATES:
        return words.upper()
    return _BY_NAME.get(words.casefold(), "")


# -- regions

_DIVISIONS = {
    "New England": "CT ME MA NH RI VT",
    "Mid-Atlantic": "NJ NY PA",
    "East North Central": "IL IN MI OH WI",
    "West North Central": "IA KS MN MO NE ND SD",
    "South Atlantic": "DE DC FL GA MD NC SC VA WV",
    "East South Central": "AL KY MS TN",
    "West South Central": "AR LA OK TX",
    "Mountain": "AZ CO ID MT NV NM UT WY",
    "Pacific": "AK CA HI OR WA",
    "Territories": "PR VI GU",
}
"""The divisions of the Census Bureau, which ERAS asks about too (www2.census.gov, Regions and Divisions)."""

_REGIONS = {
    "Northeast": ("New England", "Mid-Atlantic"),
    "Midwest": ("East North Central", "West North Central"),
    "South": ("South Atlantic", "East South Central", "West South Central"),
    "West": ("Mountain", "Pacific"),
}
REGION_NAMES = (*_REGIONS, *_DIVISIONS)
"""The regions, the large ones first."""

_REGIONS_OF: dict[str, tuple[str, ...]] = {
    letters: (*(region for region, parts in _REGIONS.items() if division in parts), division)
    for division, states in _DIVISIONS.items()
    for letters in states.split()
}


def regions_of(state: str) -> tuple[str, ...]:
    """The region and the division in which a state lies, the large one first; none for what is no state."""
    return _REGIONS_OF.get(state_letters(state), ())
