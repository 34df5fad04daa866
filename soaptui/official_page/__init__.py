"""The official page, pasted: NRMP's calendar as text, held against the season. Nothing here is a guess."""
