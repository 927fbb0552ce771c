"""Text of articles, titles, file names, questions and models as HTML that shows it as it is."""

from __future__ import annotations

import html


def escape(text: object) -> str:
    """The text for HTML and for attributes; a browser gives it back character for character."""
    return html.escape(str(text)).replace("\r", "&#13;")  # a bare one would be read as a line feed
