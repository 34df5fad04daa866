"""What is ready to say, the card beside a call, and the emails to copy."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import card, drafts, prepared_texts
from soaptui.programs.listing import Listing
from soaptui.programs.program_row import ProgramRow
from soaptui.records import (
    Call,
    Fact,
    FollowUp,
    Interview,
    Pressure,
    Profile,
    Program,
    Record,
    State,
    StepResult,
    replace,
)
from soaptui.screens.commands import pressed
from soaptui.week import promises, rules
from tests.unit.test_rules import at, sent, state
from tests.weeks import week_of

SEASON = week_of(2027)
HOME = "Asia/Colombo"
IM, PEDS, PRELIM, FM = "1234140C0", "2345320C0", "3456140P0", "4567120C0"
ME = Profile(id="me", name="Dr. Amara Silva", aamc_id="12345678", phone="+1 614 555 0142", zone=HOME, visa="J-1")


def program(code: str, **fields: object) -> Program:
    """A program of the list."""
    given: dict[str, object] = {"id": code, "code": code, "institution": "Ohio Valley", "listed": "yes"}
    return Program(**(given | fields))  # type: ignore[arg-type]


def row_of(held: State, code: str) -> ProgramRow:
    """A program as it is looked at."""
    return next(row for row in Listing().rows(held, {}) if row.program.id == code)


def reworded(held: State, text_id: str, words: str) -> State:
    """The state after a text was put into the user's words."""
    answer = prepared_texts.reworded(held, prepared_texts.text_named(text_id), words, at("10 12:00"))
    return held.with_records([("answers", answer.id, answer)])


@pytest.mark.parametrize(
    ("code", "story"),
    [
        (IM, "story-medicine"),
        (PEDS, "story-pediatrics"),
        (PRELIM, "story-transitional"),
        (FM, "story-other"),
        ("1234765C0", "story-pediatrics"),
        ("1234999P0", "story-transitional"),
    ],
)
def test_each_specialty_has_its_story(code: str, story: str) -> None:
    assert prepared_texts.core_story(State(), program(code)) == prepared_texts.prompt_of(
        prepared_texts.text_named(story)
    )
    assert prepared_texts.core_story(reworded(State(), story, "My own story."), program(code)) == "My own story."


def test_a_program_without_a_code_has_the_general_story() -> None:
    assert prepared_texts.core_story(State(), Program(id="own")) == prepared_texts.prompt_of(
        prepared_texts.text_named("story-other")
    )


def test_own_words_take_the_place_of_a_prompt_and_give_it_back() -> None:
    text = prepared_texts.text_named("story-medicine")
    held = reworded(State(), "story-medicine", "My own story.\n")
    assert prepared_texts.core_story(held, program(IM)) == "My own story."
    assert prepared_texts.is_own(held, text)
    for nothing in ("", "  \n", prepared_texts.prompt_of(text)):
        again = reworded(held, "story-medicine", nothing)
        assert not prepared_texts.is_own(again, text)
        assert prepared_texts.core_story(again, program(IM)) == prepared_texts.prompt_of(text)
        assert prepared_texts.to_edit(again, text) == ""


def test_own_words_take_the_place_of_a_draft_and_give_it_back() -> None:
    text = prepared_texts.text_named("draft-missed")
    held = reworded(State(), "draft-missed", "I call you back.")
    assert prepared_texts.text_said(held, text) == prepared_texts.to_edit(held, text) == "I call you back."
    again = reworded(held, "draft-missed", text.text)
    assert not prepared_texts.is_own(again, text)
    assert prepared_texts.text_said(again, text) == prepared_texts.to_edit(again, text) == text.text


@pytest.mark.parametrize(
    "text", [*prepared_texts.shipped_texts().stories, *prepared_texts.shipped_texts().flags], ids=lambda text: text.id
)
def test_no_life_is_made_up_for_the_user(text: prepared_texts.Text) -> None:
    """Of what only they can say, only what to write ships: marked as that, and in nobody's first person."""
    assert text.text == ""
    assert prepared_texts.text_said(State(), text).startswith("write: ")
    assert not {"i", "me", "my", "mine", "myself"} & set(re.findall(r"[a-z]+", text.prompt.casefold()))


def test_red_flags_follow_from_the_profile() -> None:
    def titles(me: Profile) -> set[str]:
        return {text.id for text in prepared_texts.shipped_texts().flags if text.title in dict(flags(me))}

    def flags(me: Profile) -> list[tuple[str, str]]:
        return prepared_texts.red_flags(state(me), at("16 12:00"))

    steps = (StepResult(step="Step 1", attempts=2),)
    clear = Profile(id="me", visa="none", us_experience="3 months in Toledo", graduation_year=2024)
    assert titles(clear) == {"flag-unmatched"}
    assert titles(replace(clear, steps=steps)) == {"flag-unmatched", "flag-attempts"}
    assert titles(replace(clear, graduation_year=2021)) == {"flag-unmatched", "flag-gap"}
    assert titles(replace(clear, us_experience="")) == {"flag-unmatched", "flag-us-experience"}
    assert titles(replace(clear, visa="J-1")) == {"flag-unmatched", "flag-visa"}


def test_the_usual_questions_are_found_by_a_few_letters() -> None:
    assert prepared_texts.asked_words("unm") == ["why unmatched"]
    assert "visa" in prepared_texts.asked_words("visa")
    assert prepared_texts.asked_words("zzz") == []
    assert len(prepared_texts.asked_words("")) == len(prepared_texts.shipped_texts().they_ask)


# -- emails


def test_the_email_after_a_missed_call() -> None:
    missed = Call(id="m", started=at("16 14:05"), direction="missed", program=IM, who_name="Dr. Osei")
    text = drafts.after_missed(state(ME), missed)
    assert text.startswith("Dear Dr. Osei,")
    assert "today at 2:05 PM EDT" in text
    assert "+1 614 555 0142" in text
    assert text.endswith("Dr. Amara Silva\nAAMC ID 12345678")


def test_the_email_is_in_the_users_words() -> None:
    held = reworded(state(ME), "draft-missed", "Hello {who}, {time}? {nonsense} {")
    text = drafts.after_missed(held, Call(id="m", started=at("16 14:05"), direction="missed"))
    assert text == "Hello Program Coordinator, 2:05 PM EDT? {nonsense} {"


def test_what_is_not_known_is_left_open_to_be_filled_in() -> None:
    text = drafts.after_missed(State(), Call(id="m", started=at("16 14:05"), direction="missed"))
    assert "[your number]" in text
    assert "[your name]" in text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear Dr. Osei, thank you.", []),
        ("[your name], [your number], [your name]", ["[your name]", "[your number]"]),
        ("on {when} by {}", ["{when}", "{}"]),
        ("in <city>, <a.silva@example.org>, <https://example.org/x>", ["<city>"]),
        ("at ____ in room XXX, TBD, TODO", ["____", "XXX", "TBD", "TODO"]),
        ("the XXL size, 5 < 6 and 7 > 6, a_b, snake_case__name", ["< 6 and 7 >"]),
    ],
)
def test_what_is_still_to_be_filled_in(text: str, left: list[str]) -> None:
    assert drafts.blanks(text) == left
    said = drafts.copied(text, "It is copied.")
    assert (said == "It is copied.") == (not left)
    assert all(blank in said for blank in left)


def test_an_email_with_blanks_is_not_said_to_be_ready() -> None:
    missed = Call(id="m", started=at("16 14:05"), direction="missed")
    bare = drafts.after_missed(State(), missed)
    assert pressed(drafts.copied(bare, "Copied.")) == (
        "Copied, but not ready to send. Still empty: [your number], [your name]. "
        "Your profile (p) fills in your name and number."
    )
    assert drafts.copied(drafts.after_missed(state(ME), missed), "Copied.") == "Copied."
    own = reworded(state(ME), "draft-missed", "Dear {who}, in {city} at [hour]")
    assert "{city}, [hour]" in drafts.copied(drafts.after_missed(own, missed), "Copied.")


def test_the_card_names_the_blanks_of_the_email() -> None:
    missed = Call(id="c", started=at("16 10:00"), direction="missed", program=IM)
    bare = titled(state(program(IM), sent(), missed), missed)["CALL BACK"]
    assert "F9 copies this email; still empty: [your number], [your name]:" in bare
    assert "F9 copies this email:" in titled(state(ME, program(IM), sent(), missed), missed)["CALL BACK"]


def test_a_name_with_braces_is_no_place_to_be_filled() -> None:
    held = state(replace(ME, name="{phone}"))
    assert drafts.after_missed(held, Call(id="m", started=at("16 14:05"), direction="missed", who_name="{time}"))
    assert "Dear {time}," in drafts.after_missed(
        held, Call(id="m", started=at("16 14:05"), direction="missed", who_name="{time}")
    )


def test_the_line_to_confirm_a_time_is_in_us_zones() -> None:
    held = Interview(id="i", program=IM, at=at("16 15:30"), zone="America/Chicago", platform="Zoom")
    assert drafts.confirm_line(held) == (
        "I confirm our interview on Tuesday, March 16, 2027 at 2:30 PM CDT (3:30 PM EDT), 20 minutes, by Zoom."
    )
    eastern = replace(held, zone="America/New_York", platform="phone", minutes=15)
    assert drafts.confirm_line(eastern).endswith("at 3:30 PM EDT, 15 minutes, by phone.")
    late = replace(held, at=at("17 01:30"), zone="Pacific/Honolulu", platform="")
    assert drafts.us_time(late) == "Tuesday, March 16, 2027 at 7:30 PM HST (Wednesday 1:30 AM EDT)"


# -- the card


def titled(held: State, call: Call, code: str = IM) -> dict[str, str]:
    """The card by its headings."""
    row = row_of(held, code) if code in held.programs else None
    found = card.call_card(held, SEASON, row, call, at("16 10:00"), HOME)
    return {section.title: pressed("\n".join(section.lines)) for section in found}


def test_the_card_says_why_them_and_what_was_said_before() -> None:
    there = program(IM, talking_points="their metabolic clinic", j1=Fact(value="yes", source="site", as_of="2027-02"))
    earlier = Call(
        id="a",
        started=at("16 08:10"),
        program=IM,
        who_name="Dr. Osei",
        who_role="PD",
        asked=("visa", "why unmatched"),
        concerns="Step 2",
        note="friendly",
        pressure=(Pressure(kind="commit", at=at("16 08:12"), words="will you come?"),),
    )
    held = state(ME, there, sent(), earlier, Interview(id="i", program=IM, at=at("17 11:00")))
    found = titled(held, Call(id="now", started=at("16 10:00"), program=IM))
    assert "their metabolic clinic" in found["WHY THEM"]
    assert found["VISA"].startswith("J-1 yes (site, 2027-02)\nH-1B unknown")
    for piece in (
        "interview Wed 17 Mar 11:00 EDT",
        "Dr. Osei (PD)",
        "asked: visa, why unmatched",
        "Step 2",
        "friendly",
    ):
        assert piece in found["BEFORE"]
    assert "asked me to commit: will you come?" in found["BEFORE"]
    assert found["SAY"].startswith("write: ")
    own = titled(reworded(held, "story-medicine", "My own story."), Call(id="n", started=at("16 10:00"), program=IM))
    assert own["SAY"] == "My own story."
    assert len(found["ASK"].splitlines()) == len(prepared_texts.shipped_texts().ask)
    assert "A visa is needed: write: " in found["IF THEY ASK"]
    assert (
        "A visa is needed: J-1, in hand."
        in titled(reworded(held, "flag-visa", "J-1, in hand."), Call(id="n", started=at("16 10:00"), program=IM))[
            "IF THEY ASK"
        ]
    )
    assert "CAREFUL" not in found


def test_the_card_warns_of_contact_without_an_application_first() -> None:
    held = state(ME, program(IM))
    found = card.call_card(
        held, SEASON, row_of(held, IM), Call(id="c", started=at("16 10:00"), program=IM), at("16 10:00"), HOME
    )
    assert found[0].title == "CAREFUL"
    assert "reported to the NRMP" in found[0].lines[0]


def test_the_card_of_a_missed_call_has_the_email() -> None:
    missed = Call(id="c", started=at("16 10:00"), direction="missed", program=IM)
    found = titled(state(ME, program(IM), sent(), missed), missed)
    assert prepared_texts.shipped_texts().etiquette[0] in found["CALL BACK"]
    assert "10:00 AM EDT" in found["CALL BACK"]


def test_pressure_is_answered_by_the_rule() -> None:
    call = Call(
        id="c", started=at("16 10:00"), program=IM, pressure=(Pressure(kind="where else", at=at("16 10:01")),)
    )
    said = titled(state(ME, program(IM), sent()), call)["CAREFUL"]
    assert said.startswith('Say: "') and said.endswith(rules.what_to_know_when_asked("where else"))


def test_an_unknown_caller_has_a_card_too() -> None:
    assert set(titled(state(ME), Call(id="c", started=at("16 10:00")))) == {"ASK", "IF THEY ASK"}


# -- promises


def test_a_missed_call_promises_to_be_returned_until_it_is() -> None:
    missed = Call(id="m", started=at("16 09:00"), direction="missed", program=IM)
    again = Call(id="a", started=at("16 09:10"), direction="out", program=IM)
    for one in (missed, replace(missed, follow_up=promises.to_call_back(missed.started))):
        promised = promises.still_open(one, promises.last_spoken([one]))
        assert promised is not None
        assert promised.what == promises.CALL_BACK
        assert promises.still_open(one, promises.last_spoken([one, again])) is None


def test_another_promise_is_kept_only_by_doing_it() -> None:
    told = Call(
        id="m", started=at("16 09:00"), direction="missed", program=IM, follow_up=FollowUp(what="send letter")
    )
    later = Call(id="a", started=at("16 09:10"), direction="out", program=IM)
    assert promises.still_open(told, promises.last_spoken([told, later])) is not None
    done = replace(told, follow_up=FollowUp(what="send letter", done=at("16 09:20")))
    assert promises.still_open(done, {}) is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_the_words_an_email_is_made(name: str, words: str, who: str) -> None:
    records: list[Record] = [replace(ME, name=name)]
    held = reworded(state(*records), "draft-missed", words)
    call = Call(id="m", started=at("16 14:05"), direction="missed", who_name=who)
    assert isinstance(drafts.after_missed(held, call), str)
