"""The commented default settings file, printed from the settings' own descriptions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from config.settings import Settings

FILE = Path(__file__).with_name("novads.default.toml")
HEAD = """# Settings of Novads. Every setting stands here with its default: this file is the manual.
# Keep in your own file only what you change. NOVADS_SECTION__KEY in the environment is laid over it,
# for example NOVADS_GENERAL__MODE=live; secrets belong into files named by the *_file settings.
# Tables in double brackets, such as [[mailbox]], can be repeated; shown as comments, since there is none by default.
"""


def default_file() -> str:
    """The text of the default settings file: TOML that loads as `Settings()`."""
    return HEAD + "".join(_section(name, field) for name, field in Settings.model_fields.items())


def _section(name: str, field: FieldInfo) -> str:
    repeated = get_args(field.annotation)
    model = repeated[0] if repeated else field.annotation
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    mark, head = ("# ", f"# [[{name}]]") if repeated else ("", f"[{name}]")
    lines = [f"\n# {model.__doc__}", head]
    for key, inner in model.model_fields.items():
        lines += _setting(key, inner, mark)
    return "\n".join(lines) + "\n"


def _setting(key: str, field: FieldInfo, mark: str) -> list[str]:
    nested = next((part for part in get_args(field.annotation) if _is_section(part)), None)
    lines = [f"# {field.description}"]
    if nested is not None:
        inner = [f"#   {inner} = {_value(f)}  # {f.description}" for inner, f in nested.model_fields.items()]
        return [*lines, f"# [{'mailbox' if mark else 'smtp'}.{key}]", *inner]
    shown = _value(field)
    return [*lines, f"{mark if shown else '# '}{key} = {shown}".rstrip()]


def _is_section(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _value(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True) if not field.is_required() else ""
    if default is None:
        return '""' if field.is_required() else ""
    if isinstance(default, SecretStr):
        return '""'
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int | float):
        return str(default)
    if isinstance(default, dict):
        return "{}"
    if isinstance(default, tuple):
        return json.dumps(list(default), ensure_ascii=False)
    return json.dumps(str(default), ensure_ascii=False)
