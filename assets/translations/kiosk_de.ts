<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_GB">
<context>
    <name></name>
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
        <source>Reading aids</source>
        <translation>Lesehilfen</translation>
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
    <message id="access.title">
        <source>Reading aids</source>
        <translation>Lesehilfen</translation>
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
        <translation>Wir können gerade keine Codes lesen</translation>
    </message>
    <message id="attract.no_reader.next">
        <source>Please ask our staff.</source>
        <translation>Bitte wenden Sie sich an unser Personal.</translation>
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
        <translation>Schön, dass Sie wieder da sind!</translation>
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
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>Ihr Gutschein</numerusform>
            <numerusform>Ihre Gutscheine</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>A code was sent to your phone</source>
        <translation>Wir haben einen Code an Ihr Handy geschickt</translation>
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
        <source>Open your profile to get a new one. A coupon? Show it to our staff.</source>
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
        <source>Show the QR code of your loyalty account.</source>
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
        <source>Please try again later, or ask our staff.</source>
        <translation>Versuchen Sie es später noch einmal oder fragen Sie unser Personal.</translation>
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
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>Diese PIN stimmt nicht.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>Nach falschen Versuchen eine Weile gesperrt.</translation>
    </message>
    <message id="staff_lock.nobody">
        <source>No staff are set up yet. Run: kiosk staff add NAME</source>
        <translation>Noch ist kein Personal eingerichtet. Ausführen: kiosk staff add NAME</translation>
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
    <message id="staff.task_redeem">
        <source>Redeem points or stamps</source>
        <translation>Punkte oder Stempel einlösen</translation>
    </message>
    <message id="staff.task_earn">
        <source>Add points or stamps</source>
        <translation>Punkte oder Stempel gutschreiben</translation>
    </message>
    <message id="staff.task_checkout">
        <source>Checkout</source>
        <translation>Kasse</translation>
    </message>
    <message id="staff.task_enrol">
        <source>New member</source>
        <translation>Neues Mitglied</translation>
    </message>
    <message id="staff.task_coupons">
        <source>Issued coupons</source>
        <translation>Ausgegebene Gutscheine</translation>
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
        <translation>Einstellungen</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
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
</context>
</TS>
