"""The editor of a post's body: a view of a text that it does not own."""

from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.editor.panel import EditorPanel

__all__ = ["EditorColors", "EditorPanel"]
