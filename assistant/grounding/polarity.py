"""Whether a clause is negated, how certain it is, and whether it is passive: by its words.

Words are folded; French and English at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.patterns import words as any_of

_SECOND = frozenset("pas plus jamais rien aucun aucune personne guere nul nulle ni point".split())
_ALONE = frozenset(
    """
    not never nobody nothing none neither nor without sans aucun aucune jamais ni
    """.split()
)
_ENGLISH_NO = "no"
_NOT_NEGATION = (
    ("not", "only"), ("non", "seulement"), ("sans", "doute"), ("no", "doubt"), ("not", "just"),
    ("no", "later"), ("not", "merely"), ("without", "doubt"), ("no", "less"),
    ("sans", "aucun", "doute"), ("pas", "moins"), ("no", "fewer"),
)  # fmt: skip
_NOT_NE = frozenset("que qu".split())

_POSSIBLE = frozenset(
    """
    could may might perhaps possibly maybe reportedly allegedly supposedly apparently would likely
    probable probably probablement potentially potentiellement peut-etre eventuellement rumeur
    rumeurs rumor rumour rumors rumours semble semblent semblait seems seem seemed appears appear
    appeared suppose supposed presume vraisemblablement sans-doute possible possibilite possibility
    parait paraissent paraissait speculation speculations considering envisage envisagent
    envisageait contemplating songe
    """.split()
)
TO_COME = frozenset(
    """
    will shall should sera seront aura auront fera feront ira iront expected plans plan planned
    planning intends intend intended aims aim aimed wants want wanted hopes hope hoped wishes
    wish desire desires souhait souhaits scheduled ll envisages envisaged seeks upcoming
    intention intentions
    ambition ambitions veut veulent voulait souhaite souhaitent souhaitait desir prevu prevus
    prevue prevues prevoit prevoient entend espere esperent va vont devrait devraient doit
    projette projettent volonte can peut peuvent vise visent envie would-like must target
    vouloir souhaiter doivent devoir desirer targets targeted appelle appellent calling calls
    keen looking considers
    """.split()
)
_INTENTIONS = frozenset(
    "intention intentions ambition ambitions desire desires desir volonte wish wishes".split()
)
_FUTURE = re.compile(
    r"[a-z]{2,}(?:er|ir|dr|tr|vr|vir|aur|ser|fer|ir|pr|rr|l?ser)(?:a|ai|as|ont|ons|ez)\Z"
)
_NOT_FUTURE = frozenset(
    """
    opera camera sera-ce aura gera cholera madera riviera sahara extra infra contra ultra vera
    derapera tiramisu pera verra-t opéra mascara tera
    """.split()
) - {"aura"}
_CONDITIONAL = re.compile(r"[a-z]*(?:er|ir|dr|tr|vr|ur|rr)ai(?:t|ent)\Z")
_IMPERFECT = frozenset(
    """
    tirait admirait inspirait respirait attirait retirait montrait entrait rentrait livrait
    montraient entraient rentraient livraient ouvrait couvrait offrait souffrait ouvraient
    offraient couvraient durait assurait mesurait durait assuraient jurait demeurait figurait
    retrait portrait attrait virait expirait courait mourait parait extrait
    """.split()
)
_IMPERFECT_ACCENT = re.compile(r"érai(?:t|ent)\Z")
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
    est sont etait etaient ete etre fut furent sera seront serait seraient is are was were be been
    being get got
    """.split()
)
IRREGULAR = frozenset(
    """
    built made held sold bought taken given led run paid put set sent kept known seen found told
    won lost cut hit driven chosen written drawn shown spent hurt beaten broken struck fell rose
    grew took gave chose broke began left met said
    """.split()
)
_PARTICIPLE = re.compile(
    r"[^\W\d_]{2,}(?:[éiu](?:e|s|es)?|ise?s?|ite?s?|erte?s?|ed)\Z"
    rf"|{any_of(' '.join(sorted(IRREGULAR)))}\Z"
)

_NO_PARTICIPLE = frozenset(
    """
    pourquoi aussi ainsi ici qui quoi parmi lui peu lundi mardi mercredi jeudi vendredi samedi midi
    oui ni si celui vrai mieux demi indeed need speed plus jus sous
    """.split()
)


def is_negated(words: Sequence[str]) -> bool:
    """Whether a clause says that something is not."""
    words = _without_idioms(words)
    for place, word in enumerate(words):
        if word in ("ne", "n"):
            following = words[place + 1 : place + 8]
            if any(other in _SECOND for other in following):
                return True
            if not any(other in _NOT_NE for other in following):
                return True  # "ne peut", "ne cesse"
        elif (
            word in _ALONE
            or (word == _ENGLISH_NO and place + 1 < len(words))
            or (word == "pas" and (place == 0 or words[place - 1] != "un"))
        ):
            return True
    return False


def restricts(words: Sequence[str]) -> bool:
    """Whether a "ne" still waits for its "que": only."""
    return bool({"ne", "n"}.intersection(words)) and not _SECOND.intersection(words)


def says_no_longer(words: Sequence[str]) -> bool:
    """Whether a clause says that something is so no more."""
    text = " ".join(words)
    return bool(re.search(r"\bno longer\b|\bn(?:e)? (?:\w+ ){1,3}plus\b|\bany ?more\b", text))


def says_never(words: Sequence[str]) -> bool:
    """Whether a clause says that something never is."""
    return bool({"never", "jamais"}.intersection(words))


def _without_idioms(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(words):
        idiom = next((i for i in _NOT_NEGATION if tuple(words[place : place + len(i)]) == i), None)
        if idiom:
            place += len(idiom)
            continue
        kept.append(words[place])
        place += 1
    if len(kept) > 1 and kept[0] == "non":
        kept = kept[1:]
    return kept


def certainty(words: Sequence[str], shown: str, before: Sequence[str]) -> int:
    """0 for what is said as a fact, 1 for what is planned or to come, 2 for what may be."""
    level = 0
    accented = {word.lower() for word in re.findall(r"[^\W\d_]+", shown)}
    told = any(word in _SAID for word in (*before, *words))
    for place, word in enumerate(words):
        if word in _POSSIBLE:
            if word == "may" and place + 1 < len(words) and words[place + 1].isdigit():
                continue
            if word == "would" and told:
                level = max(level, 1)
            else:
                return 2
        elif (words[place - 1] if place else "", word) in (("peut", "etre"), ("sans", "doute")):
            return 2
        elif _is_conditional(word, accented):
            if told:
                level = max(level, 1)
            else:
                return 2
        elif word in _INTENTIONS and not _leads_to_verb(words, place):
            continue  # "has confirmed its intention"
        elif word in TO_COME or word in _WISH or _is_future(word) or _is_to(words, place):
            level = 1
    return level


def _leads_to_verb(words: Sequence[str], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else ""
    return following in ("to", "de", "d") or following.endswith(("er", "ir", "re"))


def _is_to(words: Sequence[str], place: int) -> bool:
    """Whether something is to be: "is set to", "are to be", "compte investir"."""
    word, following = words[place], words[place + 1 : place + 3]
    if word in ("set", "due", "going", "is", "are", "ready", "poised"):
        be = word in ("is", "are") or (place > 0 and words[place - 1] in _BE)
        return be and following[:1] == ["to"]
    if word == "to" and place == 0 and following[:1] == ["be"]:
        return True
    return word in ("compte", "comptent") and any(w[-2:] in ("er", "ir", "re") for w in following)


@lru_cache(maxsize=20_000)
def _is_future(word: str) -> bool:
    return bool(_FUTURE.match(word)) and word not in _NOT_FUTURE


def _is_conditional(word: str, accented: set[str]) -> bool:
    if word in _WISH or word in _IMPERFECT or not _CONDITIONAL.match(word):
        return False
    return not any(_IMPERFECT_ACCENT.search(a) for a in accented if len(a) == len(word))


@lru_cache(maxsize=20_000)
def finite(word: str) -> bool:
    """Whether a word is surely a verb that makes a clause of its own."""
    return (
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
