"""Articles, passages and their search. Knows no chat model, no page and no settings."""
