"""Templates in posts: Liquid, Hugo's shortcodes and other generators' tags, expanded before Markdown sees the text."""
