"""What a file is that is imported: the kinds there are, once, and what each is called."""

from typing import Literal

from soaptui.meaning import Meaning

ImportKind = Literal["unfilled", "research", "results"]


class ImportMeaning(Meaning):
    """One kind of file: what it is `called` in the history, and as a `choice` for the user.

    `is_the_list` says that what it does not name has left the list, `by_year` that it has columns for past years. A
    kind that `needs_codes` names each program by its NRMP code, and counts positions; one that does not is the user's
    own. `cure` is what to do about a file without codes, after the sentence that says so.
    """

    called: str
    choice: str
    is_the_list: bool
    by_year: bool
    needs_codes: bool
    cure: str


IMPORT_KINDS: dict[ImportKind, ImportMeaning] = {
    "unfilled": ImportMeaning(
        called="List of Unfilled Programs",
        choice="the List of Unfilled Programs",
        is_the_list=True,
        by_year=False,
        needs_codes=True,
        cure=". Keep the column with the codes when you save the list. Import your own research as research.",
    ),
    "research": ImportMeaning(
        called="research",
        choice="programs I know (visas, genetics, notes)",
        is_the_list=False,
        by_year=False,
        needs_codes=False,
        cure=(
            ", no ACGME number, and no institution with a city or a specialty. soaptui needs one of them to "
            "know the program."
        ),
    ),
    "results": ImportMeaning(
        called="results",
        choice="results of past years",
        is_the_list=False,
        by_year=True,
        needs_codes=True,
        cure=". Keep the column with the codes when you save the table.",
    ),
}
