"""Whether the sentences that are cited carry a claim: figures, names, polarity, roles, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.grounding.bindings import changed_places
from assistant.grounding.claims import Claim, read_claim
from assistant.grounding.clauses import Clauses
from assistant.grounding.coverage import Coverage
from assistant.grounding.details import changed_details
from assistant.grounding.figure_checks import Figures
from assistant.grounding.matching import Nearness
from assistant.grounding.moments import other_moment
from assistant.grounding.naming import Names, known_names
from assistant.grounding.quantifiers import overstated
from assistant.reader.similarity import WordVectors
from assistant.types import NumberedSentence
from index.types import Language


class Checks:
    """Judges claims against sentences of French articles."""

    def __init__(
        self,
        given: Sequence[NumberedSentence],
        question: str,
        language: Language,
        vectors: WordVectors,
    ) -> None:
        self._language = language
        self._nearness = Nearness(vectors, language)
        self._names = Names(self._nearness, language)
        self._names_given = known_names(
            [question, *(s.text for s in given)], {s.title for s in given}
        )
        self._question = read_claim(question, language, self._names_given)

    def lacking(self, text: str, cited: Sequence[NumberedSentence]) -> str | None:
        """What the sentences cited do not carry: "negation: …"; None when they carry the claim."""
        names = self._names_given
        claim = read_claim(text, self._language, names)
        evidence = [read_claim(sentence.text, "fr", names) for sentence in cited]
        titles = [read_claim(title, "fr", names) for title in dict.fromkeys(s.title for s in cited)]
        aliases = self._names.aliases(claim, evidence, titles)
        if aliases:
            claim = read_claim(text, self._language, names, aliases)
        self._learn([claim, *evidence, *titles, self._question])
        return (
            Figures(self._nearness, titles).lacking(claim, evidence)
            or self._names.lacking(claim, evidence, titles)
            or other_moment(claim, evidence, self._nearness.near)
            or changed_details(claim, evidence, self._nearness.near)
            or changed_places(claim, evidence, self._nearness.near)
            or Clauses(self._nearness).lacking(claim, evidence)
            or overstated(claim, evidence)
            or Coverage(self._nearness).lacking(claim, evidence, titles)
        )

    def _learn(self, claims: Iterable[Claim]) -> None:
        self._nearness.learn(w.text for c in claims for w in c.words if not w.expression)
