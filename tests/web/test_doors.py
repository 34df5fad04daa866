"""Who comes in: by name, by origin, by a word that opens once. Without a server."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.web import doors
from soaptui.web.doors import Asked, Doors, NotLetIn

NAME = "127.0.0.1:8347"
OWN = {"Host": NAME, "Origin": f"http://{NAME}"}


def _doors() -> tuple[Doors, str]:
    made = Doors(frozenset({NAME, "localhost:8347"}), "http")
    browser = made.let_in(made.token)
    assert isinstance(browser, str)
    return made, browser


@pytest.mark.parametrize("asked", ["page", "data", "socket", "write"])
def test_its_own_page_comes_in(asked: Asked) -> None:
    made, browser = _doors()
    assert made.why_refused(asked, OWN, browser) is None
    assert made.why_refused(asked, {"Host": "LOCALHOST:8347", "Origin": "http://localhost:8347"}, browser) is None


@pytest.mark.parametrize(
    ("asked", "headers", "why"),
    [
        ("page", {"Host": "evil.test:8347"}, doors.WRONG_HOST),
        ("page", {"Host": "127.0.0.1"}, doors.WRONG_HOST),
        ("page", {"Host": "127.0.0.1:8347.evil.test"}, doors.WRONG_HOST),
        ("page", {}, doors.WRONG_HOST),
        ("socket", {"Host": NAME, "Origin": "http://evil.test"}, doors.WRONG_ORIGIN),
        ("socket", {"Host": NAME, "Origin": "null"}, doors.WRONG_ORIGIN),
        ("socket", {"Host": NAME, "Origin": "https://127.0.0.1:8347"}, doors.WRONG_ORIGIN),
        ("socket", {"Host": NAME, "Origin": "http://127.0.0.1:9999"}, doors.WRONG_ORIGIN),
        ("data", {"Host": NAME, "Sec-Fetch-Site": "cross-site"}, doors.WRONG_ORIGIN),
        ("data", {"Host": NAME, "Sec-Fetch-Site": "same-site"}, doors.WRONG_ORIGIN),
        ("write", {"Host": NAME, "Origin": "http://evil.test"}, doors.WRONG_ORIGIN),
        ("socket", {"Host": NAME}, doors.NO_ORIGIN),
        ("write", {"Host": NAME}, doors.NO_ORIGIN),
    ],
)
def test_whoever_else_asks_is_refused_also_with_the_cookie(
    asked: Asked, headers: Mapping[str, str], why: NotLetIn
) -> None:
    made, browser = _doors()
    assert made.why_refused(asked, headers, browser) == why


@given(browser=st.text(max_size=60))
def test_without_having_been_let_in_nobody_is_known(browser: str) -> None:
    made, _ = _doors()
    assert made.why_refused("page", OWN, browser) == doors.NO_TOKEN
    assert isinstance(made.let_in(browser), NotLetIn)


def test_a_word_opens_once_and_the_next_one_opens_again() -> None:
    made = Doors(frozenset({NAME}), "http")
    first = made.token
    assert isinstance(made.let_in(first), str)
    assert made.let_in(first) == doors.USED_TOKEN
    assert made.token != first
    assert isinstance(made.let_in(made.token), str)


def test_not_any_number_of_browsers_is_let_in() -> None:
    made = Doors(frozenset({NAME}), "http")
    answers = [made.let_in(made.token) for _ in range(doors.MOST_BROWSERS + 1)]
    assert answers[-1] == doors.FULL
    assert all(isinstance(answer, str) for answer in answers[:-1])
