"""Whether a clause denies something: by its words.

Words are folded; French and English at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SECOND = frozenset("pas plus jamais rien aucun aucune personne guere nul nulle ni point".split())
_ALONE = frozenset(
    """
    not never nobody nothing none neither nor without sans aucun aucune jamais ni
    unable incapable incapables
    """.split()
)
# Words that look like a negation and deny nothing.
_NOT_NEGATION = re.compile(
    r"\b(?:not (?:only|just|merely)|non seulement|sans (?:aucun )?doute|(?:no|without) doubt"
    r"|no (?:later|less|fewer)|ni plus ni moins|pas moins de"
    r"|(?:sans|without|no) hesit\w+|sans (?:cesse|compter)"
    r"|(?:un|le|ce|son|premiers?|grands?|petits?|faux|quelques) pas|pas en avant|n \d\w*"
    r"|(?:ou|or) n(?:on|ot)|n importe (?:qui|quoi|ou|comment|quel\w*)|n (?:\w+ )?eu de cesse)\b"
)
# Before "ne", and verbs that it denies alone also behind "que": "rien n'indique", "qu'il n'a pu".
_NOTHING = frozenset("rien personne aucun aucune nul nulle jamais guere ni pas".split())
_DENIED_ALONE = re.compile(
    r"(?:peu[tx]|peuvent|puis\w*|pouv\w*|pour+[ar]\w*|pus?|purent|put|sa(?:is|it|v|ur)\w*|su|os\w*"
    r"|cess\w*)\Z"
)
# "La somme la plus importante jamais dépensée": ever.
_SUPERLATIVE = re.compile(
    r"\b(?:plus|moins|meilleur\w*|pires?|premiere?s?|seule?s?) (?:\w+ ){0,5}\Z"
)
_AND_NOT = re.compile(r"(?:\A|\b(?:et|mais) )non \w|\w (?<!\bou )(?<!\bdit )non\Z")
_NOT_NE = frozenset("que qu".split())
_REMAINS = re.compile(r"\brest\w* (?:encore )?à \w+(?:er|ir|re)\b|\bremains? to be\b")
_HESITATES = re.compile(r"\bhesit\w* (?:pas |plus )?(?:à|a|to)\b")

_FORMERLY = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )\bused to\b"
    r"|\b(?:autrefois|jadis|naguere|formerly)\b"
)
_NOW = re.compile(
    r"\b(?:now|still|today|currently|nowadays|desormais|maintenant|actuel\w*|aujourd'hui|toujours"
    r"|encore|a present)\b"
)
_ONCE = re.compile(
    r"\b(?:auparavant|autrefois|jadis|naguere|ancien(?:s|nes?)?|a l'epoque|ex-\w+)\b"
)
_ONCE_TOO = re.compile(r"\b(?:former|once|previously|old)\b")  # "the old station now houses"
_FORMER = re.compile(
    r"(?:ai(?:t|ent)|[iu]rent)\b|\b(?:ancien\w*|ex|jadis|naguere|autrefois|ete|fut|jusqu|a|ont)\b"
)


def is_negated(words: Sequence[str]) -> bool:
    """Whether a clause says that something is not."""
    text = without_idioms(" ".join(words))
    denied = _denies(text.split()) or bool(_AND_NOT.search(text))
    return (denied or bool(_REMAINS.search(text))) != bool(_HESITATES.search(text))


def without_idioms(text: str) -> str:
    """A clause without what looks like a negation and is none."""
    return _NOT_NEGATION.sub(" ", text)


def _denies(words: Sequence[str]) -> bool:
    for place, word in enumerate(words):
        if word in ("ne", "n"):
            following = words[place + 1 : place + 8]
            if _SECOND.intersection(following) or _NOTHING.intersection(words[:place]):
                return True
            empty = {"avant", *_NOT_NE}.intersection(words[:place])  # "avant qu'il ne parte"
            if not _NOT_NE.intersection(following) and (
                not empty or any(map(_DENIED_ALONE.match, following[:4]))
            ):
                return True  # "ne peut", "ne cesse"
        elif word == "jamais" and _is_ever(words[:place]):
            continue
        elif word in _ALONE or word == "pas" or (word == "no" and place + 1 < len(words)):
            return True
    return False


def _is_ever(before: Sequence[str]) -> bool:
    """Whether "jamais" means ever: behind a superlative, without "ne"."""
    text = " ".join(before) + " "
    return not {"ne", "n"}.intersection(before) and bool(_SUPERLATIVE.search(text))


def restricts(words: Sequence[str]) -> bool:
    """Whether a "ne" still waits for its "que": only."""
    return bool({"ne", "n"}.intersection(words)) and not _SECOND.intersection(words)


def says_no_longer(words: Sequence[str]) -> bool:
    """Whether a clause says that something is so no more."""
    text = " ".join(words)
    return bool(re.search(r"\bno longer\b|\bn(?:e)? (?:\w+ ){1,3}plus\b|\bany ?more\b", text))


def says_never_before(words: Sequence[str]) -> bool:
    """Whether a clause says that something had never been until then."""
    until = {"avait", "avaient", "had", "before", "auparavant", "jusqu", "encore"}
    return says_never(words) and bool(until.intersection(words))


def says_never(words: Sequence[str]) -> bool:
    """Whether a clause says that something never is."""
    return bool({"never", "jamais"}.intersection(words))


def says_formerly(words: Sequence[str]) -> bool:
    """Whether a clause says that something was so once: "used to belong"."""
    return bool(_FORMERLY.search(" ".join(words)))


def only_was(claim: str, evidence: Iterable[str]) -> str | None:
    """The word by which a claim has it so now, where the evidence only has it so once."""
    texts = list(evidence)
    now = _NOW.search(claim)
    once = any(_ONCE.search(text) for text in (*texts, claim))
    if not now or not once or any(p.search(claim) for p in (_ONCE, _ONCE_TOO, _FORMERLY)):
        return None
    return None if any(_NOW.search(text) for text in texts) else now.group()


def tells_former(words: Sequence[str]) -> bool:
    """Whether a clause may tell what is so no more."""
    return says_no_longer(words) or bool(_FORMER.search(" ".join(words)))
