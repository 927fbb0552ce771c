"""What stands just before a place in a sentence."""

from __future__ import annotations

REACH = 120
"""Characters before a name in which what says who or what it is may begin."""
FRONTS = """
    pour selon avec face au aux contrairement comme après avant depuis chez devant contre sans sur
    dans à par suite grâce auprès quant quand lorsque lorsqu['’] si en dès tandis outre malgré
    d['’]après
"""
"""What a part begins with that stands before the subject: "Pour Luc Roy, le maire doit"."""


def up_to(sentence: str, place: int) -> str:
    """The words just before a place."""
    return sentence[max(0, place - REACH) : place]
