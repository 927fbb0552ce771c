"""Who somebody and what something is: what asks it, and the words beside a name that say it."""
