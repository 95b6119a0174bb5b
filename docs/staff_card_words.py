"""The sentences of the card for the staff, in each language. Words in braces are the screen's own."""
# ruff: noqa: E501 - a table of sentences

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """One language's. ``tasks`` by their names in the staff's menu; ``troubles``: what is seen, what to do."""

    title: str
    subtitle: str
    enter_title: str
    enter: tuple[str, str, str]
    tasks_title: str
    tasks: dict[str, str]
    trouble_title: str
    troubles: tuple[tuple[str, str], ...]
    rules: str
    blanks: tuple[str, str, str]


CARDS: dict[str, Card] = {
    "en": Card(
        "The kiosk, on one page",
        "Customers do most of it by themselves. This is for the rest.",
        "How you get in",
        (
            "Touch the lock in the corner of the invitation, or hold up your badge.",
            "Type your own PIN and confirm. Five wrong ones lock it for a while.",
            "Touch “Leave” when you are done. Else it leaves by itself.",
        ),
        "What you can do",
        {
            "coupon": "Scan it, or type its code. Hand out the reward only when the screen says it is redeemed.",
            "earn": "Type the amount of the purchase, then let the customer hold up their code.",
            "redeem": "First the customer’s code, then how much. They may have to tell you a PIN from their phone.",
            "enrol": "Type the e-mail, turn the screen to the customer: they tick by themselves.",
            "checkout": "Member, order number, total, points: it redeems and adds in one go.",
            "coupons": "Look up a coupon, print a copy, note that it was handed out.",
            "waiting": "What has had no answer yet. It goes on by itself; here you can try it at once.",
            "devices": "Is everything working? Test the scanner, print a test page, try the service.",
            "settings": "Language, volume, brightness, text size; switch the earning of visits off.",
            "people": "Somebody new types their own PIN; who has left is taken off the list.",
            "close": "Put up the closed sign, restart, shut down.",
        },
        "When something is wrong",
        (
            (
                "No paper, cover open",
                "New roll in, cover shut. “{coupons}” → “{copy}”, if the customer still waits.",
            ),
            (
                "“{offline}”",
                "Nothing to do: what the screen promises is booked later. Coupons and points have to wait.",
            ),
            (
                "A code is not read",
                "Screen brighter, a hand’s width away, hold still. No screenshots: codes grow old.",
            ),
            ("“Not certain”, “unknown”", "Do not do it again by another way. Look under “{waiting}” first."),
            (
                "Locked after wrong PINs",
                "Wait: 15 seconds at first, 15 minutes at most. A restart does not shorten it.",
            ),
            (
                "Black or frozen screen",
                "Touch it. Else pull the plug, count to ten, plug in. Nothing is lost by it.",
            ),
            ("A code such as E-PRN-4", "Write it down and call. It says exactly what is wrong."),
        ),
        "Your PIN is yours: what is done with it stands in the books under your name. Never hand out a reward before"
        " the screen says so, and never book the same thing twice.",
        ("Kiosk:", "Who helps:", "Phone:"),
    ),
    "tr": Card(
        "Tek sayfada kiosk",
        "Müşteriler çoğunu kendileri yapar. Gerisi bu sayfada.",
        "Nasıl girilir",
        (
            "Davet ekranının köşesindeki kilide dokunun ya da kartınızı okutun.",
            "Kendi PIN’inizi yazıp onaylayın. Beş yanlış denemede bir süre kilitlenir.",
            "İşiniz bitince “Çık”a dokunun. Yoksa bir süre sonra kendisi çıkar.",
        ),
        "Neler yapabilirsiniz",
        {
            "coupon": "Okutun ya da kodunu yazın. Ödülü ancak ekran kullanıldığını söyleyince verin.",
            "earn": "Alışveriş tutarını yazın, sonra müşteri kodunu göstersin.",
            "redeem": "Önce müşterinin kodu, sonra miktar. Telefonuna gelen PIN gerekebilir.",
            "enrol": "E-postayı yazın, ekranı müşteriye çevirin: onayları kendisi işaretler.",
            "checkout": "Üye, sipariş numarası, toplam, puan: kullanma ve ekleme bir arada.",
            "coupons": "Kuponu bulun, kopya yazdırın, teslim edildiğini not edin.",
            "waiting": "Henüz yanıt gelmeyenler. Kendiliğinden sürer; buradan hemen denenebilir.",
            "devices": "Her şey çalışıyor mu? Okuyucuyu, yazıcıyı ve hizmeti deneyin.",
            "settings": "Dil, ses, parlaklık, yazı boyutu; ziyaret kazanımını kapatma.",
            "people": "Yeni gelen kendi PIN’ini girer; ayrılan listeden çıkarılır.",
            "close": "Kapalı tabelasını asın, yeniden başlatın, kapatın.",
        },
        "Bir sorun olduğunda",
        (
            (
                "Kâğıt yok, kapak açık",
                "Yeni rulo takıp kapağı kapatın. Müşteri bekliyorsa “{coupons}” → “{copy}”.",
            ),
            ("“{offline}”", "Bir şey yapmayın: ekranın söz verdiği sonra işlenir. Kupon ve puan bekler."),
            (
                "Kod okunmuyor",
                "Ekranı parlatın, bir karış uzakta sabit tutun. Ekran görüntüsü olmaz: kod eskir.",
            ),
            ("“Kesin değil”, “bilinmiyor”", "Başka yoldan yinelemeyin. Önce “{waiting}” bölümüne bakın."),
            (
                "Yanlış PIN’le kilitlendi",
                "Bekleyin: önce 15 saniye, en çok 15 dakika. Yeniden başlatmak kısaltmaz.",
            ),
            (
                "Ekran karanlık ya da donmuş",
                "Dokunun. Olmazsa fişi çekin, ona kadar sayın, takın. Hiçbir şey kaybolmaz.",
            ),
            ("E-PRN-4 gibi bir kod", "Not edip arayın. Sorunun tam olarak ne olduğunu söyler."),
        ),
        "PIN’iniz sizindir: onunla yapılan her iş kayıtlara sizin adınızla geçer. Ekran söylemeden ödül vermeyin,"
        " aynı işi iki kez yapmayın.",
        ("Kiosk:", "Yardım eden:", "Telefon:"),
    ),
    "de": Card(
        "Der Kiosk auf einer Seite",
        "Das meiste machen Kunden selbst. Hier steht der Rest.",
        "So kommen Sie hinein",
        (
            "Tippen Sie auf das Schloss in der Ecke, oder halten Sie Ihren Ausweis hin.",
            "Ihre eigene PIN eintippen, bestätigen. Fünf falsche sperren eine Weile.",
            "Am Ende auf „Verlassen“ tippen. Sonst geht es von selbst hinaus.",
        ),
        "Was Sie tun können",
        {
            "coupon": "Scannen oder den Code eintippen. Erst herausgeben, wenn er als eingelöst gemeldet ist.",
            "earn": "Betrag des Einkaufs eintippen, dann hält der Kunde seinen Code hin.",
            "redeem": "Erst der Code des Kunden, dann wie viel. Vielleicht braucht es die PIN von seinem Handy.",
            "enrol": "E-Mail eintippen, Bildschirm zum Kunden drehen: Er hakt selbst an.",
            "checkout": "Mitglied, Bestellnummer, Summe, Punkte: einlösen und gutschreiben in einem.",
            "coupons": "Gutschein suchen, Kopie drucken, vermerken, dass er ausgehändigt ist.",
            "waiting": "Was noch keine Antwort hat. Es geht von selbst weiter, hier auch sofort.",
            "devices": "Geht alles? Scanner prüfen, Testseite drucken, Dienst testen.",
            "settings": "Sprache, Lautstärke, Helligkeit, Schriftgröße; Besuche nicht mehr zählen.",
            "people": "Wer neu ist, tippt die eigene PIN ein; wer geht, kommt von der Liste.",
            "close": "Schild „geschlossen“ zeigen, neu starten, ausschalten.",
        },
        "Wenn etwas nicht stimmt",
        (
            (
                "Kein Papier, Deckel offen",
                "Neue Rolle, Deckel zu. Wartet der Kunde noch: „{coupons}“ → „{copy}“.",
            ),
            (
                "„{offline}“",
                "Nichts tun: Was der Bildschirm verspricht, wird später gebucht. Gutscheine und Punkte warten.",
            ),
            (
                "Ein Code wird nicht gelesen",
                "Handy heller, eine Handbreit weg, ruhig halten. Kein Bildschirmfoto: Codes altern.",
            ),
            (
                "„Ungewiss“, „unbekannt“",
                "Nicht auf anderem Weg noch einmal. Erst unter „{waiting}“ nachsehen.",
            ),
            (
                "Gesperrt nach falschen PINs",
                "Warten: erst 15 Sekunden, höchstens 15 Minuten. Ein Neustart hilft nicht.",
            ),
            (
                "Bild schwarz oder eingefroren",
                "Antippen. Sonst Stecker ziehen, bis zehn zählen, einstecken. Nichts geht verloren.",
            ),
            ("Ein Code wie E-PRN-4", "Aufschreiben und anrufen. Er sagt genau, was fehlt."),
        ),
        "Ihre PIN gehört Ihnen: Was damit geschieht, steht unter Ihrem Namen in den Büchern. Nie etwas herausgeben, bevor"
        " der Bildschirm es sagt, und nie dasselbe zweimal buchen.",
        ("Kiosk:", "Wer hilft:", "Telefon:"),
    ),
    "ar": Card(
        "الكشك في صفحة واحدة",
        "معظم العمل يقوم به الزبائن بأنفسهم. وهنا الباقي.",
        "كيف تدخل",
        (
            "المس القفل في زاوية شاشة الدعوة، أو اعرض بطاقتك.",
            "اكتب رقمك السري وأكّده. بعد خمس محاولات خاطئة يُقفل الدخول مدة.",
            "المس «خروج» عند الانتهاء، وإلا خرج الكشك من تلقاء نفسه.",
        ),
        "ما يمكنك فعله",
        {
            "coupon": "امسح القسيمة أو اكتب رمزها. لا تسلّم المكافأة قبل أن تقول الشاشة إنها صُرفت.",
            "earn": "اكتب مبلغ الشراء، ثم يعرض الزبون رمزه.",
            "redeem": "رمز الزبون أولًا، ثم المقدار. وقد يلزم رقم سري من هاتفه.",
            "enrol": "اكتب البريد الإلكتروني، وأدر الشاشة إلى الزبون: هو من يضع العلامات.",
            "checkout": "العضو، ورقم الطلب، والمجموع، والنقاط: الصرف والإضافة معًا.",
            "coupons": "ابحث عن قسيمة، واطبع نسخة، وسجّل أنها سُلّمت.",
            "waiting": "ما لم يأتِ جوابه بعد. يكتمل وحده، ويمكن تجربته فورًا من هنا.",
            "devices": "هل كل شيء يعمل؟ جرّب الماسح والطابعة والخدمة.",
            "settings": "اللغة والصوت والسطوع وحجم الخط، وإيقاف احتساب الزيارات.",
            "people": "يُدخل الموظف الجديد رقمه السري بنفسه، ويُزال من القائمة من غادر.",
            "close": "عرض لافتة الإغلاق، أو إعادة التشغيل، أو الإيقاف.",
        },
        "إذا حدث خلل",
        (
            (
                "لا ورق، أو الغطاء مفتوح",
                "ضع لفافة جديدة وأغلق الغطاء. إن كان الزبون ينتظر: «{coupons}» ثم «{copy}».",
            ),
            ("«{offline}»", "لا تفعل شيئًا: ما تعد به الشاشة يُسجّل لاحقًا. أما القسائم والنقاط فتنتظر."),
            ("لا يُقرأ الرمز", "شاشة أسطع، على بُعد كفّ، بلا حركة. لا لقطات شاشة: الرموز تنتهي."),
            ("«غير مؤكد» أو «غير معروف»", "لا تكرّر العملية بطريقة أخرى. انظر أولًا في «{waiting}»."),
            ("قُفل بعد أرقام خاطئة", "انتظر: 15 ثانية أولًا و15 دقيقة على الأكثر. إعادة التشغيل لا تقصّرها."),
            ("شاشة سوداء أو متجمدة", "المسها، وإلا فافصل القابس، وعُدّ إلى عشرة، ثم صِله. لا يضيع شيء."),
            ("رمز مثل E-PRN-4", "اكتبه واتصل. فهو يبيّن الخلل بالضبط."),
        ),
        "رقمك السري لك وحدك: كل ما يُفعل به يُسجّل باسمك. لا تسلّم مكافأة قبل أن تقول الشاشة ذلك، ولا تسجّل الشيء نفسه"
        " مرتين.",
        ("الكشك:", "من يساعد:", "الهاتف:"),
    ),
}
