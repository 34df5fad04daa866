"""The calendars of past Matches as text, each in a layout in which NRMP publishes them; the words are made up."""

PAGE_2024 = """\
2024 Main Residency Match® Calendar

Wednesday, February 28, 2024 9:00 p.m. ET: Rank order list certification deadline
Monday, March 11, 2024 9:30 a.m. ET: Report on unmatched students open to medical schools
Monday, March 11, 2024 10:00 a.m. ET: Applicants learn if they matched
Monday, March 11, 2024 10:00 a.m. ET: SOAP begins; the List of Unfilled Programs is open
Monday, March 11, 2024 11:00 a.m. ET: Applicants may begin to prepare and submit applications in MyERAS
Tuesday, March 12, 2024 8:00 a.m. ET: Programs may begin to review applications
Thursday, March 14, 2024 9:00 a.m. ET – 11:00 a.m. ET: SOAP Round 1
Thursday, March 14, 2024 12:00 p.m. ET – 2:00 p.m. ET: SOAP Round 2
Thursday, March 14, 2024 3:00 p.m. ET – 5:00 p.m. ET: SOAP Round 3
Thursday, March 14, 2024 6:00 p.m. ET – 8:00 p.m. ET: SOAP Round 4
Thursday, March 14, 2024 9:00 p.m. ET: SOAP concludes
Friday, March 15, 2024 12:00 p.m. ET: Match Day
"""

PAGE_2025 = """\
Match Week
All times are Eastern Time

Wednesday, March 5, 2025
  •\u00a09:00\u00a0p.m. Rank Order List Certification Deadline
  •\u00a011:59\u00a0p.m. Last registration for the Fellowship Match

Monday, March 17, 2025
  •\u00a010:00\u00a0a.m. Applicants are notified whether they matched
  •\u00a010:00\u00a0a.m. List of Unfilled Programs available to SOAP-eligible applicants
  •\u00a011:00\u00a0a.m. ERAS and ResidencyCAS open for SOAP applications

Tuesday, March 18, 2025
  •\u00a08:00\u00a0a.m. Applications released to programs

Thursday, March 20
  •\u00a09:00\u00a0a.m. to 11:00\u00a0a.m. Offer Round 1
  •\u00a0noon to 2:00\u00a0p.m. Offer Round 2
  •\u00a03:00\u00a0p.m. to 5:00\u00a0p.m. Offer Round 3
  •\u00a06:00\u00a0p.m. to 8:00\u00a0p.m. Offer Round 4
  •\u00a09:00\u00a0p.m. SOAP ends

Friday, March 21 – Match Day!
  •\u00a0Noon: applicants learn where they matched

© 2025 NRMP
"""

PAGE_2026 = """\
SOAP Schedule, 2026 Main Residency Match
Wed., Mar. 4, 2026
9:00 p.m. ET
Rank order lists are due
Mon., Mar. 16, 2026
10:00 a.m. ET
Applicants learn if they
matched
List of Unfilled Programs available
11:00 a.m. ET
Applicants can start preparing and sub-
mitting applications
Tue., Mar. 17, 2026
8:00 a.m. ET
Programs begin receiving applications
Thurs., Mar. 19, 2026
9:00 a.m. ET –
11:00 a.m. ET
Offer Round 1
12:00 p.m. ET – 2:00 p.m.
ET
Offer Round 2
3:00
p.m. – 5:00 p.m. ET
Offer Round 3
6:00 p.m. ET
– 8:00 p.m. ET
Offer Round 4
9:00 p.m. Eastern Time
SOAP concludes
Friday, March
20, 2026
12:00 noon ET
Match Day
"""

PAGES = {2024: PAGE_2024, 2025: PAGE_2025, 2026: PAGE_2026}

TABLE_2027 = """\
Date\tTime\tEvent
Wednesday, March 3, 2027\t9:00 p.m. ET\tRank order list certification deadline
Monday, March 15, 2027\t10:00 a.m. ET\tApplicants learn if they matched
Monday, March 15, 2027\t10:00 a.m. ET\tList of Unfilled Programs available
Monday, March 15, 2027\t11:00 a.m. ET\tApplicants may start submitting applications
Tuesday, March 16, 2027\t8:00 a.m. ET\tPrograms may review applications
Thursday, March 18, 2027\t9:00 a.m. ET\tRound 1 opens
Thursday, March 18, 2027\t11:00 a.m. ET\tRound 1 closes
Thursday, March 18, 2027\t12:00 p.m. ET\tRound 2 opens
Thursday, March 18, 2027\t2:00 p.m. ET\tRound 2 closes
Thursday, March 18, 2027\t3:00 p.m. ET\tRound 3 opens
Thursday, March 18, 2027\t5:00 p.m. ET\tRound 3 closes
Thursday, March 18, 2027\t6:00 p.m. ET\tRound 4 opens
Thursday, March 18, 2027\t8:00 p.m. ET\tRound 4 closes
Thursday, March 18, 2027\t9:00 p.m. ET\tSOAP ends
Friday, March 19, 2027\t12:00 p.m. ET\tMatch Day
"""
