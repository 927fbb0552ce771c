"""What stands beside a term and says what it is: "X, une société française", "X est une société".

Rules over the words behind the term, then its letters (`acronyms`) and the words before it
(`definition_kinds`); what may as well go with another term, or tells what has happened, is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.patterns import words
from assistant.reader.identification.acronyms import in_full
from assistant.reader.identification.definition_kinds import called, kind
from assistant.reader.identification.nearby import FRONTS, up_to
from assistant.reader.identification.role_phrases import ADJECTIVE, NAMED, TAIL
from assistant.reader.identification.thing_phrases import (
    ARTICLE,
    BRACKETS,
    CLOSES,
    CLOSES_QUOTE,
    OF,
    OPENS,
    PLACE,
    QUALIFIERS,
    RELATIVE,
    WHAT,
    WORD,
)
from assistant.reader.identification.things import THING
from index.types import Span

# Behind a term.
_AFTER = re.compile(rf"{CLOSES_QUOTE}{BRACKETS}(?:,| [-–—]) (?P<what>{ARTICLE}?{WHAT}){CLOSES}")
_IN_BRACKETS = re.compile(rf"{CLOSES_QUOTE} \((?P<what>{ARTICLE}?{WHAT})(?=[,;)]|\s{RELATIVE})")
_THAT_IS = re.compile(
    rf"{CLOSES_QUOTE}(?:, | \()(?:c['’]est-à-dire|autrement dit) (?P<what>{ARTICLE}{WHAT}){CLOSES}"
)
_IS = re.compile(
    rf"{CLOSES_QUOTE}(?:{BRACKETS}|,[^,;.()]{{1,80}},) (?:est|était)"
    rf"(?: {words('aujourd’hui aussi également en désormais')})? (?P<what>{ARTICLE}{WHAT}){CLOSES}"
)
_CONSISTS = re.compile(
    rf"{CLOSES_QUOTE}(?:,[^,;.()]{{1,120}},)? consist(?:e|ait) "
    r"(?P<what>(?:à (?:ne pas )?(?:les? |la |se |[lds]['’])?\w+(?:er|ir|re)\b|en une? )"
    r"[^;:.!?()]{3,200}?)(?=\s*(?:[;:.!?()]|$))"
)
_CLAUSE_BEHIND = re.compile(rf"\s{RELATIVE}")
_CLAUSE = re.compile(
    rf"\s(?:(?:qui|dont|où|que) |qu['’]){WORD}(?: {WORD}){{1,20}}(?=\s*(?:[.,](?!\d)|[;:!?)]|$))"
)
# "La France est le deuxième pays à ..."
_IS_RANK = re.compile(
    r"\Al(?:[ae] |['’])(?:seule?|dernière?|(?:tout )?premi(?:er|ère)|seconde?|\w+ième) "
    r"|\bl[ae]s? (?:plus|moins)\b"
)
# "La filiale de X, une société", "l'affaire X, un système": of the one or of the other.
_OF_THING = re.compile(
    rf"(?:\b{THING}s?(?![\w’'-])(?: {ADJECTIVE}){{0,2}} {OF}|[»”\"] d(?:e |['’])"
    rf"|\b{words('affaire procès dossier scandale loi crise plan campagne tribunal rue place')} )"
    rf"{OPENS}\Z"
)
_NAMES_OTHER = re.compile(rf"(?: {ADJECTIVE})* {NAMED}")  # "X, l'entreprise Y", "X (groupe Y)"
# "La ceinture de feu du Pacifique, une zone", "L'équipe du Bangladesh, un sport"
_OF_MANY = re.compile(rf" d(?:e |['’])(?!{NAMED})[^\W_]+ (?:du |des |de l(?:a |['’]))\Z")
_OF_ANY = re.compile(rf"\b{OF}\Z")
_ACTIVITY = re.compile(rf"(?:une? )?{QUALIFIERS}(?:sport|discipline|danse|langue)\b")
# "X et Y, une société": the one or both. "Le pays le plus touché": today.
_AND = re.compile(rf"\bet (?:{OF}|à (?:la |l['’])?|aux? |en |l[ae] |l['’])?{OPENS}\Z")
_MOST = re.compile(r"\bl[ae]s? (?:plus|moins)\b")
# The next of several: "X, la ville de Lyon et la région".
_ENDS_ALONE = re.compile(rf"\s*(?:,(?! {NAMED})|[.;)!?]|$)")
_OTHER = re.compile(rf",? (?:et|ou) |,(?: {WORD}){{1,6}}? (?:et|ou) ")
# "Brest (région de Caen)", "Opéra (ligne 8)": where it is. "A, pont du Gard": the next.
_AREA = re.compile(
    rf"{words('ligne région province département district quartier arrondissement secteur zone')}\b"
)
_NAMED_SITE = re.compile(
    r"(?:pont|place|rue|tour|gare|parc|fête|hôtel|musée|lac|église|château|stade|tunnel|port)"
    rf" {OF}?{NAMED}\b.*"
)
# What is told of a thing with "le" before it could be the sentence: "En X, le livre va mal".
_NO_SENTENCE = re.compile(
    rf"{TAIL}(?: (?:(?:le|la|plus|très|tout|bien) )*(?!étant|ayant)"
    r"\w+(?:ée?|ie?|ue?|ise?|ite?|erte?|ant)(?!\w).*)?",
    re.DOTALL,
)
_AND_OTHER = re.compile(rf" (?:et|ou) (?:{NAMED}|l[ae]s? |l['’]|d(?:e |['’]))")
_NAMES_PLACE = re.compile(
    rf"{words('ville région commune village province cité île port pays république parti')}"
    rf" {OF}{NAMED}"
)
# "À X, la ville ferme", "Pour lui X est un jeu"
_FRONTED = re.compile(
    r"(?:^|[.:;»] |\A\W*)(?:même |surtout |enfin |et |mais )?"
    + words(
        rf"""
        {FRONTS} a de vers entre sous près via hors
        (?:[^\W_]+é|reçu|battu|soutenu|élu)e?s?\s(?:par|à|en|dans|au)
        """
    )
    + r"\b[^,;:.«»“”\"]{0,80}\Z",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    rf"(?:\b{words('de du des à au aux avec par et ou chez contre selon en dans sur pour si que')}"
    rf" |\b(?:d|qu)['’])(?:l[ae]s? |l['’])?{OPENS}\Z",
    re.IGNORECASE,
)

# "à Brest, en Ardèche, une ville", "« La maison » à Brest, une école": of what is there.
_IN = re.compile(
    rf"(?:, |(?:(?<!\w){NAMED}|[»”\")]) )(?:en|(?:à|dans) (?:l[ae] )?|(?:à|dans) l['’]|aux?) ?\Z"
)
_AT_PLACE = re.compile(r"\b(?:à|en) \Z")
_IS_PLACE = re.compile(
    rf"(?:une? )?{QUALIFIERS}{PLACE}(?![\w’'-])",
)
_AT = re.compile(rf", {words('a à en dans chez pour selon sur au aux')} (?:l[ae] |l['’])?{OPENS}\Z")


def definitions(sentence: str, start: int, end: int) -> Iterator[Span]:
    """The words that say what the term is that stands in a sentence from ``start`` to ``end``.

    All in characters of the sentence. In the order: behind the term, behind "is", the words in full
    of an acronym, before the term.
    """
    for form in (_AFTER, _IN_BRACKETS, _THAT_IS):
        behind = form.match(sentence, end)
        if behind and not _is_of_another(sentence, start, behind):
            yield from _with_clause(sentence, behind)
    for form in (_IS, _CONSISTS) if _is_subject(sentence, start) else ():
        said = form.match(sentence, end)
        if said and not (form is _IS and _IS_RANK.search(said["what"])):
            yield from _with_clause(sentence, said)
    for before in (in_full, called, kind):
        if found := before(sentence, start, end):
            yield found


def _with_clause(sentence: str, found: re.Match[str]) -> Iterator[Span]:
    """What is found, with the clause behind it where it says little: "un pays qui ..."."""
    start, end = found.span("what")
    if found.re is _CONSISTS or found["tail"] or not _CLAUSE_BEHIND.match(sentence, end):
        yield Span(start, end)
    elif clause := _CLAUSE.match(sentence, end):
        yield Span(start, clause.end())


def _is_of_another(sentence: str, start: int, behind: re.Match[str]) -> bool:
    """Whether what stands behind a term goes with another, or is what the sentence is about."""
    earlier, what = up_to(sentence, start), behind["what"]
    if behind.re is _AFTER and behind["brackets"]:  # "Parti de [Brest (PB), une formation"
        whole = in_full(sentence, *behind.span("brackets"))
        if whole and whole.start < start:
            return True
    if any(one.search(earlier) for one in (_OF_THING, _OF_MANY)):
        return True
    if _OF_ANY.search(earlier) and _ACTIVITY.match(what):
        return True
    if _NAMES_OTHER.match(behind["tail"]) and behind["article"] not in ("un ", "une "):
        return True
    definite = (behind["article"] or "").lower().startswith("l")
    sentence_like = definite and not _NO_SENTENCE.fullmatch(behind["tail"])
    bare = not behind["article"] and not behind["tail"]
    if behind["what"][0].isupper():
        return True  # "Koh-Lanta, L'île au trésor"
    if behind.re is not _AFTER:  # "à Brest (centre)", "A (pneus), B (freins)"
        within = not behind["article"] and _AREA.match(what)
        return bare or sentence_like or bool(within) or earlier.endswith("), ")
    if not behind["article"] and sentence.startswith(":", behind.end()):
        return True  # "Le rhume, maladie bénigne : pourquoi"
    if not behind["article"] and _NAMED_SITE.fullmatch(what):
        return True
    if _AND.search(earlier) or _MOST.search(behind["tail"]):
        return True
    again = re.search(rf"\b(?:un|une|l[ae]|cet?|cette) {re.escape(behind['thing'])}\b", earlier)
    if again and not called(sentence, start, behind.start()):
        return True  # "un bateau sur X, un bateau pour deux"
    if bare and not _CLAUSE_BEHIND.match(sentence, behind.end()):
        return True  # "Le chômage, police, école"
    if _FRONTED.search(sentence[:start]):
        return True
    if _IN.search(earlier) or (_AT_PLACE.search(earlier) and not _IS_PLACE.match(what)):
        return True
    if not definite:
        return False
    one_of = _OTHER.match(sentence, behind.end()) or _AND_OTHER.search(what)
    one_of = one_of or _NAMES_PLACE.search(what)
    alone = behind["tail"] and not sentence_like and _ENDS_ALONE.match(sentence, behind.end())
    return not alone or bool(one_of or _AT.search(earlier))


def _is_subject(sentence: str, start: int) -> bool:
    """Whether its sentence may be about what stands at a place, and says so itself."""
    before = sentence[:start]
    opened = re.sub(rf"{OPENS}\Z", "", before)
    quoted = opened.count('"') % 2 or sentence.count('"') % 2
    quoted = quoted or any(
        opened.count(opens) > opened.count(closes) or sentence.count(opens) < sentence.count(closes)
        for opens, closes in ("«»", "“”")
    )
    asks = sentence.rstrip().endswith("?")
    return not (quoted or asks or _NO_SUBJECT.search(before) or _FRONTED.search(before))
