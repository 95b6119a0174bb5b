<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr" sourcelanguage="en_GB">
<context>
    <name></name>
    <message id="language.name">
        <source>English</source>
        <translation>Türkçe</translation>
    </message>
    <message id="still_there">
        <source>Are you still there?</source>
        <translation>Hâlâ burada mısınız?</translation>
    </message>
    <message id="button.leave">
        <source>Leave</source>
        <translation>Çık</translation>
    </message>
    <message id="button.finish">
        <source>Done</source>
        <translation>Bitti</translation>
    </message>
    <message id="button.ok">
        <source>OK</source>
        <translation>Tamam</translation>
    </message>
    <message id="button.back">
        <source>Back</source>
        <translation>Geri</translation>
    </message>
    <message id="button.close">
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message id="button.more_time">
        <source>I need more time</source>
        <translation>Biraz daha süre istiyorum</translation>
    </message>
    <message id="button.access">
        <source>Accessibility</source>
        <translation>Erişilebilirlik</translation>
    </message>
    <message id="button.lock">
        <source>Staff</source>
        <translation>Personel</translation>
    </message>
    <message id="button.new_code">
        <source>Send a new code</source>
        <translation>Yeni kod gönder</translation>
    </message>
    <message id="button.cancel_keep">
        <source>Do not keep my visit</source>
        <translation>Ziyaretimi saklama</translation>
    </message>
    <message id="button.show_coupon">
        <source>Show</source>
        <translation>Göster</translation>
    </message>
    <message id="button.print">
        <source>Print</source>
        <translation>Yazdır</translation>
    </message>
    <message id="button.to_coupon">
        <source>To my coupon</source>
        <translation>Kuponuma git</translation>
    </message>
    <message id="button.type_code">
        <source>Type the code</source>
        <translation>Kodu elle gir</translation>
    </message>
    <message id="button.leave_staff">
        <source>Leave</source>
        <translation>Çık</translation>
    </message>
    <message id="button.continue">
        <source>Continue</source>
        <translation>Devam</translation>
    </message>
    <message id="button.later">
        <source>Later</source>
        <translation>Sonra</translation>
    </message>
    <message id="button.sign_up">
        <source>Sign up</source>
        <translation>Kaydol</translation>
    </message>
    <message id="button.try_again">
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message id="button.enrol_another">
        <source>Sign up another</source>
        <translation>Başka üye kaydet</translation>
    </message>
    <message id="button.earn_member">
        <source>Add points or stamps</source>
        <translation>Puan veya damga ekle</translation>
    </message>
    <message id="keyboard.space">
        <source>Space</source>
        <translation>Boşluk</translation>
    </message>
    <message id="keyboard.shift">
        <source>Capital letters</source>
        <translation>Büyük harfler</translation>
    </message>
    <message id="keyboard.more">
        <source>More keys</source>
        <translation>Başka tuşlar</translation>
    </message>
    <message id="access.title">
        <source>Accessibility</source>
        <translation>Erişilebilirlik</translation>
    </message>
    <message id="access.size_title">
        <source>Text size</source>
        <translation>Yazı boyutu</translation>
    </message>
    <message id="access.size">
        <source>%1%</source>
        <translation>%%1</translation>
    </message>
    <message id="access.theme_title">
        <source>Colours</source>
        <translation>Renkler</translation>
    </message>
    <message id="access.light">
        <source>Light</source>
        <translation>Açık</translation>
    </message>
    <message id="access.dark">
        <source>Dark</source>
        <translation>Koyu</translation>
    </message>
    <message id="access.contrast">
        <source>High contrast</source>
        <translation>Yüksek karşıtlık</translation>
    </message>
    <message id="access.hands_title">
        <source>Operation</source>
        <translation>Kullanım</translation>
    </message>
    <message id="access.reach">
        <source>All buttons low</source>
        <translation>Düğmeler altta</translation>
    </message>
    <message id="access.steady">
        <source>Steady hands</source>
        <translation>Titreme desteği</translation>
    </message>
    <message id="access.calm">
        <source>Less motion</source>
        <translation>Az hareket</translation>
    </message>
    <message id="access.sound_title">
        <source>Sound %1%</source>
        <translation>Ses %%1</translation>
    </message>
    <message id="access.speech">
        <source>Read aloud</source>
        <translation>Sesli oku</translation>
    </message>
    <message id="access.softer">
        <source>Softer</source>
        <translation>Kıs</translation>
    </message>
    <message id="access.louder">
        <source>Louder</source>
        <translation>Aç</translation>
    </message>
    <message id="speech.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="speech.language">
        <source>Language: %1</source>
        <translation>Dil: %1</translation>
    </message>
    <message id="speech.account">
        <source>Account %1</source>
        <translation>Hesap %1</translation>
    </message>
    <message id="speech.chosen">
        <source>selected</source>
        <translation>seçili</translation>
    </message>
    <message id="speech.entry">
        <source>Entry %1</source>
        <translation>Kayıt %1</translation>
    </message>
    <message id="speech.entered" numerus="yes">
        <source>%n digits entered</source>
        <translation>
            <numerusform>%n rakam girildi</numerusform>
        </translation>
    </message>
    <message id="speech.headphones.next">
        <source>Put in headphones to hear what is personal.</source>
        <translation>Kişisel bilgileri duymak için kulaklık takın.</translation>
    </message>
    <message id="speech.keys.next">
        <source>Move with the arrow keys, choose with Enter, hear it again with star.</source>
        <translation>Ok tuşlarıyla gezin, Enter ile seçin, yıldız ile yeniden dinleyin.</translation>
    </message>
    <message id="attract.headline">
        <source>Show your QR code</source>
        <translation>QR kodunuzu gösterin</translation>
    </message>
    <message id="attract.hint">
        <source>Hold your phone up to the camera.</source>
        <translation>Telefonunuzu kameraya doğru tutun.</translation>
    </message>
    <message id="attract.hint_scanner">
        <source>Hold your phone under the scanner.</source>
        <translation>Telefonunuzu okuyucunun altına tutun.</translation>
    </message>
    <message id="attract.no_reader">
        <source>We cannot read codes right now</source>
        <translation>Şu anda kod okuyamıyoruz</translation>
    </message>
    <message id="attract.no_reader.next">
        <source>Please ask our staff.</source>
        <translation>Lütfen personelimize sorun.</translation>
    </message>
    <message id="attract.no_staff">
        <source>No staff are set up yet: touch the lock to begin.</source>
        <translation>Henüz personel tanımlı değil: başlamak için kilide dokunun.</translation>
    </message>
    <message id="attract.no_journal">
        <source>Nothing can be booked here just now (%1).</source>
        <translation>Burada şu anda işlem yapılamıyor (%1).</translation>
    </message>
    <message id="attract.clock_wrong">
        <source>For our staff: the clock of this kiosk is wrong.</source>
        <translation>Personelimize: bu kioskun saati yanlış.</translation>
    </message>
    <message id="attract.clock_refused">
        <source>For our staff: no secure connection. Is this kiosk’s date right?</source>
        <translation>Personelimize: güvenli bağlantı yok. Bu kioskun tarihi doğru mu?</translation>
    </message>
    <message id="attract.card_mistake">
        <source>For staff: the settings on the card are not used. See %1</source>
        <translation>Personel için: karttaki ayarlar kullanılmıyor. Bakınız: %1</translation>
    </message>
    <message id="aim.aim">
        <source>Hold the code inside the frame</source>
        <translation>Kodu çerçevenin içinde tutun</translation>
    </message>
    <message id="aim.closer">
        <source>A little closer</source>
        <translation>Biraz yaklaştırın</translation>
    </message>
    <message id="aim.further">
        <source>A little further away</source>
        <translation>Biraz uzaklaştırın</translation>
    </message>
    <message id="aim.still">
        <source>Hold still</source>
        <translation>Sabit tutun</translation>
    </message>
    <message id="aim.brighter">
        <source>Turn up your screen</source>
        <translation>Ekran parlaklığını artırın</translation>
    </message>
    <message id="aim.tilt">
        <source>Tilt the phone a little: a lamp shows in it</source>
        <translation>Telefonu biraz eğin: üzerinde ışık parlıyor</translation>
    </message>
    <message id="two_codes">
        <source>Two codes in view: please show one at a time</source>
        <translation>İki kod görünüyor: lütfen tek tek gösterin</translation>
    </message>
    <message id="lookup.got_it">
        <source>Got it!</source>
        <translation>Okundu!</translation>
    </message>
    <message id="lookup.one_moment">
        <source>One moment…</source>
        <translation>Bir dakika…</translation>
    </message>
    <message id="lookup.busy">
        <source>Many people at once. We will go on by ourselves…</source>
        <translation>Şu an yoğunluk var. Birazdan kendiliğinden devam edeceğiz…</translation>
    </message>
    <message id="balance.headline">
        <source>Welcome back!</source>
        <translation>Yeniden hoş geldiniz!</translation>
    </message>
    <message id="balance.stamps_of">
        <source>%1 of %2 stamps</source>
        <translation>%1 / %2 damga</translation>
    </message>
    <message id="balance.stamps" numerus="yes">
        <source>%n stamps</source>
        <translation>
            <numerusform>%n damga</numerusform>
        </translation>
    </message>
    <message id="balance.points" numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n puan</numerusform>
        </translation>
    </message>
    <message id="balance.earning">
        <source>Adding your visit…</source>
        <translation>Ziyaretiniz ekleniyor…</translation>
    </message>
    <message id="balance.already">
        <source>Collected already. Next from %1.</source>
        <translation>Bu ziyaret zaten eklendi. Sıradaki: %1 itibarıyla.</translation>
    </message>
    <message id="balance.no_journal">
        <source>Not counted: visits cannot be booked just now (%1).</source>
        <translation>Eklenemedi: ziyaretler şu anda kaydedilemiyor (%1).</translation>
    </message>
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>Kuponlarınız</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>We sent you a code</source>
        <translation>Telefonunuza bir kod gönderildi</translation>
    </message>
    <message id="pin.sent">
        <source>Type the code from your phone.</source>
        <translation>Telefonunuzdaki kodu girin.</translation>
    </message>
    <message id="pin.wrong">
        <source>That code was not right.</source>
        <translation>Bu kod doğru değil.</translation>
    </message>
    <message id="pin.expired">
        <source>That code is too old. Ask for a new one.</source>
        <translation>Bu kodun süresi geçti. Yeni bir kod isteyin.</translation>
    </message>
    <message id="pin.used_up">
        <source>Too many wrong codes. Ask for a new one.</source>
        <translation>Çok fazla yanlış deneme oldu. Yeni bir kod isteyin.</translation>
    </message>
    <message id="pin.busy">
        <source>One moment, we try again by ourselves…</source>
        <translation>Bir dakika, kendimiz yeniden deniyoruz…</translation>
    </message>
    <message id="pin.checking">
        <source>Checking…</source>
        <translation>Denetleniyor…</translation>
    </message>
    <message id="pin.tries" numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>%n deneme hakkınız kaldı</numerusform>
        </translation>
    </message>
    <message id="pin.erase">
        <source>Erase</source>
        <translation>Sil</translation>
    </message>
    <message id="pin.confirm">
        <source>OK</source>
        <translation>Tamam</translation>
    </message>
    <message id="reward.stamps" numerus="yes">
        <source>+%n stamps!</source>
        <translation>
            <numerusform>+%n damga!</numerusform>
        </translation>
    </message>
    <message id="reward.points">
        <source>Points added!</source>
        <translation>Puan eklendi!</translation>
    </message>
    <message id="reward.card_full">
        <source>Your card is full!</source>
        <translation>Kartınız doldu!</translation>
    </message>
    <message id="reward.in_app">
        <source>Your card filled up: the coupon is in your app.</source>
        <translation>Kartınız doldu: kuponunuz uygulamanızda.</translation>
    </message>
    <message id="reward.no_number">
        <source>Your visit counts. See your app for the balance.</source>
        <translation>Ziyaretiniz sayıldı. Bakiyeniz için uygulamanıza bakın.</translation>
    </message>
    <message id="coupon.won">
        <source>Your reward!</source>
        <translation>Ödülünüz!</translation>
    </message>
    <message id="coupon.yours">
        <source>Your coupon</source>
        <translation>Kuponunuz</translation>
    </message>
    <message id="coupon.printing">
        <source>Printing…</source>
        <translation>Yazdırılıyor…</translation>
    </message>
    <message id="coupon.sent">
        <source>Sent to the printer</source>
        <translation>Yazıcıya gönderildi</translation>
    </message>
    <message id="coupon.take">
        <source>Take your coupon</source>
        <translation>Kuponunuzu alın</translation>
    </message>
    <message id="coupon.failed">
        <source>It could not be printed</source>
        <translation>Yazdırılamadı</translation>
    </message>
    <message id="coupon.unknown">
        <source>We cannot tell whether it was printed</source>
        <translation>Yazdırılıp yazdırılmadığını bilemiyoruz</translation>
    </message>
    <message id="coupon.no_paper">
        <source>The printer is out of paper</source>
        <translation>Yazıcıda kâğıt bitti</translation>
    </message>
    <message id="coupon.cover_open">
        <source>The printer is open</source>
        <translation>Yazıcının kapağı açık</translation>
    </message>
    <message id="coupon.printer_silent">
        <source>The printer does not answer</source>
        <translation>Yazıcı yanıt vermiyor</translation>
    </message>
    <message id="coupon.printer_error">
        <source>The printer needs help</source>
        <translation>Yazıcıda bir sorun var</translation>
    </message>
    <message id="coupon.no_printer">
        <source>No printer here</source>
        <translation>Burada yazıcı yok</translation>
    </message>
    <message id="coupon.in_app">
        <source>No paper needed: it is in your app too.</source>
        <translation>Kâğıda gerek yok: kupon uygulamanızda da var.</translation>
    </message>
    <message id="coupon.show_to_staff">
        <source>Show this code to our staff.</source>
        <translation>Bu kodu personelimize gösterin.</translation>
    </message>
    <message id="done.headline">
        <source>Thank you!</source>
        <translation>Teşekkürler!</translation>
    </message>
    <message id="done.detail">
        <source>See you soon.</source>
        <translation>Yakında yine bekleriz.</translation>
    </message>
    <message id="problem.unknown_member">
        <source>We do not know this code</source>
        <translation>Bu kodu tanımıyoruz</translation>
    </message>
    <message id="problem.unknown_member.next">
        <source>Is it your loyalty code? Please ask our staff to enrol you.</source>
        <translation>Bu sizin sadakat kodunuz mu? Personelimiz sizi kaydedebilir.</translation>
    </message>
    <message id="problem.old_code">
        <source>That code is too old</source>
        <translation>Bu kodun süresi geçmiş</translation>
    </message>
    <message id="problem.old_code.next">
        <source>Open your profile for a new one. A coupon? Show it to our staff.</source>
        <translation>Yeni kod için profilinizi açın. Kupon mu? Personelimize gösterin.</translation>
    </message>
    <message id="problem.show_again">
        <source>Please show your code once more</source>
        <translation>Lütfen kodunuzu bir kez daha gösterin</translation>
    </message>
    <message id="problem.show_again.next">
        <source>It changed while we were waiting.</source>
        <translation>Beklerken kodunuz değişti.</translation>
    </message>
    <message id="problem.not_a_code">
        <source>This is not a loyalty code</source>
        <translation>Bu bir sadakat kodu değil</translation>
    </message>
    <message id="problem.not_a_code.next">
        <source>Show your loyalty account’s QR code.</source>
        <translation>Sadakat hesabınızın QR kodunu gösterin.</translation>
    </message>
    <message id="problem.coupon_to_staff">
        <source>That is a coupon</source>
        <translation>Bu bir kupon</translation>
    </message>
    <message id="problem.coupon_to_staff.next">
        <source>Show this coupon to our staff.</source>
        <translation>Bu kuponu personelimize gösterin.</translation>
    </message>
    <message id="problem.unavailable">
        <source>Not available just now</source>
        <translation>Şu anda kullanılamıyor</translation>
    </message>
    <message id="problem.unavailable.next">
        <source>Please ask our staff.</source>
        <translation>Lütfen personelimize sorun.</translation>
    </message>
    <message id="problem.unsure">
        <source>We could not finish</source>
        <translation>İşlemi bitiremedik</translation>
    </message>
    <message id="problem.unsure.next">
        <source>We go on by ourselves. Look in your app later.</source>
        <translation>Kendimiz devam edeceğiz. Daha sonra uygulamanıza bakın.</translation>
    </message>
    <message id="problem.pin_failed">
        <source>The code did not work</source>
        <translation>Kod işe yaramadı</translation>
    </message>
    <message id="problem.pin_failed.next">
        <source>Try again later, or ask our staff.</source>
        <translation>Lütfen daha sonra yeniden deneyin ya da personelimize sorun.</translation>
    </message>
    <message id="problem.refused">
        <source>That did not work</source>
        <translation>Bu olmadı</translation>
    </message>
    <message id="problem.refused.next">
        <source>Please ask our staff.</source>
        <translation>Lütfen personelimize sorun.</translation>
    </message>
    <message id="offline.headline">
        <source>No connection</source>
        <translation>Bağlantı yok</translation>
    </message>
    <message id="offline.kept">
        <source>We keep your visit and add it later.</source>
        <translation>Ziyaretinizi saklıyoruz, sonra ekleyeceğiz.</translation>
    </message>
    <message id="offline.cancelled">
        <source>Your visit is not kept.</source>
        <translation>Ziyaretiniz saklanmadı.</translation>
    </message>
    <message id="offline.try_later">
        <source>Please try again in a little while.</source>
        <translation>Lütfen biraz sonra yeniden deneyin.</translation>
    </message>
    <message id="staff_lock.headline">
        <source>Staff: your PIN</source>
        <translation>Personel: PIN kodunuz</translation>
    </message>
    <message id="staff_lock.headline_person">
        <source>Hello, %1: your PIN</source>
        <translation>Merhaba, %1: PIN kodunuz</translation>
    </message>
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>Bu PIN doğru değil.</translation>
    </message>
    <message id="staff_lock.wrong_badge">
        <source>That badge is not known here.</source>
        <translation>Bu yaka kartı burada tanınmıyor.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>Yanlış denemelerden sonra bir süre kilitlendi.</translation>
    </message>
    <message id="staff_lock.lost">
        <source>The list of staff was lost with a broken file. Set it up anew with “kiosk staff add”.</source>
        <translation>Personel listesi bozulan bir dosyayla kayboldu. “kiosk staff add” ile yeniden oluşturun.</translation>
    </message>
    <message id="staff_setup.headline">
        <source>First start: your name</source>
        <translation>İlk başlangıç: adınız</translation>
    </message>
    <message id="staff_setup.name">
        <source>You become the first of the staff. Type your name.</source>
        <translation>İlk personel siz olacaksınız. Adınızı yazın.</translation>
    </message>
    <message id="staff_setup.no_name">
        <source>Please type a name first.</source>
        <translation>Lütfen önce bir ad yazın.</translation>
    </message>
    <message id="staff_setup.pin">
        <source>%1: your PIN</source>
        <translation>%1: PIN’iniz</translation>
    </message>
    <message id="staff_setup.digits">
        <source>Choose 4 to 8 digits.</source>
        <translation>4 ila 8 rakam seçin.</translation>
    </message>
    <message id="staff_setup.again">
        <source>The same PIN once more.</source>
        <translation>Aynı PIN’i bir kez daha girin.</translation>
    </message>
    <message id="staff_setup.different">
        <source>The two PINs differ. Choose 4 to 8 digits.</source>
        <translation>İki PIN farklı. 4 ila 8 rakam seçin.</translation>
    </message>
    <message id="staff_setup.not_stored">
        <source>It could not be stored. Choose 4 to 8 digits again.</source>
        <translation>Kaydedilemedi. Yeniden 4 ila 8 rakam seçin.</translation>
    </message>
    <message id="staff_setup.name_taken">
        <source>This name is taken. Please type another one.</source>
        <translation>Bu ad zaten var. Lütfen başka bir ad yazın.</translation>
    </message>
    <message id="staff_setup.pin_taken">
        <source>This PIN is taken. Choose another one.</source>
        <translation>Bu PIN kullanılıyor. Başka bir PIN seçin.</translation>
    </message>
    <message id="staff_menu.headline">
        <source>Hello, %1</source>
        <translation>Merhaba, %1</translation>
    </message>
    <message id="staff.task_coupon">
        <source>Redeem a coupon</source>
        <translation>Kupon kullandır</translation>
    </message>
    <message id="staff_coupon.headline">
        <source>Redeem a coupon</source>
        <translation>Kupon kullandır</translation>
    </message>
    <message id="staff_coupon.scan">
        <source>Hold the coupon up to the camera or scanner.</source>
        <translation>Kuponu kameraya ya da okuyucuya tutun.</translation>
    </message>
    <message id="staff_coupon.please_scan">
        <source>Typed codes are switched off here. Please scan the coupon.</source>
        <translation>Elle kod girişi burada kapalı. Lütfen kuponu okutun.</translation>
    </message>
    <message id="staff_coupon.bad_code">
        <source>That is not a coupon. Try another.</source>
        <translation>Bu bir kupon değil. Başka birini deneyin.</translation>
    </message>
    <message id="staff_coupon.type">
        <source>Type the code printed on the coupon.</source>
        <translation>Kuponun üzerindeki kodu girin.</translation>
    </message>
    <message id="staff_coupon.asking">
        <source>One moment…</source>
        <translation>Bir dakika…</translation>
    </message>
    <message id="staff_coupons.all">
        <source>All coupons</source>
        <translation>Tüm kuponlar</translation>
    </message>
    <message id="staff_coupons.today">
        <source>Coupons of today</source>
        <translation>Bugünün kuponları</translation>
    </message>
    <message id="staff_coupons.yesterday">
        <source>Coupons of yesterday</source>
        <translation>Dünün kuponları</translation>
    </message>
    <message id="staff_coupons.day">
        <source>Coupons of %1</source>
        <translation>Kuponlar: %1</translation>
    </message>
    <message id="staff_coupons.customer">
        <source>Customer code %1</source>
        <translation>Müşteri kodu %1</translation>
    </message>
    <message id="staff_coupons.none">
        <source>No coupons here.</source>
        <translation>Burada kupon yok.</translation>
    </message>
    <message id="staff_coupons.at">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_coupons.state_issued">
        <source>Not printed yet</source>
        <translation>Henüz yazdırılmadı</translation>
    </message>
    <message id="staff_coupons.state_printing">
        <source>Being printed</source>
        <translation>Yazdırılıyor</translation>
    </message>
    <message id="staff_coupons.state_printed">
        <source>Printed</source>
        <translation>Yazdırıldı</translation>
    </message>
    <message id="staff_coupons.state_print_unknown">
        <source>Print not certain</source>
        <translation>Yazdırıldığı kesin değil</translation>
    </message>
    <message id="staff_coupons.state_print_failed">
        <source>Printing failed</source>
        <translation>Yazdırılamadı</translation>
    </message>
    <message id="staff_coupons.state_handed_out">
        <source>Handed out</source>
        <translation>Teslim edildi</translation>
    </message>
    <message id="staff_coupons.state_redeemed">
        <source>Redeemed</source>
        <translation>Kullanıldı</translation>
    </message>
    <message id="staff_coupons.issued_at">
        <source>Issued: %1</source>
        <translation>Verildi: %1</translation>
    </message>
    <message id="staff_coupons.paper_printed">
        <source>Printed: %1</source>
        <translation>Yazdırıldı: %1</translation>
    </message>
    <message id="staff_coupons.copy_printed">
        <source>Copy printed: %1</source>
        <translation>Kopya yazdırıldı: %1</translation>
    </message>
    <message id="staff_coupons.paper_sent">
        <source>Sent to the printer: %1</source>
        <translation>Yazıcıya gönderildi: %1</translation>
    </message>
    <message id="staff_coupons.copy_sent">
        <source>Copy sent to the printer: %1</source>
        <translation>Kopya yazıcıya gönderildi: %1</translation>
    </message>
    <message id="staff_coupons.paper_failed">
        <source>Printing failed: %1</source>
        <translation>Yazdırılamadı: %1</translation>
    </message>
    <message id="staff_coupons.paper_unknown">
        <source>Print not certain: %1</source>
        <translation>Yazdırıldığı kesin değil: %1</translation>
    </message>
    <message id="staff_coupons.handed_out_at">
        <source>Handed out: %1</source>
        <translation>Teslim edildi: %1</translation>
    </message>
    <message id="staff_coupons.redeemed_at">
        <source>Redeemed: %1</source>
        <translation>Kullanıldı: %1</translation>
    </message>
    <message id="staff_coupons.take_copy">
        <source>Take the copy from the printer</source>
        <translation>Kopyayı yazıcıdan alın</translation>
    </message>
    <message id="staff_coupons.preview">
        <source>The copy as it would be printed</source>
        <translation>Kopya böyle yazdırılır</translation>
    </message>
    <message id="staff_coupons.sure">
        <source>Was it handed out?</source>
        <translation>Teslim edildi mi?</translation>
    </message>
    <message id="staff_coupons.sure.next">
        <source>From then on this kiosk no longer offers it to the customer. It can still be redeemed.</source>
        <translation>Bundan sonra bu kiosk onu müşteriye sunmaz. Kupon yine de kullanılabilir.</translation>
    </message>
    <message id="staff_coupons.type">
        <source>Type the code on the coupon, or the six digits of a customer code.</source>
        <translation>Kuponun üzerindeki kodu ya da müşteri kodunun altı hanesini yazın.</translation>
    </message>
    <message id="staff_coupons.not_ours">
        <source>That coupon was not issued here.</source>
        <translation>Bu kupon burada verilmedi.</translation>
    </message>
    <message id="staff_coupons.not_a_code">
        <source>That is not a code. Try another.</source>
        <translation>Bu bir kod değil. Başka bir tane deneyin.</translation>
    </message>
    <message id="staff_coupons.no_code">
        <source>Neither a coupon of ours nor a valid customer code.</source>
        <translation>Ne bizim kuponumuz ne de geçerli bir müşteri kodu.</translation>
    </message>
    <message id="staff_coupons.unreachable">
        <source>The service cannot be reached. Type the customer code instead.</source>
        <translation>Hizmete ulaşılamıyor. Müşteri kodunu yazın.</translation>
    </message>
    <message id="staff_coupons.busy">
        <source>The service is busy. Wait a moment, or type the customer code.</source>
        <translation>Hizmet meşgul. Biraz bekleyin ya da müşteri kodunu yazın.</translation>
    </message>
    <message id="staff_coupons.no_journal">
        <source>The kiosk’s disk does not answer. Restart the kiosk, or call for help.</source>
        <translation>Kioskun diski yanıt vermiyor. Kiosku yeniden başlatın ya da yardım isteyin.</translation>
    </message>
    <message id="staff_coupons.gone">
        <source>It had been handed out or redeemed before.</source>
        <translation>Daha önce teslim edilmiş ya da kullanılmış.</translation>
    </message>
    <message id="staff_waiting.headline" numerus="yes">
        <source>%n operations wait</source>
        <translation>
            <numerusform>%n işlem bekliyor</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.none">
        <source>Nothing waits: all has been answered.</source>
        <translation>Bekleyen yok: hepsi yanıtlandı.</translation>
    </message>
    <message id="staff_waiting.visit">
        <source>Visit kept while offline</source>
        <translation>Çevrimdışı saklanan ziyaret</translation>
    </message>
    <message id="staff_waiting.redeem_points" numerus="yes">
        <source>Redeem %n points</source>
        <translation>
            <numerusform>%n puan kullanma</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.redeem_stamps" numerus="yes">
        <source>Redeem %n stamps</source>
        <translation>
            <numerusform>%n damga kullanma</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_points" numerus="yes">
        <source>Add %n points</source>
        <translation>
            <numerusform>%n puan ekleme</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_stamps" numerus="yes">
        <source>Add %n stamps</source>
        <translation>
            <numerusform>%n damga ekleme</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.since">
        <source>Since %1</source>
        <translation>Başlangıç: %1</translation>
    </message>
    <message id="staff_waiting.tried" numerus="yes">
        <source>Tried %n times</source>
        <translation>
            <numerusform>%n kez denendi</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.tried_last" numerus="yes">
        <source>Tried %n times, last: %1</source>
        <translation>
            <numerusform>%n kez denendi, son: %1</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.why_busy">
        <source>The service asked to wait</source>
        <translation>Hizmet beklenmesini istedi</translation>
    </message>
    <message id="staff_waiting.why_used">
        <source>Used, most likely by this attempt</source>
        <translation>Kullanılmış, büyük olasılıkla bu denemeyle</translation>
    </message>
    <message id="staff_waiting.why_offline">
        <source>The service could not be reached</source>
        <translation>Hizmete ulaşılamadı</translation>
    </message>
    <message id="staff_waiting.why_no_answer">
        <source>No answer from the service</source>
        <translation>Hizmetten yanıt yok</translation>
    </message>
    <message id="staff_waiting.why_claimed">
        <source>It is being dealt with right now</source>
        <translation>Şu anda üzerinde çalışılıyor</translation>
    </message>
    <message id="staff_waiting.why_pin">
        <source>It waits for the code from the customer’s phone</source>
        <translation>Müşterinin telefonundaki kodu bekliyor</translation>
    </message>
    <message id="staff_waiting.why_pending">
        <source>Not sent yet</source>
        <translation>Henüz gönderilmedi</translation>
    </message>
    <message id="staff_waiting.reason_booked">
        <source>I checked: it is booked</source>
        <translation>Baktım: kayıtlı</translation>
    </message>
    <message id="staff_waiting.reason_not_booked">
        <source>I checked: it is not booked</source>
        <translation>Baktım: kayıtlı değil</translation>
    </message>
    <message id="staff_waiting.reason_customer_gone">
        <source>The customer has gone</source>
        <translation>Müşteri gitti</translation>
    </message>
    <message id="staff_waiting.reason_mistake">
        <source>It was a mistake</source>
        <translation>Yanlışlıkla yapıldı</translation>
    </message>
    <message id="staff_waiting.choose">
        <source>Why is it given up?</source>
        <translation>Neden vazgeçiliyor?</translation>
    </message>
    <message id="staff_waiting.sure">
        <source>Give this up for good?</source>
        <translation>Tamamen vazgeçilsin mi?</translation>
    </message>
    <message id="staff_waiting.risk_coupon">
        <source>The coupon may have been redeemed. The kiosk forgets that it tried: a later scan only says “used before”.</source>
        <translation>Kupon kullanılmış olabilir. Kiosk denediğini unutur: sonraki okutma yalnızca “daha önce kullanılmış” der.</translation>
    </message>
    <message id="staff_waiting.risk_doubt">
        <source>It may have been booked already. The kiosk stops asking, so it will not find out.</source>
        <translation>Zaten kaydedilmiş olabilir. Kiosk sormayı bırakır ve bunu öğrenemez.</translation>
    </message>
    <message id="staff_waiting.risk_none">
        <source>Nothing has been booked, and nothing will be.</source>
        <translation>Hiçbir şey kaydedilmedi ve kaydedilmeyecek.</translation>
    </message>
    <message id="staff_waiting.advice_claimed">
        <source>A screen, or the kiosk itself, waits for the answer. Come back in a minute.</source>
        <translation>Bir ekran ya da kioskun kendisi yanıtı bekliyor. Bir dakika sonra yine bakın.</translation>
    </message>
    <message id="staff_waiting.advice_coupon">
        <source>It cannot be tried again from here: the service keeps no number of it. Scan the coupon under “Redeem a coupon”, or give it up.</source>
        <translation>Buradan yeniden denenemez: hizmette numarası yok. Kuponu “Kupon kullandır” altında okutun ya da vazgeçin.</translation>
    </message>
    <message id="staff_waiting.advice_pin">
        <source>Nothing is booked without the code from the customer’s phone. Begin again with the customer, and give this one up.</source>
        <translation>Müşterinin telefonundaki kod olmadan hiçbir şey kaydedilmez. Müşteriyle yeniden başlayın ve bundan vazgeçin.</translation>
    </message>
    <message id="staff_waiting.advice_doubt">
        <source>It may have been booked. Trying again is safe: it never counts twice.</source>
        <translation>Kaydedilmiş olabilir. Yeniden denemek güvenlidir: iki kez sayılmaz.</translation>
    </message>
    <message id="staff_waiting.advice_not_sent">
        <source>Nothing is booked yet. The kiosk tries by itself as soon as it can.</source>
        <translation>Henüz hiçbir şey kaydedilmedi. Kiosk ilk fırsatta kendisi dener.</translation>
    </message>
    <message id="staff_waiting.trying">
        <source>Asking the service…</source>
        <translation>Hizmete soruluyor…</translation>
    </message>
    <message id="staff_waiting.end_accepted">
        <source>It is booked.</source>
        <translation>Kaydedildi.</translation>
    </message>
    <message id="staff_waiting.end_refused">
        <source>The service refused it.</source>
        <translation>Hizmet reddetti.</translation>
    </message>
    <message id="staff_waiting.end_closed">
        <source>It is closed: nothing more is done.</source>
        <translation>Kapatıldı: başka bir şey yapılmaz.</translation>
    </message>
    <message id="staff_waiting.end_pin">
        <source>The code from the customer’s phone is needed: nothing was booked. Begin again with the customer.</source>
        <translation>Müşterinin telefonundaki kod gerekiyor: hiçbir şey kaydedilmedi. Müşteriyle yeniden başlayın.</translation>
    </message>
    <message id="staff_waiting.end_stale">
        <source>The customer’s code is too old by now. The visit is closed, nothing was booked.</source>
        <translation>Müşterinin kodu artık çok eski. Ziyaret kapatıldı, hiçbir şey kaydedilmedi.</translation>
    </message>
    <message id="staff_waiting.slow">
        <source>No answer yet. The kiosk goes on asking.</source>
        <translation>Henüz yanıt yok. Kiosk sormaya devam ediyor.</translation>
    </message>
    <message id="staff_waiting.still_waits">
        <source>Still no answer. The kiosk goes on by itself.</source>
        <translation>Hâlâ yanıt yok. Kiosk kendisi devam ediyor.</translation>
    </message>
    <message id="staff_waiting.given_up">
        <source>Given up.</source>
        <translation>Vazgeçildi.</translation>
    </message>
    <message id="staff_waiting.over">
        <source>It had come to its end by itself.</source>
        <translation>Kendiliğinden sonuçlanmıştı.</translation>
    </message>
    <message id="staff_pin.headline">
        <source>The customer has a code</source>
        <translation>Müşteriye bir kod gönderildi</translation>
    </message>
    <message id="staff_pin.sent">
        <source>Ask the customer to read the code from their phone.</source>
        <translation>Müşteriden telefonundaki kodu okumasını isteyin.</translation>
    </message>
    <message id="staff_result.redeemed">
        <source>Redeemed</source>
        <translation>Kullanıldı</translation>
    </message>
    <message id="staff_result.redeemed_name">
        <source>Redeemed: %1</source>
        <translation>Kullanıldı: %1</translation>
    </message>
    <message id="staff_result.redeemed.next">
        <source>Hand it over.</source>
        <translation>Ödülü teslim edin.</translation>
    </message>
    <message id="staff_result.probably_ours">
        <source>Most likely redeemed by this kiosk</source>
        <translation>Büyük olasılıkla bu kioskta kullanıldı</translation>
    </message>
    <message id="staff_result.probably_ours.next">
        <source>Our attempt at %1 had no answer, and the coupon is used now. Hand it over if it was this customer.</source>
        <translation>%1 saatindeki denememiz yanıtsız kaldı ve kupon şimdi kullanılmış. Aynı müşteriyse ödülü verin.</translation>
    </message>
    <message id="staff_result.already_used">
        <source>Used before</source>
        <translation>Daha önce kullanılmış</translation>
    </message>
    <message id="staff_result.already_used.next">
        <source>This coupon was redeemed earlier.</source>
        <translation>Bu kupon daha önce kullanılmış.</translation>
    </message>
    <message id="staff_result.not_found">
        <source>No such coupon</source>
        <translation>Böyle bir kupon yok</translation>
    </message>
    <message id="staff_result.not_found.next">
        <source>Check the code, or scan it.</source>
        <translation>Kodu denetleyin ya da okutun.</translation>
    </message>
    <message id="staff_result.pin_failed">
        <source>The code did not work</source>
        <translation>Kod işe yaramadı</translation>
    </message>
    <message id="staff_result.pin_failed.next">
        <source>Begin again when the customer is ready.</source>
        <translation>Müşteri hazır olunca yeniden başlayın.</translation>
    </message>
    <message id="staff_result.unsure">
        <source>No answer from the service</source>
        <translation>Hizmetten yanıt gelmedi</translation>
    </message>
    <message id="staff_result.unsure.next">
        <source>It may have worked. Scan the coupon again in a minute to find out.</source>
        <translation>İşlem gerçekleşmiş olabilir. Öğrenmek için bir dakika sonra kuponu yeniden okutun.</translation>
    </message>
    <message id="staff_result.unreachable">
        <source>The service cannot be reached</source>
        <translation>Hizmete ulaşılamıyor</translation>
    </message>
    <message id="staff_result.unreachable.next">
        <source>Nothing was redeemed. Check the network and try again.</source>
        <translation>Hiçbir şey kullanılmadı. Ağı denetleyip yeniden deneyin.</translation>
    </message>
    <message id="staff_result.bad_key">
        <source>The API key is not accepted</source>
        <translation>API anahtarı kabul edilmiyor</translation>
    </message>
    <message id="staff_result.bad_key.next">
        <source>The owner must set a new key.</source>
        <translation>İşletme sahibinin yeni bir anahtar tanımlaması gerekiyor.</translation>
    </message>
    <message id="staff_result.subscription">
        <source>The Loyalite subscription has lapsed</source>
        <translation>Loyalite aboneliği sona erdi</translation>
    </message>
    <message id="staff_result.subscription.next">
        <source>The owner must renew it.</source>
        <translation>İşletme sahibinin aboneliği yenilemesi gerekiyor.</translation>
    </message>
    <message id="staff_result.refused">
        <source>The service refused it</source>
        <translation>Hizmet bunu reddetti</translation>
    </message>
    <message id="staff_result.refused.next">
        <source>Nothing was redeemed.</source>
        <translation>Hiçbir şey kullanılmadı.</translation>
    </message>
    <message id="staff_result.no_journal">
        <source>The kiosk cannot write to its disk</source>
        <translation>Kiosk diskine yazamıyor</translation>
    </message>
    <message id="staff_result.no_journal.next">
        <source>Nothing was sent. Restart the kiosk, or call for help.</source>
        <translation>Hiçbir şey gönderilmedi. Kioskı yeniden başlatın ya da yardım isteyin.</translation>
    </message>
    <message id="button.ask_again">
        <source>Ask again</source>
        <translation>Yeniden sor</translation>
    </message>
    <message id="button.to_points">
        <source>Points instead</source>
        <translation>Bunun yerine puan</translation>
    </message>
    <message id="button.to_stamps">
        <source>Stamps instead</source>
        <translation>Bunun yerine damga</translation>
    </message>
    <message id="button.type_customer">
        <source>Type the customer code</source>
        <translation>Müşteri kodunu gir</translation>
    </message>
    <message id="button.today">
        <source>Today</source>
        <translation>Bugün</translation>
    </message>
    <message id="button.yesterday">
        <source>Yesterday</source>
        <translation>Dün</translation>
    </message>
    <message id="button.day_before">
        <source>Day before</source>
        <translation>Önceki gün</translation>
    </message>
    <message id="button.day_after">
        <source>Day after</source>
        <translation>Sonraki gün</translation>
    </message>
    <message id="button.all">
        <source>All</source>
        <translation>Tümü</translation>
    </message>
    <message id="button.newer">
        <source>Newer</source>
        <translation>Daha yeni</translation>
    </message>
    <message id="button.older">
        <source>Older</source>
        <translation>Daha eski</translation>
    </message>
    <message id="button.previous">
        <source>Previous</source>
        <translation>Önceki</translation>
    </message>
    <message id="button.next">
        <source>Next</source>
        <translation>Sonraki</translation>
    </message>
    <message id="button.find">
        <source>Find</source>
        <translation>Bul</translation>
    </message>
    <message id="button.print_copy">
        <source>Print a copy</source>
        <translation>Kopya yazdır</translation>
    </message>
    <message id="button.hand_out">
        <source>Handed out</source>
        <translation>Teslim edildi</translation>
    </message>
    <message id="button.handed_out_yes">
        <source>Yes, handed out</source>
        <translation>Evet, teslim edildi</translation>
    </message>
    <message id="button.new_checkout">
        <source>New checkout</source>
        <translation>Yeni kasa işlemi</translation>
    </message>
    <message id="button.another_order">
        <source>Another order</source>
        <translation>Başka sipariş</translation>
    </message>
    <message id="button.no_points">
        <source>No points</source>
        <translation>Puansız</translation>
    </message>
    <message id="button.other_points">
        <source>Other points</source>
        <translation>Başka puan</translation>
    </message>
    <message id="button.go_on">
        <source>Go on</source>
        <translation>Devam et</translation>
    </message>
    <message id="button.change">
        <source>Change</source>
        <translation>Değiştir</translation>
    </message>
    <message id="button.give_up">
        <source>Give up</source>
        <translation>Bırak</translation>
    </message>
    <message id="button.give_up_yes">
        <source>Yes, give it up</source>
        <translation>Evet, vazgeç</translation>
    </message>
    <message id="button.try_now">
        <source>Try now</source>
        <translation>Şimdi dene</translation>
    </message>
    <message id="button.keep">
        <source>Keep it</source>
        <translation>Bırakma</translation>
    </message>
    <message id="button.to_summary">
        <source>To the summary</source>
        <translation>Özete geç</translation>
    </message>
    <message id="staff.task_redeem">
        <source>Redeem points or stamps</source>
        <translation>Puan ya da damga kullandır</translation>
    </message>
    <message id="staff.task_earn">
        <source>Add points or stamps</source>
        <translation>Puan ya da damga ekle</translation>
    </message>
    <message id="staff.task_checkout">
        <source>Checkout</source>
        <translation>Kasa</translation>
    </message>
    <message id="staff.task_enrol">
        <source>New member</source>
        <translation>Yeni üye</translation>
    </message>
    <message id="staff_enrol.headline">
        <source>E-mail of the new member</source>
        <translation>Yeni üyenin e-postası</translation>
    </message>
    <message id="staff_enrol.type">
        <source>Type the e-mail, and let the customer check it.</source>
        <translation>E-postayı yazın ve müşteriye kontrol ettirin.</translation>
    </message>
    <message id="staff_enrol.letter">
        <source>An e-mail has no such letter or sign.</source>
        <translation>E-postada böyle bir harf veya işaret olmaz.</translation>
    </message>
    <message id="staff_enrol.incomplete">
        <source>Something is missing. An e-mail looks like name@example.com.</source>
        <translation>Bir şey eksik. E-posta ad@ornek.com gibidir.</translation>
    </message>
    <message id="staff_enrol.email_refused">
        <source>The service does not accept this e-mail. Please check it.</source>
        <translation>Hizmet bu e-postayı kabul etmiyor. Lütfen kontrol edin.</translation>
    </message>
    <message id="staff_enrol.member">
        <source>That looks like a member’s code: whoever has one is signed up already.</source>
        <translation>Bu bir üye koduna benziyor: kodu olan zaten kayıtlıdır.</translation>
    </message>
    <message id="staff_enrol.coupon">
        <source>That is a coupon. It has a task of its own.</source>
        <translation>Bu bir kupon. Onun için ayrı bir görev var.</translation>
    </message>
    <message id="staff_enrol.not_a_code">
        <source>That code is not one of ours.</source>
        <translation>Bu kod bize ait değil.</translation>
    </message>
    <message id="staff_enrol.as_is">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_consents.headline">
        <source>Please touch what you agree to</source>
        <translation>Lütfen kabul ettiklerinize dokunun</translation>
    </message>
    <message id="staff_consents.turn">
        <source>Staff: turn the screen to the customer. They tick for themselves.</source>
        <translation>Personel: ekranı müşteriye çevirin. İşaretleri kendisi koyar.</translation>
    </message>
    <message id="staff_consents.terms">
        <source>I accept the terms of the loyalty programme of %1. (Needed)</source>
        <translation>%1 sadakat programının koşullarını kabul ediyorum. (Gerekli)</translation>
    </message>
    <message id="staff_consents.privacy">
        <source>I have read the privacy notice of %1 and agree to it. (Needed)</source>
        <translation>%1 gizlilik bildirimini okudum ve kabul ediyorum. (Gerekli)</translation>
    </message>
    <message id="staff_consents.marketing">
        <source>I would like news and offers from %1 by e-mail. (As you like)</source>
        <translation>%1 haberlerini ve fırsatlarını e-postayla almak istiyorum. (İsteğe bağlı)</translation>
    </message>
    <message id="staff_consents.terms_refused">
        <source>The service asks for consent to the terms.</source>
        <translation>Hizmet, koşulların kabul edilmesini istiyor.</translation>
    </message>
    <message id="staff_consents.privacy_refused">
        <source>The service asks for consent to the privacy notice.</source>
        <translation>Hizmet, gizlilik bildiriminin kabul edilmesini istiyor.</translation>
    </message>
    <message id="staff_enrol_result.new">
        <source>Signed up: a new member</source>
        <translation>Kaydedildi: yeni üye</translation>
    </message>
    <message id="staff_enrol_result.existing">
        <source>This e-mail already belonged to a member</source>
        <translation>Bu e-posta zaten bir üyeye ait</translation>
    </message>
    <message id="staff_enrol_result.existing.next">
        <source>Nobody was signed up twice. This is the member.</source>
        <translation>Kimse iki kez kaydedilmedi. Üye bu.</translation>
    </message>
    <message id="staff_enrol_result.member">
        <source>Signed up</source>
        <translation>Kaydedildi</translation>
    </message>
    <message id="staff_enrol_result.doubtful.next">
        <source>An earlier try had no answer, so nobody knows whether the member is new.</source>
        <translation>Önceki deneme yanıtsız kaldı; bu yüzden üyenin yeni olup olmadığı bilinmiyor.</translation>
    </message>
    <message id="staff_enrol_result.email">
        <source>E-mail: %1</source>
        <translation>E-posta: %1</translation>
    </message>
    <message id="staff_enrol_result.unreachable.next">
        <source>Check the network and try again. Nobody is signed up twice.</source>
        <translation>Ağı kontrol edip yeniden deneyin. Kimse iki kez kaydedilmez.</translation>
    </message>
    <message id="staff_enrol_result.refused.next">
        <source>Nobody was signed up.</source>
        <translation>Kimse kaydedilmedi.</translation>
    </message>
    <message id="staff.task_coupons">
        <source>Issued coupons</source>
        <translation>Verilen kuponlar</translation>
    </message>
    <message id="staff.task_waiting">
        <source>Waiting</source>
        <translation>Bekleyenler</translation>
    </message>
    <message id="staff.task_devices">
        <source>Devices</source>
        <translation>Cihazlar</translation>
    </message>
    <message id="staff.task_settings">
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message id="staff.task_people">
        <source>People</source>
        <translation>Personel</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>Hizmet dışı</translation>
    </message>
    <message id="staff.badge_inside">
        <source>A badge changes nothing here. Leave first to change over.</source>
        <translation>Yaka kartı burada bir şey değiştirmez. Kişi değiştirmek için önce çıkın.</translation>
    </message>
    <message id="staff_entry.point">
        <source>Decimal point</source>
        <translation>Ondalık ayırıcı</translation>
    </message>
    <message id="staff_amount.redeem_points">
        <source>How many points?</source>
        <translation>Kaç puan?</translation>
    </message>
    <message id="staff_amount.redeem_stamps">
        <source>How many stamps?</source>
        <translation>Kaç damga?</translation>
    </message>
    <message id="staff_amount.earn_points">
        <source>Total of the purchase, before any discount?</source>
        <translation>Alışverişin indirimsiz toplamı?</translation>
    </message>
    <message id="staff_amount.earn_stamps">
        <source>How many stamps?</source>
        <translation>Kaç damga?</translation>
    </message>
    <message id="staff_amount.purchase">
        <source>Purchase of %1</source>
        <translation>%1 tutarında alışveriş</translation>
    </message>
    <message id="staff_member.scan">
        <source>Ask the customer to show their code.</source>
        <translation>Müşteriden kodunu göstermesini isteyin.</translation>
    </message>
    <message id="staff_member.type">
        <source>Type the six digits of the customer code.</source>
        <translation>Müşteri kodunun altı rakamını girin.</translation>
    </message>
    <message id="staff_member.unknown">
        <source>No such customer</source>
        <translation>Böyle bir müşteri yok</translation>
    </message>
    <message id="staff_member.old_code">
        <source>That code is out of date. Ask the customer to open their profile for a new one.</source>
        <translation>Bu kodun süresi dolmuş. Müşteriden yeni kod için profilini açmasını isteyin.</translation>
    </message>
    <message id="staff_member.not_a_code">
        <source>That is not a customer code. Try another.</source>
        <translation>Bu bir müşteri kodu değil. Başka birini deneyin.</translation>
    </message>
    <message id="staff_member.coupon">
        <source>That is a coupon. Ask for the customer code.</source>
        <translation>Bu bir kupon. Müşteri kodunu isteyin.</translation>
    </message>
    <message id="staff_member.please_scan">
        <source>Typed codes are switched off here. Please scan the customer’s code.</source>
        <translation>Elle kod girişi burada kapalı. Lütfen müşterinin kodunu okutun.</translation>
    </message>
    <message id="staff_member.unreachable">
        <source>The service cannot be reached. Check the network and try again.</source>
        <translation>Hizmete ulaşılamıyor. Ağı denetleyip yeniden deneyin.</translation>
    </message>
    <message id="staff_amount_result.insufficient">
        <source>%1 is more than the balance</source>
        <translation>%1 bakiyeden fazla</translation>
    </message>
    <message id="staff_amount_result.insufficient.next">
        <source>Nothing was redeemed. Choose a smaller amount.</source>
        <translation>Hiçbir şey kullanılmadı. Daha küçük bir miktar seçin.</translation>
    </message>
    <message id="staff_amount_result.no_number">
        <source>The new balance is not known just now.</source>
        <translation>Yeni bakiye şu anda bilinmiyor.</translation>
    </message>
    <message id="staff_amount_result.in_app">
        <source>The card filled up: the coupon is in the customer’s app.</source>
        <translation>Kart doldu: kupon müşterinin uygulamasında.</translation>
    </message>
    <message id="staff_amount_result.purchase">
        <source>Added: purchase of %1</source>
        <translation>Eklendi: %1 tutarında alışveriş</translation>
    </message>
    <message id="staff_amount_result.not_found.next">
        <source>Nothing was booked. Ask for the code again.</source>
        <translation>Hiçbir işlem yapılmadı. Kodu yeniden isteyin.</translation>
    </message>
    <message id="staff_amount_result.unsure.next">
        <source>It may have worked. Ask again: that never counts twice.</source>
        <translation>İşlem gerçekleşmiş olabilir. Yeniden sorun: iki kez sayılmaz.</translation>
    </message>
    <message id="staff_amount_result.goes_on">
        <source>It may have worked. The kiosk goes on asking: do not enter it again.</source>
        <translation>İşlem gerçekleşmiş olabilir. Kiosk sormayı sürdürüyor: yeniden girmeyin.</translation>
    </message>
    <message id="staff_amount_result.unreachable.next">
        <source>Nothing was booked. Check the network and try again.</source>
        <translation>Hiçbir işlem yapılmadı. Ağı denetleyip yeniden deneyin.</translation>
    </message>
    <message id="staff_amount_result.refused.next">
        <source>Nothing was booked.</source>
        <translation>Hiçbir işlem yapılmadı.</translation>
    </message>
    <message id="staff_reward.headline">
        <source>The card is full</source>
        <translation>Kart doldu</translation>
    </message>
    <message id="staff_amount.has_points" numerus="yes">
        <source>Balance: %n points</source>
        <translation>
            <numerusform>Bakiye: %n puan</numerusform>
        </translation>
    </message>
    <message id="staff_amount.has_stamps" numerus="yes">
        <source>Balance: %n stamps</source>
        <translation>
            <numerusform>Bakiye: %n damga</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_points" numerus="yes">
        <source>Before: %n points</source>
        <translation>
            <numerusform>Önce: %n puan</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_stamps" numerus="yes">
        <source>Before: %n stamps</source>
        <translation>
            <numerusform>Önce: %n damga</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_points" numerus="yes">
        <source>Now: %n points</source>
        <translation>
            <numerusform>Şimdi: %n puan</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_stamps" numerus="yes">
        <source>Now: %n stamps</source>
        <translation>
            <numerusform>Şimdi: %n damga</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_points" numerus="yes">
        <source>Redeemed: %n points</source>
        <translation>
            <numerusform>Kullanıldı: %n puan</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_stamps" numerus="yes">
        <source>Redeemed: %n stamps</source>
        <translation>
            <numerusform>Kullanıldı: %n damga</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.earned_stamps" numerus="yes">
        <source>Added: %n stamps</source>
        <translation>
            <numerusform>Eklendi: %n damga</numerusform>
        </translation>
    </message>
    <message id="staff_amount.too_many" numerus="yes">
        <source>A card has only %n stamps.</source>
        <translation>
            <numerusform>Bir kartta yalnızca %n damga var.</numerusform>
        </translation>
    </message>
    <message id="staff_reward.next" numerus="yes">
        <source>Give the coupon to the customer. On the new card: %n stamps.</source>
        <translation>
            <numerusform>Kuponu müşteriye verin. Yeni kartta: %n damga.</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.unfinished">
        <source>Unfinished checkouts</source>
        <translation>Yarım kalan kasa işlemleri</translation>
    </message>
    <message id="staff_checkout.row_nothing">
        <source>Order %1, %2: nothing booked</source>
        <translation>Sipariş %1, %2: kayıt yok</translation>
    </message>
    <message id="staff_checkout.row_spent">
        <source>Order %1, %2: points spent, earning missing</source>
        <translation>Sipariş %1, %2: puanlar harcandı, kazanç eksik</translation>
    </message>
    <message id="staff_checkout.row_unsure">
        <source>Order %1, %2: not sure</source>
        <translation>Sipariş %1, %2: belirsiz</translation>
    </message>
    <message id="staff_checkout.order">
        <source>Order number</source>
        <translation>Sipariş numarası</translation>
    </message>
    <message id="staff_checkout.order.type">
        <source>Type or scan the order number.</source>
        <translation>Sipariş numarasını yazın ya da okutun.</translation>
    </message>
    <message id="staff_checkout.order_is">
        <source>Order %1</source>
        <translation>Sipariş %1</translation>
    </message>
    <message id="staff_checkout.order_total">
        <source>Order %1: %2</source>
        <translation>Sipariş %1: %2</translation>
    </message>
    <message id="staff_checkout.points">
        <source>How many points does the customer spend?</source>
        <translation>Müşteri kaç puan harcayacak?</translation>
    </message>
    <message id="staff_checkout.pin_redeem">
        <source>Code for spending points</source>
        <translation>Puan harcama kodu</translation>
    </message>
    <message id="staff_checkout.pin_earn">
        <source>Another code, for the earning</source>
        <translation>Kazanç için yeni bir kod</translation>
    </message>
    <message id="staff_checkout.nothing">
        <source>Nothing is booked yet</source>
        <translation>Henüz hiçbir şey kaydedilmedi</translation>
    </message>
    <message id="staff_checkout.spent">
        <source>The points are spent, the earning is missing</source>
        <translation>Puanlar harcandı, kazanç eksik</translation>
    </message>
    <message id="staff_checkout.spent_unsure">
        <source>The points are spent, the earning is not sure</source>
        <translation>Puanlar harcandı, kazanç belirsiz</translation>
    </message>
    <message id="staff_checkout.redeem_unsure">
        <source>Not sure whether the points are spent</source>
        <translation>Puanların harcanıp harcanmadığı belirsiz</translation>
    </message>
    <message id="staff_checkout.earn_unsure">
        <source>Not sure whether it is booked</source>
        <translation>Kaydedilip kaydedilmediği belirsiz</translation>
    </message>
    <message id="staff_checkout.begun.next">
        <source>Begun %1. Go on where it was left: nothing counts twice.</source>
        <translation>Başlangıç: %1. Kaldığı yerden devam edin: hiçbir şey iki kez sayılmaz.</translation>
    </message>
    <message id="staff_checkout.goes_on">
        <source>It may have worked. The kiosk goes on asking; so may you.</source>
        <translation>Başarılı olmuş olabilir. Kiosk sormaya devam ediyor; siz de sorabilirsiniz.</translation>
    </message>
    <message id="staff_checkout.give_up">
        <source>Give up order %1?</source>
        <translation>Sipariş %1 bırakılsın mı?</translation>
    </message>
    <message id="staff_checkout.give_up_nothing">
        <source>Nothing of it is booked.</source>
        <translation>Hiçbir kısmı kaydedilmedi.</translation>
    </message>
    <message id="staff_checkout.give_up_spent">
        <source>The points stay spent, and nothing is earned for it.</source>
        <translation>Puanlar harcanmış kalır ve karşılığında kazanç olmaz.</translation>
    </message>
    <message id="staff_checkout.give_up_unsure">
        <source>What is booked of it stays booked.</source>
        <translation>Kaydedilmiş olan kaydedilmiş kalır.</translation>
    </message>
    <message id="staff_checkout.done">
        <source>Order %1 is booked already</source>
        <translation>Sipariş %1 zaten kayıtlı</translation>
    </message>
    <message id="staff_checkout.done.next">
        <source>Booked %1. It was not booked again.</source>
        <translation>Kayıt: %1. Yeniden kaydedilmedi.</translation>
    </message>
    <message id="staff_checkout.other">
        <source>Order %1 is another customer’s</source>
        <translation>Sipariş %1 başka bir müşterinin</translation>
    </message>
    <message id="staff_checkout.other.next">
        <source>Check number and customer. If it was a mistake, give it up in the list of unfinished checkouts first.</source>
        <translation>Numarayı ve müşteriyi kontrol edin. Yanlışlık varsa önce yarım kalan kasa işlemleri listesinde bırakın.</translation>
    </message>
    <message id="staff_checkout.taken">
        <source>The number %1 cannot be used</source>
        <translation>%1 numarası kullanılamaz</translation>
    </message>
    <message id="staff_checkout.taken.next">
        <source>Numbers that begin with redeem_ belong to the kiosk.</source>
        <translation>redeem_ ile başlayan numaralar kioskun kendisine aittir.</translation>
    </message>
    <message id="staff_checkout.booked">
        <source>Order %1 is booked</source>
        <translation>Sipariş %1 kaydedildi</translation>
    </message>
    <message id="staff_checkout.known">
        <source>The service knew this order already: nothing was booked twice.</source>
        <translation>Hizmet bu siparişi zaten biliyordu: hiçbir şey iki kez kaydedilmedi.</translation>
    </message>
    <message id="staff_checkout.printed">
        <source>The summary is printed</source>
        <translation>Özet yazdırıldı</translation>
    </message>
    <message id="staff_checkout.slip_title">
        <source>Your points</source>
        <translation>Puanlarınız</translation>
    </message>
    <message id="staff_checkout.slip_order">
        <source>Order</source>
        <translation>Sipariş</translation>
    </message>
    <message id="staff_checkout.slip_total">
        <source>Total</source>
        <translation>Toplam</translation>
    </message>
    <message id="staff_checkout.slip_spent">
        <source>Spent</source>
        <translation>Harcanan</translation>
    </message>
    <message id="staff_checkout.slip_before">
        <source>Before</source>
        <translation>Önce</translation>
    </message>
    <message id="staff_checkout.slip_after">
        <source>Now</source>
        <translation>Şimdi</translation>
    </message>
    <message id="staff_checkout.slip_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_checkout.to_spend" numerus="yes">
        <source>To spend: %n points</source>
        <translation>
            <numerusform>Harcanacak: %n puan</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.too_many" numerus="yes">
        <source>There are only %n points.</source>
        <translation>
            <numerusform>Yalnızca %n puan var.</numerusform>
        </translation>
    </message>
    <message id="paper.title">
        <source>Your reward</source>
        <translation>Ödülünüz</translation>
    </message>
    <message id="paper.copy">
        <source>COPY</source>
        <translation>KOPYA</translation>
    </message>
    <message id="paper.issued">
        <source>Issued %1</source>
        <translation>Düzenlenme: %1</translation>
    </message>
    <message id="closed.headline">
        <source>We are closed just now</source>
        <translation>Şu anda kapalıyız</translation>
    </message>
    <message id="closed.detail">
        <source>Come again later, or ask our staff.</source>
        <translation>Lütfen daha sonra gelin ya da personelimize sorun.</translation>
    </message>
    <message id="closed.scanned">
        <source>Nothing booked: we are closed.</source>
        <translation>Hiçbir işlem yapılmadı: kapalıyız.</translation>
    </message>
    <message id="closed.out_of_order">
        <source>Please ask our staff. For them: %1</source>
        <translation>Lütfen personelimize sorun. Personel için: %1</translation>
    </message>
    <message id="first.headline">
        <source>Set up this kiosk</source>
        <translation>Bu kiosku kurun</translation>
    </message>
    <message id="first.headline.next">
        <source>Show the QR code with your settings here, or put kiosk.toml on the card.</source>
        <translation>Ayarlarınızın QR kodunu buraya gösterin ya da kiosk.toml dosyasını karta koyun.</translation>
    </message>
    <message id="first.no_reader.next">
        <source>Put kiosk.toml on the card, or connect a camera and show a QR code.</source>
        <translation>kiosk.toml dosyasını karta koyun ya da kamera bağlayıp QR kod gösterin.</translation>
    </message>
    <message id="first.mistakes" numerus="yes">
        <source>%n things to put right</source>
        <translation>
            <numerusform>Düzeltilecek %n şey var</numerusform>
        </translation>
    </message>
    <message id="first.mistakes.next">
        <source>Put them right in kiosk.toml on the card and restart, or show a new QR code.</source>
        <translation>Bunları karttaki kiosk.toml dosyasında düzeltip yeniden başlatın ya da yeni bir QR kod gösterin.</translation>
    </message>
    <message id="first.checking">
        <source>Got it!</source>
        <translation>Okundu!</translation>
    </message>
    <message id="first.checking.next">
        <source>Your settings are being checked.</source>
        <translation>Ayarlarınız denetleniyor.</translation>
    </message>
    <message id="first.not_one">
        <source>This is no set-up code</source>
        <translation>Bu bir kurulum kodu değil</translation>
    </message>
    <message id="first.not_one.next">
        <source>The manual says how to make one.</source>
        <translation>Kılavuz nasıl oluşturulacağını anlatır.</translation>
    </message>
    <message id="first.newer">
        <source>This code is for a newer kiosk</source>
        <translation>Bu kod daha yeni bir kiosk için</translation>
    </message>
    <message id="first.newer.next">
        <source>Update the kiosk, or put kiosk.toml on the card.</source>
        <translation>Kiosku güncelleyin ya da kiosk.toml dosyasını karta koyun.</translation>
    </message>
    <message id="first.no_answer">
        <source>The settings could not be stored</source>
        <translation>Ayarlar kaydedilemedi</translation>
    </message>
    <message id="first.no_answer.next">
        <source>Show the code again. If that does not help, restart the kiosk.</source>
        <translation>Kodu yeniden gösterin. Olmazsa kiosku yeniden başlatın.</translation>
    </message>
    <message id="first.done">
        <source>The kiosk is set up</source>
        <translation>Kiosk kuruldu</translation>
    </message>
    <message id="first.done.next">
        <source>It starts anew in a moment.</source>
        <translation>Birazdan yeniden başlayacak.</translation>
    </message>
    <message id="first.key">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="first_why.did_you_mean">
        <source>is not known; is %1 meant?</source>
        <translation>bilinmiyor; %1 mi demek istediniz?</translation>
    </message>
    <message id="first_why.unknown">
        <source>is not known</source>
        <translation>bilinmiyor</translation>
    </message>
    <message id="first_why.missing">
        <source>is missing</source>
        <translation>eksik</translation>
    </message>
    <message id="first_why.text">
        <source>must be text in quotation marks</source>
        <translation>tırnak içinde metin olmalı</translation>
    </message>
    <message id="first_why.number">
        <source>must be a number without quotation marks</source>
        <translation>tırnaksız bir sayı olmalı</translation>
    </message>
    <message id="first_why.switch">
        <source>must be true or false</source>
        <translation>true ya da false olmalı</translation>
    </message>
    <message id="first_why.table">
        <source>must be a heading in square brackets</source>
        <translation>köşeli parantez içinde başlık olmalı</translation>
    </message>
    <message id="first_why.least">
        <source>must be at least %1</source>
        <translation>en az %1 olmalı</translation>
    </message>
    <message id="first_why.most">
        <source>must be %1 at most</source>
        <translation>en çok %1 olmalı</translation>
    </message>
    <message id="first_why.long">
        <source>is longer than %1 characters</source>
        <translation>%1 karakterden uzun</translation>
    </message>
    <message id="first_why.one_of">
        <source>must be one of these: %1</source>
        <translation>şunlardan biri olmalı: %1</translation>
    </message>
    <message id="first_why.timezone">
        <source>is no time zone such as Europe/Istanbul</source>
        <translation>Europe/Istanbul gibi bir saat dilimi değil</translation>
    </message>
    <message id="first_why.address">
        <source>must be a web address with https://</source>
        <translation>https:// ile başlayan bir web adresi olmalı</translation>
    </message>
    <message id="first_why.colour">
        <source>must be a colour such as #b3541e</source>
        <translation>#b3541e gibi bir renk olmalı</translation>
    </message>
    <message id="first_why.key">
        <source>is no API key; copy it once more</source>
        <translation>API anahtarı değil; yeniden kopyalayın</translation>
    </message>
    <message id="first_why.ssid">
        <source>is no name of a Wi-Fi network</source>
        <translation>bir Wi-Fi ağının adı değil</translation>
    </message>
    <message id="first_why.password">
        <source>must have 8 to 63 characters without accents</source>
        <translation>8-63 karakter olmalı, aksansız</translation>
    </message>
    <message id="first_why.country">
        <source>must be a country's code such as TR</source>
        <translation>TR gibi bir ülke kodu olmalı</translation>
    </message>
    <message id="first_why.line">
        <source>cannot be read from line %1 on; look at quotation marks</source>
        <translation>%1. satırdan sonra okunamıyor; tırnaklara bakın</translation>
    </message>
    <message id="first_why.curly">
        <source>has curly quotation marks; write straight ones</source>
        <translation>eğik tırnak içeriyor; düz tırnak yazın</translation>
    </message>
    <message id="first_why.leave_out">
        <source>must be left out</source>
        <translation>çıkarılmalı</translation>
    </message>
    <message id="first_why.belongs">
        <source>belongs under [setup], as api_key</source>
        <translation>[setup] altına, api_key olarak yazılmalı</translation>
    </message>
    <message id="first_why.twice">
        <source>is there twice; leave one out</source>
        <translation>iki kez var; birini çıkarın</translation>
    </message>
    <message id="first_why.logo">
        <source>must be a PNG or SVG file beside kiosk.toml</source>
        <translation>kiosk.toml yanında PNG ya da SVG dosyası olmalı</translation>
    </message>
    <message id="first_why.duration">
        <source>must be "day" or a time such as "30m" or "4h"</source>
        <translation>"day" ya da "30m", "4h" gibi bir süre olmalı</translation>
    </message>
    <message id="first_why.size">
        <source>must be a size such as "1280x720"</source>
        <translation>"1280x720" gibi bir boyut olmalı</translation>
    </message>
    <message id="first_why.port">
        <source>must be "auto", "none" or a device</source>
        <translation>"auto", "none" ya da bir aygıt olmalı</translation>
    </message>
    <message id="first_why.languages">
        <source>must be languages that there are here: %1</source>
        <translation>burada bulunan diller olmalı: %1</translation>
    </message>
    <message id="first_why.other">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="button.test_page">
        <source>Print a test page</source>
        <translation>Test sayfası yazdır</translation>
    </message>
    <message id="button.test_service">
        <source>Test the service</source>
        <translation>Hizmeti dene</translation>
    </message>
    <message id="staff_devices.not_known">
        <source>Not known</source>
        <translation>Bilinmiyor</translation>
    </message>
    <message id="staff_devices.works">
        <source>Works</source>
        <translation>Çalışıyor</translation>
    </message>
    <message id="staff_devices.camera">
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message id="staff_devices.pace">
        <source>%1 pictures a second, %2 ms each</source>
        <translation>Saniyede %1 görüntü, her biri %2 ms</translation>
    </message>
    <message id="staff_devices.pace_unknown">
        <source>pace not known yet</source>
        <translation>hızı henüz bilinmiyor</translation>
    </message>
    <message id="staff_devices.why_missing">
        <source>Not plugged in</source>
        <translation>Takılı değil</translation>
    </message>
    <message id="staff_devices.why_in_use">
        <source>Another program is using it</source>
        <translation>Başka bir program kullanıyor</translation>
    </message>
    <message id="staff_devices.why_not_permitted">
        <source>The kiosk is not allowed to use it</source>
        <translation>Kioskun kullanma izni yok</translation>
    </message>
    <message id="staff_devices.why_black">
        <source>Nothing but black: is the lens covered?</source>
        <translation>Yalnızca siyah: mercek kapalı mı?</translation>
    </message>
    <message id="staff_devices.why_frozen">
        <source>The picture stands still</source>
        <translation>Görüntü donmuş</translation>
    </message>
    <message id="staff_devices.why_none">
        <source>Switched off in the configuration</source>
        <translation>Yapılandırmada kapatılmış</translation>
    </message>
    <message id="staff_devices.why_ever">
        <source>Does not work</source>
        <translation>Çalışmıyor</translation>
    </message>
    <message id="staff_devices.scanner">
        <source>Scanner</source>
        <translation>Okuyucu</translation>
    </message>
    <message id="staff_devices.code">
        <source>Last code</source>
        <translation>Son kod</translation>
    </message>
    <message id="staff_devices.code_none">
        <source>Hold any code up to try</source>
        <translation>Denemek için bir kod gösterin</translation>
    </message>
    <message id="staff_devices.by_camera">
        <source>by the camera</source>
        <translation>kamerayla</translation>
    </message>
    <message id="staff_devices.by_scanner">
        <source>by the scanner</source>
        <translation>okuyucuyla</translation>
    </message>
    <message id="staff_devices.code_member">
        <source>customer code or other</source>
        <translation>müşteri kodu ya da başka</translation>
    </message>
    <message id="staff_devices.code_coupon">
        <source>a coupon</source>
        <translation>kupon</translation>
    </message>
    <message id="staff_devices.code_invalid">
        <source>not a loyalty code</source>
        <translation>sadakat kodu değil</translation>
    </message>
    <message id="staff_devices.code_length">
        <source>length %1</source>
        <translation>uzunluk %1</translation>
    </message>
    <message id="staff_devices.code_ago">
        <source>%1 s ago</source>
        <translation>%1 sn önce</translation>
    </message>
    <message id="staff_devices.printer">
        <source>Printer</source>
        <translation>Yazıcı</translation>
    </message>
    <message id="staff_devices.printer_ready">
        <source>Ready</source>
        <translation>Hazır</translation>
    </message>
    <message id="staff_devices.printer_paper_low">
        <source>Ready; the paper is running low</source>
        <translation>Hazır; kâğıt azalıyor</translation>
    </message>
    <message id="staff_devices.printer_paper_out">
        <source>Out of paper</source>
        <translation>Kâğıt bitti</translation>
    </message>
    <message id="staff_devices.printer_cover_open">
        <source>The cover is open</source>
        <translation>Kapağı açık</translation>
    </message>
    <message id="staff_devices.printer_error">
        <source>The printer reports a problem</source>
        <translation>Yazıcı bir sorun bildiriyor</translation>
    </message>
    <message id="staff_devices.printer_silent">
        <source>No answer: is it on, is the cable in?</source>
        <translation>Yanıt yok: açık mı, kablosu takılı mı?</translation>
    </message>
    <message id="staff_devices.printer_absent">
        <source>Not plugged in</source>
        <translation>Takılı değil</translation>
    </message>
    <message id="staff_devices.page">
        <source>Test page</source>
        <translation>Test sayfası</translation>
    </message>
    <message id="staff_devices.page_sending">
        <source>Printing…</source>
        <translation>Yazdırılıyor…</translation>
    </message>
    <message id="staff_devices.page_printed">
        <source>Printed</source>
        <translation>Yazdırıldı</translation>
    </message>
    <message id="staff_devices.page_sent">
        <source>Sent; this printer does not say whether it came out</source>
        <translation>Gönderildi; bu yazıcı çıkıp çıkmadığını bildirmiyor</translation>
    </message>
    <message id="staff_devices.page_failed">
        <source>Did not come out</source>
        <translation>Çıkmadı</translation>
    </message>
    <message id="staff_devices.page_unknown">
        <source>Not known whether it came out</source>
        <translation>Çıkıp çıkmadığı bilinmiyor</translation>
    </message>
    <message id="staff_devices.page_asked">
        <source>Asked for by</source>
        <translation>İsteyen</translation>
    </message>
    <message id="staff_devices.page_letters">
        <source>Letters</source>
        <translation>Harfler</translation>
    </message>
    <message id="staff_devices.page_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_devices.page_note">
        <source>Can you read all of it? Then the printer is fine.</source>
        <translation>Hepsi okunuyor mu? O zaman yazıcı iyi durumda.</translation>
    </message>
    <message id="staff_devices.service">
        <source>Service</source>
        <translation>Hizmet</translation>
    </message>
    <message id="staff_devices.untested">
        <source>not tested yet</source>
        <translation>henüz denenmedi</translation>
    </message>
    <message id="staff_devices.testing">
        <source>Testing…</source>
        <translation>Deneniyor…</translation>
    </message>
    <message id="staff_devices.network_up">
        <source>Network connected</source>
        <translation>Ağ bağlı</translation>
    </message>
    <message id="staff_devices.network_down">
        <source>No network: cable or Wi-Fi?</source>
        <translation>Ağ yok: kablo mu, Wi-Fi mi?</translation>
    </message>
    <message id="staff_devices.answers">
        <source>Answers</source>
        <translation>Yanıt veriyor</translation>
    </message>
    <message id="staff_devices.ms">
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message id="staff_devices.bad_key">
        <source>The API key is wrong</source>
        <translation>API anahtarı yanlış</translation>
    </message>
    <message id="staff_devices.subscription">
        <source>The subscription has lapsed</source>
        <translation>Abonelik sona ermiş</translation>
    </message>
    <message id="staff_devices.limited">
        <source>Answers, but has too many requests just now</source>
        <translation>Yanıt veriyor ama şu anda çok fazla istek var</translation>
    </message>
    <message id="staff_devices.refuses">
        <source>Answers, but not as expected</source>
        <translation>Yanıt veriyor ama beklendiği gibi değil</translation>
    </message>
    <message id="staff_devices.no_answer">
        <source>No answer</source>
        <translation>Yanıt yok</translation>
    </message>
    <message id="staff_devices.no_name">
        <source>Its address is not found: is there internet?</source>
        <translation>Adresi bulunamıyor: internet var mı?</translation>
    </message>
    <message id="staff_devices.no_tls">
        <source>No secure connection: is the clock right?</source>
        <translation>Güvenli bağlantı yok: saat doğru mu?</translation>
    </message>
    <message id="staff_devices.no_tls_time">
        <source>No secure connection: the certificate does not fit this date. Is the clock right?</source>
        <translation>Güvenli bağlantı yok: sertifika bu tarihe uymuyor. Saat doğru mu?</translation>
    </message>
    <message id="staff_devices.portal">
        <source>Sent elsewhere: does the network want a sign-in?</source>
        <translation>Başka yere yönlendirildi: ağ oturum açma mı istiyor?</translation>
    </message>
    <message id="staff_devices.out_of_order">
        <source>Out of order just now</source>
        <translation>Şu anda hizmet dışı</translation>
    </message>
    <message id="staff_devices.foreign">
        <source>Something else answers in its place</source>
        <translation>Yerine başka bir şey yanıt veriyor</translation>
    </message>
    <message id="staff_devices.clock">
        <source>Clock</source>
        <translation>Saat</translation>
    </message>
    <message id="staff_devices.clock_now">
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message id="staff_devices.clock_unchecked">
        <source>not compared with the service yet</source>
        <translation>henüz hizmetle karşılaştırılmadı</translation>
    </message>
    <message id="staff_devices.clock_agrees">
        <source>agrees with the service</source>
        <translation>hizmetle uyumlu</translation>
    </message>
    <message id="staff_devices.clock_behind">
        <source>%1 s behind the service</source>
        <translation>hizmetten %1 sn geride</translation>
    </message>
    <message id="staff_devices.clock_ahead">
        <source>%1 s ahead of the service</source>
        <translation>hizmetten %1 sn ileride</translation>
    </message>
    <message id="staff_devices.clock_refused">
        <source>the service’s certificate does not fit this date: set the clock</source>
        <translation>hizmetin sertifikası bu tarihe uymuyor: saati ayarlayın</translation>
    </message>
    <message id="staff_devices.clock_service">
        <source>the service’s time is used: %1</source>
        <translation>hizmetin saati kullanılıyor: %1</translation>
    </message>
    <message id="staff_devices.storage">
        <source>Storage</source>
        <translation>Depolama</translation>
    </message>
    <message id="staff_devices.disk">
        <source>%1 GB of disk free</source>
        <translation>%1 GB disk boş</translation>
    </message>
    <message id="staff_devices.disk_unknown">
        <source>disk not known</source>
        <translation>disk bilinmiyor</translation>
    </message>
    <message id="staff_devices.no_journal">
        <source>the disk takes nothing: no booking</source>
        <translation>disk yazmıyor: işlem yapılamaz</translation>
    </message>
    <message id="staff_devices.memory">
        <source>%1 GB of memory free</source>
        <translation>%1 GB bellek boş</translation>
    </message>
    <message id="staff_devices.memory_unknown">
        <source>memory not known</source>
        <translation>bellek bilinmiyor</translation>
    </message>
    <message id="staff_devices.machine">
        <source>Machine</source>
        <translation>Makine</translation>
    </message>
    <message id="staff_devices.celsius">
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message id="staff_devices.celsius_unknown">
        <source>temperature not known</source>
        <translation>sıcaklık bilinmiyor</translation>
    </message>
    <message id="staff_devices.voltage_fine">
        <source>power supply fine</source>
        <translation>güç kaynağı iyi</translation>
    </message>
    <message id="staff_devices.voltage_was_low">
        <source>the power was too weak once since the start</source>
        <translation>açılıştan beri güç bir kez yetersiz kaldı</translation>
    </message>
    <message id="staff_devices.voltage_low">
        <source>the power is too weak: another power supply?</source>
        <translation>güç yetersiz: başka bir güç kaynağı deneyin</translation>
    </message>
    <message id="staff_devices.voltage_unknown">
        <source>power supply not known</source>
        <translation>güç kaynağı bilinmiyor</translation>
    </message>
    <message id="staff_settings.language">
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message id="staff_settings.language.next">
        <source>The first language on screen, and that of coupons and other papers.</source>
        <translation>Ekrandaki ilk dil; kuponlar ve diğer çıktılar da bu dilde basılır.</translation>
    </message>
    <message id="staff_settings.language_is">
        <source>Language: %1</source>
        <translation>Dil: %1</translation>
    </message>
    <message id="staff_settings.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_settings.text_size">
        <source>Text size</source>
        <translation>Yazı boyutu</translation>
    </message>
    <message id="staff_settings.text_size_is">
        <source>Text size: %1%</source>
        <translation>Yazı boyutu: %%1</translation>
    </message>
    <message id="staff_settings.person.next">
        <source>What every customer begins with; each can choose something else for themselves.</source>
        <translation>Her müşteri bununla başlar; herkes kendisi için başka bir şey seçebilir.</translation>
    </message>
    <message id="staff_settings.theme">
        <source>Colours</source>
        <translation>Renkler</translation>
    </message>
    <message id="staff_settings.theme_light">
        <source>Colours: light</source>
        <translation>Renkler: açık</translation>
    </message>
    <message id="staff_settings.theme_dark">
        <source>Colours: dark</source>
        <translation>Renkler: koyu</translation>
    </message>
    <message id="staff_settings.theme_contrast">
        <source>Colours: high contrast</source>
        <translation>Renkler: yüksek kontrast</translation>
    </message>
    <message id="staff_settings.sound">
        <source>Sound</source>
        <translation>Ses</translation>
    </message>
    <message id="staff_settings.sound_on">
        <source>Sound: on</source>
        <translation>Ses: açık</translation>
    </message>
    <message id="staff_settings.sound_off">
        <source>Sound: off</source>
        <translation>Ses: kapalı</translation>
    </message>
    <message id="staff_settings.on">
        <source>On</source>
        <translation>Açık</translation>
    </message>
    <message id="staff_settings.off">
        <source>Off</source>
        <translation>Kapalı</translation>
    </message>
    <message id="staff_settings.volume">
        <source>Volume</source>
        <translation>Ses düzeyi</translation>
    </message>
    <message id="staff_settings.volume_is">
        <source>Volume: %1%</source>
        <translation>Ses düzeyi: %%1</translation>
    </message>
    <message id="staff_settings.percent">
        <source>%1%</source>
        <translation>%%1</translation>
    </message>
    <message id="staff_settings.brightness">
        <source>Brightness</source>
        <translation>Parlaklık</translation>
    </message>
    <message id="staff_settings.brightness.next">
        <source>As configured: from the next start of the machine on, it sets the light itself.</source>
        <translation>Yapılandırıldığı gibi: bir sonraki açılıştan itibaren parlaklığı makine ayarlar.</translation>
    </message>
    <message id="staff_settings.brightness_is">
        <source>Brightness: %1%</source>
        <translation>Parlaklık: %%1</translation>
    </message>
    <message id="staff_settings.brightness_fixed">
        <source>Brightness: not adjustable here</source>
        <translation>Parlaklık: buradan ayarlanamaz</translation>
    </message>
    <message id="staff_settings.brightness_unknown">
        <source>Brightness: not known yet</source>
        <translation>Parlaklık: henüz bilinmiyor</translation>
    </message>
    <message id="staff_settings.visits">
        <source>Visits</source>
        <translation>Ziyaretler</translation>
    </message>
    <message id="staff_settings.visits.next">
        <source>Without earning, customers see their balance only. Visits kept while offline are still booked.</source>
        <translation>Kazandırma kapalıyken müşteriler yalnızca bakiyelerini görür. Çevrimdışıyken saklanan ziyaretler yine de işlenir.</translation>
    </message>
    <message id="staff_settings.visits_on">
        <source>Visits: earn</source>
        <translation>Ziyaretler: kazandırır</translation>
    </message>
    <message id="staff_settings.visits_off">
        <source>Visits: balance only</source>
        <translation>Ziyaretler: yalnızca bakiye</translation>
    </message>
    <message id="staff_settings.earn">
        <source>Visits earn</source>
        <translation>Ziyaretler kazandırır</translation>
    </message>
    <message id="staff_settings.balances">
        <source>Show balances only</source>
        <translation>Yalnızca bakiye göster</translation>
    </message>
    <message id="staff_settings.configured">
        <source>As configured</source>
        <translation>Yapılandırıldığı gibi</translation>
    </message>
    <message id="staff_settings.at_once">
        <source>Takes effect at once and stays after a restart.</source>
        <translation>Hemen geçerli olur ve yeniden başlatmadan sonra da kalır.</translation>
    </message>
    <message id="staff_settings.unkept">
        <source>It holds for now, but the disk did not take it: a restart undoes it.</source>
        <translation>Şimdilik geçerli, ama diske yazılamadı: yeniden başlatınca geri döner.</translation>
    </message>
    <message id="staff_settings.refused">
        <source>The screen did not take it.</source>
        <translation>Ekran bunu kabul etmedi.</translation>
    </message>
    <message id="staff_close.close">
        <source>Close the kiosk</source>
        <translation>Kiosku kapat</translation>
    </message>
    <message id="staff_close.open">
        <source>Open the kiosk again</source>
        <translation>Kiosku yeniden aç</translation>
    </message>
    <message id="staff_close.restart">
        <source>Restart the program</source>
        <translation>Programı yeniden başlat</translation>
    </message>
    <message id="staff_close.shut_down">
        <source>Shut down the machine</source>
        <translation>Makineyi kapat</translation>
    </message>
    <message id="staff_close.close_sure">
        <source>Close the kiosk?</source>
        <translation>Kiosk kapatılsın mı?</translation>
    </message>
    <message id="staff_close.close_sure.next">
        <source>Customers see a friendly sign, also after a restart. You can open it again here.</source>
        <translation>Müşteriler, yeniden başlatmadan sonra da nazik bir tabela görür. Buradan yeniden açabilirsiniz.</translation>
    </message>
    <message id="staff_close.open_sure">
        <source>Open the kiosk again?</source>
        <translation>Kiosk yeniden açılsın mı?</translation>
    </message>
    <message id="staff_close.open_sure.next">
        <source>Customers are served again at once.</source>
        <translation>Müşterilere hemen yeniden hizmet verilir.</translation>
    </message>
    <message id="staff_close.restart_sure">
        <source>Restart the program?</source>
        <translation>Program yeniden başlatılsın mı?</translation>
    </message>
    <message id="staff_close.restart_sure.next">
        <source>It takes a few seconds. Nothing is lost: what is waiting goes on afterwards.</source>
        <translation>Birkaç saniye sürer. Hiçbir şey kaybolmaz: bekleyenler sonra devam eder.</translation>
    </message>
    <message id="staff_close.shut_down_sure">
        <source>Shut down the machine?</source>
        <translation>Makine kapatılsın mı?</translation>
    </message>
    <message id="staff_close.shut_down_sure.next">
        <source>It stays off until somebody switches it on by hand.</source>
        <translation>Biri eliyle açana kadar kapalı kalır.</translation>
    </message>
    <message id="staff_close.restarting">
        <source>Restarting…</source>
        <translation>Yeniden başlatılıyor…</translation>
    </message>
    <message id="staff_close.shutting_down">
        <source>Shutting down…</source>
        <translation>Kapatılıyor…</translation>
    </message>
    <message id="staff_close.moment">
        <source>One moment, please.</source>
        <translation>Bir saniye lütfen.</translation>
    </message>
    <message id="staff_close.not_permitted">
        <source>This machine does not allow the kiosk to switch it off.</source>
        <translation>Bu makine, kioskun onu kapatmasına izin vermiyor.</translation>
    </message>
    <message id="staff_close.not_available">
        <source>This machine cannot be switched off from here.</source>
        <translation>Bu makine buradan kapatılamaz.</translation>
    </message>
    <message id="staff_close.failed">
        <source>Nothing came of it. Please try again, or use the switch.</source>
        <translation>Bir sonuç çıkmadı. Yeniden deneyin ya da düğmesini kullanın.</translation>
    </message>
    <message id="staff_close.out_of_order">
        <source>The kiosk ended by itself several times in a row. Camera, scanner and printer are off. A restart tries them again.</source>
        <translation>Kiosk art arda birkaç kez kendiliğinden kapandı. Kamera, okuyucu ve yazıcı kapalı. Yeniden başlatınca tekrar denenir.</translation>
    </message>
    <message id="staff_people.add">
        <source>Add a person</source>
        <translation>Kişi ekle</translation>
    </message>
    <message id="staff_people.you">
        <source>That is you</source>
        <translation>Bu sizsiniz</translation>
    </message>
    <message id="staff_people.you.next">
        <source>Nobody takes themselves off the list. Somebody else of the staff can.</source>
        <translation>Kimse kendini listeden çıkaramaz. Bunu personelden başka biri yapabilir.</translation>
    </message>
    <message id="staff_people.other">
        <source>Comes in with a PIN of their own.</source>
        <translation>Kendi PIN’iyle girer.</translation>
    </message>
    <message id="staff_people.take_out">
        <source>Take off the list</source>
        <translation>Listeden çıkar</translation>
    </message>
    <message id="staff_people.sure">
        <source>Take %1 off the list?</source>
        <translation>%1 listeden çıkarılsın mı?</translation>
    </message>
    <message id="staff_people.sure.next">
        <source>From then on neither PIN nor badge opens. The name can be added again.</source>
        <translation>Bundan sonra ne PIN ne de yaka kartı açar. Ad yeniden eklenebilir.</translation>
    </message>
    <message id="staff_people.going">
        <source>Taking %1 off the list…</source>
        <translation>%1 listeden çıkarılıyor…</translation>
    </message>
    <message id="staff_people.new">
        <source>A new person: their name</source>
        <translation>Yeni kişi: adı</translation>
    </message>
    <message id="staff_people.new_name">
        <source>Type the name. After that they choose their PIN and type it themselves.</source>
        <translation>Adı yazın. Ardından kişi PIN’ini seçer ve kendisi girer.</translation>
    </message>
    <message id="staff_people.added">
        <source>%1 can come in now.</source>
        <translation>%1 artık girebilir.</translation>
    </message>
    <message id="staff_people.taken_out">
        <source>%1 can no longer come in.</source>
        <translation>%1 artık giremez.</translation>
    </message>
    <message id="staff_people.gone">
        <source>%1 was off the list already.</source>
        <translation>%1 zaten listeden çıkarılmıştı.</translation>
    </message>
</context>
</TS>
