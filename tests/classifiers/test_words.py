"""Spelling, stems, languages, the lexicon: what all features stand on."""

from pathlib import Path

import pytest
from spacy.tokenizer import Tokenizer

from classifiers import examples, lexicon
from classifiers.folding import fold, unwrap
from classifiers.pipeline import Classifier, blank
from classifiers.stemming import key
from classifiers.transliteration import cyrillic


@pytest.mark.parametrize("typed", ["Ķekavā", "kekava", "KEKAVAA", "Kjekavaa", "Kekavā"])
def test_one_spelling(typed: str) -> None:
    assert fold(typed) == "kekava"


def test_letters_that_a_scan_mistook() -> None:
    assert fold("pašva1dība") == fold("pašvaldība")
    assert unwrap("at-\njaunot") == "atjaunot"
    assert fold("2024") == "2024"


FORMS = [
    ("laterna", "laternas", "laternu", "laternām", "laternā"),
    ("bedre", "bedres", "bedrē", "bedrēm"),
    ("фонарь", "фонари", "фонарей"),
]


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_a_word_share_a_key(forms: tuple[str, ...]) -> None:
    assert len({key(form) for form in forms}) == 1


def test_a_run_of_marks_without_end_is_cut_and_stays_what_it_was(classifier: Classifier) -> None:
    text = '"' * 3_000 + " Lūdzu " + "." * 3_000
    assert classifier.nlp.tokenizer(text).text == text


def test_abbreviations_stay_whole() -> None:
    words = [token.text for token in blank().make_doc("Laternas u.c. vietās plkst. 18.00")]
    assert words == ["Laternas", "u.c.", "vietās", "plkst.", "18.00"]


ODD = [
    "",
    "  a  b ",
    "\n\n a\tb\u00a0c\n",
    "km/h a / m (a/s) k-ja.",
    "🙂🙂 5km/h http://a.lv/x?y=1, a@b.lv;",
    "„Vai”?!..",
]


def test_tokens_are_those_of_spacys_tokenizer_whatever_was_met_before(classifier: Classifier) -> None:
    tokenizer = classifier.nlp.tokenizer
    for text in [*ODD, *(row.text for row in examples.read(examples.TEST))] * 2:
        ours, spacys = tokenizer(text), Tokenizer.__call__(tokenizer, text)
        assert ours.to_array(["ORTH", "SPACY"]).tolist() == spacys.to_array(["ORTH", "SPACY"]).tolist()
        assert ours.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lūdzu laternas", "lv"),
        ("ludzu salabojiet ielu", "lv"),
        ("Прошу фонари", "ru"),
        ("Zdravstvujte, pochinite pozhalujsta dorogu u shkoly", "ru"),
        ("Please fix the lamps", "en"),
        ("", "lv"),
    ],
)
def test_language(classifier: Classifier, text: str, language: str) -> None:
    assert classifier.classify("", text).language == language


def test_russian_typed_with_latin_letters() -> None:
    assert cyrillic("doroga") == "дорога"
    assert cyrillic("ploshchadka") == "площадка"


def test_the_lexicon_finds_words_phrases_and_whole_words(tmp_path: Path) -> None:
    file = tmp_path / "concepts.txt"
    file.write_text("# remark\nroads|hole|bedr,melnais segum|ям,в дыр|hole=\n", encoding="utf-8")
    words = lexicon.read(file)
    assert list(words.find(["bedres", "melnais", "segums"], "lv")) == [(0, 0), (1, 0)]
    assert list(words.find(["hole", "holes"], "en")) == [(0, 0)]
    assert list(words.find(["в", "дырах", "вся", "дыра"], "ru")) == [(0, 0)]


def test_a_broken_lexicon_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "concepts.txt"
    file.write_text("roads|hole|bedr\n", encoding="utf-8")
    with pytest.raises(ValueError, match=":1: five fields"):
        lexicon.read(file)
