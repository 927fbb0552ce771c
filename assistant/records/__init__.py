"""Conversations kept, exported, judged, and checked against the articles again."""
