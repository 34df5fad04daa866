"""What specialties are called in the corridor: im, peds, ty, med-peds, "fam med", and every other short form."""

from functools import cache

from soaptui.filters.values import one_word, squeezed_words
from soaptui.programs import specialties

SHORT_FORMS: dict[str, str] = {
    "040": "anes, anesth, anesthesia, anaesthesia, anaesthesiology",
    "080": "derm",
    "110": "em, emerg, emergency, emerg med",
    "120": "fm, fp, fam, fam med, fammed, fam prac, family, family practice",
    "130": "med gen, medical genetics",
    "140": "im, int med, intmed, internal, intern med",
    "160": "nsgy, nsg, ns, neurosurg, neurosurgery",
    "180": "neuro, neurol",
    "185": "child neuro, peds neuro, ped neuro, pediatric neurology, neuropeds",
    "186": "ndd, neurodev, neurodevelopmental",
    "200": "nuc med, nucmed, nucs, nuclear",
    "220": "ob, obgyn, ob gyn, ob/gyn, gyn, obg, o&g, obs gyn, obstetrics, gynecology, obstetrics and gynecology",
    "260": "ortho, orthopedics, orthopaedics, orthopedic surgery, ortho surg",
    "275": "onmm, nmm, omm, onmm/omm, nmm/omm",
    "280": "ent, oto, ohns, oto-hns, otolaryng",
    "300": "path, ap/cp, apcp, anatomic and clinical pathology",
    "320": "peds, ped, pedi, paeds, paediatrics",
    "340": "pmr, pm&r, pm and r, pmnr, physiatry, rehab, phys med, physical medicine",
    "362": "prs, plastics, plastic, plastic surgery, plastic surg",
    "380": "prev med, prevmed, preventive, gpm, occ med, occupational medicine, public health",
    "400": "psych, psy",
    "416": "ir, vir, ir/dr, interventional radiology, interventional",
    "420": "rads, rad, radiology, diagnostic radiology, diag rad",
    "430": "rad onc, radonc, ro, xrt",
    "440": "gs, surg, gen surg, gensurg, surgery",
    "451": "vasc, vascular, vascular surgery, vasc surg",
    "461": "cts, ct surgery, ct surg, thoracic, thoracic surgery, cardiothoracic surgery, cardiothoracic",
    "700": "med peds, medpeds, im/peds, medicine pediatrics",
    "705": "em/im, im/em, med/em",
    "715": "med psych, im/psych, medpsych",
    "720": "psych/fm, fm/psych, psych family, family psych",
    "725": "peds/em, em/peds",
    "726": "peds/anes, anes/peds",
    "730": "triple board, tripleboard, peds/psych/child psych, peds psych",
    "735": "peds/pmr, pmr/peds, peds rehab",
    "742": "im/anes, anes/im, med anes",
    "751": "im/prev med, im/prev, med prev",
    "752": "fm/prev med, fm/prev, fm/pm",
    "753": "fm/onmm, fm/nmm, fm/omm",
    "755": "psych/neuro, neuro/psych, neuropsych, neuropsychiatry",
    "765": "peds/genetics, peds genetics, pediatric genetics, peds gen, genetics/peds",
    "766": "im/genetics, med genetics, genetics/im, med/genetics",
    "770": "rad/nuc med, nuc rad, nuclear radiology, nuclear/radiology",
    "785": "im/derm, med derm, derm/im, medderm",
    "795": "em/fm, fm/em",
    "796": "em/anes, anes/em",
    "999": "ty, transitional, trans year, transitional year, tys",
}
"""The short forms of each specialty, beside its names in fixtures/specialties.json, whatever stands between words."""

_SEVERAL = {"genetics": ("130", "765", "766")}
"""Words that mean several: genetics means the integrated ones too."""

SHORT = 3
"""A word of no more letters that names a specialty is looked for in no text."""


@cache
def specialty_names() -> dict[str, tuple[str, ...]]:
    """The specialties' codes by everything that means exactly them: short form, code, short name, name; squeezed."""
    found: dict[str, tuple[str, ...]] = {}
    for code, known in specialties.specialties().items():
        for text in (code.casefold(), squeezed_words(known.short), squeezed_words(known.name)):
            found[text] = (code,)
    for code, forms in SHORT_FORMS.items():
        found |= {squeezed_words(form): (code,) for form in forms.split(",")}
    return found | _SEVERAL


@cache
def specialty_word(code: str) -> str:
    """A specialty in one word; its short name, unless that means other specialties too."""
    known = specialties.specialties().get(code)
    if known is None:
        return ""
    short = known.short if specialty_names()[squeezed_words(known.short)] == (code,) else known.name
    return one_word(short, "-")


@cache
def specialty_codes(text: str) -> tuple[str, ...]:
    """The specialties that a text means, in whatever way it is said; none where it says a type of position too."""
    squeezed = squeezed_words(text)
    if not squeezed or squeezed.isdecimal():
        return ()
    if exact := specialty_names().get(squeezed):
        return exact
    from soaptui.programs.names import discipline

    said = discipline(text)
    whole = said.specialty and not said.rest and (not said.type or said.specialty == "999")
    return (said.specialty,) if whole else ()
