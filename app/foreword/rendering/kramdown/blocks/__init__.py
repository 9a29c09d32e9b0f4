"""Blocks: what a line begins, and how far it goes."""
