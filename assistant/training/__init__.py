"""How the embedded reader was made."""
