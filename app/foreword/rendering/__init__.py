"""Markdown to HTML: one sub-package a dialect, behind the contract of `foreword.rendering.dialect`."""
