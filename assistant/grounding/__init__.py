"""What of a chat model's reply the articles carry: citations to quotes, and claims to evidence."""
