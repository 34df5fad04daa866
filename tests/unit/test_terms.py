"""The list of terms: in plain sentences, found by each of their words, shown in Help and on the command line."""

import pytest

from soaptui.terms import glossary, term_line, terms_with

ASKED_FOR = (
    "R3", "ERAS", "RCAS", "NRMP code", "SOAP", "List of Unfilled Programs", "categorical", "preliminary", "advanced",
    "physician-only", "round", "gap", "offer", "rank order list", "standing", "tier", "slot", "promise", "commitment",
    "Eastern Time",
)  # fmt: skip


@pytest.mark.parametrize("word", ASKED_FOR)
def test_a_word_is_found_whatever_its_case(word: str) -> None:
    assert terms_with(f"  {word.upper()} ")
    assert any(word.casefold() in term_line(term).casefold() for term in terms_with(word.lower()))


def test_a_part_of_a_word_finds_all_that_have_it_and_another_word_none() -> None:
    assert {term.term for term in terms_with("match")} >= {"Match Week", "Match Day", "match status"}
    assert not terms_with("zebra")


def test_a_term_is_said_in_few_short_sentences_and_has_one_entry() -> None:
    assert len({term.term for term in glossary()}) == len(glossary())
    for term in glossary():
        sentences = [sentence for sentence in term.means.split(". ") if sentence]
        assert 1 <= len(sentences) <= 4, term.term
        assert all(len(sentence.split()) <= 30 for sentence in sentences), term.term
        assert term.means.endswith(".")


def test_a_word_that_is_not_used_leads_to_the_one_that_is() -> None:
    assert [term.term for term in terms_with("Match List")] == ["List of Unfilled Programs"]
    assert [term.term for term in terms_with("prelim")] == ["preliminary"]
