"""From the parsed tree to HTML."""
