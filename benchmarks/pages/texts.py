"""Fictional letters for the benchmark. Two banks that share no sentence: one to tune on, one to report figures from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Language = Literal["lv", "ru", "en"]
Bank = Literal["tuning", "report"]

SENTENCES: dict[tuple[Bank, Language], str] = {
    ("tuning", "lv"): """
Ierosinu pie ezera uzstādīt divus soliņus un atkritumu urnu.
Ziemā kāpnes uz staciju ir slidenas, un neviens tās nekaisa.
Lūdzu atjaunot brauktuves marķējumu krustojumā pie aptiekas.
Pagājušajā gadā tika solīts, ka lietus ūdens novade būs sakārtota.
Bērniem vajadzīgs droši norobežots laukums ar mīkstu segumu.
Ja līdzekļu nepietiek, varam palīdzēt ar talku un inventāru.
Autobuss pēc pulksten 20 vairs nekursē, tāpēc jaunieši iet kājām.
Aicinu izskatīt iespēju ierīkot velonovietni pie bibliotēkas.
Šķūņu ielas galā naktīs ir pilnīga tumsa, jo trīs laternas nedeg.
Vecie koki gar grāvi ir bīstami un vētrā var uzkrist vadiem.
Mūsu biedrība apvieno četrdesmit ģimenes un vēlas piedalīties.
Piedāvāju atvērt dienas centru senioriem bijušajā kancelejā.
Ūdens kvalitāte krānā ir slikta: tas ir brūns un smaržo pēc dzelzs.
Nepieciešama papildu grupa bērnudārzā, rindā gaidām jau otro gadu.
Izmaksas, pēc mūsu aplēsēm, nepārsniegtu {n} 000 eiro.
Ķieģeļu siena pie pagalma izgāzusies, tur spēlējas skolēni.
Jautājums jau tika uzdots {year}. gadā, taču atbildi nesaņēmām.
Vēlamies, lai peldvietā būtu ģērbtuve un žogs pret ceļu.
Džipi izbraukā meža taku, un gājējiem tur vairs nav vietas.
Cerībā uz labvēlīgu izskatīšanu un ar cieņu pateicamies jau iepriekš.
""",
    ("report", "lv"): """
Lūdzam {year}. gada budžetā paredzēt naudu ietves izbūvei līdz pieturai.
Gājēju pāreja pie veikala ir vāji apgaismota un rīta stundās bīstama.
Ceļa posms aiz dzelzceļa putekļo tik stipri, ka logus nevar atvērt.
Priekšlikums: izveidot suņu pastaigu laukumu brīvajā zemes gabalā.
Daudzdzīvokļu māju pagalmos trūkst stāvvietu, mašīnas stāv zālājā.
Ģimenes ārsta prakse ir pārslogota, uz vizīti jāgaida trīs nedēļas.
Būtu jauki, ja estrādē vasarā notiktu brīvdabas kino un koncerti.
Kapsētas žogs vietām nokritis, un stirnas izēd iestādītās puķes.
Upes krastā sakrājušies zari, pavasarī ūdens applūdina dārzus.
Lūdzu uzstādīt ātruma ierobežojumu {n} km/h visā ciemata teritorijā.
Skolas sporta zāles jumts tek, grīda ir uzbriedusi un šķeļas.
Mēs, zemāk parakstījušies iedzīvotāji, atbalstām šo ieceri.
Ieteiktu šķirošanas konteinerus pārvietot tuvāk mājai ar numuru {n}.
Jauniešiem nav kur pulcēties, tāpēc lūdzam skeitparku vai halli.
Žēl, ka senais parks aizaug; tajā aug reti ozoli un kļavas.
Vai būtu iespējams pagarināt mikroautobusa maršrutu līdz ūdenstornim?
Elektrības stabs pie mūsu vārtiem ir sašķiebies uz ielas pusi.
Plānojot darbus, ņemiet vērā cilvēkus ratiņkrēslos un māmiņas ar ratiem.
Kopējā tāme ir ap {n} 500 eiro, no kuriem daļu segtu ziedojumi.
Par atbildi lūdzu paziņot rakstiski uz norādīto adresi. Paldies!
""",
    ("tuning", "ru"): """
Предлагаю установить лавочки вдоль дорожки у озера.
Зимой лестница к станции скользкая, её никто не посыпает.
Возле аптеки стёрлась разметка, водители не видят перехода.
Детям нужна безопасная площадка с мягким покрытием.
Автобус после восьми вечера не ходит, приходится идти пешком.
Старые деревья у канавы могут упасть на провода.
Вода из крана ржавая и пахнет железом уже второй месяц.
По нашим подсчётам, расходы не превысят {n} 000 евро.
Этот вопрос мы задавали в {year} году, но ответа не получили.
Готовы помочь на субботнике инструментом и своими силами.
Просим предусмотреть пандус у входа в поликлинику.
Щебень на объездной дороге разлетается и бьёт стёкла машин.
""",
    ("report", "ru"): """
Просим включить в бюджет {year} года тротуар до остановки.
Пешеходный переход у магазина плохо освещён, утром там опасно.
Участок за железной дорогой пылит так, что нельзя открыть окна.
Во дворах не хватает мест для машин, их ставят на траву.
К семейному врачу нужно ждать очереди целых три недели.
Было бы хорошо летом показывать кино под открытым небом.
Крыша спортивного зала школы протекает, пол вздулся.
Мы, нижеподписавшиеся жители, поддерживаем эту идею.
Прошу ограничить скорость до {n} км/ч по всему посёлку.
Молодёжи негде собираться, поэтому предлагаем построить скейтпарк.
Общая смета составляет около {n} 500 евро, часть оплатят спонсоры.
Ответ прошу прислать письменно на указанный адрес. Спасибо!
""",
    ("tuning", "en"): """
I suggest placing two benches and a litter bin beside the lake.
In winter the stairs to the station are icy and nobody grits them.
Our children need a fenced playground with a soft surface.
We estimate that the work would cost less than {n},000 euros.
The question was raised in {year} but we have had no reply.
Please consider a bicycle shelter next to the library.
""",
    ("report", "en"): """
Please set aside money in the {year} budget for a pavement to the bus stop.
The crossing by the shop is badly lit and dangerous in the morning.
There are not enough parking spaces, so cars stand on the grass.
We would welcome open-air films and concerts during the summer.
The gym roof leaks and its floor has swollen and cracked.
Kindly limit the speed to {n} km/h throughout the village.
""",
}
NAMES: dict[tuple[Bank, Language], str] = {
    ("tuning", "lv"): "Ilze Kalniņa, Jānis Šķēle, Dzintra Ābola, Māris Ozoliņš, Ģirts Žagars, Ēvalds Čakste",
    ("report", "lv"): "Agnese Bērziņa, Kārlis Vītoliņš, Līga Ķirse, Uldis Žīgurs, Šarlote Ņikona, Ņina Grīnvalde",
    ("tuning", "ru"): "Ольга Журавлёва, Пётр Щукин, Нина Чернова, Игорь Зайцев",
    ("report", "ru"): "Светлана Ершова, Юрий Цветков, Елена Хлебникова, Фёдор Мышкин",
    ("tuning", "en"): "Joan Whitfield, Peter Quill, Harriet Moss",
    ("report", "en"): "Edward Finch, Laura Bexley, Victor Kemp",
}
STREETS: dict[Bank, str] = {
    "tuning": "Ozolu iela, Skolas iela, Kļavu iela, Ābeļu iela",
    "report": "Ceriņu iela, Pļavu iela, Dzirnavu iela, Liepu aleja",
}
LABELS: dict[Language, tuple[str, str, str, str, str, str]] = {
    "lv": ("Vārds, uzvārds", "Adrese", "Tālrunis", "E-pasts", "Datums", "Kods"),
    "ru": ("Имя, фамилия", "Адрес", "Телефон", "Эл. почта", "Дата", "Код"),
    "en": ("Name", "Address", "Phone", "E-mail", "Date", "Code"),
}
HEADINGS: dict[Language, str] = {"lv": "IESNIEGUMS", "ru": "ЗАЯВЛЕНИЕ", "en": "PROPOSAL"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's words: its heading, labelled fields (name, address, phone, e-mail, date, code) and paragraphs."""

    language: Language
    heading: str
    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]


def write_letter(bank: Bank, language: Language, random: Random, sentences: int = 14) -> Letter:
    """A letter drawn from one bank: fictional sender, then sentences in paragraphs of three or four."""
    pool = SENTENCES[bank, language].strip().split("\n")
    drawn = [random.choice(pool) for _ in range(sentences)] if sentences > len(pool) else random.sample(pool, sentences)
    filled = [line.format(n=random.randint(2, 95), year=random.randint(2024, 2027)) for line in drawn]
    paragraphs, size = [], random.choice((3, 4))
    for start in range(0, len(filled), size):
        paragraphs.append(" ".join(filled[start : start + size]))
    fields = tuple(zip(LABELS[language], _field_values(bank, language, random), strict=True))
    return Letter(language, HEADINGS[language], fields, tuple(paragraphs))


def _field_values(bank: Bank, language: Language, random: Random) -> tuple[str, ...]:
    name = random.choice(NAMES[bank, language].split(", "))
    street = f"{random.choice(STREETS[bank].split(', '))} {random.randint(1, 98)}-{random.randint(1, 60)}"
    phone = f"+371 {random.choice('26')}{random.randint(0, 9999999):07d}"
    local = "".join(random.choice("abcdefgiklmnoprstuvz") for _ in range(random.randint(5, 9)))
    email = (
        f"{local}{random.choice(('', '.', '_'))}{random.randint(1, 99)}@example.{random.choice(('lv', 'com', 'org'))}"
    )
    date = f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.{random.randint(2023, 2027)}"
    letters = "".join(random.choice("ABCDEFHKMNPRTVXZ") for _ in range(2))
    return name, street, phone, email, date, f"{letters}-{random.randint(1000, 9999)}-{random.randint(10, 99)}"
