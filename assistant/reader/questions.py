"""What a question asks for: its language, the kind of answer, and the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.patterns import lines, words
from assistant.reader.folding import fold, plain_too
from assistant.reader.identification.asked import asked_person, asked_thing
from index.questions import content_words
from index.types import Language

Kind = Literal[
    "date", "duration", "amount", "percentage", "number", "person", "place", "organisation",
    "reason", "manner", "yes-no", "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "date", "duration", "amount", "percentage", "number", "person", "place", "organisation",
    "reason", "manner", "yes-no", "other",
)  # fmt: skip


def _lines(text: str) -> str:
    """Whole words that match any one of the lines."""
    return rf"\b{plain_too(lines(text))}\b"


_MONEY = words(
    r"""
    euros? dollars? argent montants? sommes? budget prix tarifs? coût\w* vaut valent factur\w+
    amende salaires? gagn\w+ pai\w+ pay\w+ investi\w* dépens\w+
    money price\w* cost\w* worth spen[dt]\w* fine salary earn\w* pay\w* paid\w* invest\w*
    budget\w* fund\w*
    """
)
_SUM_OF_MONEY = words(
    """
    montants? sommes? budget prix coûts? tarifs? salaires? amende
    amounts? sum price cost salary fine
    """
)
_UNIT_OF_TIME = words("temps jours? mois ans années? heures? minutes? semaines?")
_ORGANISATION = words(
    r"""
    entreprises? sociétés? groupes? marques? constructeurs? firmes? compagnies? banques? partis?
    clubs? équipes? organisations? associations? institutions? fabricants? partenaires? ministères?
    tribuna\w+ médias? journa\w+ chaînes? agences? syndicats?
    compan(?:y|ies) firms? brands? \w*makers? manufacturers? banks? part(?:y|ies) teams? groups?
    organi[sz]ations? partners? ministr(?:y|ies) courts? newspapers? channels? agenc(?:y|ies)
    unions? outlets?
    """
)
_PLACE = words(
    """
    villes? pays endroits? lieux? régions? communes? quartiers? départements? continents? villages?
    rues? provinces? adresse
    cit(?:y|ies) towns? countr(?:y|ies) locations? streets? areas? states? whereabouts
    """
)
_PERSON = words(
    r"""
    personnes? homme femme nom patron\w* chefs? dirigeant\w* président\w* ministre maires?
    avocat\w* act(?:eur|rice)s? chanteu(?:r|se)s? joueu(?:r|se)s? auteure?s? fondat(?:eur|rice)s?
    directeurs? directrices? porte-parole candidat\w* préfete?
    person man woman name boss ceo head leader president minister mayor lawyer actor actress
    singer player author founder director spokes\w+ candidate
    """
)
_WHICH = words("quel(?:le)?s? which what")
# Behind any other word "qui" and "who" mostly ask nothing: "Quel est le groupe qui s'oppose ...".
_BEFORE_WHO = words(
    """
    à a de par pour avec chez contre sur selon envers entre sans vers et ou mais donc alors est sont
    était étaient fut sera c'est dis-moi dire savoir sait sais dit
    to by with for from of about against on at and or but so then is was are were know say says said
    tell me that
    """
)
_HE_OR_SHE = words("ils? elles? on ce")

# Tried in order, on the question in lower case; the first kind that is found is the question's.
_RULES: tuple[tuple[Kind, str], ...] = (
    (
        "duration",
        _lines(
            rf"""
            combien de {_UNIT_OF_TIME}
            (?:pendant|durant) combien
            durée
            quel âge
            how long
            how many (?:days|months|years|hours|minutes|weeks)
            how old
            what age
            """
        ),
    ),
    (
        "date",
        _lines(
            """
            quand
            date
            (?:quelles|what|which)(?: sont les| are the)? dates
            quelle (?:année|heure|semaine|période|époque)
            (?:which|what) (?:year|day|month|week|time|period|century)
            quel (?:jour|mois|moment|siècle)
            calendrier
            échéance
            when
            how soon
            deadline
            """
        ),
    ),
    (
        "percentage",
        _lines(
            """
            pourcentage
            proportion
            taux
            (?:quelle|what|which) (?:part|share|fraction)
            percentage
            per ?cent
            what rate
            """
        )
        + "|%",
    ),
    (
        "amount",
        _lines(
            rf"""
            (?:combien|how much)\b.*\b{_MONEY}
            {_WHICH}\b.*\b{_SUM_OF_MONEY}
            how much (?:money|does|will|would|did|is|are|was)
            """
        )
        # The question begins with its subject, as one types into a search field.
        + r"|^(?:prix|co[uû]t|montant|budget|price|cost)\b",
    ),
    (
        "number",
        _lines(
            """
            combien
            nombre
            quelle (?:distance|taille|vitesse|hauteur|quantité|superficie|capacité|température)
            how (?:many|much)
            how (?:big|fast|tall|high|far|large|deep|heavy|often)
            number
            """
        )
        + r"|\bcapacit[éy]\w*\b",
    ),
    (
        "reason",
        _lines(
            """
            pourquoi
            (?:raison|cause|motif|reason)s?
            why
            how come
            """
        ),
    ),
    (
        "place",
        # "ou" means "or", except as the first word, where it is "où" typed without its accent.
        r"^o[uù]\b|[ ,]où\b|"
        + _lines(
            rf"""
            {_WHICH} {_PLACE}
            sur quelle place
            (?:which|what) places?
            where
            """
        ),
    ),
    (
        "organisation",
        _lines(
            rf"""
            {_WHICH}(?: \w+)? {_ORGANISATION}
            (?:avec|with) (?:qui|whom?)
            """
        ),
    ),
    (
        "person",
        # "qui est-ce que" may ask for anything, as may "qu'est-ce qui".
        rf"(?:^|[,;:(«] ?|\b(?:{_BEFORE_WHO}) )(?<!\bce )qui\b(?! (?:est|sont)-ce que)"
        rf"|(?:^|[,;:(«\"] ?|\b(?:{_BEFORE_WHO}) )who(?:m|se)?\b|"
        + _lines(
            rf"""
            {_WHICH}(?: \w+)? {_PERSON}
            comment s'appelle\w*
            """
        ),
    ),
    (
        "manner",
        _lines(
            """
            comment
            de quelle manière
            how
            """
        ),
    ),
    (
        "other",  # "Que trouve-t-on ...", "Dans quel film a-t-il ..."
        r"^qu(?:e\b|')|\bqu(?:oi|el(?:le)?s?)\b",
    ),
    (
        "yes-no",
        # The verb comes first: "Is it ...", "Est-ce que ...", "Vend-on ...".
        r"^(?:est-ce que?|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
        rf"|^\w+-{_HE_OR_SHE}\b|"
        + _lines(
            rf"""
            \w+-t-(?:il|elle|on|ils|elles)
            (?:est|sont|va|vont|a|ont|peut|doit)-{_HE_OR_SHE}
            """
        ),
    ),
    ("other", r"^(?:what|which)\b|^c'est quoi\b"),
    ("person", r"(?<!\bce )\bqui\b(?! (?:est|sont)-ce que)|\bwho(?:m|se)?\b"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read."""

    text: str
    language: Language
    kind: Kind
    words: tuple[str, ...]  # folded, in order, without function words; all words if nothing is left
    focus: int  # number of the word that says what of the subject is asked: price, founder
    identity: tuple[str, ...]  # words, folded, of the name of whom it asks who that is; or none
    thing: str  # of which it asks what it is or means, as it is written; or ""


def read_question(text: str, language: Language) -> Question:
    """What the question asks for."""
    content, identity = tuple(content_words(text)), asked_person(text)
    kind = "other" if identity else _kind(text)  # the answer to "who" is no other name
    thing = "" if identity else asked_thing(text)
    return Question(text, language, kind, content, _focus(text, content), identity, thing)


def _focus(text: str, content: Sequence[str]) -> int:
    """The first word of content that is no name: "Quel est le prix de la Xiaomi SU7 ?" -> prix."""
    plain = {fold(word) for word in re.findall(r"[^\W_]+", text) if word.islower()}
    return next((number for number, word in enumerate(content) if word in plain), 0)


def _kind(text: str) -> Kind:
    lowered = text.lower().replace("’", "'").strip()
    return next((kind for kind, pattern in _COMPILED if pattern.search(lowered)), "other")
