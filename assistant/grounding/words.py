"""The words of a sentence: which carry meaning, which are names, which only hold it together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.grounding.concepts import concepts_of, is_known_name, name_of
from index.questions import FUNCTION_WORDS
from index.unseen import as_read

_APOSTROPHES = str.maketrans("’ʼ‘`´\u00a0\u202f\u2009\u2011–—", "'''''   ---")
_LIGATURES = {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ﬁ": "fi", "ﬂ": "fl", "ß": "ss"}
_WRITTEN = (
    (re.compile(r"\b[Cc]annot\b"), "can not"),
    (re.compile(r"\b([Cc])an't\b"), r"\1an not"),
    (re.compile(r"\b([Ww])on't\b"), r"\1ill not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\bS(?:ain)?t(e?)\.?[ -](?=[A-ZÀ-Þ])"), r"Saint\1 "),
    (re.compile(r"\b(ha(?:s|ve|d)) yet to\b"), r"\1 not"),
)
PART = re.compile(r"[^\W_]+")
# Function words of the other language.
CONTENT_IN: dict[str, frozenset[str]] = {"fr": frozenset(), "en": frozenset(["car"])}
_GLUED = re.compile(r"\b([A-ZÀ-Þ]{2,})(qui|que|et|est|de|dans|pour|avec|le|la|les|en|au)\b")
_CORPORATE = frozenset("co inc ltd corp sa sas plc llc ag gmbh mr mrs ms mme mlle dr".split())
# Beside the words that no question is about: those of telling, of degree, of order.
_MORE_FUNCTION_WORDS = frozenset(
    """
    able according addition affirme affirment afin against ainsi ait almost alors although among
    amount amounts another answer approximately apres around article articles aucun aucune auquel
    autre autres auxquels avez avons ayant because become besides between bien both but cas case
    cependant chaque ci comme compared concernant concerning cote currently devenu disent dit due
    during each eleve elevent encore enfin ensuite environ etant etes eux even eventually every
    expected explain explained explains explique expliquent facon finalement finally further
    furthermore fut going here herself himself however include includes including indicate indicated
    indicates indique indiquent information instead itself jamais jusqu kind least like likely
    lorsque lui maniere mean means meme mention mentioned mentionne mentionnent mentions moreover
    most neanmoins nearly neither never nombre non none nor notably notamment note noted notes
    nothing now number one ones only other others oui outre own parce passage per phrase planned
    pourtant pouvoir precise precisent pu puis puisque puisse quant question quote rapporte
    rapportent regarding reponse report reported reportedly reports rien roughly said same say says
    sentence set since soient sommes source sources specifically state stated states still suis
    tandis terme text texte themselves therefore though thus too total toujours toutefois toward
    towards type ultimately until upon via voici voila way well whereas whether while within yet
    eu eue eus aurait auraient seraient furent aient pourrait pourraient pourra pourront pouvait
    pouvaient celles parmi pendant through lorsqu puisqu either such tel telle tels telles cases
    ago onward onwards
    """.split()
)
_FUNCTION = (FUNCTION_WORDS | _MORE_FUNCTION_WORDS) - frozenset(["plus"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded."""

    text: str
    start: int
    clause: int
    concepts: frozenset[str]
    name: str = ""  # the name's one form; empty where it is no name
    content: bool = True  # carries meaning: neither a function word nor a part of a figure
    function: bool = False  # only holds the sentence together
    expression: bool = False  # stands for several words, which follow with ``inside`` set
    inside: bool = False
    capital: bool = False  # written with a capital inside a sentence, yet a common word
    known: bool = True  # whether a first word, capitalised like all of them, may be a common one


def plain(text: str) -> tuple[str, str]:
    """The text with straight signs, as written and folded, of one length."""
    shown = unicodedata.normalize("NFC", as_read(text)).translate(_APOSTROPHES)
    shown = _GLUED.sub(r"\1 \2", shown)  # a space that an article lost
    for ligature, letters in _LIGATURES.items():
        shown = shown.replace(ligature, letters)
    for pattern, replacement in _WRITTEN:
        shown = pattern.sub(replacement, shown)
    return shown, "".join(map(_folded, shown))


@lru_cache(maxsize=5_000)
def _folded(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character.lower())
    base = [letter for letter in decomposed if not unicodedata.combining(letter)]
    return base[0] if len(base) == 1 else character


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one sentence are read with."""

    shown: str
    taken: frozenset[int]  # by figures
    names: frozenset[str]
    content: frozenset[str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def word(self, token: str, start: int, clause: int, inside: bool) -> Word:
        """The word that ``token`` is."""
        as_written = self.shown[start : start + len(token)]
        if as_written in ("à", "À"):
            return Word("à", start, clause, frozenset(), "", False, True, inside=inside)
        concepts = concepts_of(token)
        figure = start in self.taken
        function = (token in _FUNCTION and token not in self.content) or len(token) == 1
        capital = as_written[:1].isupper() and len(token) > 1 and not figure
        acronym = capital and as_written.isupper()
        name, known = "", True
        if inside:  # of an expression: "Premier ministre"
            pass
        elif token in _CORPORATE and (capital or token in ("co", "inc", "ltd")):
            function = True
        elif capital and (acronym or not function):
            opening = _opens(self.shown, start)
            if token in self.aliases:
                name = self.aliases[token]
                concepts = concepts | ({f"name:{name}"} if name else set())
            elif (
                acronym or is_known_name(token) or token in self.names or not (opening or concepts)
            ):
                name = name_of(token)
                concepts = concepts | {f"name:{name}"}
            elif opening and not concepts:
                known = False  # may be a name: whether it is, the evidence tells
        elif not function and not figure and is_known_name(token):
            concepts = concepts | {f"name:{name_of(token)}"}
        content = not (function or figure or name or inside)
        return Word(
            token,
            start,
            clause,
            concepts,
            name,
            content,
            function,
            inside=inside,
            capital=capital
            and content
            and known
            and not (token in self.aliases or _opens(self.shown, start)),
            known=known,
        )


@lru_cache(maxsize=5_000)
def names_of(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of a text that are capitalised inside a sentence, at its start, and never."""
    shown, low = plain(text)
    inside: set[str] = set()
    first: set[str] = set()
    small: set[str] = set()
    for found in PART.finditer(shown):
        word = low[found.start() : found.end()]
        if not found.group()[:1].isupper():
            small.add(word)
        elif not (word in _FUNCTION or concepts_of(word)) and _opens(shown, found.start()):
            first.add(word)
        elif word not in _FUNCTION and not _opens(shown, found.start()):
            inside.add(word)
    return frozenset(inside), frozenset(first), frozenset(small)


def _opens(shown: str, start: int) -> bool:
    """Whether a word stands where any word is capitalised."""
    before = shown[:start].rstrip(" \"'«»“”([-*")
    return not before or before[-1] in ".!?:"
