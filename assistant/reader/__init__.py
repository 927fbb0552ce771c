"""The embedded reader: which sentences answer a question, and whether any does."""
