"""The filter on the command line, and its help."""

from soaptui.cli.argument_parser import CommandParser

OF_PROGRAMS = (
    "only these. Words begin a word, or name a specialty or a state: peds, fam med, ohio. With a key: "
    "state:NY,NJ region:midwest city:toledo specialty:im,fm type:c tier:1-2 visa:j1 j1:yes h1b:no imgs:>=30 "
    "genetics:yes department:yes clinic:yes rotation:yes research:yes subspecialties:strong setting:university "
    "open:2..5 quota:>=10 fit:>=60 chance:>2 value:>=50 new:yes listed:yes soap:yes applied:no service:eras tag:call "
    "notes:visa points:research phone:yes email:yes url:yes institution:harbor name:track code:1234 acgme:140. "
    "What they ask for: step2:<=230 step1:needed step3:no ecfmg:no attempts:>=1 years:>=8 since:<=2018 usmonths:<=3 "
    "cutoffs:excluded; if there is no limit, any number fits. "
    'A column of your own file: "PGY1 salary":>=60000. Without: -state:TX, not peds. Either: peds or fm; with '
    "brackets: (peds or fm) -j1:no"
)

OF_LOG = (
    "only these programs, as for programs; of the log only these calls: how:in,missed over:email day:tue tier:1-2 "
    "outcome:talked impression:4-5 pressure:yes followup:open who:smith asked:visa unknown:yes -how:in"
)


def add_where(command: CommandParser, text: str = OF_PROGRAMS) -> None:
    """Add the filter, which may stand behind --where or by itself: soaptui list -state:TX."""
    command.add_argument("filter", metavar="FILTER", nargs="*", help="a filter, the same as --where")
    command.add_argument("--where", metavar="FILTER", default="", help=text)
    command.takes_filter = True
