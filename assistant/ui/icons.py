"""The few drawings on buttons. A screen reader hears the button's label instead."""

from __future__ import annotations

_SVG = (
    '<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor"'
    ' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
    ' focusable="false">{}</svg>'
)
_THUMB = '<path d="M7 9 10 3c1.4 0 2 1 1.8 2.2L11.4 8H16l-1.2 7.2c-.1.5-.5.8-1 .8H7M7 9H4v7h3z"/>'

THEME = _SVG.format(
    '<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/>'
)
ARTICLES = _SVG.format('<path d="M4 3h9l3 3v11H4zM7 8h6M7 11h6M7 14h4"/>')
PAST = _SVG.format('<circle cx="10" cy="10" r="7"/><path d="M10 6v4l3 2"/>')
NEW = _SVG.format('<path d="M10 4v12M4 10h12"/>')
CLOSE = _SVG.format('<path d="M5 5l10 10M15 5 5 15"/>')
COPY = _SVG.format('<path d="M7 7h9v10H7zM13 7V3H4v10h3"/>')
UP = _SVG.format(_THUMB)
DOWN = _SVG.format(f'<g transform="rotate(180 10 10)">{_THUMB}</g>')
BEFORE = _SVG.format('<path d="M12 5 7 10l5 5"/>')
AFTER = _SVG.format('<path d="m8 5 5 5-5 5"/>')
UPWARDS = _SVG.format('<path d="M10 16V4M5 9l5-5 5 5"/>')
