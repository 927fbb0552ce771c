"""The noun phrases that say what something is, as patterns: "une société française de chimie"."""

from __future__ import annotations

from assistant.patterns import words
from assistant.reader.identification.things import THING

_CLOSING = r";:!?()»\"”–—…"
_MARKS = rf"{_CLOSING}«“"
WORD = rf"(?:\d+(?:[.,]\d+)+|[^\s.,{_MARKS}]+)"
"""A word, or a figure with its marks."""
QUALIFIED = words(
    r"""
    petite? grande? gros(?:se)? jeune nouve(?:au|lle|l) anci?en(?:ne)? vieux vieille célèbre vaste
    importante? simple véritable (?:tout\s)?premi(?:er|ère) deuxième troisième seconde? principale?
    dernière? riche puissante? fameu(?:x|se) belle beau plus\s(?:grande?|vieille|grosse|petite|gros)
    minuscule immense haute? mini ex célébrissime prestigieu(?:x|se) modeste populaire future?
    actuel(?:le)? éphémère rare numéro\s(?:un|deux|trois|[123]) redoutable traditionnel(?:le)?
    """
)
"""One word that may stand before what a thing is called."""
QUALIFIERS = rf"(?:(?i:{QUALIFIED})[ -])*"
"""The same, any number of them."""
IS_THING = rf"{THING}(?![\w’'-])"
"""What a thing is called, whole."""
ARTICLE = r"(?P<article>(?i:(?:l[ae]|une?) |l['’]))"
"""The article of such a phrase."""
OF = r"d(?:u |es |['’]|e (?:l[ae] |l['’])?)"
"""What joins a thing to whose it is."""
OPENS = r"(?:[\"«“‘'] ?)?"
"""The quotation mark before a term, or nothing."""
CLOSES_QUOTE = r"(?: ?[\"»”])?"
"""The one behind it."""
# What goes with it: no clause, and a work's title.
_VERB = words(
    r"""
    a ont avait avaient est sont était sera va vont vient peut doit fait se [sn]['’]\w+
    [lm]['’](?:a|ont|est|avait|avaient) \w+(?:ait|aient|ront)
    """
)
_TITLE = r"\"[^\"]{1,60}\"|« [^«»]{1,60} »|“[^“”]{1,60}”"
_NOT_LAST = "".join(
    rf"(?<! {word})"
    for word in "de du des la le les un une et en à comme par pour dans sur avec plus très".split()
)
_TAIL = rf"(?P<tail>(?: (?!{_VERB}(?!\w))(?:{_TITLE}|{WORD})){{0,16}}?){_NOT_LAST}"
WHAT = rf"{QUALIFIERS}(?P<thing>{IS_THING}){_TAIL}"
"""What a thing is called, with what goes with it."""
RELATIVE = words(
    r"""
    qui qu['’] que dont où aux?quel\w*
    (?:dans|sur|pour|par|à|avec|de)\sl(?:e|a|es)?quel\w*
    """
)
"""What a clause begins with that goes with it."""
MARK = rf"(?:[.,](?!\d)|[{_CLOSING}]|$)"
"""A mark that ends a phrase."""
CLOSES = rf"(?=\s*{MARK}| - |\s{RELATIVE})"
"""What comes behind such a phrase; takes nothing."""
BRACKETS = r"(?: ?\((?P<brackets>[^()]{1,40})\))?"
"""What stands in brackets behind a term, or nothing."""
PLACE = words(
    """
    agglomération archipel banlieue bidonville bourgade capitale centre-ville chef-lieu cité colonie
    commune continent département désert faubourg forteresse hameau île îlot lieu localité massif
    métropole pays péninsule plage port préfecture principauté province quartier région république
    royaume site sous-préfecture station territoire vallée village ville zone
    """
)
"""What a place is called."""
