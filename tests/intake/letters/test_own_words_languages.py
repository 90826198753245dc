"""Own words in the rest of the languages that Gmail, Outlook and phones speak."""

import pytest

from intake.letters.lines import Line
from intake.letters.own_words import own_words

OWN = "Labdien!\n\nLūdzu salabojiet ielu."
GMAIL = [
    "X <x@example.com> 於 2022年2月7日 週一 上午1:49寫道：",
    "X <x@example.com> 于2022年2月7日周一 01:49写道：",
    "2022年2月7日(月) 1:49 X <x@example.com>:",
    "2022年2月7日(月) 1:49 X <x@example.com>のメール:",
    "2022년 2월 7일 (월) 오전 1:49, X <x@example.com>님이 작성:",
    "في الاثنين، 7 فبراير 2022 في 1:49 ص تمت كتابة ما يلي بواسطة X <x@example.com>:",
    "‫בתאריך יום ב׳, 7 בפבר׳ 2022 ב-1:49 מאת ‪X‬‏ <‪x@example.com‬‏>:‬",
    "X <x@example.com>, 7 Şub 2022 Pzt, 01:49 tarihinde şunu yazdı:",
    "Στις Δευ 7 Φεβ 2022 στις 1:49 π.μ., ο χρήστης X <x@example.com> έγραψε:",
    "пн, 7 лют. 2022 р. о 01:49 X <x@example.com> пише:",
    "На пн, 7.02.2022 г. в 1:49 X <x@example.com> написа:",
    "X <x@example.com> ezt írta (időpont: 2022. febr. 7., H, 1:49):",
    "În lun., 7 feb. 2022 la 01:49, X <x@example.com> a scris:",
    "pon, 7. velj 2022. u 01:49 X <x@example.com> napisao je:",
    "po 7. 2. 2022 o 1:49 X <x@example.com> napísal(a):",
    "V V pon., 7. feb. 2022 ob 01:49 je oseba X <x@example.com> napisala:",
    "пон, 7. феб 2022. у 01:49 X <x@example.com> је написао/ла:",
    "Vào Th 2, 7 thg 2, 2022 vào lúc 01:49 X <x@example.com> đã viết:",
    "ในวันที่ จ. 7 ก.พ. 2022 เวลา 01:49 X <x@example.com> เขียนว่า:",
    "Pada tanggal Sen, 7 Feb 2022 pukul 01.49 X <x@example.com> menulis:",
    "Pada Isn, 7 Feb 2022 pada 1:49 PG X <x@example.com> menulis:",
    "در تاریخ دوشنبه ۷ فوریهٔ ۲۰۲۲، ساعت 1:49 X <x@example.com> نوشت:",
    "El dl., 7 de febr. 2022, 1:49, X <x@example.com> va escriure:",
    "O lun, 7 feb 2022 ás 1:49, X (<x@example.com>) escribiu:",
    "mán. 7. feb. 2022 kl. 01:49 skrifaði X <x@example.com>:",
    "Noong Lun, Peb 7, 2022 nang 1:49 AM, isinulat ni X <x@example.com> ang:",
    "सोम, 7 फ़र॰ 2022 को 1:49 am बजे को X <x@example.com> ने लिखा:",
    "X <x@example.com> igorleak hau idatzi zuen (2022 ots. 7, al. 01:49):",
    "On 7 Feb 2022, 01:49 +0200, X <x@example.com>, wrote:",
    "пн, 7 лют. 2022 р., 01:49 користувач X <x@example.com> пише:",
]
OUTLOOK = [
    "发件人: X <x@example.com>\n发送时间: 2022年2月7日\n收件人: Y\n主题: Z",
    "寄件者: X\n寄件日期: 2022\n收件者: Y\n主旨: Z",
    "差出人: X\n送信日時: 2022\n宛先: Y\n件名: Z",
    "보낸 사람: X\n보낸 날짜: 2022\n받는 사람: Y\n제목: Z",
    "من: X\nتم الإرسال: 2022\nإلى: Y\nالموضوع: Z",
    "מאת: X\nנשלח: 2022\nאל: Y\nנושא: Z",
    "Kimden: X\nGönderildi: 2022\nKime: Y\nKonu: Z",
    "Από: X\nΣτάλθηκε: 2022\nΠρος: Y\nΘέμα: Z",
    "Від: X\nНадіслано: 2022\nКому: Y\nТема: Z",
    "От: X\nИзпратено: 2022\nДо: Y\nОтносно: Z",
    "Feladó: X\nElküldve: 2022\nCímzett: Y\nTárgy: Z",
    "De la: X\nTrimis: 2022\nCătre: Y\nSubiect: Z",
    "Od: X\nPoslano: 2022\nPrima: Y\nPredmet: Z",
    "Od: X\nOdoslané: 2022\nKomu: Y\nPredmet: Z",
    "Od: X\nPoslano: 2022\nZa: Y\nZadeva: Z",
    "Từ: X\nĐã gửi: 2022\nĐến: Y\nChủ đề: Z",
    "จาก: X\nส่ง: 2022\nถึง: Y\nเรื่อง: Z",
    "Šaltinis: X\nIšsiųsta: x\nKam: Y\nTema: Z",
]
PHONES = [
    "从我的 iPhone 发送",
    "發自我的 iPhone",
    "发自我的iPhone",
    "iPhoneから送信",
    "나의 iPhone에서 보냄",
    "أُرسلت من الـ iPhone",
    "נשלח מה-iPhone שלי",
    "iPhone'umdan gönderildi",
    "Στάλθηκε από το iPhone μου",
    "Надіслано з iPhone",
    "Изпратено от моя iPhone",
    "Az iPhone-omról küldve",
    "Trimis de pe iPhone-ul meu",
    "Poslano s mog iPhonea",
    "Odoslané z iPhonu",
    "Poslano iz mojega iPhonea",
    "Đã gửi từ iPhone của tôi",
    "ส่งจาก iPhone ของฉัน",
    "Dikirim dari iPhone saya",
    "Послато са мог iPhone-а",
    "Skickat från min iPhone",
    "Saadetud minu iPhone'ist",
    "Išsiųsta iš mano iPhone",
    "Lähetetty iPhonesta",
    "Odesláno z iPhonu",
]


def own(text: str) -> str:
    return own_words([Line(line) for line in text.split("\n")], "Re: Iela").own


@pytest.mark.parametrize("history", ["> vecs\n> teksts", "vecs\nteksts"])
@pytest.mark.parametrize("attribution", GMAIL)
def test_an_attribution_opens_history(attribution: str, history: str) -> None:
    assert own(f"{OWN}\n\n{attribution}\n\n{history}") == OWN


@pytest.mark.parametrize("block", OUTLOOK)
def test_a_header_block_opens_history(block: str) -> None:
    assert own(f"{OWN}\n\n{block}\n\nvecs") == OWN


@pytest.mark.parametrize("line", PHONES)
def test_what_a_phone_adds_is_left_out(line: str) -> None:
    assert own(f"{OWN}\n\n{line}") == OWN


@pytest.mark.parametrize(
    "words",
    [
        "No: Ķekavas\nLaiks: 10.00",
        "Za: 5\nPrima: 3",
        "Pasūtījums nosūtīts 5. maijā:\nbedres netika labotas",
        "От остановки до школы: нет тротуара",
        "На остановке 07.02.2022 в 10:30 было темно:\nфонари не горят",
    ],
)
def test_the_senders_own_words_are_never_lost(words: str) -> None:
    assert own(f"Labdien!\n{words}\nPaldies") == f"Labdien!\n{words}\nPaldies"
