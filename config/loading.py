"""From a TOML file, the environment and secret files to `Settings`, all faults told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

from config.settings import Settings

PREFIX = "NOVADS_"


class SettingsError(Exception):
    """The settings cannot be used; `faults` are lines "section.key: what is wrong"."""

    def __init__(self, source: str, faults: list[str]) -> None:
        super().__init__(f"{source}: {len(faults)} fault(s) in the settings\n" + "\n".join(f"  {f}" for f in faults))
        self.faults = faults


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Settings from a TOML file (None: defaults only) with `NOVADS_SECTION__KEY` of `environ` laid over it.

    Relative paths count from the working folder. Raises SettingsError with every fault and its path.
    """
    told = _file(path) if path else {}
    unknown = [name for name in sorted(environ) if name.startswith(PREFIX) and not _lay_over(told, name, environ[name])]
    faults = [f"{name}: no such setting; write NOVADS_SECTION__KEY" for name in unknown]
    try:
        settings = Settings.model_validate(told)
    except ValidationError as error:
        faults += [_sentence(fault) for fault in error.errors()]  # type: ignore[arg-type] # ErrorDetails is a dict
        raise SettingsError(str(path or "environment"), faults) from error
    faults += list(_missing_secret_files(settings, ""))
    faults += _contradictions(settings)
    if faults:
        raise SettingsError(str(path or "environment"), faults)
    return settings


def secret(value: SecretStr, file: Path | None) -> str:
    """A secret as text: the file's content without the line end when a file is set, else the value."""
    return file.read_text(encoding="utf-8-sig").rstrip("\r\n") if file else value.get_secret_value()


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(str(path), [f"cannot be read: {error}"]) from error


def _lay_over(told: dict[str, Any], name: str, value: str) -> bool:
    """Set SECTION__KEY in `told`; a whole list of tables can be given as TOML, a plain word needs no quotes."""
    keys = name.removeprefix(PREFIX).lower().split("__")
    if len(keys) != 2:
        return name == "NOVADS_SETTINGS"  # names the file itself
    section = told.setdefault(keys[0], {})
    if not isinstance(section, dict):
        return False
    section[keys[1]] = _toml_value(value)
    return True


def _toml_value(value: str) -> Any:
    """Lists, tables and quoted words as TOML; all else as it stands: a password of digits stays a word."""
    try:
        read = tomllib.loads(f"v = {value}")["v"]
    except tomllib.TOMLDecodeError:
        return value
    return read if isinstance(read, str | list | dict) else value


def _sentence(fault: dict[str, Any]) -> str:
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in fault["loc"])
    said = "no such setting" if fault["type"] == "extra_forbidden" else fault["msg"].removeprefix("Value error, ")
    return f"{path}: {said}"


def _missing_secret_files(section: BaseModel, path: str) -> list[str]:
    faults = []
    for name, value in section:
        inside = value if isinstance(value, tuple) else (value,)
        for number, one in enumerate(inside, 1):
            here = f"{path}{name}" + (f".{number}" if isinstance(value, tuple) else "")
            if isinstance(one, BaseModel):
                faults += _missing_secret_files(one, f"{here}.")
            elif isinstance(one, Path) and name.endswith("_file") and (fault := _unreadable(one)):
                faults.append(f"{here}: {fault}")
    return faults


def _unreadable(file: Path) -> str:
    if not file.is_file():
        return f"no file at {file}"
    try:
        file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return f"{file} cannot be read: {error}"
    return ""


def _contradictions(settings: Settings) -> list[str]:
    names = [box.name for box in settings.sources()]
    faults = [
        f"mailbox, folder: the name {name!r} is given twice" for name in sorted(set(names)) if names.count(name) > 1
    ]
    if settings.general.mode == "redirect" and not settings.general.redirect_to:
        faults.append("general.redirect_to: mode redirect needs the address that gets all mail")
    if settings.general.mode != "observe" and not settings.smtp.host:
        faults.append(f"smtp.host: mode {settings.general.mode} needs a server to send by")
    faults += [
        f"ignore.{rule.name}: neither from_address nor subject is set, so it would ignore everything"
        for rule in settings.ignore
        if not rule.from_address and not rule.subject
    ]
    faults += [f"call.{call.id}.closes: before it opens" for call in settings.call if call.closes < call.opens]
    return faults
