"""Where in the question before what is asked of instead stands: behind its like's preposition."""

from __future__ import annotations

from assistant.conversation.follow_ups.asked import Asked
from assistant.conversation.follow_ups.english import ON
from assistant.conversation.follow_ups.noun_phrases import NounPhrase
from assistant.conversation.follow_ups.replacing import replaced
from assistant.conversation.follow_ups.wording import joined, placed

CELUI = frozenset("celui celle ceux celles".split())
_CONTRACTED = {"du": "de", "des": "de", "au": "à", "aux": "à"}


def alone(asked: Asked, phrase: NounPhrase) -> NounPhrase | None:
    """The name that is all of a phrase but its article: "la France"."""
    name = asked.reader.name(phrase.first + 1) if phrase.determiner else None
    return name if name and name.last == phrase.last else None


def in_place(last: Asked, old: NounPhrase, new: NounPhrase) -> str:
    """The question with a name in the place of another, or of a noun, and of the article there."""
    first, end, said = old.first, old.last, new.text
    if old.named and first and last.reader.is_determiner(first - 1):
        whole = last.reader.phrase(first - 1)
        if whole and whole.head == old.head:  # "la France", "l'Union européenne"
            old, first, end = whole, first - 1, max(end, kind_end(last, whole))
    if last.language == "fr":
        before = last.tokens[first - 1].lower if first else ""
        joint, begins = base(before), last.tokens[first].lower
        if begins in _CONTRACTED:
            joint = _CONTRACTED[begins]
        elif before in ("en", "à", "de", "d'", "que", "qu'"):
            first -= 1
        else:
            return replaced(last, first, end, said, new)
        place = new.determiner and (joint == "en" or (begins in _CONTRACTED and alone(last, old)))
        said = placed(said) if place else joined(joint, said)
    return replaced(last, first, end, said, new)


def after_preposition(
    asked: Asked, said: str, last: Asked, before: str, *, bare: bool = False
) -> str | None:
    """What is said in the place of what stands behind such a preposition, else at the end."""
    kinds = [last.grammar.of, frozenset({before})]
    if not bare:  # "à Brest" is where "en Bretagne" is, but "en voiture" is not
        kinds.insert(0, last.grammar.places - (ON - {before}))
    alike = next(kind for kind in kinds if before in kind)
    plural = asked.tokens[-1].lower.endswith(("s", "x"))
    if bare and plural and before in last.grammar.of and (counted := _counted(last)):
        return replaced(last, *counted, joined(before, said))  # "Et d'ordinateurs ?"
    found = None
    for number in range(len(last.tokens) - 1, last.asks, -1):
        lower = last.tokens[number - 1].lower
        if (
            lower in alike
            and not last.tells_when(number)
            and (lower != "en" or bare or last.reader.is_name(number))
        ):
            end = phrase_end(last, number)
            if end > number:
                found = (number, end, lower)
                break
    if found is None:
        genitive = next((n for n in last.names if _has_genitive(last, n)), None)
        if genitive and before in ("of", "de", "d'"):
            return replaced(last, genitive.first, genitive.last, said)
        if before == "des" and not bare:
            return None  # "Des blessés ?": it stands behind nothing that was said
        if not any(token.lower in CELUI for token in asked.tokens):
            elsewhere = asked.language != last.language
            whole = asked.text[:1].lower() + asked.text[1:]
            return f"{last.text} {joined(before, said) if elsewhere else whole}"
        owner = next((name for name in last.names if not last.is_place(name)), None)
        if owner and not bare and (last.asked or last.tokens[0].lower in ("qui", "who")):
            other = asked.phrases[0]  # "Et celle de Nio ?" after "Quelle usine Xiaomi a-t-il ?"
            return in_place(last, owner, (said != other.text and alone(asked, other)) or other)
        return f"{last.text} {joined(before, said)}"
    number, end, preposition = found
    if last.language == "fr":
        alien = asked.language != last.language
        new = before if preposition in last.grammar.places and not alien else preposition
        return replaced(last, number - 1, end, joined(base(new), said))
    return replaced(last, number, end, said)


def _counted(last: Asked) -> tuple[int, int] | None:
    """Where "de voitures" of "Combien de voitures" stands, "cars" of "How many cars"."""
    if last.asked is None:
        return None
    before, (first, end) = last.tokens[last.asked[0] - 1].lower, last.asked
    if before == "many":
        return first, end
    return (first - 1, end) if before in ("de", "d'") else None


def counting_subject(asked: Asked, last: Asked, noun: str) -> tuple[int, int] | None:
    """Where what is counted stands, if it acts and another may; "les blessés" do so seldom."""
    acts = not (last.whole or last.subject_follows or last.subject_behind(last.asks))
    return _counted(last) if acts and noun not in asked.grammar.outcomes else None


def base(preposition: str) -> str:
    return {"d'": "de", **_CONTRACTED}.get(preposition, preposition)


def _has_genitive(last: Asked, name: NounPhrase) -> bool:
    return name.last < len(last.tokens) and last.tokens[name.last].lower == "'s"


def phrase_end(last: Asked, number: int) -> int:
    phrase = last.reader.phrase(number) or last.reader.name(number)
    return phrase.last if phrase else last.reader.noun_end(number)


def kind_end(asked: Asked, phrase: NounPhrase) -> int:
    """Where a phrase has said what it is, and what follows says whose: "le taux d'incidence"."""
    inside = range(phrase.first, phrase.last)
    head = next((n for n in inside if asked.tokens[n].lower == phrase.head), phrase.first)
    joins = asked.grammar.of | asked.grammar.places
    joints = (n for n in inside if n > head and asked.tokens[n].lower in joins)
    end = next(joints, phrase.last)
    bare = end + 1 < phrase.last and asked.tokens[end].lower in ("de", "d'")
    if bare and not asked.reader.is_determiner(end + 1) and not asked.reader.is_name(end + 1):
        return min(asked.reader.noun_end(end + 1), phrase.last)
    return end


def leading(asked: Asked) -> frozenset[str]:
    return asked.grammar.prepositions | asked.grammar.of | asked.grammar.places
