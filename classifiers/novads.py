"""The spaCy language "novads": Latvian first, Russian and English beside it."""

from __future__ import annotations

from typing import Any, TypeVar

from spacy.attrs import ORTH
from spacy.lang.lv.stop_words import STOP_WORDS
from spacy.language import BaseDefaults, Language
from spacy.util import registry
from thinc.api import Config

from classifiers import tokenizer

ABBREVIATIONS = """
u.c. u.tml. u.t.t. utt. utml. t.sk. t.i. t.s. piem. plkst. plkst g. gs. st. tālr. tel. nr. Nr. lpp. str. kv. k-ja
b-ba p.k. pag. nov. iel. km/h a/m a/s SIA c. min. sek. mēn. apm. latv. sv. dr. Dr. prof. god. cien. Cien. kab.
т.е. т.к. т.д. т.п. и.т.д. ул. д. кв. тел. руб. г. гг. др. пр. e.g. i.e. etc. approx. Mr. Mrs. Ms. vs. No.
""".split()


Component = TypeVar("Component")


class NovadsDefaults(BaseDefaults):
    """Tokenizer exceptions for abbreviations: their dot ends no sentence."""

    config = Config({"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    tokenizer_exceptions: dict[str, list[dict[Any, Any]]] = {  # noqa: RUF012 # spaCy's own shape
        word: [{ORTH: word}] for word in ABBREVIATIONS
    }
    stop_words = STOP_WORDS


@registry.languages("novads")
class Novads(Language):  # type: ignore[no-untyped-call] # spaCy's __init_subclass__
    """The Language subclass of the program; models carry its name as `lang`.

    Of a new word none of spaCy's attributes (`norm`, `shape`, `like_url`, ...) is worked out: no component reads one,
    and a fifth of the time went into them.
    """

    lang = "novads"
    Defaults = NovadsDefaults

    def __init__(self, *args: Any, **settings: Any) -> None:
        """As any Language."""
        super().__init__(*args, **settings)
        self.vocab.lex_attr_getters = {}  # type: ignore[attr-defined] # spaCy's stub of Vocab lacks it


def component(nlp: Language, name: str, kind: type[Component]) -> Component:
    """The component `name` of a pipeline, a `kind` by the model's config. Raises TypeError when it is another."""
    found = nlp.get_pipe(name)
    if not isinstance(found, kind):
        raise TypeError(f"the component {name} of the model is a {type(found).__name__}, no {kind.__name__}")
    return found
