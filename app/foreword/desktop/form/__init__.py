"""The front-matter form."""

from foreword.desktop.form.panel import FormPanel
from foreword.desktop.form.view import FieldView, FormView

__all__ = ["FieldView", "FormPanel", "FormView"]
