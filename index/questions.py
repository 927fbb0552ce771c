"""The words of a question: its language, and which of its words carry the search."""

from __future__ import annotations

import re

from index.embedding import static_embedder
from index.lexical import words
from index.types import Language

# Words that ask, or only hold the sentence together, folded: they are in every article.
FUNCTION_WORDS = frozenset(
    """
    le la les l un une des de du d au aux et ou a en dans sur sous par pour avec sans ce cet cette
    ces c qui que qu quoi dont quel quelle quels quelles quand comment combien pourquoi lequel
    laquelle lesquels lesquelles est sont etait etaient ete etre sera seront serait soit ont avait
    avaient avoir aura auront as ai fait faire font il elle ils elles on nous vous je tu se s son sa
    ses leur leurs y ne n pas plus t il moi me m si mais donc or ni car deja aussi tres peut
    peuvent va vont doit doivent depuis selon entre vers chez lors cela ca ceci celui celle ceux
    the of to in on at by for from with without and or is are was were be been being will would
    shall should can could may might do does did done has have had having what when where who whom
    whose which why how it its he she they his her hers their theirs him them this that these those
    there as not no yes any some an i you we us our your my me s t d ll re ve if than then about
    into out up down over so such just also very get gets got much many
    """.split()
)
# What a question begins with tells its language, whatever names follow; a word behind it tells
# otherwise only in lower case: "Quand" may be in a title, and "Will" be a name.
_ASKS_IN_FRENCH = re.compile(
    r"\A\W*(?:(?:et|mais|alors|depuis|pour|de|à|avec|chez|par) |jusqu['’]à |d['’])*"
    r"(?:qu['’]|(?:quand|qui|que|quoi|quel(?:le)?s?|où|pourquoi|combien|comment|est-ce|c['’]est)"
    r"(?!\w))"
    r"|\A\W*(?:et|mais|alors)(?!\w)|\bquand\W*\Z|\b(?:peut|peuvent|ont)-(?:on|ils?|elles?)\b",
    re.IGNORECASE,
)
_ASKS_IN_ENGLISH = re.compile(
    r"\A\W*(?:(?:and|but|so|then|since|from|in|for|at|by|with|to|of|on) )*"
    r"(?:who|whom|whose|what|which|where|when|why|how)(?!\w)|\A\W*(?:and|but|so)(?!\w)",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    """
    what when where who whom whose which why how is are was were do does did has have had will would
    can could may might should the of to in by for from with and
    """.split()
)
_FRENCH = frozenset(
    """
    le la les l un une des de du d au aux et ou dans sur sous par pour avec sans ce cet cette ces
    qui que qu quoi dont quel quelle quels quelles quand combien pourquoi est sont a ont il elle
    se s
    """.split()
)
_FRENCH_CLAUSE = frozenset("qui que quoi quel quelle quand combien pourquoi est sont ont".split())


def question_language(question: str) -> Language:
    """The language a question is asked in; French when nothing tells."""
    lower = {word for word in re.findall(r"[^\W\d_]+", question) if word.islower()}
    french, english = len(lower & _FRENCH), len(lower & _ENGLISH)
    if _ASKS_IN_FRENCH.search(question) and french + 1 >= english:
        return "fr"
    if _ASKS_IN_ENGLISH.match(question) and (english or not lower & _FRENCH_CLAUSE):
        return "en"
    return static_embedder().language(question)


def content_words(question: str) -> list[str]:
    """The question's words that carry it, folded, once each, in order; all when none does."""
    every = list(dict.fromkeys(words(question)))
    return [word for word in every if word not in FUNCTION_WORDS] or every
