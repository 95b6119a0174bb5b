<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_GB">
<context>
    <name></name>
    <message id="language.name">
        <source>English</source>
        <translation>Deutsch</translation>
    </message>
    <message id="still_there">
        <source>Are you still there?</source>
        <translation>Sind Sie noch da?</translation>
    </message>
    <message id="button.leave">
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message id="button.finish">
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message id="button.ok">
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message id="button.back">
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message id="button.close">
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message id="button.more_time">
        <source>I need more time</source>
        <translation>Ich brauche mehr Zeit</translation>
    </message>
    <message id="button.access">
        <source>Accessibility</source>
        <translation>Bedienhilfen</translation>
    </message>
    <message id="button.lock">
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message id="button.new_code">
        <source>Send a new code</source>
        <translation>Neuen Code senden</translation>
    </message>
    <message id="button.cancel_keep">
        <source>Do not keep my visit</source>
        <translation>Besuch nicht vormerken</translation>
    </message>
    <message id="button.show_coupon">
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message id="button.print">
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message id="button.to_coupon">
        <source>To my coupon</source>
        <translation>Zu meinem Gutschein</translation>
    </message>
    <message id="button.type_code">
        <source>Type the code</source>
        <translation>Code eintippen</translation>
    </message>
    <message id="button.leave_staff">
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message id="button.continue">
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message id="button.later">
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message id="button.sign_up">
        <source>Sign up</source>
        <translation>Anmelden</translation>
    </message>
    <message id="button.try_again">
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message id="button.enrol_another">
        <source>Sign up another</source>
        <translation>Noch jemanden anmelden</translation>
    </message>
    <message id="button.earn_member">
        <source>Add points or stamps</source>
        <translation>Punkte oder Stempel gut­schreiben</translation>
    </message>
    <message id="keyboard.space">
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message id="keyboard.shift">
        <source>Capital letters</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message id="keyboard.more">
        <source>More keys</source>
        <translation>Weitere Tasten</translation>
    </message>
    <message id="access.title">
        <source>Accessibility</source>
        <translation>Bedienhilfen</translation>
    </message>
    <message id="access.size_title">
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message id="access.size">
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message id="access.theme_title">
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message id="access.light">
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message id="access.dark">
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message id="access.contrast">
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message id="access.hands_title">
        <source>Operation</source>
        <translation>Bedienung</translation>
    </message>
    <message id="access.reach">
        <source>All buttons low</source>
        <translation>Alles weit unten</translation>
    </message>
    <message id="access.steady">
        <source>Steady hands</source>
        <translation>Ruhige Hände</translation>
    </message>
    <message id="access.calm">
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message id="access.sound_title">
        <source>Sound %1%</source>
        <translation>Ton %1 %</translation>
    </message>
    <message id="access.speech">
        <source>Read aloud</source>
        <translation>Vorlesen</translation>
    </message>
    <message id="access.softer">
        <source>Softer</source>
        <translation>Leiser</translation>
    </message>
    <message id="access.louder">
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message id="speech.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="speech.language">
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message id="speech.account">
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message id="speech.chosen">
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message id="speech.entry">
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message id="speech.entered" numerus="yes">
        <source>%n digits entered</source>
        <translation>
            <numerusform>%n Ziffer eingegeben</numerusform>
            <numerusform>%n Ziffern eingegeben</numerusform>
        </translation>
    </message>
    <message id="speech.headphones.next">
        <source>Put in headphones to hear what is personal.</source>
        <translation>Für Persönliches bitte Kopfhörer einstecken.</translation>
    </message>
    <message id="speech.keys.next">
        <source>Move with the arrow keys, choose with Enter, hear it again with star.</source>
        <translation>Mit den Pfeiltasten bewegen, mit Enter wählen, mit Stern noch einmal hören.</translation>
    </message>
    <message id="attract.headline">
        <source>Show your QR code</source>
        <translation>Zeigen Sie Ihren QR‑Code</translation>
    </message>
    <message id="attract.hint">
        <source>Hold your phone up to the camera.</source>
        <translation>Halten Sie Ihr Handy vor die Kamera.</translation>
    </message>
    <message id="attract.hint_scanner">
        <source>Hold your phone under the scanner.</source>
        <translation>Halten Sie Ihr Handy unter den Scanner.</translation>
    </message>
    <message id="attract.no_reader">
        <source>We cannot read codes right now</source>
        <translation>Codes lesen geht gerade nicht</translation>
    </message>
    <message id="attract.no_reader.next">
        <source>Please ask our staff.</source>
        <translation>Bitte wenden Sie sich an unser Personal.</translation>
    </message>
    <message id="attract.no_staff">
        <source>No staff are set up yet: touch the lock to begin.</source>
        <translation>Noch ist kein Personal eingerichtet: Tippen Sie auf das Schloss.</translation>
    </message>
    <message id="attract.no_journal">
        <source>Nothing can be booked here just now (%1).</source>
        <translation>Hier kann gerade nichts gebucht werden (%1).</translation>
    </message>
    <message id="attract.clock_wrong">
        <source>For our staff: the clock of this kiosk is wrong.</source>
        <translation>Für unser Personal: Die Uhr dieses Kiosks geht falsch.</translation>
    </message>
    <message id="attract.clock_refused">
        <source>For our staff: no secure connection. Is this kiosk’s date right?</source>
        <translation>Für unser Personal: keine sichere Verbindung. Stimmt das Datum dieses Kiosks?</translation>
    </message>
    <message id="attract.card_mistake">
        <source>For staff: the settings on the card are not used. See %1</source>
        <translation>Für das Personal: Die Einstellungen auf der Karte gelten nicht. Siehe %1</translation>
    </message>
    <message id="aim.aim">
        <source>Hold the code inside the frame</source>
        <translation>Den Code in den Rahmen halten</translation>
    </message>
    <message id="aim.closer">
        <source>A little closer</source>
        <translation>Etwas näher</translation>
    </message>
    <message id="aim.further">
        <source>A little further away</source>
        <translation>Etwas weiter weg</translation>
    </message>
    <message id="aim.still">
        <source>Hold still</source>
        <translation>Ruhig halten</translation>
    </message>
    <message id="aim.brighter">
        <source>Turn up your screen</source>
        <translation>Bildschirm heller stellen</translation>
    </message>
    <message id="aim.tilt">
        <source>Tilt the phone a little: a lamp shows in it</source>
        <translation>Handy etwas neigen: Eine Lampe spiegelt sich</translation>
    </message>
    <message id="two_codes">
        <source>Two codes in view: please show one at a time</source>
        <translation>Zwei Codes im Bild: bitte einzeln zeigen</translation>
    </message>
    <message id="lookup.got_it">
        <source>Got it!</source>
        <translation>Erkannt!</translation>
    </message>
    <message id="lookup.one_moment">
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message id="lookup.busy">
        <source>Many people at once. We will go on by ourselves…</source>
        <translation>Gerade ist viel los. Es geht gleich von selbst weiter …</translation>
    </message>
    <message id="balance.headline">
        <source>Welcome back!</source>
        <translation>Willkommen zurück!</translation>
    </message>
    <message id="balance.stamps_of">
        <source>%1 of %2 stamps</source>
        <translation>%1 von %2 Stempeln</translation>
    </message>
    <message id="balance.stamps" numerus="yes">
        <source>%n stamps</source>
        <translation>
            <numerusform>%n Stempel</numerusform>
            <numerusform>%n Stempel</numerusform>
        </translation>
    </message>
    <message id="balance.points" numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message id="balance.earning">
        <source>Adding your visit…</source>
        <translation>Ihr Besuch wird eingetragen …</translation>
    </message>
    <message id="balance.already">
        <source>Collected already. Next from %1.</source>
        <translation>Schon gesammelt. Wieder möglich ab %1.</translation>
    </message>
    <message id="balance.no_journal">
        <source>Not counted: visits cannot be booked just now (%1).</source>
        <translation>Nicht gezählt: Besuche können gerade nicht gebucht werden (%1).</translation>
    </message>
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>Ihr Gutschein</numerusform>
            <numerusform>Ihre Gutscheine</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>We sent you a code</source>
        <translation>Ihr Code ist unterwegs</translation>
    </message>
    <message id="pin.sent">
        <source>Type the code from your phone.</source>
        <translation>Tippen Sie den Code von Ihrem Handy ein.</translation>
    </message>
    <message id="pin.wrong">
        <source>That code was not right.</source>
        <translation>Der Code war nicht richtig.</translation>
    </message>
    <message id="pin.expired">
        <source>That code is too old. Ask for a new one.</source>
        <translation>Der Code ist zu alt. Fordern Sie einen neuen an.</translation>
    </message>
    <message id="pin.used_up">
        <source>Too many wrong codes. Ask for a new one.</source>
        <translation>Zu viele falsche Codes. Fordern Sie einen neuen an.</translation>
    </message>
    <message id="pin.busy">
        <source>One moment, we try again by ourselves…</source>
        <translation>Einen Moment, wir versuchen es von selbst noch einmal …</translation>
    </message>
    <message id="pin.checking">
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message id="pin.tries" numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>Noch %n Versuch</numerusform>
            <numerusform>Noch %n Versuche</numerusform>
        </translation>
    </message>
    <message id="pin.erase">
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message id="pin.confirm">
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message id="reward.stamps" numerus="yes">
        <source>+%n stamps!</source>
        <translation>
            <numerusform>+%n Stempel!</numerusform>
            <numerusform>+%n Stempel!</numerusform>
        </translation>
    </message>
    <message id="reward.points">
        <source>Points added!</source>
        <translation>Punkte gutgeschrieben!</translation>
    </message>
    <message id="reward.card_full">
        <source>Your card is full!</source>
        <translation>Ihre Karte ist voll!</translation>
    </message>
    <message id="reward.in_app">
        <source>Your card filled up: the coupon is in your app.</source>
        <translation>Ihre Karte ist voll: Der Gutschein ist in Ihrer App.</translation>
    </message>
    <message id="reward.no_number">
        <source>Your visit counts. See your app for the balance.</source>
        <translation>Ihr Besuch zählt. Den Stand sehen Sie in Ihrer App.</translation>
    </message>
    <message id="coupon.won">
        <source>Your reward!</source>
        <translation>Ihre Belohnung!</translation>
    </message>
    <message id="coupon.yours">
        <source>Your coupon</source>
        <translation>Ihr Gutschein</translation>
    </message>
    <message id="coupon.printing">
        <source>Printing…</source>
        <translation>Wird gedruckt …</translation>
    </message>
    <message id="coupon.sent">
        <source>Sent to the printer</source>
        <translation>An den Drucker geschickt</translation>
    </message>
    <message id="coupon.take">
        <source>Take your coupon</source>
        <translation>Nehmen Sie Ihren Gutschein</translation>
    </message>
    <message id="coupon.failed">
        <source>It could not be printed</source>
        <translation>Der Druck hat nicht geklappt</translation>
    </message>
    <message id="coupon.unknown">
        <source>We cannot tell whether it was printed</source>
        <translation>Wir wissen nicht, ob gedruckt wurde</translation>
    </message>
    <message id="coupon.no_paper">
        <source>The printer is out of paper</source>
        <translation>Der Drucker hat kein Papier</translation>
    </message>
    <message id="coupon.cover_open">
        <source>The printer is open</source>
        <translation>Der Drucker ist offen</translation>
    </message>
    <message id="coupon.printer_silent">
        <source>The printer does not answer</source>
        <translation>Der Drucker antwortet nicht</translation>
    </message>
    <message id="coupon.printer_error">
        <source>The printer needs help</source>
        <translation>Der Drucker braucht Hilfe</translation>
    </message>
    <message id="coupon.no_printer">
        <source>No printer here</source>
        <translation>Hier gibt es keinen Drucker</translation>
    </message>
    <message id="coupon.in_app">
        <source>No paper needed: it is in your app too.</source>
        <translation>Es geht ohne Papier: Er ist auch in Ihrer App.</translation>
    </message>
    <message id="coupon.show_to_staff">
        <source>Show this code to our staff.</source>
        <translation>Zeigen Sie diesen Code unserem Personal.</translation>
    </message>
    <message id="done.headline">
        <source>Thank you!</source>
        <translation>Vielen Dank!</translation>
    </message>
    <message id="done.detail">
        <source>See you soon.</source>
        <translation>Bis bald.</translation>
    </message>
    <message id="problem.unknown_member">
        <source>We do not know this code</source>
        <translation>Diesen Code kennen wir nicht</translation>
    </message>
    <message id="problem.unknown_member.next">
        <source>Is it your loyalty code? Please ask our staff to enrol you.</source>
        <translation>Ist das Ihr Treuecode? Unser Personal meldet Sie gern an.</translation>
    </message>
    <message id="problem.old_code">
        <source>That code is too old</source>
        <translation>Dieser Code ist zu alt</translation>
    </message>
    <message id="problem.old_code.next">
        <source>Open your profile for a new one. A coupon? Show it to our staff.</source>
        <translation>Öffnen Sie Ihr Profil für einen neuen. Ein Gutschein? Zeigen Sie ihn unserem Personal.</translation>
    </message>
    <message id="problem.show_again">
        <source>Please show your code once more</source>
        <translation>Bitte zeigen Sie Ihren Code noch einmal</translation>
    </message>
    <message id="problem.show_again.next">
        <source>It changed while we were waiting.</source>
        <translation>Er hat sich geändert, während wir gewartet haben.</translation>
    </message>
    <message id="problem.not_a_code">
        <source>This is not a loyalty code</source>
        <translation>Das ist kein Treuecode</translation>
    </message>
    <message id="problem.not_a_code.next">
        <source>Show your loyalty account’s QR code.</source>
        <translation>Zeigen Sie den QR‑Code Ihres Treuekontos.</translation>
    </message>
    <message id="problem.coupon_to_staff">
        <source>That is a coupon</source>
        <translation>Das ist ein Gutschein</translation>
    </message>
    <message id="problem.coupon_to_staff.next">
        <source>Show this coupon to our staff.</source>
        <translation>Zeigen Sie diesen Gutschein unserem Personal.</translation>
    </message>
    <message id="problem.unavailable">
        <source>Not available just now</source>
        <translation>Gerade nicht verfügbar</translation>
    </message>
    <message id="problem.unavailable.next">
        <source>Please ask our staff.</source>
        <translation>Bitte wenden Sie sich an unser Personal.</translation>
    </message>
    <message id="problem.unsure">
        <source>We could not finish</source>
        <translation>Wir konnten das nicht abschließen</translation>
    </message>
    <message id="problem.unsure.next">
        <source>We go on by ourselves. Look in your app later.</source>
        <translation>Wir machen von selbst weiter. Schauen Sie später in Ihre App.</translation>
    </message>
    <message id="problem.pin_failed">
        <source>The code did not work</source>
        <translation>Der Code hat nicht funktioniert</translation>
    </message>
    <message id="problem.pin_failed.next">
        <source>Try again later, or ask our staff.</source>
        <translation>Versuchen Sie es später noch einmal. Oder fragen Sie unser Personal.</translation>
    </message>
    <message id="problem.refused">
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message id="problem.refused.next">
        <source>Please ask our staff.</source>
        <translation>Bitte wenden Sie sich an unser Personal.</translation>
    </message>
    <message id="offline.headline">
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message id="offline.kept">
        <source>We keep your visit and add it later.</source>
        <translation>Wir merken Ihren Besuch vor und tragen ihn später ein.</translation>
    </message>
    <message id="offline.cancelled">
        <source>Your visit is not kept.</source>
        <translation>Ihr Besuch wird nicht vorgemerkt.</translation>
    </message>
    <message id="offline.try_later">
        <source>Please try again in a little while.</source>
        <translation>Bitte versuchen Sie es etwas später noch einmal.</translation>
    </message>
    <message id="staff_lock.headline">
        <source>Staff: your PIN</source>
        <translation>Personal: Ihre PIN</translation>
    </message>
    <message id="staff_lock.headline_person">
        <source>Hello, %1: your PIN</source>
        <translation>Hallo, %1: Ihre PIN</translation>
    </message>
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>Diese PIN stimmt nicht.</translation>
    </message>
    <message id="staff_lock.wrong_badge">
        <source>That badge is not known here.</source>
        <translation>Dieser Ausweis ist hier nicht bekannt.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>Nach falschen Versuchen eine Weile gesperrt.</translation>
    </message>
    <message id="staff_lock.lost">
        <source>The list of staff was lost with a broken file. Set it up anew with “kiosk staff add”.</source>
        <translation>Die Liste der Mitarbeitenden ging mit einer defekten Datei verloren. Bitte neu anlegen mit „kiosk staff add“.</translation>
    </message>
    <message id="staff_setup.headline">
        <source>First start: your name</source>
        <translation>Erster Start: Ihr Name</translation>
    </message>
    <message id="staff_setup.name">
        <source>You become the first of the staff. Type your name.</source>
        <translation>Sie werden die erste Person des Personals. Tippen Sie Ihren Namen ein.</translation>
    </message>
    <message id="staff_setup.no_name">
        <source>Please type a name first.</source>
        <translation>Bitte tippen Sie zuerst einen Namen ein.</translation>
    </message>
    <message id="staff_setup.pin">
        <source>%1: your PIN</source>
        <translation>%1: Ihre PIN</translation>
    </message>
    <message id="staff_setup.digits">
        <source>Choose 4 to 8 digits.</source>
        <translation>Wählen Sie 4 bis 8 Ziffern.</translation>
    </message>
    <message id="staff_setup.again">
        <source>The same PIN once more.</source>
        <translation>Dieselbe PIN noch einmal.</translation>
    </message>
    <message id="staff_setup.different">
        <source>The two PINs differ. Choose 4 to 8 digits.</source>
        <translation>Die beiden PINs sind verschieden. Wählen Sie 4 bis 8 Ziffern.</translation>
    </message>
    <message id="staff_setup.not_stored">
        <source>It could not be stored. Choose 4 to 8 digits again.</source>
        <translation>Es ließ sich nicht speichern. Wählen Sie noch einmal 4 bis 8 Ziffern.</translation>
    </message>
    <message id="staff_setup.name_taken">
        <source>This name is taken. Please type another one.</source>
        <translation>Diesen Namen gibt es schon. Bitte tippen Sie einen anderen ein.</translation>
    </message>
    <message id="staff_setup.pin_taken">
        <source>This PIN is taken. Choose another one.</source>
        <translation>Diese PIN ist schon vergeben. Wählen Sie eine andere.</translation>
    </message>
    <message id="staff_menu.headline">
        <source>Hello, %1</source>
        <translation>Hallo, %1</translation>
    </message>
    <message id="staff.task_coupon">
        <source>Redeem a coupon</source>
        <translation>Gutschein einlösen</translation>
    </message>
    <message id="staff_coupon.headline">
        <source>Redeem a coupon</source>
        <translation>Gutschein einlösen</translation>
    </message>
    <message id="staff_coupon.scan">
        <source>Hold the coupon up to the camera or scanner.</source>
        <translation>Halten Sie den Gutschein vor Kamera oder Scanner.</translation>
    </message>
    <message id="staff_coupon.please_scan">
        <source>Typed codes are switched off here. Please scan the coupon.</source>
        <translation>Getippte Codes sind hier abgeschaltet. Bitte scannen Sie den Gutschein.</translation>
    </message>
    <message id="staff_coupon.bad_code">
        <source>That is not a coupon. Try another.</source>
        <translation>Das ist kein Gutschein. Versuchen Sie einen anderen.</translation>
    </message>
    <message id="staff_coupon.type">
        <source>Type the code printed on the coupon.</source>
        <translation>Tippen Sie den Code vom Gutschein ein.</translation>
    </message>
    <message id="staff_coupon.asking">
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message id="staff_coupons.all">
        <source>All coupons</source>
        <translation>Alle Gutscheine</translation>
    </message>
    <message id="staff_coupons.today">
        <source>Coupons of today</source>
        <translation>Gutscheine von heute</translation>
    </message>
    <message id="staff_coupons.yesterday">
        <source>Coupons of yesterday</source>
        <translation>Gutscheine von gestern</translation>
    </message>
    <message id="staff_coupons.day">
        <source>Coupons of %1</source>
        <translation>Gutscheine: %1</translation>
    </message>
    <message id="staff_coupons.customer">
        <source>Customer code %1</source>
        <translation>Kundencode %1</translation>
    </message>
    <message id="staff_coupons.none">
        <source>No coupons here.</source>
        <translation>Hier sind keine Gutscheine.</translation>
    </message>
    <message id="staff_coupons.at">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_coupons.state_issued">
        <source>Not printed yet</source>
        <translation>Noch nicht gedruckt</translation>
    </message>
    <message id="staff_coupons.state_printing">
        <source>Being printed</source>
        <translation>Wird gedruckt</translation>
    </message>
    <message id="staff_coupons.state_printed">
        <source>Printed</source>
        <translation>Gedruckt</translation>
    </message>
    <message id="staff_coupons.state_print_unknown">
        <source>Print not certain</source>
        <translation>Druck ungewiss</translation>
    </message>
    <message id="staff_coupons.state_print_failed">
        <source>Printing failed</source>
        <translation>Druck misslungen</translation>
    </message>
    <message id="staff_coupons.state_handed_out">
        <source>Handed out</source>
        <translation>Ausgehändigt</translation>
    </message>
    <message id="staff_coupons.state_redeemed">
        <source>Redeemed</source>
        <translation>Eingelöst</translation>
    </message>
    <message id="staff_coupons.issued_at">
        <source>Issued: %1</source>
        <translation>Ausgegeben: %1</translation>
    </message>
    <message id="staff_coupons.paper_printed">
        <source>Printed: %1</source>
        <translation>Gedruckt: %1</translation>
    </message>
    <message id="staff_coupons.copy_printed">
        <source>Copy printed: %1</source>
        <translation>Kopie gedruckt: %1</translation>
    </message>
    <message id="staff_coupons.paper_sent">
        <source>Sent to the printer: %1</source>
        <translation>An den Drucker geschickt: %1</translation>
    </message>
    <message id="staff_coupons.copy_sent">
        <source>Copy sent to the printer: %1</source>
        <translation>Kopie an den Drucker geschickt: %1</translation>
    </message>
    <message id="staff_coupons.paper_failed">
        <source>Printing failed: %1</source>
        <translation>Druck misslungen: %1</translation>
    </message>
    <message id="staff_coupons.paper_unknown">
        <source>Print not certain: %1</source>
        <translation>Druck ungewiss: %1</translation>
    </message>
    <message id="staff_coupons.handed_out_at">
        <source>Handed out: %1</source>
        <translation>Ausgehändigt: %1</translation>
    </message>
    <message id="staff_coupons.redeemed_at">
        <source>Redeemed: %1</source>
        <translation>Eingelöst: %1</translation>
    </message>
    <message id="staff_coupons.take_copy">
        <source>Take the copy from the printer</source>
        <translation>Nehmen Sie die Kopie aus dem Drucker</translation>
    </message>
    <message id="staff_coupons.preview">
        <source>The copy as it would be printed</source>
        <translation>So würde die Kopie gedruckt</translation>
    </message>
    <message id="staff_coupons.sure">
        <source>Was it handed out?</source>
        <translation>Wurde er ausgehändigt?</translation>
    </message>
    <message id="staff_coupons.sure.next">
        <source>From then on this kiosk no longer offers it to the customer. It can still be redeemed.</source>
        <translation>Danach bietet der Kiosk ihn nicht mehr an. Einlösen lässt er sich weiterhin.</translation>
    </message>
    <message id="staff_coupons.type">
        <source>Type the code on the coupon, or the six digits of a customer code.</source>
        <translation>Tippen Sie den Code vom Gutschein oder die sechs Ziffern eines Kundencodes.</translation>
    </message>
    <message id="staff_coupons.not_ours">
        <source>That coupon was not issued here.</source>
        <translation>Dieser Gutschein wurde nicht hier ausgegeben.</translation>
    </message>
    <message id="staff_coupons.not_a_code">
        <source>That is not a code. Try another.</source>
        <translation>Das ist kein Code. Versuchen Sie einen anderen.</translation>
    </message>
    <message id="staff_coupons.no_code">
        <source>Neither a coupon of ours nor a valid customer code.</source>
        <translation>Weder ein Gutschein von uns noch ein gültiger Kundencode.</translation>
    </message>
    <message id="staff_coupons.unreachable">
        <source>The service cannot be reached. Type the customer code instead.</source>
        <translation>Der Dienst ist nicht erreichbar. Tippen Sie stattdessen den Kundencode ein.</translation>
    </message>
    <message id="staff_coupons.busy">
        <source>The service is busy. Wait a moment, or type the customer code.</source>
        <translation>Der Dienst ist ausgelastet. Warten Sie kurz, oder tippen Sie den Kundencode ein.</translation>
    </message>
    <message id="staff_coupons.no_journal">
        <source>The kiosk’s disk does not answer. Restart the kiosk, or call for help.</source>
        <translation>Die Platte des Kiosks antwortet nicht. Starten Sie ihn neu, oder holen Sie Hilfe.</translation>
    </message>
    <message id="staff_coupons.gone">
        <source>It had been handed out or redeemed before.</source>
        <translation>Er war schon ausgehändigt oder eingelöst.</translation>
    </message>
    <message id="staff_waiting.headline" numerus="yes">
        <source>%n operations wait</source>
        <translation>
            <numerusform>%n Vorgang wartet</numerusform>
            <numerusform>%n Vorgänge warten</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.none">
        <source>Nothing waits: all has been answered.</source>
        <translation>Nichts wartet: Alles ist beantwortet.</translation>
    </message>
    <message id="staff_waiting.visit">
        <source>Visit kept while offline</source>
        <translation>Offline gemerkter Besuch</translation>
    </message>
    <message id="staff_waiting.redeem_points" numerus="yes">
        <source>Redeem %n points</source>
        <translation>
            <numerusform>%n Punkt einlösen</numerusform>
            <numerusform>%n Punkte einlösen</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.redeem_stamps" numerus="yes">
        <source>Redeem %n stamps</source>
        <translation>
            <numerusform>%n Stempel einlösen</numerusform>
            <numerusform>%n Stempel einlösen</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_points" numerus="yes">
        <source>Add %n points</source>
        <translation>
            <numerusform>%n Punkt gutschreiben</numerusform>
            <numerusform>%n Punkte gutschreiben</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_stamps" numerus="yes">
        <source>Add %n stamps</source>
        <translation>
            <numerusform>%n Stempel gutschreiben</numerusform>
            <numerusform>%n Stempel gutschreiben</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.since">
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message id="staff_waiting.tried" numerus="yes">
        <source>Tried %n times</source>
        <translation>
            <numerusform>%n-mal versucht</numerusform>
            <numerusform>%n-mal versucht</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.tried_last" numerus="yes">
        <source>Tried %n times, last: %1</source>
        <translation>
            <numerusform>%n-mal versucht, zuletzt: %1</numerusform>
            <numerusform>%n-mal versucht, zuletzt: %1</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.why_busy">
        <source>The service asked to wait</source>
        <translation>Der Dienst bat zu warten</translation>
    </message>
    <message id="staff_waiting.why_used">
        <source>Used, most likely by this attempt</source>
        <translation>Eingelöst, wohl durch diesen Versuch</translation>
    </message>
    <message id="staff_waiting.why_offline">
        <source>The service could not be reached</source>
        <translation>Der Dienst war nicht erreichbar</translation>
    </message>
    <message id="staff_waiting.why_no_answer">
        <source>No answer from the service</source>
        <translation>Keine Antwort vom Dienst</translation>
    </message>
    <message id="staff_waiting.why_claimed">
        <source>It is being dealt with right now</source>
        <translation>Wird gerade bearbeitet</translation>
    </message>
    <message id="staff_waiting.why_pin">
        <source>It waits for the code from the customer’s phone</source>
        <translation>Wartet auf den Code vom Handy</translation>
    </message>
    <message id="staff_waiting.why_pending">
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message id="staff_waiting.reason_booked">
        <source>I checked: it is booked</source>
        <translation>Nachgesehen: Es ist gebucht</translation>
    </message>
    <message id="staff_waiting.reason_not_booked">
        <source>I checked: it is not booked</source>
        <translation>Nachgesehen: Es ist nicht gebucht</translation>
    </message>
    <message id="staff_waiting.reason_customer_gone">
        <source>The customer has gone</source>
        <translation>Die Person ist gegangen</translation>
    </message>
    <message id="staff_waiting.reason_mistake">
        <source>It was a mistake</source>
        <translation>Es war ein Versehen</translation>
    </message>
    <message id="staff_waiting.choose">
        <source>Why is it given up?</source>
        <translation>Warum aufgeben?</translation>
    </message>
    <message id="staff_waiting.sure">
        <source>Give this up for good?</source>
        <translation>Endgültig aufgeben?</translation>
    </message>
    <message id="staff_waiting.risk_coupon">
        <source>The coupon may have been redeemed. The kiosk forgets that it tried: a later scan only says “used before”.</source>
        <translation>Der Gutschein ist vielleicht eingelöst. Der Kiosk vergisst seinen Versuch: Ein späterer Scan sagt nur „Schon eingelöst“.</translation>
    </message>
    <message id="staff_waiting.risk_doubt">
        <source>It may have been booked already. The kiosk stops asking, so it will not find out.</source>
        <translation>Vielleicht ist es schon gebucht. Der Kiosk fragt nicht weiter und erfährt es nicht.</translation>
    </message>
    <message id="staff_waiting.risk_none">
        <source>Nothing has been booked, and nothing will be.</source>
        <translation>Nichts ist gebucht, und nichts wird gebucht.</translation>
    </message>
    <message id="staff_waiting.advice_claimed">
        <source>A screen, or the kiosk itself, waits for the answer. Come back in a minute.</source>
        <translation>Ein Bildschirm oder der Kiosk selbst wartet auf die Antwort. Sehen Sie in einer Minute wieder nach.</translation>
    </message>
    <message id="staff_waiting.advice_coupon">
        <source>It cannot be tried again from here: the service keeps no number of it. Scan the coupon under “Redeem a coupon”, or give it up.</source>
        <translation>Von hier aus ist kein neuer Versuch möglich: Der Dienst führt dafür keine Nummer. Scannen Sie den Gutschein unter „Gutschein einlösen“, oder geben Sie auf.</translation>
    </message>
    <message id="staff_waiting.advice_pin">
        <source>Nothing is booked without the code from the customer’s phone. Begin again with the customer, and give this one up.</source>
        <translation>Ohne den Code vom Handy wird nichts gebucht. Beginnen Sie neu, wenn die Person da ist, und geben Sie diesen Vorgang auf.</translation>
    </message>
    <message id="staff_waiting.advice_doubt">
        <source>It may have been booked. Trying again is safe: it never counts twice.</source>
        <translation>Vielleicht ist es gebucht. Ein neuer Versuch ist sicher: Er zählt nie doppelt.</translation>
    </message>
    <message id="staff_waiting.advice_not_sent">
        <source>Nothing is booked yet. The kiosk tries by itself as soon as it can.</source>
        <translation>Noch ist nichts gebucht. Der Kiosk versucht es von selbst, sobald er kann.</translation>
    </message>
    <message id="staff_waiting.trying">
        <source>Asking the service…</source>
        <translation>Der Dienst wird gefragt…</translation>
    </message>
    <message id="staff_waiting.end_accepted">
        <source>It is booked.</source>
        <translation>Es ist gebucht.</translation>
    </message>
    <message id="staff_waiting.end_refused">
        <source>The service refused it.</source>
        <translation>Der Dienst hat es abgelehnt.</translation>
    </message>
    <message id="staff_waiting.end_closed">
        <source>It is closed: nothing more is done.</source>
        <translation>Es ist abgeschlossen: Mehr geschieht nicht.</translation>
    </message>
    <message id="staff_waiting.end_pin">
        <source>The code from the customer’s phone is needed: nothing was booked. Begin again with the customer.</source>
        <translation>Der Code vom Handy ist nötig: Nichts wurde gebucht. Beginnen Sie neu, wenn die Person da ist.</translation>
    </message>
    <message id="staff_waiting.end_stale">
        <source>The customer’s code is too old by now. The visit is closed, nothing was booked.</source>
        <translation>Der gezeigte Code ist inzwischen zu alt. Der Besuch ist abgeschlossen, nichts wurde gebucht.</translation>
    </message>
    <message id="staff_waiting.slow">
        <source>No answer yet. The kiosk goes on asking.</source>
        <translation>Noch keine Antwort. Der Kiosk fragt weiter.</translation>
    </message>
    <message id="staff_waiting.still_waits">
        <source>Still no answer. The kiosk goes on by itself.</source>
        <translation>Noch immer keine Antwort. Der Kiosk macht von selbst weiter.</translation>
    </message>
    <message id="staff_waiting.given_up">
        <source>Given up.</source>
        <translation>Aufgegeben.</translation>
    </message>
    <message id="staff_waiting.over">
        <source>It had come to its end by itself.</source>
        <translation>Es war schon von selbst zu Ende.</translation>
    </message>
    <message id="staff_pin.headline">
        <source>The customer has a code</source>
        <translation>Die Kundin oder der Kunde hat einen Code</translation>
    </message>
    <message id="staff_pin.sent">
        <source>Ask the customer to read the code from their phone.</source>
        <translation>Lassen Sie sich den Code vom Handy vorlesen.</translation>
    </message>
    <message id="staff_result.redeemed">
        <source>Redeemed</source>
        <translation>Eingelöst</translation>
    </message>
    <message id="staff_result.redeemed_name">
        <source>Redeemed: %1</source>
        <translation>Eingelöst: %1</translation>
    </message>
    <message id="staff_result.redeemed.next">
        <source>Hand it over.</source>
        <translation>Geben Sie die Belohnung heraus.</translation>
    </message>
    <message id="staff_result.probably_ours">
        <source>Most likely redeemed by this kiosk</source>
        <translation>Sehr wahrscheinlich an diesem Kiosk eingelöst</translation>
    </message>
    <message id="staff_result.probably_ours.next">
        <source>Our attempt at %1 had no answer, and the coupon is used now. Hand it over if it was this customer.</source>
        <translation>Unser Versuch um %1 blieb ohne Antwort, und jetzt ist der Gutschein eingelöst. War es diese Person, geben Sie die Belohnung heraus.</translation>
    </message>
    <message id="staff_result.already_used">
        <source>Used before</source>
        <translation>Schon eingelöst</translation>
    </message>
    <message id="staff_result.already_used.next">
        <source>This coupon was redeemed earlier.</source>
        <translation>Dieser Gutschein wurde früher schon eingelöst.</translation>
    </message>
    <message id="staff_result.not_found">
        <source>No such coupon</source>
        <translation>Diesen Gutschein gibt es nicht</translation>
    </message>
    <message id="staff_result.not_found.next">
        <source>Check the code, or scan it.</source>
        <translation>Prüfen Sie den Code oder scannen Sie ihn.</translation>
    </message>
    <message id="staff_result.pin_failed">
        <source>The code did not work</source>
        <translation>Der Code hat nicht funktioniert</translation>
    </message>
    <message id="staff_result.pin_failed.next">
        <source>Begin again when the customer is ready.</source>
        <translation>Beginnen Sie neu, wenn alle bereit sind.</translation>
    </message>
    <message id="staff_result.unsure">
        <source>No answer from the service</source>
        <translation>Keine Antwort vom Dienst</translation>
    </message>
    <message id="staff_result.unsure.next">
        <source>It may have worked. Scan the coupon again in a minute to find out.</source>
        <translation>Vielleicht hat es geklappt. Scannen Sie den Gutschein in einer Minute noch einmal.</translation>
    </message>
    <message id="staff_result.unreachable">
        <source>The service cannot be reached</source>
        <translation>Der Dienst ist nicht erreichbar</translation>
    </message>
    <message id="staff_result.unreachable.next">
        <source>Nothing was redeemed. Check the network and try again.</source>
        <translation>Es wurde nichts eingelöst. Prüfen Sie das Netz und versuchen Sie es noch einmal.</translation>
    </message>
    <message id="staff_result.bad_key">
        <source>The API key is not accepted</source>
        <translation>Der API-Schlüssel wird nicht angenommen</translation>
    </message>
    <message id="staff_result.bad_key.next">
        <source>The owner must set a new key.</source>
        <translation>Die Inhaberin oder der Inhaber muss einen neuen Schlüssel eintragen.</translation>
    </message>
    <message id="staff_result.subscription">
        <source>The Loyalite subscription has lapsed</source>
        <translation>Das Loyalite-Abonnement ist abgelaufen</translation>
    </message>
    <message id="staff_result.subscription.next">
        <source>The owner must renew it.</source>
        <translation>Die Inhaberin oder der Inhaber muss es erneuern.</translation>
    </message>
    <message id="staff_result.refused">
        <source>The service refused it</source>
        <translation>Der Dienst hat es abgelehnt</translation>
    </message>
    <message id="staff_result.refused.next">
        <source>Nothing was redeemed.</source>
        <translation>Es wurde nichts eingelöst.</translation>
    </message>
    <message id="staff_result.no_journal">
        <source>The kiosk cannot write to its disk</source>
        <translation>Der Kiosk kann nicht auf seine Platte schreiben</translation>
    </message>
    <message id="staff_result.no_journal.next">
        <source>Nothing was sent. Restart the kiosk, or call for help.</source>
        <translation>Es wurde nichts gesendet. Starten Sie den Kiosk neu oder holen Sie Hilfe.</translation>
    </message>
    <message id="button.ask_again">
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message id="button.to_points">
        <source>Points instead</source>
        <translation>Lieber Punkte</translation>
    </message>
    <message id="button.to_stamps">
        <source>Stamps instead</source>
        <translation>Lieber Stempel</translation>
    </message>
    <message id="button.type_customer">
        <source>Type the customer code</source>
        <translation>Kundencode eintippen</translation>
    </message>
    <message id="button.today">
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message id="button.yesterday">
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message id="button.day_before">
        <source>Day before</source>
        <translation>Tag davor</translation>
    </message>
    <message id="button.day_after">
        <source>Day after</source>
        <translation>Tag danach</translation>
    </message>
    <message id="button.all">
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message id="button.newer">
        <source>Newer</source>
        <translation>Neuere</translation>
    </message>
    <message id="button.older">
        <source>Older</source>
        <translation>Ältere</translation>
    </message>
    <message id="button.previous">
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message id="button.next">
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message id="button.find">
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message id="button.print_copy">
        <source>Print a copy</source>
        <translation>Kopie drucken</translation>
    </message>
    <message id="button.hand_out">
        <source>Handed out</source>
        <translation>Ausgehändigt</translation>
    </message>
    <message id="button.handed_out_yes">
        <source>Yes, handed out</source>
        <translation>Ja, ausgehändigt</translation>
    </message>
    <message id="button.new_checkout">
        <source>New checkout</source>
        <translation>Neuer Vorgang</translation>
    </message>
    <message id="button.another_order">
        <source>Another order</source>
        <translation>Andere Bestellung</translation>
    </message>
    <message id="button.no_points">
        <source>No points</source>
        <translation>Keine Punkte</translation>
    </message>
    <message id="button.other_points">
        <source>Other points</source>
        <translation>Andere Punkte</translation>
    </message>
    <message id="button.go_on">
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message id="button.change">
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message id="button.give_up">
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message id="button.give_up_yes">
        <source>Yes, give it up</source>
        <translation>Ja, aufgeben</translation>
    </message>
    <message id="button.try_now">
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message id="button.keep">
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message id="button.to_summary">
        <source>To the summary</source>
        <translation>Zur Übersicht</translation>
    </message>
    <message id="staff.task_redeem">
        <source>Redeem points or stamps</source>
        <translation>Punkte oder Stempel einlösen</translation>
    </message>
    <message id="staff.task_earn">
        <source>Add points or stamps</source>
        <translation>Punkte oder Stempel gut­schreiben</translation>
    </message>
    <message id="staff.task_checkout">
        <source>Checkout</source>
        <translation>Kasse</translation>
    </message>
    <message id="staff.task_enrol">
        <source>New member</source>
        <translation>Neues Mitglied</translation>
    </message>
    <message id="staff_enrol.headline">
        <source>E-mail of the new member</source>
        <translation>E-Mail des neuen Mitglieds</translation>
    </message>
    <message id="staff_enrol.type">
        <source>Type the e-mail, and let the customer check it.</source>
        <translation>Tippen Sie die E-Mail ein und lassen Sie sie prüfen.</translation>
    </message>
    <message id="staff_enrol.letter">
        <source>An e-mail has no such letter or sign.</source>
        <translation>Dieses Zeichen gibt es in E-Mail-Adressen nicht.</translation>
    </message>
    <message id="staff_enrol.incomplete">
        <source>Something is missing. An e-mail looks like name@example.com.</source>
        <translation>Da fehlt etwas. Eine E-Mail-Adresse sieht so aus: name@beispiel.de.</translation>
    </message>
    <message id="staff_enrol.email_refused">
        <source>The service does not accept this e-mail. Please check it.</source>
        <translation>Der Dienst nimmt diese E-Mail nicht an. Bitte prüfen Sie sie.</translation>
    </message>
    <message id="staff_enrol.member">
        <source>That looks like a member’s code: whoever has one is signed up already.</source>
        <translation>Das sieht nach einem Kundencode aus: Wer einen hat, ist schon angemeldet.</translation>
    </message>
    <message id="staff_enrol.coupon">
        <source>That is a coupon. It has a task of its own.</source>
        <translation>Das ist ein Gutschein. Dafür gibt es eine eigene Aufgabe.</translation>
    </message>
    <message id="staff_enrol.not_a_code">
        <source>That code is not one of ours.</source>
        <translation>Dieser Code ist keiner von uns.</translation>
    </message>
    <message id="staff_enrol.as_is">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_consents.headline">
        <source>Please touch what you agree to</source>
        <translation>Bitte tippen Sie an, womit Sie einverstanden sind</translation>
    </message>
    <message id="staff_consents.turn">
        <source>Staff: turn the screen to the customer. They tick for themselves.</source>
        <translation>Personal: Drehen Sie den Bildschirm zur Kundin oder zum Kunden. Angekreuzt wird selbst.</translation>
    </message>
    <message id="staff_consents.terms">
        <source>I accept the terms of the loyalty programme of %1. (Needed)</source>
        <translation>Ich nehme die Bedingungen des Treueprogramms von %1 an. (Nötig)</translation>
    </message>
    <message id="staff_consents.privacy">
        <source>I have read the privacy notice of %1 and agree to it. (Needed)</source>
        <translation>Ich habe die Datenschutzhinweise von %1 gelesen und stimme zu. (Nötig)</translation>
    </message>
    <message id="staff_consents.marketing">
        <source>I would like news and offers from %1 by e-mail. (As you like)</source>
        <translation>Ich möchte Neues und Angebote von %1 per E-Mail bekommen. (Freiwillig)</translation>
    </message>
    <message id="staff_consents.terms_refused">
        <source>The service asks for consent to the terms.</source>
        <translation>Der Dienst verlangt die Zustimmung zu den Bedingungen.</translation>
    </message>
    <message id="staff_consents.privacy_refused">
        <source>The service asks for consent to the privacy notice.</source>
        <translation>Der Dienst verlangt die Zustimmung zu den Datenschutzhinweisen.</translation>
    </message>
    <message id="staff_enrol_result.new">
        <source>Signed up: a new member</source>
        <translation>Angemeldet: ein neues Mitglied</translation>
    </message>
    <message id="staff_enrol_result.existing">
        <source>This e-mail already belonged to a member</source>
        <translation>Diese E-Mail gehörte schon einem Mitglied</translation>
    </message>
    <message id="staff_enrol_result.existing.next">
        <source>Nobody was signed up twice. This is the member.</source>
        <translation>Niemand wurde doppelt angemeldet. Dies ist das Mitglied.</translation>
    </message>
    <message id="staff_enrol_result.member">
        <source>Signed up</source>
        <translation>Angemeldet</translation>
    </message>
    <message id="staff_enrol_result.doubtful.next">
        <source>An earlier try had no answer, so nobody knows whether the member is new.</source>
        <translation>Ein früherer Versuch blieb ohne Antwort: Ob das Mitglied neu ist, weiß niemand.</translation>
    </message>
    <message id="staff_enrol_result.email">
        <source>E-mail: %1</source>
        <translation>E-Mail: %1</translation>
    </message>
    <message id="staff_enrol_result.unreachable.next">
        <source>Check the network and try again. Nobody is signed up twice.</source>
        <translation>Prüfen Sie das Netz und versuchen Sie es noch einmal. Niemand wird doppelt angemeldet.</translation>
    </message>
    <message id="staff_enrol_result.refused.next">
        <source>Nobody was signed up.</source>
        <translation>Es wurde niemand angemeldet.</translation>
    </message>
    <message id="staff.task_coupons">
        <source>Issued coupons</source>
        <translation>Ausge­gebene Gut­scheine</translation>
    </message>
    <message id="staff.task_waiting">
        <source>Waiting</source>
        <translation>Wartendes</translation>
    </message>
    <message id="staff.task_devices">
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message id="staff.task_settings">
        <source>Settings</source>
        <translation>Einstel­lungen</translation>
    </message>
    <message id="staff.task_people">
        <source>People</source>
        <translation>Personal</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message id="staff.badge_inside">
        <source>A badge changes nothing here. Leave first to change over.</source>
        <translation>Ein Ausweis ändert hier nichts. Zum Wechseln bitte erst verlassen.</translation>
    </message>
    <message id="staff_entry.point">
        <source>Decimal point</source>
        <translation>Komma</translation>
    </message>
    <message id="staff_amount.redeem_points">
        <source>How many points?</source>
        <translation>Wie viele Punkte?</translation>
    </message>
    <message id="staff_amount.redeem_stamps">
        <source>How many stamps?</source>
        <translation>Wie viele Stempel?</translation>
    </message>
    <message id="staff_amount.earn_points">
        <source>Total of the purchase, before any discount?</source>
        <translation>Summe des Einkaufs vor Abzug von Rabatten?</translation>
    </message>
    <message id="staff_amount.earn_stamps">
        <source>How many stamps?</source>
        <translation>Wie viele Stempel?</translation>
    </message>
    <message id="staff_amount.purchase">
        <source>Purchase of %1</source>
        <translation>Einkauf über %1</translation>
    </message>
    <message id="staff_member.scan">
        <source>Ask the customer to show their code.</source>
        <translation>Lassen Sie sich den Code der Kundin oder des Kunden zeigen.</translation>
    </message>
    <message id="staff_member.type">
        <source>Type the six digits of the customer code.</source>
        <translation>Tippen Sie die sechs Ziffern des Kundencodes ein.</translation>
    </message>
    <message id="staff_member.unknown">
        <source>No such customer</source>
        <translation>Diese Person ist nicht angemeldet</translation>
    </message>
    <message id="staff_member.old_code">
        <source>That code is out of date. Ask the customer to open their profile for a new one.</source>
        <translation>Dieser Code ist abgelaufen. Im Profil auf dem Handy gibt es einen neuen.</translation>
    </message>
    <message id="staff_member.not_a_code">
        <source>That is not a customer code. Try another.</source>
        <translation>Das ist kein Kundencode. Versuchen Sie einen anderen.</translation>
    </message>
    <message id="staff_member.coupon">
        <source>That is a coupon. Ask for the customer code.</source>
        <translation>Das ist ein Gutschein. Gebraucht wird der Kundencode.</translation>
    </message>
    <message id="staff_member.please_scan">
        <source>Typed codes are switched off here. Please scan the customer’s code.</source>
        <translation>Getippte Codes sind hier abgeschaltet. Bitte scannen Sie den Kundencode.</translation>
    </message>
    <message id="staff_member.unreachable">
        <source>The service cannot be reached. Check the network and try again.</source>
        <translation>Der Dienst ist nicht erreichbar. Prüfen Sie das Netz und versuchen Sie es noch einmal.</translation>
    </message>
    <message id="staff_amount_result.insufficient">
        <source>%1 is more than the balance</source>
        <translation>%1 ist mehr als das Guthaben</translation>
    </message>
    <message id="staff_amount_result.insufficient.next">
        <source>Nothing was redeemed. Choose a smaller amount.</source>
        <translation>Es wurde nichts eingelöst. Wählen Sie weniger.</translation>
    </message>
    <message id="staff_amount_result.no_number">
        <source>The new balance is not known just now.</source>
        <translation>Der neue Stand ist gerade nicht bekannt.</translation>
    </message>
    <message id="staff_amount_result.in_app">
        <source>The card filled up: the coupon is in the customer’s app.</source>
        <translation>Die Karte ist voll: Der Gutschein ist in der App auf dem Handy.</translation>
    </message>
    <message id="staff_amount_result.purchase">
        <source>Added: purchase of %1</source>
        <translation>Gutgeschrieben: Einkauf über %1</translation>
    </message>
    <message id="staff_amount_result.not_found.next">
        <source>Nothing was booked. Ask for the code again.</source>
        <translation>Es wurde nichts gebucht. Lassen Sie sich den Code noch einmal zeigen.</translation>
    </message>
    <message id="staff_amount_result.unsure.next">
        <source>It may have worked. Ask again: that never counts twice.</source>
        <translation>Vielleicht hat es geklappt. Fragen Sie noch einmal: Es zählt nie doppelt.</translation>
    </message>
    <message id="staff_amount_result.goes_on">
        <source>It may have worked. The kiosk goes on asking: do not enter it again.</source>
        <translation>Vielleicht hat es geklappt. Der Kiosk fragt weiter: bitte nicht noch einmal eingeben.</translation>
    </message>
    <message id="staff_amount_result.unreachable.next">
        <source>Nothing was booked. Check the network and try again.</source>
        <translation>Es wurde nichts gebucht. Prüfen Sie das Netz und versuchen Sie es noch einmal.</translation>
    </message>
    <message id="staff_amount_result.refused.next">
        <source>Nothing was booked.</source>
        <translation>Es wurde nichts gebucht.</translation>
    </message>
    <message id="staff_reward.headline">
        <source>The card is full</source>
        <translation>Die Karte ist voll</translation>
    </message>
    <message id="staff_amount.has_points" numerus="yes">
        <source>Balance: %n points</source>
        <translation>
            <numerusform>Guthaben: %n Punkt</numerusform>
            <numerusform>Guthaben: %n Punkte</numerusform>
        </translation>
    </message>
    <message id="staff_amount.has_stamps" numerus="yes">
        <source>Balance: %n stamps</source>
        <translation>
            <numerusform>Guthaben: %n Stempel</numerusform>
            <numerusform>Guthaben: %n Stempel</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_points" numerus="yes">
        <source>Before: %n points</source>
        <translation>
            <numerusform>Vorher: %n Punkt</numerusform>
            <numerusform>Vorher: %n Punkte</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_stamps" numerus="yes">
        <source>Before: %n stamps</source>
        <translation>
            <numerusform>Vorher: %n Stempel</numerusform>
            <numerusform>Vorher: %n Stempel</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_points" numerus="yes">
        <source>Now: %n points</source>
        <translation>
            <numerusform>Jetzt: %n Punkt</numerusform>
            <numerusform>Jetzt: %n Punkte</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_stamps" numerus="yes">
        <source>Now: %n stamps</source>
        <translation>
            <numerusform>Jetzt: %n Stempel</numerusform>
            <numerusform>Jetzt: %n Stempel</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_points" numerus="yes">
        <source>Redeemed: %n points</source>
        <translation>
            <numerusform>Eingelöst: %n Punkt</numerusform>
            <numerusform>Eingelöst: %n Punkte</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_stamps" numerus="yes">
        <source>Redeemed: %n stamps</source>
        <translation>
            <numerusform>Eingelöst: %n Stempel</numerusform>
            <numerusform>Eingelöst: %n Stempel</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.earned_stamps" numerus="yes">
        <source>Added: %n stamps</source>
        <translation>
            <numerusform>Gutgeschrieben: %n Stempel</numerusform>
            <numerusform>Gutgeschrieben: %n Stempel</numerusform>
        </translation>
    </message>
    <message id="staff_amount.too_many" numerus="yes">
        <source>A card has only %n stamps.</source>
        <translation>
            <numerusform>Eine Karte hat nur %n Stempel.</numerusform>
            <numerusform>Eine Karte hat nur %n Stempel.</numerusform>
        </translation>
    </message>
    <message id="staff_reward.next" numerus="yes">
        <source>Give the coupon to the customer. On the new card: %n stamps.</source>
        <translation>
            <numerusform>Geben Sie den Gutschein heraus. Auf der neuen Karte: %n Stempel.</numerusform>
            <numerusform>Geben Sie den Gutschein heraus. Auf der neuen Karte: %n Stempel.</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.unfinished">
        <source>Unfinished checkouts</source>
        <translation>Offene Kassenvorgänge</translation>
    </message>
    <message id="staff_checkout.row_nothing">
        <source>Order %1, %2: nothing booked</source>
        <translation>Bestellung %1, %2: nichts gebucht</translation>
    </message>
    <message id="staff_checkout.row_spent">
        <source>Order %1, %2: points spent, earning missing</source>
        <translation>Bestellung %1, %2: Punkte eingelöst, Gutschrift fehlt</translation>
    </message>
    <message id="staff_checkout.row_unsure">
        <source>Order %1, %2: not sure</source>
        <translation>Bestellung %1, %2: unklar</translation>
    </message>
    <message id="staff_checkout.order">
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message id="staff_checkout.order.type">
        <source>Type or scan the order number.</source>
        <translation>Bestellnummer eingeben oder scannen.</translation>
    </message>
    <message id="staff_checkout.order_is">
        <source>Order %1</source>
        <translation>Bestellung %1</translation>
    </message>
    <message id="staff_checkout.order_total">
        <source>Order %1: %2</source>
        <translation>Bestellung %1: %2</translation>
    </message>
    <message id="staff_checkout.points">
        <source>How many points does the customer spend?</source>
        <translation>Wie viele Punkte löst der Kunde ein?</translation>
    </message>
    <message id="staff_checkout.pin_redeem">
        <source>Code for spending points</source>
        <translation>Code zum Einlösen</translation>
    </message>
    <message id="staff_checkout.pin_earn">
        <source>Another code, for the earning</source>
        <translation>Ein neuer Code, für die Gutschrift</translation>
    </message>
    <message id="staff_checkout.nothing">
        <source>Nothing is booked yet</source>
        <translation>Noch ist nichts gebucht</translation>
    </message>
    <message id="staff_checkout.spent">
        <source>The points are spent, the earning is missing</source>
        <translation>Die Punkte sind eingelöst, die Gutschrift fehlt</translation>
    </message>
    <message id="staff_checkout.spent_unsure">
        <source>The points are spent, the earning is not sure</source>
        <translation>Die Punkte sind eingelöst, die Gutschrift ist unklar</translation>
    </message>
    <message id="staff_checkout.redeem_unsure">
        <source>Not sure whether the points are spent</source>
        <translation>Unklar, ob die Punkte eingelöst sind</translation>
    </message>
    <message id="staff_checkout.earn_unsure">
        <source>Not sure whether it is booked</source>
        <translation>Unklar, ob es gebucht ist</translation>
    </message>
    <message id="staff_checkout.begun.next">
        <source>Begun %1. Go on where it was left: nothing counts twice.</source>
        <translation>Begonnen: %1. Machen Sie dort weiter: Nichts zählt doppelt.</translation>
    </message>
    <message id="staff_checkout.goes_on">
        <source>It may have worked. The kiosk goes on asking; so may you.</source>
        <translation>Vielleicht hat es geklappt. Der Kiosk fragt weiter nach; Sie können es auch.</translation>
    </message>
    <message id="staff_checkout.give_up">
        <source>Give up order %1?</source>
        <translation>Bestellung %1 aufgeben?</translation>
    </message>
    <message id="staff_checkout.give_up_nothing">
        <source>Nothing of it is booked.</source>
        <translation>Nichts davon ist gebucht.</translation>
    </message>
    <message id="staff_checkout.give_up_spent">
        <source>The points stay spent, and nothing is earned for it.</source>
        <translation>Die Punkte bleiben eingelöst, und es gibt keine Gutschrift dafür.</translation>
    </message>
    <message id="staff_checkout.give_up_unsure">
        <source>What is booked of it stays booked.</source>
        <translation>Was davon gebucht ist, bleibt gebucht.</translation>
    </message>
    <message id="staff_checkout.done">
        <source>Order %1 is booked already</source>
        <translation>Bestellung %1 ist schon gebucht</translation>
    </message>
    <message id="staff_checkout.done.next">
        <source>Booked %1. It was not booked again.</source>
        <translation>Gebucht: %1. Es wurde nicht noch einmal gebucht.</translation>
    </message>
    <message id="staff_checkout.other">
        <source>Order %1 is another customer’s</source>
        <translation>Bestellung %1 gehört jemand anderem</translation>
    </message>
    <message id="staff_checkout.other.next">
        <source>Check number and customer. If it was a mistake, give it up in the list of unfinished checkouts first.</source>
        <translation>Prüfen Sie Nummer und Kunde. War es ein Versehen, geben Sie den Vorgang zuerst in der Liste der offenen auf.</translation>
    </message>
    <message id="staff_checkout.taken">
        <source>The number %1 cannot be used</source>
        <translation>Die Nummer %1 geht nicht</translation>
    </message>
    <message id="staff_checkout.taken.next">
        <source>Numbers that begin with redeem_ belong to the kiosk.</source>
        <translation>Nummern, die mit redeem_ beginnen, gehören dem Kiosk.</translation>
    </message>
    <message id="staff_checkout.booked">
        <source>Order %1 is booked</source>
        <translation>Bestellung %1 ist gebucht</translation>
    </message>
    <message id="staff_checkout.known">
        <source>The service knew this order already: nothing was booked twice.</source>
        <translation>Der Dienst kannte diese Bestellung schon: Nichts wurde doppelt gebucht.</translation>
    </message>
    <message id="staff_checkout.printed">
        <source>The summary is printed</source>
        <translation>Die Übersicht ist gedruckt</translation>
    </message>
    <message id="staff_checkout.slip_title">
        <source>Your points</source>
        <translation>Ihre Punkte</translation>
    </message>
    <message id="staff_checkout.slip_order">
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message id="staff_checkout.slip_total">
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message id="staff_checkout.slip_spent">
        <source>Spent</source>
        <translation>Eingelöst</translation>
    </message>
    <message id="staff_checkout.slip_before">
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message id="staff_checkout.slip_after">
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message id="staff_checkout.slip_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_checkout.to_spend" numerus="yes">
        <source>To spend: %n points</source>
        <translation>
            <numerusform>Einzulösen: %n Punkt</numerusform>
            <numerusform>Einzulösen: %n Punkte</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.too_many" numerus="yes">
        <source>There are only %n points.</source>
        <translation>
            <numerusform>Es ist nur %n Punkt da.</numerusform>
            <numerusform>Es sind nur %n Punkte da.</numerusform>
        </translation>
    </message>
    <message id="paper.title">
        <source>Your reward</source>
        <translation>Ihre Belohnung</translation>
    </message>
    <message id="paper.copy">
        <source>COPY</source>
        <translation>KOPIE</translation>
    </message>
    <message id="paper.issued">
        <source>Issued %1</source>
        <translation>Ausgestellt: %1</translation>
    </message>
    <message id="closed.headline">
        <source>We are closed just now</source>
        <translation>Wir haben gerade geschlossen</translation>
    </message>
    <message id="closed.detail">
        <source>Come again later, or ask our staff.</source>
        <translation>Kommen Sie später wieder. Oder fragen Sie unser Personal.</translation>
    </message>
    <message id="closed.scanned">
        <source>Nothing booked: we are closed.</source>
        <translation>Es wurde nichts gebucht: Wir haben geschlossen.</translation>
    </message>
    <message id="closed.out_of_order">
        <source>Please ask our staff. For them: %1</source>
        <translation>Bitte wenden Sie sich an unser Personal. Für das Personal: %1</translation>
    </message>
    <message id="first.headline">
        <source>Set up this kiosk</source>
        <translation>Diesen Kiosk einrichten</translation>
    </message>
    <message id="first.headline.next">
        <source>Show the QR code with your settings here, or put kiosk.toml on the card.</source>
        <translation>Zeigen Sie hier den QR-Code mit Ihren Einstellungen, oder legen Sie kiosk.toml auf die Karte.</translation>
    </message>
    <message id="first.no_reader.next">
        <source>Put kiosk.toml on the card, or connect a camera and show a QR code.</source>
        <translation>Legen Sie kiosk.toml auf die Karte, oder schließen Sie eine Kamera an und zeigen einen QR-Code.</translation>
    </message>
    <message id="first.mistakes" numerus="yes">
        <source>%n things to put right</source>
        <translation>
            <numerusform>%n Angabe ist zu berichtigen</numerusform>
            <numerusform>%n Angaben sind zu berichtigen</numerusform>
        </translation>
    </message>
    <message id="first.mistakes.next">
        <source>Put them right in kiosk.toml on the card and restart, or show a new QR code.</source>
        <translation>Berichtigen Sie kiosk.toml auf der Karte und starten Sie neu, oder zeigen Sie einen neuen QR-Code.</translation>
    </message>
    <message id="first.checking">
        <source>Got it!</source>
        <translation>Gelesen!</translation>
    </message>
    <message id="first.checking.next">
        <source>Your settings are being checked.</source>
        <translation>Ihre Einstellungen werden geprüft.</translation>
    </message>
    <message id="first.not_one">
        <source>This is no set-up code</source>
        <translation>Das ist kein Einrichtungscode</translation>
    </message>
    <message id="first.not_one.next">
        <source>The manual says how to make one.</source>
        <translation>Wie man einen macht, steht in der Anleitung.</translation>
    </message>
    <message id="first.newer">
        <source>This code is for a newer kiosk</source>
        <translation>Dieser Code ist für einen neueren Kiosk</translation>
    </message>
    <message id="first.newer.next">
        <source>Update the kiosk, or put kiosk.toml on the card.</source>
        <translation>Aktualisieren Sie den Kiosk, oder legen Sie kiosk.toml auf die Karte.</translation>
    </message>
    <message id="first.no_answer">
        <source>The settings could not be stored</source>
        <translation>Die Einstellungen ließen sich nicht speichern</translation>
    </message>
    <message id="first.no_answer.next">
        <source>Show the code again. If that does not help, restart the kiosk.</source>
        <translation>Zeigen Sie den Code noch einmal. Hilft das nicht, starten Sie den Kiosk neu.</translation>
    </message>
    <message id="first.done">
        <source>The kiosk is set up</source>
        <translation>Der Kiosk ist eingerichtet</translation>
    </message>
    <message id="first.done.next">
        <source>It starts anew in a moment.</source>
        <translation>Er startet gleich neu.</translation>
    </message>
    <message id="first.key">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="first_why.did_you_mean">
        <source>is not known; is %1 meant?</source>
        <translation>ist unbekannt; ist %1 gemeint?</translation>
    </message>
    <message id="first_why.unknown">
        <source>is not known</source>
        <translation>ist unbekannt</translation>
    </message>
    <message id="first_why.missing">
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message id="first_why.text">
        <source>must be text in quotation marks</source>
        <translation>muss ein Text in Anführungszeichen sein</translation>
    </message>
    <message id="first_why.number">
        <source>must be a number without quotation marks</source>
        <translation>muss eine Zahl ohne Anführungszeichen sein</translation>
    </message>
    <message id="first_why.switch">
        <source>must be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message id="first_why.table">
        <source>must be a heading in square brackets</source>
        <translation>muss eine Überschrift in eckigen Klammern sein</translation>
    </message>
    <message id="first_why.least">
        <source>must be at least %1</source>
        <translation>muss mindestens %1 sein</translation>
    </message>
    <message id="first_why.most">
        <source>must be %1 at most</source>
        <translation>darf höchstens %1 sein</translation>
    </message>
    <message id="first_why.long">
        <source>is longer than %1 characters</source>
        <translation>ist länger als %1 Zeichen</translation>
    </message>
    <message id="first_why.one_of">
        <source>must be one of these: %1</source>
        <translation>muss eines davon sein: %1</translation>
    </message>
    <message id="first_why.timezone">
        <source>is no time zone such as Europe/Istanbul</source>
        <translation>ist keine Zeitzone wie Europe/Istanbul</translation>
    </message>
    <message id="first_why.address">
        <source>must be a web address with https://</source>
        <translation>muss eine Webadresse mit https:// sein</translation>
    </message>
    <message id="first_why.colour">
        <source>must be a colour such as #b3541e</source>
        <translation>muss eine Farbe wie #b3541e sein</translation>
    </message>
    <message id="first_why.key">
        <source>is no API key; copy it once more</source>
        <translation>ist kein API-Schlüssel; kopieren Sie ihn noch einmal</translation>
    </message>
    <message id="first_why.ssid">
        <source>is no name of a Wi-Fi network</source>
        <translation>ist kein Name eines WLANs</translation>
    </message>
    <message id="first_why.password">
        <source>must have 8 to 63 characters without accents</source>
        <translation>muss 8 bis 63 Zeichen haben, ohne Umlaute</translation>
    </message>
    <message id="first_why.country">
        <source>must be a country's code such as TR</source>
        <translation>muss ein Länderkürzel wie DE sein</translation>
    </message>
    <message id="first_why.line">
        <source>cannot be read from line %1 on; look at quotation marks</source>
        <translation>ist ab Zeile %1 nicht lesbar; prüfen Sie die Anführungszeichen</translation>
    </message>
    <message id="first_why.curly">
        <source>has curly quotation marks; write straight ones</source>
        <translation>hat typografische Anführungszeichen; schreiben Sie gerade</translation>
    </message>
    <message id="first_why.leave_out">
        <source>must be left out</source>
        <translation>muss weggelassen werden</translation>
    </message>
    <message id="first_why.belongs">
        <source>belongs under [setup], as api_key</source>
        <translation>gehört unter [setup], als api_key</translation>
    </message>
    <message id="first_why.twice">
        <source>is there twice; leave one out</source>
        <translation>ist doppelt da; lassen Sie eines weg</translation>
    </message>
    <message id="first_why.logo">
        <source>must be a PNG or SVG file beside kiosk.toml</source>
        <translation>muss eine PNG- oder SVG-Datei neben kiosk.toml sein</translation>
    </message>
    <message id="first_why.duration">
        <source>must be "day" or a time such as "30m" or "4h"</source>
        <translation>muss "day" sein oder eine Dauer wie "30m" oder "4h"</translation>
    </message>
    <message id="first_why.size">
        <source>must be a size such as "1280x720"</source>
        <translation>muss eine Größe wie "1280x720" sein</translation>
    </message>
    <message id="first_why.port">
        <source>must be "auto", "none" or a device</source>
        <translation>muss "auto", "none" oder ein Gerät sein</translation>
    </message>
    <message id="first_why.languages">
        <source>must be languages that there are here: %1</source>
        <translation>müssen vorhandene Sprachen sein: %1</translation>
    </message>
    <message id="first_why.other">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="button.test_page">
        <source>Print a test page</source>
        <translation>Testseite drucken</translation>
    </message>
    <message id="button.test_service">
        <source>Test the service</source>
        <translation>Dienst testen</translation>
    </message>
    <message id="staff_devices.not_known">
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message id="staff_devices.works">
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message id="staff_devices.camera">
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message id="staff_devices.pace">
        <source>%1 pictures a second, %2 ms each</source>
        <translation>%1 Bilder je Sekunde, je %2 ms</translation>
    </message>
    <message id="staff_devices.pace_unknown">
        <source>pace not known yet</source>
        <translation>Tempo noch nicht bekannt</translation>
    </message>
    <message id="staff_devices.why_missing">
        <source>Not plugged in</source>
        <translation>Nicht angesteckt</translation>
    </message>
    <message id="staff_devices.why_in_use">
        <source>Another program is using it</source>
        <translation>Ein anderes Programm benutzt sie gerade</translation>
    </message>
    <message id="staff_devices.why_not_permitted">
        <source>The kiosk is not allowed to use it</source>
        <translation>Der Kiosk darf nicht darauf zugreifen</translation>
    </message>
    <message id="staff_devices.why_black">
        <source>Nothing but black: is the lens covered?</source>
        <translation>Nur schwarz: Ist die Linse verdeckt?</translation>
    </message>
    <message id="staff_devices.why_frozen">
        <source>The picture stands still</source>
        <translation>Das Bild steht still</translation>
    </message>
    <message id="staff_devices.why_none">
        <source>Switched off in the configuration</source>
        <translation>In der Konfiguration abgeschaltet</translation>
    </message>
    <message id="staff_devices.why_ever">
        <source>Does not work</source>
        <translation>Funktioniert nicht</translation>
    </message>
    <message id="staff_devices.scanner">
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message id="staff_devices.code">
        <source>Last code</source>
        <translation>Letzter Code</translation>
    </message>
    <message id="staff_devices.code_none">
        <source>Hold any code up to try</source>
        <translation>Zum Testen irgendeinen Code zeigen</translation>
    </message>
    <message id="staff_devices.by_camera">
        <source>by the camera</source>
        <translation>mit der Kamera</translation>
    </message>
    <message id="staff_devices.by_scanner">
        <source>by the scanner</source>
        <translation>mit dem Scanner</translation>
    </message>
    <message id="staff_devices.code_member">
        <source>customer code or other</source>
        <translation>Kundencode oder anderer</translation>
    </message>
    <message id="staff_devices.code_coupon">
        <source>a coupon</source>
        <translation>ein Gutschein</translation>
    </message>
    <message id="staff_devices.code_invalid">
        <source>not a loyalty code</source>
        <translation>kein Kundencode</translation>
    </message>
    <message id="staff_devices.code_length">
        <source>length %1</source>
        <translation>Länge %1</translation>
    </message>
    <message id="staff_devices.code_ago">
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message id="staff_devices.printer">
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message id="staff_devices.printer_ready">
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message id="staff_devices.printer_paper_low">
        <source>Ready; the paper is running low</source>
        <translation>Bereit; das Papier geht zu Ende</translation>
    </message>
    <message id="staff_devices.printer_paper_out">
        <source>Out of paper</source>
        <translation>Kein Papier</translation>
    </message>
    <message id="staff_devices.printer_cover_open">
        <source>The cover is open</source>
        <translation>Der Deckel ist offen</translation>
    </message>
    <message id="staff_devices.printer_error">
        <source>The printer reports a problem</source>
        <translation>Der Drucker meldet eine Störung</translation>
    </message>
    <message id="staff_devices.printer_silent">
        <source>No answer: is it on, is the cable in?</source>
        <translation>Keine Antwort: Ist er an, steckt das Kabel?</translation>
    </message>
    <message id="staff_devices.printer_absent">
        <source>Not plugged in</source>
        <translation>Nicht angesteckt</translation>
    </message>
    <message id="staff_devices.page">
        <source>Test page</source>
        <translation>Testseite</translation>
    </message>
    <message id="staff_devices.page_sending">
        <source>Printing…</source>
        <translation>Wird gedruckt …</translation>
    </message>
    <message id="staff_devices.page_printed">
        <source>Printed</source>
        <translation>Gedruckt</translation>
    </message>
    <message id="staff_devices.page_sent">
        <source>Sent; this printer does not say whether it came out</source>
        <translation>Gesendet; dieser Drucker sagt nicht, ob sie herauskam</translation>
    </message>
    <message id="staff_devices.page_failed">
        <source>Did not come out</source>
        <translation>Kam nicht heraus</translation>
    </message>
    <message id="staff_devices.page_unknown">
        <source>Not known whether it came out</source>
        <translation>Nicht bekannt, ob sie herauskam</translation>
    </message>
    <message id="staff_devices.page_asked">
        <source>Asked for by</source>
        <translation>Angefordert von</translation>
    </message>
    <message id="staff_devices.page_letters">
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message id="staff_devices.page_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_devices.page_note">
        <source>Can you read all of it? Then the printer is fine.</source>
        <translation>Ist alles gut zu lesen? Dann ist der Drucker in Ordnung.</translation>
    </message>
    <message id="staff_devices.service">
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message id="staff_devices.untested">
        <source>not tested yet</source>
        <translation>noch nicht getestet</translation>
    </message>
    <message id="staff_devices.testing">
        <source>Testing…</source>
        <translation>Wird getestet …</translation>
    </message>
    <message id="staff_devices.network_up">
        <source>Network connected</source>
        <translation>Netzwerk verbunden</translation>
    </message>
    <message id="staff_devices.network_down">
        <source>No network: cable or Wi-Fi?</source>
        <translation>Kein Netzwerk: Kabel oder WLAN?</translation>
    </message>
    <message id="staff_devices.answers">
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message id="staff_devices.ms">
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message id="staff_devices.bad_key">
        <source>The API key is wrong</source>
        <translation>Der API-Schlüssel ist falsch</translation>
    </message>
    <message id="staff_devices.subscription">
        <source>The subscription has lapsed</source>
        <translation>Das Abonnement ist abgelaufen</translation>
    </message>
    <message id="staff_devices.limited">
        <source>Answers, but has too many requests just now</source>
        <translation>Antwortet, hat aber gerade zu viele Anfragen</translation>
    </message>
    <message id="staff_devices.refuses">
        <source>Answers, but not as expected</source>
        <translation>Antwortet, aber nicht wie erwartet</translation>
    </message>
    <message id="staff_devices.no_answer">
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message id="staff_devices.no_name">
        <source>Its address is not found: is there internet?</source>
        <translation>Adresse nicht gefunden: Gibt es Internet?</translation>
    </message>
    <message id="staff_devices.no_tls">
        <source>No secure connection: is the clock right?</source>
        <translation>Keine sichere Verbindung: Stimmt die Uhr?</translation>
    </message>
    <message id="staff_devices.no_tls_time">
        <source>No secure connection: the certificate does not fit this date. Is the clock right?</source>
        <translation>Keine sichere Verbindung: Das Zertifikat passt nicht zum Datum. Geht die Uhr richtig?</translation>
    </message>
    <message id="staff_devices.portal">
        <source>Sent elsewhere: does the network want a sign-in?</source>
        <translation>Umgeleitet: Will das Netzwerk eine Anmeldung?</translation>
    </message>
    <message id="staff_devices.out_of_order">
        <source>Out of order just now</source>
        <translation>Gerade gestört</translation>
    </message>
    <message id="staff_devices.foreign">
        <source>Something else answers in its place</source>
        <translation>Etwas anderes antwortet an seiner Stelle</translation>
    </message>
    <message id="staff_devices.clock">
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message id="staff_devices.clock_now">
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message id="staff_devices.clock_unchecked">
        <source>not compared with the service yet</source>
        <translation>noch nicht mit dem Dienst verglichen</translation>
    </message>
    <message id="staff_devices.clock_agrees">
        <source>agrees with the service</source>
        <translation>stimmt mit dem Dienst überein</translation>
    </message>
    <message id="staff_devices.clock_behind">
        <source>%1 s behind the service</source>
        <translation>geht %1 s nach</translation>
    </message>
    <message id="staff_devices.clock_ahead">
        <source>%1 s ahead of the service</source>
        <translation>geht %1 s vor</translation>
    </message>
    <message id="staff_devices.clock_refused">
        <source>the service’s certificate does not fit this date: set the clock</source>
        <translation>das Zertifikat des Dienstes passt nicht zu diesem Datum: Uhr stellen</translation>
    </message>
    <message id="staff_devices.clock_service">
        <source>the service’s time is used: %1</source>
        <translation>es gilt die Uhr des Dienstes: %1</translation>
    </message>
    <message id="staff_devices.storage">
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message id="staff_devices.disk">
        <source>%1 GB of disk free</source>
        <translation>%1 GB Platz frei</translation>
    </message>
    <message id="staff_devices.disk_unknown">
        <source>disk not known</source>
        <translation>Platz nicht bekannt</translation>
    </message>
    <message id="staff_devices.no_journal">
        <source>the disk takes nothing: no booking</source>
        <translation>Speicher nimmt nichts an: keine Buchung</translation>
    </message>
    <message id="staff_devices.memory">
        <source>%1 GB of memory free</source>
        <translation>%1 GB Arbeitsspeicher frei</translation>
    </message>
    <message id="staff_devices.memory_unknown">
        <source>memory not known</source>
        <translation>Arbeitsspeicher nicht bekannt</translation>
    </message>
    <message id="staff_devices.machine">
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message id="staff_devices.celsius">
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message id="staff_devices.celsius_unknown">
        <source>temperature not known</source>
        <translation>Temperatur nicht bekannt</translation>
    </message>
    <message id="staff_devices.voltage_fine">
        <source>power supply fine</source>
        <translation>Stromversorgung gut</translation>
    </message>
    <message id="staff_devices.voltage_was_low">
        <source>the power was too weak once since the start</source>
        <translation>der Strom war seit dem Start einmal zu schwach</translation>
    </message>
    <message id="staff_devices.voltage_low">
        <source>the power is too weak: another power supply?</source>
        <translation>der Strom ist zu schwach: anderes Netzteil?</translation>
    </message>
    <message id="staff_devices.voltage_unknown">
        <source>power supply not known</source>
        <translation>Stromversorgung nicht bekannt</translation>
    </message>
    <message id="staff_settings.language">
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message id="staff_settings.language.next">
        <source>The first language on screen, and that of coupons and other papers.</source>
        <translation>Die erste Sprache auf dem Bildschirm, auch die der Gutscheine und anderer Zettel.</translation>
    </message>
    <message id="staff_settings.language_is">
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message id="staff_settings.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_settings.text_size">
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message id="staff_settings.text_size_is">
        <source>Text size: %1%</source>
        <translation>Schriftgröße: %1 %</translation>
    </message>
    <message id="staff_settings.person.next">
        <source>What every customer begins with; each can choose something else for themselves.</source>
        <translation>Damit beginnt jede Kundin und jeder Kunde; alle können für sich etwas anderes wählen.</translation>
    </message>
    <message id="staff_settings.theme">
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message id="staff_settings.theme_light">
        <source>Colours: light</source>
        <translation>Farben: hell</translation>
    </message>
    <message id="staff_settings.theme_dark">
        <source>Colours: dark</source>
        <translation>Farben: dunkel</translation>
    </message>
    <message id="staff_settings.theme_contrast">
        <source>Colours: high contrast</source>
        <translation>Farben: hoher Kontrast</translation>
    </message>
    <message id="staff_settings.sound">
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message id="staff_settings.sound_on">
        <source>Sound: on</source>
        <translation>Ton: an</translation>
    </message>
    <message id="staff_settings.sound_off">
        <source>Sound: off</source>
        <translation>Ton: aus</translation>
    </message>
    <message id="staff_settings.on">
        <source>On</source>
        <translation>An</translation>
    </message>
    <message id="staff_settings.off">
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message id="staff_settings.volume">
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message id="staff_settings.volume_is">
        <source>Volume: %1%</source>
        <translation>Lautstärke: %1 %</translation>
    </message>
    <message id="staff_settings.percent">
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message id="staff_settings.brightness">
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message id="staff_settings.brightness.next">
        <source>As configured: from the next start of the machine on, it sets the light itself.</source>
        <translation>Wie konfiguriert: Ab dem nächsten Start stellt der Rechner die Helligkeit selbst ein.</translation>
    </message>
    <message id="staff_settings.brightness_is">
        <source>Brightness: %1%</source>
        <translation>Helligkeit: %1 %</translation>
    </message>
    <message id="staff_settings.brightness_fixed">
        <source>Brightness: not adjustable here</source>
        <translation>Helligkeit: hier nicht einstellbar</translation>
    </message>
    <message id="staff_settings.brightness_unknown">
        <source>Brightness: not known yet</source>
        <translation>Helligkeit: noch nicht bekannt</translation>
    </message>
    <message id="staff_settings.visits">
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message id="staff_settings.visits.next">
        <source>Without earning, customers see their balance only. Visits kept while offline are still booked.</source>
        <translation>Ohne Sammeln sehen alle nur ihren Stand. Offline vorgemerkte Besuche werden trotzdem gebucht.</translation>
    </message>
    <message id="staff_settings.visits_on">
        <source>Visits: earn</source>
        <translation>Besuche: sammeln</translation>
    </message>
    <message id="staff_settings.visits_off">
        <source>Visits: balance only</source>
        <translation>Besuche: nur Stand zeigen</translation>
    </message>
    <message id="staff_settings.earn">
        <source>Visits earn</source>
        <translation>Besuche sammeln</translation>
    </message>
    <message id="staff_settings.balances">
        <source>Show balances only</source>
        <translation>Nur den Stand zeigen</translation>
    </message>
    <message id="staff_settings.configured">
        <source>As configured</source>
        <translation>Wie konfiguriert</translation>
    </message>
    <message id="staff_settings.at_once">
        <source>Takes effect at once and stays after a restart.</source>
        <translation>Gilt sofort und bleibt nach einem Neustart.</translation>
    </message>
    <message id="staff_settings.unkept">
        <source>It holds for now, but the disk did not take it: a restart undoes it.</source>
        <translation>Es gilt, aber der Speicher nahm es nicht an: Ein Neustart macht es rückgängig.</translation>
    </message>
    <message id="staff_settings.refused">
        <source>The screen did not take it.</source>
        <translation>Der Bildschirm hat es nicht angenommen.</translation>
    </message>
    <message id="staff_close.close">
        <source>Close the kiosk</source>
        <translation>Kiosk schließen</translation>
    </message>
    <message id="staff_close.open">
        <source>Open the kiosk again</source>
        <translation>Kiosk wieder öffnen</translation>
    </message>
    <message id="staff_close.restart">
        <source>Restart the program</source>
        <translation>Programm neu starten</translation>
    </message>
    <message id="staff_close.shut_down">
        <source>Shut down the machine</source>
        <translation>Rechner herunterfahren</translation>
    </message>
    <message id="staff_close.close_sure">
        <source>Close the kiosk?</source>
        <translation>Kiosk schließen?</translation>
    </message>
    <message id="staff_close.close_sure.next">
        <source>Customers see a friendly sign, also after a restart. You can open it again here.</source>
        <translation>Alle sehen ein freundliches Schild, auch nach einem Neustart. Hier öffnen Sie ihn wieder.</translation>
    </message>
    <message id="staff_close.open_sure">
        <source>Open the kiosk again?</source>
        <translation>Kiosk wieder öffnen?</translation>
    </message>
    <message id="staff_close.open_sure.next">
        <source>Customers are served again at once.</source>
        <translation>Kundinnen und Kunden werden sofort wieder bedient.</translation>
    </message>
    <message id="staff_close.restart_sure">
        <source>Restart the program?</source>
        <translation>Programm neu starten?</translation>
    </message>
    <message id="staff_close.restart_sure.next">
        <source>It takes a few seconds. Nothing is lost: what is waiting goes on afterwards.</source>
        <translation>Es dauert einige Sekunden. Nichts geht verloren: Was wartet, geht danach weiter.</translation>
    </message>
    <message id="staff_close.shut_down_sure">
        <source>Shut down the machine?</source>
        <translation>Rechner herunterfahren?</translation>
    </message>
    <message id="staff_close.shut_down_sure.next">
        <source>It stays off until somebody switches it on by hand.</source>
        <translation>Er bleibt aus, bis ihn jemand von Hand einschaltet.</translation>
    </message>
    <message id="staff_close.restarting">
        <source>Restarting…</source>
        <translation>Neustart …</translation>
    </message>
    <message id="staff_close.shutting_down">
        <source>Shutting down…</source>
        <translation>Wird heruntergefahren …</translation>
    </message>
    <message id="staff_close.moment">
        <source>One moment, please.</source>
        <translation>Einen Moment bitte.</translation>
    </message>
    <message id="staff_close.not_permitted">
        <source>This machine does not allow the kiosk to switch it off.</source>
        <translation>Dieser Rechner lässt sich vom Kiosk nicht ausschalten: Die Erlaubnis fehlt.</translation>
    </message>
    <message id="staff_close.not_available">
        <source>This machine cannot be switched off from here.</source>
        <translation>Dieser Rechner kann von hier aus nicht ausgeschaltet werden.</translation>
    </message>
    <message id="staff_close.failed">
        <source>Nothing came of it. Please try again, or use the switch.</source>
        <translation>Daraus wurde nichts. Versuchen Sie es noch einmal oder nehmen Sie den Schalter.</translation>
    </message>
    <message id="staff_close.out_of_order">
        <source>The kiosk ended by itself several times in a row. Camera, scanner and printer are off. A restart tries them again.</source>
        <translation>Der Kiosk ist mehrmals hintereinander von selbst ausgegangen. Kamera, Scanner und Drucker sind aus. Ein Neustart versucht es wieder.</translation>
    </message>
    <message id="staff_people.add">
        <source>Add a person</source>
        <translation>Neue Person</translation>
    </message>
    <message id="staff_people.you">
        <source>That is you</source>
        <translation>Das sind Sie</translation>
    </message>
    <message id="staff_people.you.next">
        <source>Nobody takes themselves off the list. Somebody else of the staff can.</source>
        <translation>Sich selbst nimmt niemand von der Liste. Jemand anderes vom Personal kann es.</translation>
    </message>
    <message id="staff_people.other">
        <source>Comes in with a PIN of their own.</source>
        <translation>Kommt mit der eigenen PIN herein.</translation>
    </message>
    <message id="staff_people.take_out">
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message id="staff_people.sure">
        <source>Take %1 off the list?</source>
        <translation>%1 von der Liste nehmen?</translation>
    </message>
    <message id="staff_people.sure.next">
        <source>From then on neither PIN nor badge opens. The name can be added again.</source>
        <translation>Danach öffnet weder die PIN noch der Ausweis. Der Name kann wieder hinzugefügt werden.</translation>
    </message>
    <message id="staff_people.going">
        <source>Taking %1 off the list…</source>
        <translation>%1 wird von der Liste genommen …</translation>
    </message>
    <message id="staff_people.new">
        <source>A new person: their name</source>
        <translation>Neue Person: ihr Name</translation>
    </message>
    <message id="staff_people.new_name">
        <source>Type the name. After that they choose their PIN and type it themselves.</source>
        <translation>Tippen Sie den Namen ein. Danach wählt die Person ihre PIN und tippt sie selbst.</translation>
    </message>
    <message id="staff_people.added">
        <source>%1 can come in now.</source>
        <translation>%1 kann jetzt hereinkommen.</translation>
    </message>
    <message id="staff_people.taken_out">
        <source>%1 can no longer come in.</source>
        <translation>%1 kann nicht mehr hereinkommen.</translation>
    </message>
    <message id="staff_people.gone">
        <source>%1 was off the list already.</source>
        <translation>%1 stand schon nicht mehr auf der Liste.</translation>
    </message>
</context>
</TS>
