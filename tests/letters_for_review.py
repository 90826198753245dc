"""Letters that fill the queue in tests: fictional people, real places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A resident's mail; `html` and `files` (name, type, bytes) may be empty."""

    name: str
    subject: str
    text: str
    html: str = ""
    files: tuple[tuple[str, str, bytes], ...] = ()


HOSTILE = """<html><head><style>body{display:none} * {position:fixed}</style>
<script>document.title='owned'; top.document.title='owned'</script></head>
<body onload="document.title='owned'"><p style="position:fixed;top:0;left:0;width:100%;height:100%">Lūdzu apgaismojumu
pie skolas Baldonē.</p>
<img src="http://127.0.0.1:9/pixel.png" onerror="document.title='owned'">
<svg onload="document.title='owned'"><script>1</script></svg>
<a href="javascript:document.title='owned'">saite</a>
<form action="http://127.0.0.1:9/"><input name="a"><button>x</button></form>
<iframe src="http://127.0.0.1:9/"></iframe><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"></body></html>"""

LETTERS = (
    Sent(
        "Ilze Ozola",
        "Priekšlikumi 2027. gada budžetam",
        "Labdien!\n\nMēs, Gaismas ielas iedzīvotāji, lūdzam budžetā iekļaut:\n\n1. Salabot bedres Gaismas ielā Ķekavā, "
        "pie 14. un 16. mājas, kur pēc lietus stāv ūdens.\n2. Uzstādīt apgaismojumu uz celiņa no Gaismas ielas līdz "
        "skolai, ziemā bērni iet pa tumsu.\n3. Nomainīt šūpoles rotaļu laukumā pie Doles Tautas nama, tās ir "
        "salūzušas.\n\nPaldies!\nIlze Ozola\n",
    ),
    Sent(
        "Aivars Liepa",
        "Apgaismojums Baložos",
        "Labdien! Lūdzu ierīkot apgaismojumu Smilšu ielā Baložos. Vakaros tur ir pilnīgi tumšs.",
    ),
    Sent(
        "Marta Krūmiņa",
        "Rotaļu laukums",
        "Labdien! Katlakalnā nav neviena rotaļu laukuma mazākiem bērniem. Lūdzu uzbūvējiet šūpoles un slidkalniņu.",
    ),
    Sent(
        "Oskars Zariņš",
        "Veloceliņš",
        "Lūdzam izbūvēt veloceliņu no Valdlaučiem līdz Rāmavai, jo pa Bauskas ielas malu braukt ir bīstami.",
    ),
    Sent(
        "Светлана",
        "Освещение в Катлакалнсе",
        "Здравствуйте! Просим установить фонари на улице в Катлакалнсе, вечером очень темно.",
    ),
    Sent(
        "Uldis Kļava",
        "Jautājums par nodokli",
        "Labdien! Vēlos uzzināt, kāpēc man nav piešķirta nekustamā īpašuma nodokļa atlaide un kur iesniegt dokumentus?",
    ),
    Sent(
        "Biroja Preces SIA",
        "Lielā rudens izpārdošana!",
        "Tikai šonedēļ atlaides līdz 70 % visām biroja precēm! Pasūtiet tūlīt, piegāde bez maksas.",
    ),
    Sent(
        "Dace Vītola",
        "Soliņi parkā",
        "Labdien! Ceriņu parkā Baldonē vajadzētu vairāk soliņu un atkritumu urnu, it sevišķi pie strūklakas.",
    ),
    Sent(
        "Normunds Eglītis",
        "Ātruma valnis",
        "Lūdzu uzstādīt ātruma valni Rīgas ielā pie bērnudārza Ķekavā. Mašīnas brauc pārāk ātri.",
    ),
    Sent(
        "Inta Roze",
        "apgaismojums kekava",
        "labdien ludzu salabojiet apgaismojumu pie veikala kekava jau menesi nedeg neviena lampa",
    ),
    Sent(
        "Gunārs Saulītis",
        "Grāvji Daugmalē",
        'Daugmalē pie "Salnām" grāvji ir aizauguši un pavasaros applūst dārzi. Lūdzu iztīrīt meliorācijas grāvjus.',
    ),
    Sent(
        "Līga Apse",
        "Skolas ēdnīca",
        "Ierosinu paplašināt Baldones vidusskolas ēdnīcu, jo bērni nepaspēj paēst starpbrīdī.",
    ),
    Sent("Anonīms", "Oriģināls", "Lūdzu apgaismojumu pie skolas Baldonē.", html=HOSTILE),
    Sent(
        "Ruta Niedre",
        "Divas lietas",
        "Labdien! Krustkalnos pie Zālītes ielas vajag pieturas nojumi. Vēl lūdzu biežāk izvest atkritumus Valdlaučos.",
    ),
    *(
        Sent(f"Iedzīvotājs {n}", f"Ierosinājums {n}", text.format(n=n))
        for n, text in enumerate(
            (
                "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz {n}. mājai.",
                "Odukalnā nepieciešams basketbola laukums jauniešiem, vieta pie {n}. nama.",
                "Lūdzu atjaunot ietvi Uzvaras prospektā Baložos pie {n}. mājas.",
                "Ierosinu Rāmavā rīkot kino vakarus brīvdabā, kaut vai {n} reizes vasarā.",
            )
            * 4,
            2,
        )
    ),
)


def bytes_of(sent: Sent, number: int, received: datetime) -> bytes:
    """The mail as it stands in the mailbox."""
    mail = EmailMessage()
    mail["Received"] = f"from mx.example.org by mail.example.lv; {format_datetime(received)}"
    mail["From"] = f"{sent.name} <resident{number}@example.org>"
    mail["To"] = "novads@example.lv"
    mail["Subject"] = sent.subject
    mail["Date"] = format_datetime(received)
    mail["Message-ID"] = f"<review-{number}@example.org>"
    mail.set_content(sent.text)
    if sent.html:
        mail.add_alternative(sent.html, subtype="html")
    for name, kind, data in sent.files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(data, main, sub, filename=name)
    return mail.as_bytes()
