"""Settings: the default file is the manual; all faults are told at once; the environment and secret files count."""

from pathlib import Path

import pytest

from config.loading import SettingsError, load_settings, secret
from config.manual import FILE, default_file
from config.section import Section
from config.settings import Settings


def sections(model: type[Section]) -> list[type[Section]]:
    return [kind for kind in Section.__subclasses__() if kind is not Settings]


def test_the_default_file_is_the_one_the_settings_print() -> None:
    assert FILE.read_text() == default_file()


def test_the_default_file_loads_as_the_defaults() -> None:
    assert load_settings(FILE, {}) == Settings()


def test_every_setting_has_its_sentence_in_the_default_file() -> None:
    text = FILE.read_text()
    for section in sections(Section):
        for name, field in section.model_fields.items():
            assert field.description, f"{section.__name__}.{name} has no sentence"
            assert field.description in text


def test_all_faults_are_told_at_once_with_their_path(tmp_path: Path) -> None:
    file = tmp_path / "novads.toml"
    file.write_text(
        '[general]\nmode = "maybe"\ncolour = 1\n[[mailbox]]\nname = "a"\nport = 70000\n[poll]\nminutes = 0\n'
        '[smtp]\npassword_file = "/nowhere"\n'
    )
    with pytest.raises(SettingsError) as told:
        load_settings(file, {"NOVADS_NONSENSE": "1"})
    faults = "\n".join(told.value.faults)
    for path in ("general.mode", "general.colour: no such setting", "mailbox.1.port", "mailbox.1.host", "poll.minutes"):
        assert path in faults
    assert "NOVADS_NONSENSE" in faults


def test_a_file_that_is_no_toml_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    file = tmp_path / "novads.toml"
    file.write_bytes(b"\xff\xfe[general")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(file, {})


def test_the_environment_is_laid_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "novads.toml"
    file.write_text('[smtp]\nhost = "mail.example.lv"\nport = 25\n')
    settings = load_settings(file, {"NOVADS_SMTP__PORT": "2525", "NOVADS_GENERAL__MODE": "live", "HOME": "/"})
    assert (settings.smtp.host, settings.smtp.port, settings.general.mode) == ("mail.example.lv", 2525, "live")


def test_a_secret_file_wins_over_a_written_secret(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from the file\n")
    settings = load_settings(
        None, {"NOVADS_SMTP__PASSWORD": "written", "NOVADS_SMTP__PASSWORD_FILE": str(tmp_path / "password")}
    )
    assert secret(settings.smtp.password, settings.smtp.password_file) == "from the file"
    assert "written" not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "fault"),
    [
        ({"NOVADS_SMTP__PASSWORD_FILE": "/nowhere/at/all"}, "smtp.password_file: no file at"),
        ({"NOVADS_GENERAL__MODE": "live"}, "smtp.host"),
        ({"NOVADS_GENERAL__MODE": "redirect", "NOVADS_SMTP__HOST": "x"}, "general.redirect_to"),
        ({"NOVADS_GENERAL__TIMEZONE": "Europe/Kekava"}, "general.timezone"),
        ({"NOVADS_ACKNOWLEDGEMENT__ANSWER_DATE_WORDING": "līdz {datums}"}, "answer_date_wording: .*only {date}"),
        ({"NOVADS_ACKNOWLEDGEMENT__ANSWER_DATE_WORDING": "līdz {"}, "answer_date_wording: .*only {date}"),
    ],
)
def test_what_cannot_work_is_a_fault(environ: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        load_settings(None, environ)


def test_files_written_by_windows_and_passwords_of_digits_are_taken(tmp_path: Path) -> None:
    """Its editor puts a byte order mark at the start and CR LF at the end."""
    (tmp_path / "password").write_bytes(b"\xef\xbb\xbfhush\r\n")
    file = tmp_path / "novads.toml"
    file.write_bytes(b'\xef\xbb\xbf[smtp]\r\npassword_file = "%s"\r\n' % str(tmp_path / "password").encode())
    settings = load_settings(file, {"NOVADS_GENERAL__DATABASE_PASSWORD": "0123", "NOVADS_SMTP__USERNAME": "true"})
    assert secret(settings.smtp.password, settings.smtp.password_file) == "hush"
    assert (settings.general.database_password.get_secret_value(), settings.smtp.username) == ("0123", "true")


def test_a_secret_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"smtp.password_file: .* cannot be read"):
        load_settings(None, {"NOVADS_SMTP__PASSWORD_FILE": str(tmp_path / "password")})
