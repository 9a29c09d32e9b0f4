"""Spans: what stands within the lines of a block."""
