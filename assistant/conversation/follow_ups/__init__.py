"""Questions that follow up on others, made whole by rule, without a model."""
