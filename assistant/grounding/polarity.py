"""How certain a clause is, and whether it is passive: by its words.

Words are folded; French and English at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.patterns import words as any_of
from index.types import Language

_POSSIBLE = frozenset(
    """
    could may might perhaps possibly maybe reportedly allegedly supposedly apparently would likely
    probable probably probablement potentially potentiellement eventuellement rumeur
    rumeurs rumor rumour rumors rumours semble semblent semblait seems seem seemed appears appear
    appeared suppose supposed presume vraisemblablement sans-doute possible possibilite possibility
    apparemment parait paraissent paraissait speculation speculations considering envisage
    envisagent envisageait contemplating songe
    """.split()
)
TO_COME = frozenset(
    """
    will shall should sera seront aura auront fera feront ira iront expected plans plan planned
    planning intends intend intended aims aim aimed wants want wanted hopes hope hoped wishes
    wish desire desires souhait souhaits scheduled ll envisages envisaged seeks upcoming
    intention intentions
    ambition ambitions veut veulent voulait souhaite souhaitent souhaitait desir prevu prevus
    prevue prevues prevoit prevoient entend espere esperent va vont allait allaient devrait
    devraient doit projette projettent volonte can peut peuvent vise visent envie would-like must
    target
    vouloir souhaiter doivent devoir desirer targets targeted appelle appellent calling calls
    keen looking considers voulu wished meant trying tried
    """.split()
)
_INTENTIONS = frozenset(
    "intention intentions ambition ambitions desire desires desir volonte wish wishes".split()
)
# Of what is to come only before a verb: "va fermer", not "va de pair".
_GOING = frozenset("va vont allait allaient entend appelle appellent calling calls".split())
_WENT_ON = frozenset("allait allaient".split())
_ABLE = frozenset("possible possibles possibilite possibilites possibility".split())
# "Il étudie la possibilité de": he does not know yet whether he can.
_RAISED = re.compile(
    r"\b(?:evoqu\w*|etudi\w*|examin\w*|explor\w*|reflech\w*|discut\w*|soul[ei]v\w*"
    r"|rais(?:e|es|ed|ing)|look\w* (?:at|into)|mull\w*|weigh\w*|discuss\w*|floated)"
    r"(?: \w+){0,2}\Z"
)
_HEARSAY = re.compile(r"\b(?:said|thought|believed|reported|rumou?red|understood|alleged) to\b")
_FUTURE = re.compile(r"[a-z]{2,}(?:er|ir|dr|tr|vr|aur|pr|rr)(?:a|ai|as|ont|ons|ez)\Z")
_NOT_FUTURE = frozenset(
    "opera camera cameras gera cholera extra infra contra ultra derapera mascara tera".split()
)
_CONDITIONAL = re.compile(r"[a-z]*(?:er|(?<!sp)ir|dr|ttr|itr|evr|[uv]ivr|[as]?aur|rr)ai(?:t|ent)\Z")
_IMPERFECT = frozenset("tirait admirait attirait retirait desirait virait".split())
_IMPERFECT_ACCENT = re.compile(r"érai(?:t|ent)\Z")
_PAST = re.compile(r"(?<!\Af)(?<!\As)(?<!n)(?<!par)ai(?:t|ent)\Z|[eiu]rent\Z")  # not "fait"
_WILL = frozenset("will shall ll va vont sera seront aura auront fera feront ira iront".split())
_DONE = frozenset(
    """
    ont avait avaient ete eu vient viennent fut furent deja depuis desormais maintenant
    actuellement was were did been already since ago now currently
    """.split()
)
_WISH = frozenset("devrait devraient voudrait voudraient souhaiterait aimerait".split())
_SAID = frozenset(
    """
    annonce annoncait declare dit affirme promis assure precise explique indique said announced
    promised declared stated told says prevoit prevu fait
    """.split()
)
_FINITE = frozenset(
    """
    est sont a ont etait etaient fut furent sera seront va vont peut peuvent doit doivent is are
    was were has have had will would could may might can should shall does did do be been etre
    ete veut veulent sait savent dit disent produit produisent reste restent remains remain keep
    keeps kept wants want plans said denied fait font
    """.split()
)
_BE = frozenset(
    """
    est sont etait etaient ete etre fut furent sera seront serait seraient soit soient is are was
    were be been being get got
    """.split()
)
_SUBJUNCTIVE = frozenset("soit soient be".split())
_THAT = frozenset("que qu that".split())
# Before a subjunctive of what is so: it is felt, or granted.
_SO_IT_IS = re.compile(
    r"\b(?:bien|regrett\w+|deplor\w+|rejoui\w*|felicit\w+|etonn\w+|surpris\w*|indign\w+|heureu\w+"
    r"|fiere?s?|contente?s?|ravie?s?|decue?s?|dommage)(?: de ce)?\Z"
)
_HAVE = frozenset("a ont avait avaient aura auront aurait auraient avoir ayant".split())
_WITH = _BE | _HAVE | frozenset("être été était étaient".split())  # as written
_HAVING = frozenset("has have had".split())
_IT = frozenset("it he she that there here who what".split())
_IS = {"fr": frozenset("est sont".split()), "en": frozenset("is are s re".split())}
IRREGULAR = frozenset(
    """
    built made held sold bought taken given led run paid put set sent kept known seen found told
    won lost cut hit driven chosen written drawn shown spent hurt beaten broken struck fell rose
    grew took gave chose broke began left met said went came became got won ran
    """.split()
)
_PARTICIPLE = re.compile(
    r"[^\W\d_]{2,}(?:[éiu](?:e|s|es)?|ise?s?|ite?s?|erte?s?|ed)\Z"
    rf"|{any_of(' '.join(sorted(IRREGULAR)))}\Z"
)
# What remains to be seen is open to the end of the sentence.
_UNSETTLED = re.compile(
    r"\breste\w* (?:encore )?[aà] (?:savoir|voir|connaitre|determiner|definir)\b|\bremains? to be\b"
    r"|\b(?:not|pas)(?: yet| encore)? (?:known|clear|connue?s?)\b"
)
# Endings that participles in -i and -u do not have: "niveau", "emploi", "risque".
_NOUN_LIKE = re.compile(r"(?:[qg]u|[aeo][ui])(?:e|s|es)?\Z")
_NO_PARTICIPLE = frozenset(
    """
    pourquoi aussi ainsi ici qui quoi parmi lui peu lundi mardi mercredi jeudi vendredi samedi midi
    oui ni si celui vrai mieux demi indeed need speed plus jus sous
    """.split()
)


def certainty(words: Sequence[str], shown: str, before: Sequence[str]) -> int:
    """0 for what is said as a fact, 1 for what is planned or to come, 2 for what may be."""
    level = 0
    accented = {word.lower() for word in re.findall(r"[^\W\d_]+", shown)}
    told = any(word in _SAID for word in (*before, *words))
    if "peut-être" in shown.lower() or _HEARSAY.search(" ".join(words)):
        return 2
    if _UNSETTLED.search(" ".join((*before, *words))):
        return 2
    for place, word in enumerate(words):
        if word in _POSSIBLE:
            following = words[place + 1] if place + 1 < len(words) else ""
            if word == "may" and not re.search(r"\bmay\b", shown):
                continue  # "in May"
            able = word in _ABLE and following in ("de", "d", "to")  # "il est possible de", can
            able = able and not _RAISED.search(" ".join(words[:place]))
            if able or (word == "would" and told):
                level = max(level, 1)
            else:
                return 2
        elif word == "doute" and place and words[place - 1] == "sans":
            return 2
        elif _is_conditional(word, accented):
            if told:
                level = max(level, 1)
            else:
                return 2
        elif (word in _INTENTIONS or word in _GOING) and not _leads_to_verb(words, place):
            continue  # "has confirmed its intention"
        elif word in _WENT_ON and not told:
            continue  # "cette voiture allait dominer la course"
        elif word in TO_COME or word in _WISH or _is_future(word) or _is_to(words, place):
            level = 1
    return level


def is_wish(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a subjunctive is no fact: "demande que le pont soit fermé", not "regrette que"."""
    subjunctive = not (_THAT.isdisjoint(words[:1]) or _SUBJUNCTIVE.isdisjoint(words))
    return subjunctive and not _SO_IT_IS.search(" ".join(before))


def is_announced(words: Sequence[str]) -> bool:
    """Whether what is to come is told in the future tense alone, as a matter of course."""
    return any(map(_is_future, words)) and not any(
        word in _POSSIBLE
        or (word in TO_COME and not _is_future(word))
        or word.startswith(("pourr", "devr", "voudr", "faudr"))  # may, should, must
        for word in words
    )


def is_attribute(word: str, before: Sequence[str]) -> bool:
    """Whether a French word, with its accents, is a participle alone: "le pont fermé en mai"."""
    last = next((n for n in range(len(before), 0, -1) if before[n - 1] in _WITH), 0)
    taken = any(map(_PARTICIPLE.match, before[last:-1])) and before[-1] not in ("et", "ou")
    alike = word in _NO_PARTICIPLE or _NOUN_LIKE.search(word)
    participle = word.endswith("ant") or (_PARTICIPLE.match(word) and not alike)
    return bool(participle) and (not last or taken)


def holds_by_now(words: Sequence[str], language: Language) -> bool:
    """Whether a clause may tell what was, or is by now: "was built", "est fermé", "already"."""
    of = {n for n, word in enumerate(words[1:], 1) if word == "s" and words[n - 1] not in _IT}
    said = [word for n, word in enumerate(words) if n not in of]  # not "the mayor's"
    had = any(
        word in _HAVING and any(w.endswith("ed") or w in IRREGULAR for w in said[n : n + 4])
        for n, word in enumerate(said)
    )
    is_ = any(
        word in _IS[language] and not (language == "en" and _goes_on(said[n + 1 : n + 3]))
        for n, word in enumerate(said)
    )
    if had or is_ or _DONE.intersection(said):
        return True
    if language == "fr":
        return any(word == "a" or _PAST.search(word) for word in words)
    return "had" in said or any(
        (word.endswith("ed") or word in IRREGULAR)
        and not _BE.intersection(words[max(0, n - 3) : n])
        for n, word in enumerate(words)
    )


def _goes_on(following: Sequence[str]) -> bool:
    """Whether "is" tells what is under way, or to come: "is moving"."""
    return any(word.endswith("ing") and len(word) > len("thing") for word in following)


def _leads_to_verb(words: Sequence[str], place: int) -> bool:
    following = words[place + 1 : place + 4]
    if following[:1] in (["de"], ["d"]):
        return words[place] in _INTENTIONS
    return bool({"to", "à", "au", "aux", "for"}.intersection(following[:1])) or any(
        word.endswith(("er", "ir", "re")) for word in following
    )


def _is_to(words: Sequence[str], place: int) -> bool:
    """Whether something is to be: "is set to", "is due in May", "compte investir"."""
    word, following = words[place], words[place + 1 : place + 4]
    if word in ("set", "due", "going", "is", "are", "ready", "poised"):
        be = word in ("is", "are") or not _BE.isdisjoint(words[max(0, place - 2) : place])
        return be and (word == "due" or following[:1] == ["to"])
    if word == "to" and place == 0 and following[:1] == ["be"]:
        return True
    counted = place and words[place - 1] in _HAVE  # "ont compté"
    infinitive = next((w for w in following if w not in ("d", "de", "bien", "aussi")), "")
    return word in ("compte", "comptent") and not counted and infinitive[-2:] in ("er", "ir", "re")


@lru_cache(maxsize=20_000)
def _is_future(word: str) -> bool:
    return word in _WILL or (bool(_FUTURE.match(word)) and word not in _NOT_FUTURE)


def _is_conditional(word: str, accented: set[str]) -> bool:
    if word in _WISH or word in _IMPERFECT or not _CONDITIONAL.match(word):
        return False
    return not any(_IMPERFECT_ACCENT.search(a) for a in accented if len(a) == len(word))


@lru_cache(maxsize=20_000)
def finite(word: str, language: Language = "fr") -> bool:
    """Whether a word is surely a verb that makes a clause of its own."""
    return (word != "a" or language == "fr") and (
        word in _FINITE
        or word in TO_COME - {"plans", "plan"}
        or bool(_FUTURE.match(word))
        or bool(_CONDITIONAL.match(word))
    )


_INTRANSITIVE = frozenset(
    """
    devenu alle venu arrive parti reste tombe ne mort entre sorti monte descendu passe revenu
    retourne survenu parvenu apparu become gone come
    """.split()
)


def is_passive(words: Sequence[str], shown: Sequence[str]) -> bool:
    """Whether a clause may be in the passive voice; ``shown``: its words with their accents."""
    return any(
        word in _BE
        and any(
            _PARTICIPLE.match(other)
            and other not in _NO_PARTICIPLE
            and not _INTRANSITIVE.intersection((its, its.rstrip("s"), its.rstrip("es")))
            for other, its in zip(
                shown[place + 1 : place + 4], words[place + 1 : place + 4], strict=False
            )
        )
        for place, word in enumerate(words)
    )
