"""Foreword, a desktop editor for Markdown blogs."""

__version__ = "0.1.0"
