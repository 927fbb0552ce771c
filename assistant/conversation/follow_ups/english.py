"""The words and endings of English questions: lists, no code."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.grammar import Grammar, word_set
from assistant.patterns import lines, words

# English auxiliaries that a verb follows, with the subject between: "did the club win".
FRONTED = word_set("do does did will would can could shall should may might must")

# Of the prepositions of places, those that often mean another thing: "reported on Nio".
ON = word_set("on off")

# Of several: "they" as well as "it".
COLLECTIVE = word_set("couple family team crew police government staff army audience jury")

NATIONAL = re.compile(  # adjectives: Chinese, Korean
    rf"^(?:\w+(?:ese|ish|ian|aqi|eli)|{words('french dutch greek swiss czech german thai arab')}"
    rf"|\w*{words('american african mexican moroccan cuban afghan european korean chilean')})$"
)

_NEVER = re.compile(r"(?!)")

_ENGLISH_CONNECTOR = lines(
    """
    (?:what|how) about
    and
    but
    so
    then
    okay
    ok
    thanks
    """
)

# "I meant in Brazil", "not Guiana, Brazil": before the word that was meant.
_ENGLISH_CORRECTION = lines(
    r"""
    (?:no|sorry|pardon|oops)(?=[,.!]| i\b| not\b)
    actually|or rather(?! than\b)|make that
    (?:what )?i (?:mean|meant)(?: was)?
    i(?:['’]m| am| was) (?:talking|asking|speaking|thinking) (?:about|of)
    not [^,?]+(?:,| but)(?= (?:(?-i:[A-ZÀ-Þ])|\d|(?:in|on|at|for|the)\b)[^,]*$)
    """
)

_EXPLETIVE_NEXT = words(
    r"""
    true false possible impossible likely unlikely certain clear known said raining snowing cold
    hot rains snows takes safe legal illegal necessary rain snow
    """
)

_BE = words("is are was were be been")

ENGLISH = Grammar(
    feminine=frozenset(),
    masculine=frozenset(),
    singular=word_set("the a an this that every each another my your our"),
    plural=word_set("these those some any both several many"),
    possessive=word_set("its their his her"),
    demonstrative=word_set("this that these those"),
    of=word_set("of"),
    places=word_set("in at on near off outside"),
    prepositions=word_set(
        """
        to in at on of for from with by about into over under after before since during between
        against until through near without within per as than via among towards behind off
        outside inside beyond around
        """
    ),
    verbs=word_set(
        """
        is are was were be been being has have had do does did will would can could shall should
        may might must need needs want wants plan plans intend intends open opens start starts
        begin begins make makes produce produces build builds sell sells buy buys cost costs take
        takes work works run runs use uses invest invests say says said tell think happen happens
        become go goes come comes get gets give gives keep put set launch launches employ employs
        pay pays spend spends expect expects announce announces close closes last lasts change
        changes own owns belong belongs help helps hire hires compare compares attend move moves
        win wins lose loses play plays ban bans pass passes rise rises fall falls grow grows
        increase decrease reach reaches call called die live lives vote votes agree agrees reduce
        cut cuts affect affects respond react deny confirm describe mean means look looks ramp
        deliver delivers charge ship report reports accept reject arrive arrives leave leaves stop
        stops know knows done made built sold said given taken paid spent won lost kept held found
        born left shut known seen written stolen broken chosen driven worn thrown affect affects
        threaten threatens cause causes went came saw felt fell left ran took gave began became
        broke rose drew flew fled fought met led bought caught taught thought brought wrote drove
        spoke stood
        """
    ),
    auxiliaries=word_set(
        """
        is are was were be been being has have had do does did will would can could shall should
        may might must
        """
    ),
    other=word_set(
        """
        it they them he she him there here then so not no yes and or but if i you we us me one
        ones when where who what which whose whom how why also still already now just only even
        very too true ever never yet again else  down much down much almost it's
        """
    ),
    before_noun=frozenset(),
    adjective=_NEVER,
    feminine_noun=_NEVER,
    masculine_noun=_NEVER,
    adverbial=word_set("where when why how"),
    asking=word_set("who whom whose what which"),
    fillers=word_set("exactly so then else precisely and also come again now though"),
    roles=word_set(
        """
        company firm group carmaker automaker manufacturer brand bank club team party giant maker
        organisation organization association institution broadcaster newspaper union retailer
        companies firms groups carmakers brands partners
        """
    ),
    persons=word_set(
        """
        president minister mayor prefect senator congressman congresswoman governor chancellor king
        queen pope director boss chief head leader chairman chairwoman ceo founder owner economist
        lawyer judge prosecutor doctor author writer coach captain colonel commander spokesman
        spokeswoman man woman boy girl
        """
    ),
    vague=word_set("case way reason thing point matter time"),
    days=word_set(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june
        july august september october november december
        """
    ),
    relatives=word_set(
        """
        wife husband father mother brother brothers sister sisters son sons daughter daughters
        children parents partner family lawyer
        """
    ),
    outcomes=word_set(
        """
        people anyone anybody someone person dead died deaths killed injured injuries wounded hurt
        missing arrested victim victims casualties survived survivors happened damage consequences
        causes next
        """
    ),
    units=word_set("year month week day morning evening night summer winter spring autumn season"),
    of_units=word_set(
        """
        last next past previous coming same first second third two three four five six seven eight
        nine ten twelve beginning end early late
        """
    ),
    moments=word_set("yesterday today tomorrow now"),
    unreferred=word_set(
        """
        city country place region year date day month time amount sum number way reason share
        area part extent field
        """
    ),
    attributes=word_set(
        """
        price cost amount duration date budget number rate size name capacity population area depth
        height length weight age figure result score toll fare salary speed range power
        temperature level share value
        """
    ),
    of_amounts=re.compile(
        r"^(?:rise|rose|fall|fell|increas|decreas|gr[oe]w|chang|compar|drop|high)"
    ),
    of_things=re.compile(
        r"^(?:costs?|weighs?|opens?|reopens?|lasts?|called|available|released|located|be|built"
        r"|finished|completed|ready|expensive|worth)$"
    ),
    connectors=re.compile(
        rf"(?:{_ENGLISH_CONNECTOR}(?:,? +|, *|$))+",
        re.IGNORECASE,
    ),
    corrections=re.compile(rf"(?:{_ENGLISH_CORRECTION}(?:[ ,.!:]+|$))+", re.IGNORECASE),
    afterthoughts=re.compile(
        r"(?:,? (?:instead|rather|i mean)|, (?:and )?not [^,?]+)$", re.IGNORECASE
    ),
    impersonal=re.compile(
        lines(
            rf"""
            \b(?:is|was|will|would|may|might|could)(?: be)? +(?:it|there)\b(?= +{_EXPLETIVE_NEXT}\b)
            \bit(?:['’]s| +is| +was| +will +be)? +{_EXPLETIVE_NEXT}\b
            \b(?:does|did|will|would) +it +(?:take|cost)\b(?= +\w)
            \b(?:time|day) +is +it\b
            \b{_BE} +(?:not +)?there\b
            \bthere(?:['’]s|\s+{_BE})\b
            \b(?:will|would|can|could|may|might|should|has|have) +there\b
            """
        ),
        re.IGNORECASE,
    ),
)
