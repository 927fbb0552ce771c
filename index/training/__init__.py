"""How the embedded models were made: ``python -m index.training.<name> --help``."""
