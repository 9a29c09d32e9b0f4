"""The window. The rooms below it, which know nothing of Qt, are loaded first: PySide6 reads the source of every module that
is imported after it, to see whether it uses Qt, and that takes a tenth of the start."""

import foreword.library
import foreword.rendering.page
import foreword.rendering.pictures
import foreword.writing  # noqa: F401
