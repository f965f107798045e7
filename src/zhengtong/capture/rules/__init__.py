"""Addresses, characters, lists of links, articles and likeness, as values. No Django below here."""
