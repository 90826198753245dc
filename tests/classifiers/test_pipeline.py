"""The pipeline from text to verdict, with the model that comes with the program."""

from pathlib import Path

import pytest

from classifiers.components.topics import Topics
from classifiers.novads import component
from classifiers.pipeline import Classifier, ModelError, Text, load
from classifiers.reading import compose
from classifiers.verdicts import Ground

REQUESTS = [
    ("Bedres pie bērnudārza Ķekavā, Gaismas ielā, lūdzu salabojiet asfaltu!", "roads"),
    ("Sporta laukumā nedeg neviena lampa, vakaros tur ir pilnīga tumsa. Lūdzu salabojiet apgaismojumu.", "lighting"),
    ("Autobusa pieturā nav nojumes un soliņa, gaidot autobusu, līst uz galvas.", "public_transport"),
    ("Kanalizācijas pieslēgumu gaidām desmito gadu, septiķis jāizsūknē katru mēnesi.", "water"),
    ("На детской площадке сломаны качели и горка, малышам негде играть.", "playgrounds"),
    ("The skate park needs new ramps and the basketball court has no hoops.", "sports"),
    ("Ludzu ierikojiet gajeju pareju un atrumvalnus pie skolas, masinas traucas ka negudras", "traffic_safety"),
    ("Nav kur nolikt masinu, vajag lielaku stavlaukumu pie stacijas.", "parking"),
]


@pytest.mark.parametrize(("text", "topic"), REQUESTS)
def test_plain_requests_have_their_topic(classifier: Classifier, text: str, topic: str) -> None:
    verdict = classifier.classify("", text)
    assert verdict.kind == "proposal"
    assert verdict.topics[0].id == topic
    assert 0 < verdict.confidence <= 1


def test_confidences_fall_and_the_first_leads_by_the_margin(classifier: Classifier) -> None:
    verdict, scores = classifier.classify_with_scores(Text("", REQUESTS[0][0]))
    first, second = sorted(scores.values(), reverse=True)[:2]
    assert verdict.confidence == pytest.approx(first)
    assert verdict.margin == pytest.approx(first - second)
    assert sum(scores.values()) == pytest.approx(1, abs=1e-4)


def test_a_text_about_nothing_is_unsure(classifier: Classifier) -> None:
    assert classifier.classify("", "Labdien! Rakstu jums par to pašu.").unsure
    assert classifier.classify("", "").unsure


def test_reasons_are_the_words_that_decided(classifier: Classifier) -> None:
    """The words' shares add up to the score: taking the strongest word away takes its topic's lead away with it."""
    verdict = classifier.classify("", "Lūdzu salabojiet apgaismojumu mūsu ielā.")
    assert verdict.reasons[0].topic == "lighting"
    assert verdict.reasons[0].words[0] == "apgaismojumu"
    without = classifier.classify_with_scores(Text("", "Lūdzu salabojiet mūsu ielā."))[1]
    assert without["lighting"] < verdict.confidence / 2


def test_the_shares_of_the_words_add_up_to_the_score(classifier: Classifier) -> None:
    doc = classifier.nlp(compose(classifier.nlp, "", REQUESTS[0][0]))
    linear = component(classifier.nlp, "topics", Topics).trained
    vector = doc.user_data["vector"].stressed(doc.user_data["stress"])
    raw = linear.scores(vector) * linear.temperature - linear.biases
    for label in range(len(linear.labels)):
        assert linear.contributions(vector, label, len(doc)).sum() == pytest.approx(raw[label] - raw.mean(), abs=1e-3)


def test_what_is_asked_weighs_more_than_praise(classifier: Classifier) -> None:
    text = "Skola mums ir brīnišķīga, skolotāji lieliski. Bet ceļš līdz tai ir vienās bedrēs, lūdzu uzklājiet asfaltu."
    doc = classifier.nlp(compose(classifier.nlp, "", text))
    stress = doc.user_data["stress"]
    request = next(i for i, token in enumerate(doc) if token.text == "asfaltu")
    assert stress[request] > 1 > stress[0]
    assert max(doc.cats, key=lambda topic: doc.cats[topic]) == "roads"


def test_the_ground_gives_a_place_only_where_the_wish_has_none(classifier: Classifier) -> None:
    assert classifier.classify("", "Vajag laternas.", ground=Ground("Dzīvojam Baldonē.")).places == ("baldone",)
    assert classifier.classify("", "Vajag laternas Mellupos.", ground=Ground("Dzīvojam Baldonē.")).places == (
        "mellupi",
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kāds ir mans parāds par atkritumu izvešanu un kad jāsamaksā rēķins?", "inquiry"),
        ("Tikai šonedēļ 30 % atlaide logiem un durvīm! Klikšķiniet šeit un saņemiet īpašo piedāvājumu.", "noise"),
        ("Kad beidzot salabos bedres mūsu ielā?", "proposal"),
    ],
)
def test_kind(classifier: Classifier, text: str, kind: str) -> None:
    assert classifier.classify("", text).kind == kind


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("Pieteikums līdzdalības budžeta konkursam: rotaļu laukums", "participatory"),
        ("Kolektīvais iesniegums ar 214 parakstiem par ielas asfaltēšanu", "collective"),
        ("Lūdzu noasfaltējiet ielu", "budget"),
    ],
)
def test_track(classifier: Classifier, text: str, track: str) -> None:
    assert classifier.classify("", text).track == track


def test_the_same_text_gives_the_same_verdict(classifier: Classifier) -> None:
    assert classifier.classify("Ceļš", REQUESTS[0][0]) == classifier.classify("Ceļš", REQUESTS[0][0])


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="novads train"):
        load(tmp_path)


def test_texts_read_together_have_the_verdicts_of_each_alone(
    classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        Text("", text, ground) for text, _ in REQUESTS for ground in (Ground(), Ground("Baldonē dzīvojam jau sen."))
    ]
    alone = [classifier.classify(text.subject, text.text, text.ground) for text in texts]
    monkeypatch.setattr(classifier, "_strings", 0)  # each text in between lets go of all words
    together = []
    for verdict in classifier.classify_all(texts):
        together.append(verdict)
        classifier.classify("", "Lūdzu ierīkot soliņu.")
    assert together == alone
