"""The headings that people and exports give the columns of a list, by the field of a program that each means."""

FIELDS: dict[str, tuple[str, ...]] = {
    "code": (
        "code", "nrmp code", "nrmp program code", "program code", "nrmp id", "nrmp number", "nrmp program id",
        "nrmp program number", "program nrmp code", "nrmp", "nrmp no", "program number", "program id", "program no",
        "prog code", "match code", "nrmp match code", "match number", "nrmp code number", "track code",
        "nrmp track code", "nrmp program",
    ),
    "acgme_id": (
        "acgme", "acgme id", "acgme code", "acgme number", "acgme program id", "acgme program number",
        "acgme program code", "acgme no", "acgme id number", "accreditation id", "freida id", "freida program id",
        "eras id", "eras program id", "acgme program", "ama program id",
    ),
    "institution": (
        "institution", "institution name", "sponsoring institution", "hospital", "sponsor", "hospital name",
        "institution title", "hosp", "hosp name", "hospital/institution", "institution/hospital", "inst",
        "hospital/program", "program/hospital", "program/institution", "institution/program",
        "sponsoring institution name", "sponsoring hospital", "facility", "health system", "medical center",
        "university/hospital", "hospital/university", "center", "centre", "employer", "sponsor name",
        "primary clinical site", "primary teaching site", "participating institution", "program site",
        "site name", "training site",
    ),
    "name": (
        "name", "program", "program name", "program title", "program description", "track", "track name",
        "residency program", "residency", "residency name", "residency program name", "prog name",
        "name of program", "nrmp program name", "program/track", "program track", "prog",
    ),
    "specialty": (
        "specialty", "speciality", "specialty name", "program specialty", "discipline", "field", "department",
        "specialties", "spec", "specialty/program", "residency specialty", "primary specialty", "specialty title",
        "training specialty", "discipline name", "specialty description",
    ),
    "type": (
        "type", "program type", "position type", "track type", "nrmp program type", "type of program",
        "type of position", "type of track", "categorical/preliminary", "categorical or preliminary",
        "prelim/categorical", "categorical/prelim",
    ),
    "city": ("city", "town", "program city", "site city", "location city", "city name", "hospital city",
        "institution city"),
    "state": (
        "state", "st", "program state", "state code", "location state", "site state", "state/territory", "us state",
        "state name", "state abbreviation", "state abbr", "hospital state", "institution state", "province/state",
        "state/province",
    ),
    "place": ("city, state", "city state", "city/state", "location", "place", "city & state", "city and state",
              "program location", "town/state"),
    "region": ("region", "us region", "area", "geographic region"),
    "setting": (
        "setting", "program setting", "community or university", "university or community",
        "university/community", "community/university", "academic/community", "community/academic", "hospital type",
        "institution type", "type of hospital", "program affiliation", "affiliation", "university affiliation",
        "academic or community", "community based/university", "hospital setting", "univ/comm",
    ),
    "unfilled": (
        "unfilled", "positions unfilled", "unfilled positions", "number unfilled", "open positions", "open",
        "positions available", "available positions", "vacancies", "positions remaining", "remaining",
        "available", "number of unfilled positions", "unfilled spots", "positions", "no unfilled",
        "unfilled slots", "unfilled seats", "open spots", "open slots", "open seats", "spots open", "slots open",
        "spots", "slots", "seats", "openings", "vacant", "vacant positions", "positions open", "spots available",
        "available spots", "slots available", "available slots", "spots unfilled", "remaining positions",
        "positions vacant", "unfilled pos", "pos unfilled", "unfilled positions available", "soap positions",
        "positions in soap", "total unfilled", "unfilled count", "spots left", "positions left", "spots remaining",
        "current unfilled", "currently unfilled", "unfilled quota",
    ),
    "quota": (
        "quota", "positions offered", "offered", "offered positions", "total positions", "capacity",
        "total quota", "program quota", "nrmp quota", "positions total", "quota offered", "program size",
        "class size", "approved positions", "first year positions", "pgy1 positions", "pgy-1 positions",
        "number offered", "main match quota", "total offered", "positions in match",
    ),
    "service": (
        "service", "application service", "apply through", "apply via", "application system",
        "application platform", "eras/residencycas", "app service", "application portal", "apply on", "apply with",
        "apply in", "eras or residencycas", "residencycas/eras", "platform", "portal", "application via",
        "application method", "applications through",
    ),
    "in_soap": (
        "soap", "in soap", "soap participation", "participating in soap", "participates in soap",
        "soap participating", "soap status", "soap program", "soap participant", "participates soap",
        "soap eligible", "joining soap", "soap y/n", "in soap y/n", "soap yes/no",
    ),
    "phone": (
        "phone", "telephone", "phone number", "contact phone", "program phone", "tel", "telephone number",
        "contact number", "coordinator phone", "phone no", "program coordinator phone", "office phone",
    ),
    "email": (
        "email", "e-mail", "contact email", "program email", "email address", "coordinator email",
        "program coordinator email", "pc email", "pd email", "program director email", "director email", "e mail id",
    ),
    "url": (
        "url", "website", "web site", "link", "program website", "web", "webpage", "web page", "home page",
        "homepage", "program url", "web address", "website url", "website link", "program link",
    ),
    "visa": (
        "visa", "visas", "visa sponsorship", "visa type", "visas sponsored", "visa types", "visa status",
        "visa sponsored", "sponsors visa", "sponsors visas", "visa info", "visa information", "visa support",
        "visa policy", "visas accepted", "visas offered", "visa requirements", "visa j1/h1b", "j1/h1b", "h1b/j1",
        "j-1/h-1b visa", "visa sponsorship j1/h1b", "visa sponsor", "sponsorship", "immigration", "visa offered",
        "accepted visas", "visa options", "visa friendly", "types of visa", "type of visa", "j1 or h1b",
        "visa sponsorship type",
    ),
    "j1": (
        "j1", "j-1", "j1 visa", "j-1 visa", "sponsors j-1", "j-1 sponsorship", "j1 sponsored", "sponsor j1",
        "j1 sponsor", "accepts j1", "j1 accepted", "sponsors j-1 visa", "j-1 visa sponsorship", "j1 ok", "j1 y/n",
        "visa j1", "takes j1", "visa j1 yn", "j1 yn", "visa j1 sponsored", "j1 visa sponsored",
        "sponsors j1 visa", "j1 visas", "j-1 status",
    ),
    "j1_source": ("j-1 source", "j1 visa source", "source j1", "source of j1"),
    "j1_as_of": ("j-1 as of", "j1 visa as of", "j1 checked", "j1 date", "j1 verified"),
    "h1b": (
        "h1b", "h-1b", "h1", "h1b visa", "h-1b visa", "sponsors h-1b", "h-1b sponsorship", "h1b sponsored",
        "sponsor h1b", "h1b sponsor", "accepts h1b", "h1b accepted", "sponsors h-1b visa", "h-1b visa sponsorship",
        "h1b ok", "h1b y/n", "visa h1b", "takes h1b", "visa h1b yn", "h1b yn", "visa h1b sponsored",
        "sponsors h1b visa", "h1b visas", "h1 visa", "sponsors h1", "h-1b status",
    ),
    "h1b_source": ("h-1b source", "h1b visa source", "source h1b", "source of h1b"),
    "h1b_as_of": ("h-1b as of", "h1b visa as of", "h1b checked", "h1b date", "h1b verified"),
    "img_percent": (
        "img %", "imgs %", "% img", "% imgs", "percent img", "img percent", "img percentage", "img share",
        "% non-us img", "% non-us imgs", "non-us img %", "non us imgs %", "percent imgs", "percentage img",
        "percentage of imgs", "percent non-us img", "% of imgs", "% img residents", "imgs percent", "share of imgs",
        "% international medical graduates", "percentage of img", "img residents %", "percent of imgs", "img ratio",
        "% fmg", "fmg %", "percent fmg", "fmg percent", "percent applicants who matched fmg",
        "percent applicants who matched img", "percent matched img", "percent of residents img", "img pct", "pct img",
        "percent residents img", "% residents img", "percent non us img residents", "percent img residents",
        "non-us img percent", "percentage imgs",
    ),
    "imgs": (
        "img", "imgs", "takes imgs", "img friendly", "accepts imgs", "imgs accepted", "accepts img", "takes img",
        "img accepted", "considers imgs", "imgs considered", "non-us imgs", "non-us img", "img eligible",
        "imgs y/n", "img y/n", "fmg friendly", "fmgs", "fmg", "img ok", "open to imgs", "interviews imgs",
        "matches imgs", "img friendliness", "imgs welcome", "img status",
    ),
    "imgs_source": ("takes imgs source", "imgs source", "img source"),
    "imgs_as_of": ("takes imgs as of", "imgs as of", "img as of"),
    "genetics": (
        "genetics", "medical genetics", "genetics resources", "genetics exposure", "genetics opportunities",
        "genetics program", "clinical genetics", "medical genetics and genomics", "genetics availability",
        "genetics services", "genetics available",
    ),
    "genetics_department": (
        "genetics department", "genetics dept", "department of genetics", "dept of genetics",
        "medical genetics department", "genetics division", "division of genetics", "medical genetics dept",
    ),
    "genetics_clinic": (
        "genetics clinic", "genetics clinics", "medical genetics clinic", "genetic clinic", "clinic genetics",
    ),
    "genetics_rotation": (
        "genetics rotation", "genetics elective", "genetics rotations", "genetics electives",
        "genetics elective/rotation", "genetics rotation/elective", "medical genetics rotation",
        "medical genetics elective", "elective in genetics", "rotation in genetics",
    ),
    "genetics_research": (
        "genetics research", "genomics research", "research in genetics", "genetic research",
        "medical genetics research",
    ),
    "subspecialties": (
        "subspecialties", "subspecialty", "subspecialty strength", "subspecialty exposure", "sub-specialties",
        "strength of subspecialties", "subspecialty support", "subspecialty coverage",
    ),
    "as_of": (
        "as of", "visa as of", "as of date", "date checked", "last checked", "checked", "verified", "last verified",
        "date verified", "checked on", "verified on", "last updated", "updated", "date updated", "date accessed",
        "accessed",
    ),
    "source": ("source", "visa source", "sources", "information source", "info source", "source of information",
               "data source"),
    "talking_points": (
        "talking points", "talking point", "why this program", "why them", "why us", "selling points",
        "things to say", "points to mention", "what to say",
    ),
    "notes": (
        "notes", "note", "comments", "comment", "remarks", "my notes", "quick comments", "comments/notes",
        "notes/comments", "remark", "additional notes", "other notes", "misc", "personal notes", "other comments",
        "extra notes", "additional comments",
    ),
    "tags": ("tags", "tag", "labels", "label", "my tags", "keywords"),
    "chance": ("chance", "my chance", "probability", "odds", "likelihood", "chance of an offer", "my odds",
               "chances", "chance of offer"),
    "value": ("value", "my value", "worth", "worth to me", "value to me"),
    "tier_override": ("my tier", "tier override", "own tier", "my own tier"),
    "override_reason": ("my reason", "override reason", "reason for my tier", "own reason"),
    "computed": ("tier", "fit", "application", "why"),
}  # fmt: skip
"""The fields of a program that a column can fill, and the headers that mean them.

`place` is city and state in one. `computed` is what an export works out: it is passed over, and never kept.
"""
