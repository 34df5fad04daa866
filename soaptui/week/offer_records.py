"""An offer as the record that it makes. Pure."""

from datetime import datetime

from soaptui.records import Offer, State, new_id, program_title
from soaptui.refusal import Refusal
from soaptui.week.offers import offer_standing
from soaptui.week.season import Season


def new_offer(state: State, season: Season, program: str, round_number: int, now: datetime) -> Offer:
    """An offer seen now in R3. Raises Refusal for a round that the season does not have, or a second time."""
    if season.round(round_number) is None:
        numbers = ", ".join(str(window.round) for window in season.rounds)
        raise Refusal(f"There is no round {round_number} in {season.year}: choose one of {numbers}.")
    for offer in state.offers.values():
        if offer.program == program and offer.round == round_number:
            title, became = program_title(state, program), offer_standing(offer, season, now)
            raise Refusal(f"Noted already ({became}): the offer of {title} in round {round_number}.")
    return Offer(id=new_id(), program=program, round=round_number, seen=now)
