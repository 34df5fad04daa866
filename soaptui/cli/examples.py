"""The examples at the end of `soaptui --help`."""

EXAMPLES = """\
examples:
  soaptui                                     open the dashboard
  soaptui demo                                see it on made-up data, on the Thursday
  soaptui import unfilled.csv --dry-run       what would an import change?
  soaptui import unfilled.xlsx                import the list
  soaptui import my.csv --map Vacant=unfilled   its column Vacant is the number unfilled
  soaptui import my.csv --means "J-1:maybe=no"   what a text means, here and in the next file
  soaptui timeline --zone Asia/Colombo        the week in your own time
  soaptui next                                what is open, what comes next, what to do
  soaptui prepare                             what to prepare, and how far you are
  soaptui task add "Renew the passport" --due "in 2 weeks"
  soaptui document add statement --specialty 140 --state draft
  soaptui practise next                       which question to practise now, and why
  soaptui programs --where "state:NY,NJ visa:j1 applied:no"
  soaptui list -state:TX not peds             the same, without some
  soaptui insight --where state:OH            what was left over in past Matches, and how fast the lists empty
  soaptui compare 1234140C0 2345120C0         side by side, and where they differ
  soaptui plan                                which applications to send, and why
  soaptui plan --where "(peds or fm) j1:yes"  which of these
  soaptui apply 1234140C0 1234320C0 --sent    you sent these in ERAS
  soaptui apply 1234140C0 --sent-at "mon 23:10"   and when, if you mark them later
  soaptui export plan.xlsx --where tier:1-2   the programs as a file
  soaptui profile set zone=Asia/Colombo visa=J-1 match=unmatched
  soaptui call add --program 1234140C0 --note "asked about start date"
  soaptui call add --channel email --text - < mail.txt   an email, whole, with the times in it
  soaptui interview add --program 1234140C0 tue 2:30pm CT 20min zoom
  soaptui person add --program 1234140C0 --name "Jane Doe" --role coordinator
  soaptui interview mark 1234140C0 held --score people=5 teaching=4 gut=5
  soaptui terms gap                           what does this word mean?
  soaptui rules --program 1234140C0           may I call them now?
  soaptui offer add --program 1234140C0 --round 1
  soaptui export week.ics                     the week for your phone's calendar
  soaptui export log.html --what log --where how:in   the calls that came, and their figures
  soaptui export page.html --program 1234140C0   all about one program, to print
  soaptui season seen --all                   you have seen these times on nrmp.org
  soaptui season paste page.txt               compare with the text of NRMP's calendar page, in a file
  soaptui rehearse --speed 60                 try the week on a copy of your data
  soaptui clock yes                           my phone shows the same time
  soaptui serve                               in a browser of this computer
  soaptui serve --helper                      the day and an inbox, for the person beside you
  soaptui doctor                              is everything well?
  soaptui history --search harbor             when was that?
  soaptui undo                                undo the last change; undo --to 41: all after change 41
  soaptui backups                             your backups
  soaptui backups --also /media/stick --encrypt   a second set each day, elsewhere (--also off: none)
  soaptui restore 20270318T1412               go back to a backup (undo takes it back), or to a file

Data lies in one folder: --data DIR, or the variable SOAPTUI_DATA (an empty one counts as not set), or the system's
own place.
--at, --until, --sent-at, --came and "season move" are Eastern Time: --at 2027-03-18T10:12, --sent-at "mon 23:10".
A time to come (an interview, --due) needs its day and its zone: "tue 5pm ET", "tue 5pm my time". Else soaptui asks.
exit codes: 0 done, 1 a bug, 2 refused, 3 done after a recovery, 4 not saved
"""
