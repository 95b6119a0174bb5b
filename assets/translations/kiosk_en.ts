<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name></name>
    <message id="still_there">
        <source>Are you still there?</source>
        <translation>Are you still there?</translation>
    </message>
    <message id="button.leave">
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
    <message id="button.finish">
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message id="button.ok">
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message id="button.back">
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message id="button.close">
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message id="button.more_time">
        <source>I need more time</source>
        <translation>I need more time</translation>
    </message>
    <message id="button.access">
        <source>Reading aids</source>
        <translation>Reading aids</translation>
    </message>
    <message id="button.lock">
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
    <message id="button.new_code">
        <source>Send a new code</source>
        <translation>Send a new code</translation>
    </message>
    <message id="button.cancel_keep">
        <source>Do not keep my visit</source>
        <translation>Do not keep my visit</translation>
    </message>
    <message id="button.show_coupon">
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message id="button.print">
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message id="button.to_coupon">
        <source>To my coupon</source>
        <translation>To my coupon</translation>
    </message>
    <message id="button.type_code">
        <source>Type the code</source>
        <translation>Type the code</translation>
    </message>
    <message id="button.leave_staff">
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
    <message id="access.title">
        <source>Reading aids</source>
        <translation>Reading aids</translation>
    </message>
    <message id="access.size_title">
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message id="access.size">
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message id="access.theme_title">
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message id="access.light">
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message id="access.dark">
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message id="access.contrast">
        <source>High contrast</source>
        <translation>High contrast</translation>
    </message>
    <message id="attract.headline">
        <source>Show your QR code</source>
        <translation>Show your QR code</translation>
    </message>
    <message id="attract.hint">
        <source>Hold your phone up to the camera.</source>
        <translation>Hold your phone up to the camera.</translation>
    </message>
    <message id="attract.hint_scanner">
        <source>Hold your phone under the scanner.</source>
        <translation>Hold your phone under the scanner.</translation>
    </message>
    <message id="attract.no_reader">
        <source>We cannot read codes right now</source>
        <translation>We cannot read codes right now</translation>
    </message>
    <message id="attract.no_reader.next">
        <source>Please ask our staff.</source>
        <translation>Please ask our staff.</translation>
    </message>
    <message id="aim.aim">
        <source>Hold the code inside the frame</source>
        <translation>Hold the code inside the frame</translation>
    </message>
    <message id="aim.closer">
        <source>A little closer</source>
        <translation>A little closer</translation>
    </message>
    <message id="aim.further">
        <source>A little further away</source>
        <translation>A little further away</translation>
    </message>
    <message id="aim.still">
        <source>Hold still</source>
        <translation>Hold still</translation>
    </message>
    <message id="aim.brighter">
        <source>Turn up your screen</source>
        <translation>Turn up your screen</translation>
    </message>
    <message id="aim.tilt">
        <source>Tilt the phone a little: a lamp shows in it</source>
        <translation>Tilt the phone a little: a lamp shows in it</translation>
    </message>
    <message id="two_codes">
        <source>Two codes in view: please show one at a time</source>
        <translation>Two codes in view: please show one at a time</translation>
    </message>
    <message id="lookup.got_it">
        <source>Got it!</source>
        <translation>Got it!</translation>
    </message>
    <message id="lookup.one_moment">
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message id="lookup.busy">
        <source>Many people at once. We will go on by ourselves…</source>
        <translation>Many people at once. We will go on by ourselves…</translation>
    </message>
    <message id="balance.headline">
        <source>Welcome back!</source>
        <translation>Welcome back!</translation>
    </message>
    <message id="balance.stamps_of">
        <source>%1 of %2 stamps</source>
        <translation>%1 of %2 stamps</translation>
    </message>
    <message id="balance.stamps" numerus="yes">
        <source>%n stamps</source>
        <translation>
            <numerusform>%n stamp</numerusform>
            <numerusform>%n stamps</numerusform>
        </translation>
    </message>
    <message id="balance.points" numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message id="balance.earning">
        <source>Adding your visit…</source>
        <translation>Adding your visit…</translation>
    </message>
    <message id="balance.already">
        <source>Collected already. Next from %1.</source>
        <translation>Collected already. Next from %1.</translation>
    </message>
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>Your coupon</numerusform>
            <numerusform>Your coupons</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>A code was sent to your phone</source>
        <translation>A code was sent to your phone</translation>
    </message>
    <message id="pin.sent">
        <source>Type the code from your phone.</source>
        <translation>Type the code from your phone.</translation>
    </message>
    <message id="pin.wrong">
        <source>That code was not right.</source>
        <translation>That code was not right.</translation>
    </message>
    <message id="pin.expired">
        <source>That code is too old. Ask for a new one.</source>
        <translation>That code is too old. Ask for a new one.</translation>
    </message>
    <message id="pin.used_up">
        <source>Too many wrong codes. Ask for a new one.</source>
        <translation>Too many wrong codes. Ask for a new one.</translation>
    </message>
    <message id="pin.busy">
        <source>One moment, we try again by ourselves…</source>
        <translation>One moment, we try again by ourselves…</translation>
    </message>
    <message id="pin.checking">
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message id="pin.tries" numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>%n try left</numerusform>
            <numerusform>%n tries left</numerusform>
        </translation>
    </message>
    <message id="pin.erase">
        <source>Erase</source>
        <translation>Erase</translation>
    </message>
    <message id="pin.confirm">
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message id="reward.stamps" numerus="yes">
        <source>+%n stamps!</source>
        <translation>
            <numerusform>+%n stamp!</numerusform>
            <numerusform>+%n stamps!</numerusform>
        </translation>
    </message>
    <message id="reward.points">
        <source>Points added!</source>
        <translation>Points added!</translation>
    </message>
    <message id="reward.card_full">
        <source>Your card is full!</source>
        <translation>Your card is full!</translation>
    </message>
    <message id="reward.in_app">
        <source>Your card filled up: the coupon is in your app.</source>
        <translation>Your card filled up: the coupon is in your app.</translation>
    </message>
    <message id="reward.no_number">
        <source>Your visit counts. See your app for the balance.</source>
        <translation>Your visit counts. See your app for the balance.</translation>
    </message>
    <message id="coupon.won">
        <source>Your reward!</source>
        <translation>Your reward!</translation>
    </message>
    <message id="coupon.yours">
        <source>Your coupon</source>
        <translation>Your coupon</translation>
    </message>
    <message id="coupon.printing">
        <source>Printing…</source>
        <translation>Printing…</translation>
    </message>
    <message id="coupon.sent">
        <source>Sent to the printer</source>
        <translation>Sent to the printer</translation>
    </message>
    <message id="coupon.take">
        <source>Take your coupon</source>
        <translation>Take your coupon</translation>
    </message>
    <message id="coupon.failed">
        <source>It could not be printed</source>
        <translation>It could not be printed</translation>
    </message>
    <message id="coupon.unknown">
        <source>We cannot tell whether it was printed</source>
        <translation>We cannot tell whether it was printed</translation>
    </message>
    <message id="coupon.no_paper">
        <source>The printer is out of paper</source>
        <translation>The printer is out of paper</translation>
    </message>
    <message id="coupon.cover_open">
        <source>The printer is open</source>
        <translation>The printer is open</translation>
    </message>
    <message id="coupon.printer_silent">
        <source>The printer does not answer</source>
        <translation>The printer does not answer</translation>
    </message>
    <message id="coupon.printer_error">
        <source>The printer needs help</source>
        <translation>The printer needs help</translation>
    </message>
    <message id="coupon.no_printer">
        <source>No printer here</source>
        <translation>No printer here</translation>
    </message>
    <message id="coupon.in_app">
        <source>No paper needed: it is in your app too.</source>
        <translation>No paper needed: it is in your app too.</translation>
    </message>
    <message id="coupon.show_to_staff">
        <source>Show this code to our staff.</source>
        <translation>Show this code to our staff.</translation>
    </message>
    <message id="done.headline">
        <source>Thank you!</source>
        <translation>Thank you!</translation>
    </message>
    <message id="done.detail">
        <source>See you soon.</source>
        <translation>See you soon.</translation>
    </message>
    <message id="problem.unknown_member">
        <source>We do not know this code</source>
        <translation>We do not know this code</translation>
    </message>
    <message id="problem.unknown_member.next">
        <source>Is it your loyalty code? Please ask our staff to enrol you.</source>
        <translation>Is it your loyalty code? Please ask our staff to enrol you.</translation>
    </message>
    <message id="problem.old_code">
        <source>That code is too old</source>
        <translation>That code is too old</translation>
    </message>
    <message id="problem.old_code.next">
        <source>Open your profile to get a new one. A coupon? Show it to our staff.</source>
        <translation>Open your profile to get a new one. A coupon? Show it to our staff.</translation>
    </message>
    <message id="problem.show_again">
        <source>Please show your code once more</source>
        <translation>Please show your code once more</translation>
    </message>
    <message id="problem.show_again.next">
        <source>It changed while we were waiting.</source>
        <translation>It changed while we were waiting.</translation>
    </message>
    <message id="problem.not_a_code">
        <source>This is not a loyalty code</source>
        <translation>This is not a loyalty code</translation>
    </message>
    <message id="problem.not_a_code.next">
        <source>Show the QR code of your loyalty account.</source>
        <translation>Show the QR code of your loyalty account.</translation>
    </message>
    <message id="problem.coupon_to_staff">
        <source>That is a coupon</source>
        <translation>That is a coupon</translation>
    </message>
    <message id="problem.coupon_to_staff.next">
        <source>Show this coupon to our staff.</source>
        <translation>Show this coupon to our staff.</translation>
    </message>
    <message id="problem.unavailable">
        <source>Not available just now</source>
        <translation>Not available just now</translation>
    </message>
    <message id="problem.unavailable.next">
        <source>Please ask our staff.</source>
        <translation>Please ask our staff.</translation>
    </message>
    <message id="problem.unsure">
        <source>We could not finish</source>
        <translation>We could not finish</translation>
    </message>
    <message id="problem.unsure.next">
        <source>We go on by ourselves. Look in your app later.</source>
        <translation>We go on by ourselves. Look in your app later.</translation>
    </message>
    <message id="problem.pin_failed">
        <source>The code did not work</source>
        <translation>The code did not work</translation>
    </message>
    <message id="problem.pin_failed.next">
        <source>Please try again later, or ask our staff.</source>
        <translation>Please try again later, or ask our staff.</translation>
    </message>
    <message id="problem.refused">
        <source>That did not work</source>
        <translation>That did not work</translation>
    </message>
    <message id="problem.refused.next">
        <source>Please ask our staff.</source>
        <translation>Please ask our staff.</translation>
    </message>
    <message id="offline.headline">
        <source>No connection</source>
        <translation>No connection</translation>
    </message>
    <message id="offline.kept">
        <source>We keep your visit and add it later.</source>
        <translation>We keep your visit and add it later.</translation>
    </message>
    <message id="offline.cancelled">
        <source>Your visit is not kept.</source>
        <translation>Your visit is not kept.</translation>
    </message>
    <message id="offline.try_later">
        <source>Please try again in a little while.</source>
        <translation>Please try again in a little while.</translation>
    </message>
    <message id="staff_lock.headline">
        <source>Staff: your PIN</source>
        <translation>Staff: your PIN</translation>
    </message>
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>That PIN is not right.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>Locked for a while after wrong tries.</translation>
    </message>
    <message id="staff_lock.nobody">
        <source>No staff are set up yet. Run: kiosk staff add NAME</source>
        <translation>No staff are set up yet. Run: kiosk staff add NAME</translation>
    </message>
    <message id="staff_menu.headline">
        <source>Hello, %1</source>
        <translation>Hello, %1</translation>
    </message>
    <message id="staff.task_coupon">
        <source>Redeem a coupon</source>
        <translation>Redeem a coupon</translation>
    </message>
    <message id="staff_coupon.headline">
        <source>Redeem a coupon</source>
        <translation>Redeem a coupon</translation>
    </message>
    <message id="staff_coupon.scan">
        <source>Hold the coupon up to the camera or scanner.</source>
        <translation>Hold the coupon up to the camera or scanner.</translation>
    </message>
    <message id="staff_coupon.please_scan">
        <source>Typed codes are switched off here. Please scan the coupon.</source>
        <translation>Typed codes are switched off here. Please scan the coupon.</translation>
    </message>
    <message id="staff_coupon.bad_code">
        <source>That is not a coupon. Try another.</source>
        <translation>That is not a coupon. Try another.</translation>
    </message>
    <message id="staff_coupon.type">
        <source>Type the code printed on the coupon.</source>
        <translation>Type the code printed on the coupon.</translation>
    </message>
    <message id="staff_coupon.asking">
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message id="staff_coupons.all">
        <source>All coupons</source>
        <translation>All coupons</translation>
    </message>
    <message id="staff_coupons.today">
        <source>Coupons of today</source>
        <translation>Coupons of today</translation>
    </message>
    <message id="staff_coupons.yesterday">
        <source>Coupons of yesterday</source>
        <translation>Coupons of yesterday</translation>
    </message>
    <message id="staff_coupons.day">
        <source>Coupons of %1</source>
        <translation>Coupons of %1</translation>
    </message>
    <message id="staff_coupons.customer">
        <source>Customer code %1</source>
        <translation>Customer code %1</translation>
    </message>
    <message id="staff_coupons.none">
        <source>No coupons here.</source>
        <translation>No coupons here.</translation>
    </message>
    <message id="staff_coupons.at">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_coupons.state_issued">
        <source>Not printed yet</source>
        <translation>Not printed yet</translation>
    </message>
    <message id="staff_coupons.state_printing">
        <source>Being printed</source>
        <translation>Being printed</translation>
    </message>
    <message id="staff_coupons.state_printed">
        <source>Printed</source>
        <translation>Printed</translation>
    </message>
    <message id="staff_coupons.state_print_unknown">
        <source>Print not certain</source>
        <translation>Print not certain</translation>
    </message>
    <message id="staff_coupons.state_print_failed">
        <source>Printing failed</source>
        <translation>Printing failed</translation>
    </message>
    <message id="staff_coupons.state_handed_out">
        <source>Handed out</source>
        <translation>Handed out</translation>
    </message>
    <message id="staff_coupons.state_redeemed">
        <source>Redeemed</source>
        <translation>Redeemed</translation>
    </message>
    <message id="staff_coupons.issued_at">
        <source>Issued: %1</source>
        <translation>Issued: %1</translation>
    </message>
    <message id="staff_coupons.paper_printed">
        <source>Printed: %1</source>
        <translation>Printed: %1</translation>
    </message>
    <message id="staff_coupons.copy_printed">
        <source>Copy printed: %1</source>
        <translation>Copy printed: %1</translation>
    </message>
    <message id="staff_coupons.paper_sent">
        <source>Sent to the printer: %1</source>
        <translation>Sent to the printer: %1</translation>
    </message>
    <message id="staff_coupons.copy_sent">
        <source>Copy sent to the printer: %1</source>
        <translation>Copy sent to the printer: %1</translation>
    </message>
    <message id="staff_coupons.paper_failed">
        <source>Printing failed: %1</source>
        <translation>Printing failed: %1</translation>
    </message>
    <message id="staff_coupons.paper_unknown">
        <source>Print not certain: %1</source>
        <translation>Print not certain: %1</translation>
    </message>
    <message id="staff_coupons.handed_out_at">
        <source>Handed out: %1</source>
        <translation>Handed out: %1</translation>
    </message>
    <message id="staff_coupons.redeemed_at">
        <source>Redeemed: %1</source>
        <translation>Redeemed: %1</translation>
    </message>
    <message id="staff_coupons.take_copy">
        <source>Take the copy from the printer</source>
        <translation>Take the copy from the printer</translation>
    </message>
    <message id="staff_coupons.preview">
        <source>The copy as it would be printed</source>
        <translation>The copy as it would be printed</translation>
    </message>
    <message id="staff_coupons.sure">
        <source>Was it handed out?</source>
        <translation>Was it handed out?</translation>
    </message>
    <message id="staff_coupons.sure.next">
        <source>From then on this kiosk no longer offers it to the customer. It can still be redeemed.</source>
        <translation>From then on this kiosk no longer offers it to the customer. It can still be redeemed.</translation>
    </message>
    <message id="staff_coupons.type">
        <source>Type the code on the coupon, or the six digits of a customer code.</source>
        <translation>Type the code on the coupon, or the six digits of a customer code.</translation>
    </message>
    <message id="staff_coupons.not_ours">
        <source>That coupon was not issued here.</source>
        <translation>That coupon was not issued here.</translation>
    </message>
    <message id="staff_coupons.not_a_code">
        <source>That is not a code. Try another.</source>
        <translation>That is not a code. Try another.</translation>
    </message>
    <message id="staff_coupons.no_code">
        <source>Neither a coupon of ours nor a valid customer code.</source>
        <translation>Neither a coupon of ours nor a valid customer code.</translation>
    </message>
    <message id="staff_coupons.unreachable">
        <source>The service cannot be reached. Type the customer code instead.</source>
        <translation>The service cannot be reached. Type the customer code instead.</translation>
    </message>
    <message id="staff_coupons.busy">
        <source>The service is busy. Wait a moment, or type the customer code.</source>
        <translation>The service is busy. Wait a moment, or type the customer code.</translation>
    </message>
    <message id="staff_coupons.no_journal">
        <source>The kiosk’s disk does not answer. Restart the kiosk, or call for help.</source>
        <translation>The kiosk’s disk does not answer. Restart the kiosk, or call for help.</translation>
    </message>
    <message id="staff_coupons.gone">
        <source>It had been handed out or redeemed before.</source>
        <translation>It had been handed out or redeemed before.</translation>
    </message>
    <message id="staff_waiting.headline" numerus="yes">
        <source>%n operations wait</source>
        <translation>
            <numerusform>%n operation waits</numerusform>
            <numerusform>%n operations wait</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.none">
        <source>Nothing waits: all has been answered.</source>
        <translation>Nothing waits: all has been answered.</translation>
    </message>
    <message id="staff_waiting.visit">
        <source>Visit kept while offline</source>
        <translation>Visit kept while offline</translation>
    </message>
    <message id="staff_waiting.redeem_points" numerus="yes">
        <source>Redeem %n points</source>
        <translation>
            <numerusform>Redeem %n point</numerusform>
            <numerusform>Redeem %n points</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.redeem_stamps" numerus="yes">
        <source>Redeem %n stamps</source>
        <translation>
            <numerusform>Redeem %n stamp</numerusform>
            <numerusform>Redeem %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_points" numerus="yes">
        <source>Add %n points</source>
        <translation>
            <numerusform>Add %n point</numerusform>
            <numerusform>Add %n points</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_stamps" numerus="yes">
        <source>Add %n stamps</source>
        <translation>
            <numerusform>Add %n stamp</numerusform>
            <numerusform>Add %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.since">
        <source>Since %1</source>
        <translation>Since %1</translation>
    </message>
    <message id="staff_waiting.tried" numerus="yes">
        <source>Tried %n times</source>
        <translation>
            <numerusform>Tried %n time</numerusform>
            <numerusform>Tried %n times</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.tried_last" numerus="yes">
        <source>Tried %n times, last: %1</source>
        <translation>
            <numerusform>Tried %n time, last: %1</numerusform>
            <numerusform>Tried %n times, last: %1</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.why_busy">
        <source>The service asked to wait</source>
        <translation>The service asked to wait</translation>
    </message>
    <message id="staff_waiting.why_used">
        <source>Used, most likely by this attempt</source>
        <translation>Used, most likely by this attempt</translation>
    </message>
    <message id="staff_waiting.why_offline">
        <source>The service could not be reached</source>
        <translation>The service could not be reached</translation>
    </message>
    <message id="staff_waiting.why_no_answer">
        <source>No answer from the service</source>
        <translation>No answer from the service</translation>
    </message>
    <message id="staff_waiting.why_claimed">
        <source>It is being dealt with right now</source>
        <translation>It is being dealt with right now</translation>
    </message>
    <message id="staff_waiting.why_pin">
        <source>It waits for the code from the customer’s phone</source>
        <translation>It waits for the code from the customer’s phone</translation>
    </message>
    <message id="staff_waiting.why_pending">
        <source>Not sent yet</source>
        <translation>Not sent yet</translation>
    </message>
    <message id="staff_waiting.reason_booked">
        <source>I checked: it is booked</source>
        <translation>I checked: it is booked</translation>
    </message>
    <message id="staff_waiting.reason_not_booked">
        <source>I checked: it is not booked</source>
        <translation>I checked: it is not booked</translation>
    </message>
    <message id="staff_waiting.reason_customer_gone">
        <source>The customer has gone</source>
        <translation>The customer has gone</translation>
    </message>
    <message id="staff_waiting.reason_mistake">
        <source>It was a mistake</source>
        <translation>It was a mistake</translation>
    </message>
    <message id="staff_waiting.choose">
        <source>Why is it given up?</source>
        <translation>Why is it given up?</translation>
    </message>
    <message id="staff_waiting.sure">
        <source>Give this up for good?</source>
        <translation>Give this up for good?</translation>
    </message>
    <message id="staff_waiting.risk_coupon">
        <source>The coupon may have been redeemed. The kiosk forgets that it tried: a later scan only says “used before”.</source>
        <translation>The coupon may have been redeemed. The kiosk forgets that it tried: a later scan only says “used before”.</translation>
    </message>
    <message id="staff_waiting.risk_doubt">
        <source>It may have been booked already. The kiosk stops asking, so it will not find out.</source>
        <translation>It may have been booked already. The kiosk stops asking, so it will not find out.</translation>
    </message>
    <message id="staff_waiting.risk_none">
        <source>Nothing has been booked, and nothing will be.</source>
        <translation>Nothing has been booked, and nothing will be.</translation>
    </message>
    <message id="staff_waiting.advice_claimed">
        <source>A screen, or the kiosk itself, waits for the answer. Come back in a minute.</source>
        <translation>A screen, or the kiosk itself, waits for the answer. Come back in a minute.</translation>
    </message>
    <message id="staff_waiting.advice_coupon">
        <source>It cannot be tried again from here: the service keeps no number of it. Scan the coupon under “Redeem a coupon”, or give it up.</source>
        <translation>It cannot be tried again from here: the service keeps no number of it. Scan the coupon under “Redeem a coupon”, or give it up.</translation>
    </message>
    <message id="staff_waiting.advice_pin">
        <source>Nothing is booked without the code from the customer’s phone. Begin again with the customer, and give this one up.</source>
        <translation>Nothing is booked without the code from the customer’s phone. Begin again with the customer, and give this one up.</translation>
    </message>
    <message id="staff_waiting.advice_doubt">
        <source>It may have been booked. Trying again is safe: it never counts twice.</source>
        <translation>It may have been booked. Trying again is safe: it never counts twice.</translation>
    </message>
    <message id="staff_waiting.advice_not_sent">
        <source>Nothing is booked yet. The kiosk tries by itself as soon as it can.</source>
        <translation>Nothing is booked yet. The kiosk tries by itself as soon as it can.</translation>
    </message>
    <message id="staff_waiting.trying">
        <source>Asking the service…</source>
        <translation>Asking the service…</translation>
    </message>
    <message id="staff_waiting.end_accepted">
        <source>It is booked.</source>
        <translation>It is booked.</translation>
    </message>
    <message id="staff_waiting.end_refused">
        <source>The service refused it.</source>
        <translation>The service refused it.</translation>
    </message>
    <message id="staff_waiting.end_closed">
        <source>It is closed: nothing more is done.</source>
        <translation>It is closed: nothing more is done.</translation>
    </message>
    <message id="staff_waiting.end_pin">
        <source>The code from the customer’s phone is needed: nothing was booked. Begin again with the customer.</source>
        <translation>The code from the customer’s phone is needed: nothing was booked. Begin again with the customer.</translation>
    </message>
    <message id="staff_waiting.end_stale">
        <source>The customer’s code is too old by now. The visit is closed, nothing was booked.</source>
        <translation>The customer’s code is too old by now. The visit is closed, nothing was booked.</translation>
    </message>
    <message id="staff_waiting.slow">
        <source>No answer yet. The kiosk goes on asking.</source>
        <translation>No answer yet. The kiosk goes on asking.</translation>
    </message>
    <message id="staff_waiting.still_waits">
        <source>Still no answer. The kiosk goes on by itself.</source>
        <translation>Still no answer. The kiosk goes on by itself.</translation>
    </message>
    <message id="staff_waiting.given_up">
        <source>Given up.</source>
        <translation>Given up.</translation>
    </message>
    <message id="staff_waiting.over">
        <source>It had come to its end by itself.</source>
        <translation>It had come to its end by itself.</translation>
    </message>
    <message id="staff_pin.headline">
        <source>The customer has a code</source>
        <translation>The customer has a code</translation>
    </message>
    <message id="staff_pin.sent">
        <source>Ask the customer to read the code from their phone.</source>
        <translation>Ask the customer to read the code from their phone.</translation>
    </message>
    <message id="staff_result.redeemed">
        <source>Redeemed</source>
        <translation>Redeemed</translation>
    </message>
    <message id="staff_result.redeemed_name">
        <source>Redeemed: %1</source>
        <translation>Redeemed: %1</translation>
    </message>
    <message id="staff_result.redeemed.next">
        <source>Hand it over.</source>
        <translation>Hand it over.</translation>
    </message>
    <message id="staff_result.probably_ours">
        <source>Most likely redeemed by this kiosk</source>
        <translation>Most likely redeemed by this kiosk</translation>
    </message>
    <message id="staff_result.probably_ours.next">
        <source>Our attempt at %1 had no answer, and the coupon is used now. Hand it over if it was this customer.</source>
        <translation>Our attempt at %1 had no answer, and the coupon is used now. Hand it over if it was this customer.</translation>
    </message>
    <message id="staff_result.already_used">
        <source>Used before</source>
        <translation>Used before</translation>
    </message>
    <message id="staff_result.already_used.next">
        <source>This coupon was redeemed earlier.</source>
        <translation>This coupon was redeemed earlier.</translation>
    </message>
    <message id="staff_result.not_found">
        <source>No such coupon</source>
        <translation>No such coupon</translation>
    </message>
    <message id="staff_result.not_found.next">
        <source>Check the code, or scan it.</source>
        <translation>Check the code, or scan it.</translation>
    </message>
    <message id="staff_result.pin_failed">
        <source>The code did not work</source>
        <translation>The code did not work</translation>
    </message>
    <message id="staff_result.pin_failed.next">
        <source>Begin again when the customer is ready.</source>
        <translation>Begin again when the customer is ready.</translation>
    </message>
    <message id="staff_result.unsure">
        <source>No answer from the service</source>
        <translation>No answer from the service</translation>
    </message>
    <message id="staff_result.unsure.next">
        <source>It may have worked. Scan the coupon again in a minute to find out.</source>
        <translation>It may have worked. Scan the coupon again in a minute to find out.</translation>
    </message>
    <message id="staff_result.unreachable">
        <source>The service cannot be reached</source>
        <translation>The service cannot be reached</translation>
    </message>
    <message id="staff_result.unreachable.next">
        <source>Nothing was redeemed. Check the network and try again.</source>
        <translation>Nothing was redeemed. Check the network and try again.</translation>
    </message>
    <message id="staff_result.bad_key">
        <source>The API key is not accepted</source>
        <translation>The API key is not accepted</translation>
    </message>
    <message id="staff_result.bad_key.next">
        <source>The owner must set a new key.</source>
        <translation>The owner must set a new key.</translation>
    </message>
    <message id="staff_result.subscription">
        <source>The Loyalite subscription has lapsed</source>
        <translation>The Loyalite subscription has lapsed</translation>
    </message>
    <message id="staff_result.subscription.next">
        <source>The owner must renew it.</source>
        <translation>The owner must renew it.</translation>
    </message>
    <message id="staff_result.refused">
        <source>The service refused it</source>
        <translation>The service refused it</translation>
    </message>
    <message id="staff_result.refused.next">
        <source>Nothing was redeemed.</source>
        <translation>Nothing was redeemed.</translation>
    </message>
    <message id="staff_result.no_journal">
        <source>The kiosk cannot write to its disk</source>
        <translation>The kiosk cannot write to its disk</translation>
    </message>
    <message id="staff_result.no_journal.next">
        <source>Nothing was sent. Restart the kiosk, or call for help.</source>
        <translation>Nothing was sent. Restart the kiosk, or call for help.</translation>
    </message>
    <message id="button.ask_again">
        <source>Ask again</source>
        <translation>Ask again</translation>
    </message>
    <message id="button.to_points">
        <source>Points instead</source>
        <translation>Points instead</translation>
    </message>
    <message id="button.to_stamps">
        <source>Stamps instead</source>
        <translation>Stamps instead</translation>
    </message>
    <message id="button.type_customer">
        <source>Type the customer code</source>
        <translation>Type the customer code</translation>
    </message>
    <message id="button.today">
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message id="button.yesterday">
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message id="button.day_before">
        <source>Day before</source>
        <translation>Day before</translation>
    </message>
    <message id="button.day_after">
        <source>Day after</source>
        <translation>Day after</translation>
    </message>
    <message id="button.all">
        <source>All</source>
        <translation>All</translation>
    </message>
    <message id="button.newer">
        <source>Newer</source>
        <translation>Newer</translation>
    </message>
    <message id="button.older">
        <source>Older</source>
        <translation>Older</translation>
    </message>
    <message id="button.previous">
        <source>Previous</source>
        <translation>Previous</translation>
    </message>
    <message id="button.next">
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message id="button.find">
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message id="button.print_copy">
        <source>Print a copy</source>
        <translation>Print a copy</translation>
    </message>
    <message id="button.hand_out">
        <source>Handed out</source>
        <translation>Handed out</translation>
    </message>
    <message id="button.handed_out_yes">
        <source>Yes, handed out</source>
        <translation>Yes, handed out</translation>
    </message>
    <message id="button.give_up">
        <source>Give up</source>
        <translation>Give up</translation>
    </message>
    <message id="button.give_up_yes">
        <source>Yes, give it up</source>
        <translation>Yes, give it up</translation>
    </message>
    <message id="button.try_now">
        <source>Try now</source>
        <translation>Try now</translation>
    </message>
    <message id="staff.task_redeem">
        <source>Redeem points or stamps</source>
        <translation>Redeem points or stamps</translation>
    </message>
    <message id="staff.task_earn">
        <source>Add points or stamps</source>
        <translation>Add points or stamps</translation>
    </message>
    <message id="staff.task_checkout">
        <source>Checkout</source>
        <translation>Checkout</translation>
    </message>
    <message id="staff.task_enrol">
        <source>New member</source>
        <translation>New member</translation>
    </message>
    <message id="staff.task_coupons">
        <source>Issued coupons</source>
        <translation>Issued coupons</translation>
    </message>
    <message id="staff.task_waiting">
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message id="staff.task_devices">
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message id="staff.task_settings">
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>Out of service</translation>
    </message>
    <message id="staff_entry.point">
        <source>Decimal point</source>
        <translation>Decimal point</translation>
    </message>
    <message id="staff_amount.redeem_points">
        <source>How many points?</source>
        <translation>How many points?</translation>
    </message>
    <message id="staff_amount.redeem_stamps">
        <source>How many stamps?</source>
        <translation>How many stamps?</translation>
    </message>
    <message id="staff_amount.earn_points">
        <source>Total of the purchase, before any discount?</source>
        <translation>Total of the purchase, before any discount?</translation>
    </message>
    <message id="staff_amount.earn_stamps">
        <source>How many stamps?</source>
        <translation>How many stamps?</translation>
    </message>
    <message id="staff_amount.purchase">
        <source>Purchase of %1</source>
        <translation>Purchase of %1</translation>
    </message>
    <message id="staff_member.scan">
        <source>Ask the customer to show their code.</source>
        <translation>Ask the customer to show their code.</translation>
    </message>
    <message id="staff_member.type">
        <source>Type the six digits of the customer code.</source>
        <translation>Type the six digits of the customer code.</translation>
    </message>
    <message id="staff_member.unknown">
        <source>No such customer</source>
        <translation>No such customer</translation>
    </message>
    <message id="staff_member.old_code">
        <source>That code is out of date. Ask the customer to open their profile for a new one.</source>
        <translation>That code is out of date. Ask the customer to open their profile for a new one.</translation>
    </message>
    <message id="staff_member.not_a_code">
        <source>That is not a customer code. Try another.</source>
        <translation>That is not a customer code. Try another.</translation>
    </message>
    <message id="staff_member.coupon">
        <source>That is a coupon. Ask for the customer code.</source>
        <translation>That is a coupon. Ask for the customer code.</translation>
    </message>
    <message id="staff_member.please_scan">
        <source>Typed codes are switched off here. Please scan the customer’s code.</source>
        <translation>Typed codes are switched off here. Please scan the customer’s code.</translation>
    </message>
    <message id="staff_member.unreachable">
        <source>The service cannot be reached. Check the network and try again.</source>
        <translation>The service cannot be reached. Check the network and try again.</translation>
    </message>
    <message id="staff_amount_result.insufficient">
        <source>%1 is more than the balance</source>
        <translation>%1 is more than the balance</translation>
    </message>
    <message id="staff_amount_result.insufficient.next">
        <source>Nothing was redeemed. Choose a smaller amount.</source>
        <translation>Nothing was redeemed. Choose a smaller amount.</translation>
    </message>
    <message id="staff_amount_result.no_number">
        <source>The new balance is not known just now.</source>
        <translation>The new balance is not known just now.</translation>
    </message>
    <message id="staff_amount_result.in_app">
        <source>The card filled up: the coupon is in the customer’s app.</source>
        <translation>The card filled up: the coupon is in the customer’s app.</translation>
    </message>
    <message id="staff_amount_result.purchase">
        <source>Added: purchase of %1</source>
        <translation>Added: purchase of %1</translation>
    </message>
    <message id="staff_amount_result.not_found.next">
        <source>Nothing was booked. Ask for the code again.</source>
        <translation>Nothing was booked. Ask for the code again.</translation>
    </message>
    <message id="staff_amount_result.unsure.next">
        <source>It may have worked. Ask again: that never counts twice.</source>
        <translation>It may have worked. Ask again: that never counts twice.</translation>
    </message>
    <message id="staff_amount_result.goes_on">
        <source>It may have worked. The kiosk goes on asking: do not enter it again.</source>
        <translation>It may have worked. The kiosk goes on asking: do not enter it again.</translation>
    </message>
    <message id="staff_amount_result.unreachable.next">
        <source>Nothing was booked. Check the network and try again.</source>
        <translation>Nothing was booked. Check the network and try again.</translation>
    </message>
    <message id="staff_amount_result.refused.next">
        <source>Nothing was booked.</source>
        <translation>Nothing was booked.</translation>
    </message>
    <message id="staff_reward.headline">
        <source>The card is full</source>
        <translation>The card is full</translation>
    </message>
    <message id="staff_amount.has_points" numerus="yes">
        <source>Balance: %n points</source>
        <translation>
            <numerusform>Balance: %n point</numerusform>
            <numerusform>Balance: %n points</numerusform>
        </translation>
    </message>
    <message id="staff_amount.has_stamps" numerus="yes">
        <source>Balance: %n stamps</source>
        <translation>
            <numerusform>Balance: %n stamp</numerusform>
            <numerusform>Balance: %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_points" numerus="yes">
        <source>Before: %n points</source>
        <translation>
            <numerusform>Before: %n point</numerusform>
            <numerusform>Before: %n points</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_stamps" numerus="yes">
        <source>Before: %n stamps</source>
        <translation>
            <numerusform>Before: %n stamp</numerusform>
            <numerusform>Before: %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_points" numerus="yes">
        <source>Now: %n points</source>
        <translation>
            <numerusform>Now: %n point</numerusform>
            <numerusform>Now: %n points</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_stamps" numerus="yes">
        <source>Now: %n stamps</source>
        <translation>
            <numerusform>Now: %n stamp</numerusform>
            <numerusform>Now: %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_points" numerus="yes">
        <source>Redeemed: %n points</source>
        <translation>
            <numerusform>Redeemed: %n point</numerusform>
            <numerusform>Redeemed: %n points</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_stamps" numerus="yes">
        <source>Redeemed: %n stamps</source>
        <translation>
            <numerusform>Redeemed: %n stamp</numerusform>
            <numerusform>Redeemed: %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.earned_stamps" numerus="yes">
        <source>Added: %n stamps</source>
        <translation>
            <numerusform>Added: %n stamp</numerusform>
            <numerusform>Added: %n stamps</numerusform>
        </translation>
    </message>
    <message id="staff_amount.too_many" numerus="yes">
        <source>A card has only %n stamps.</source>
        <translation>
            <numerusform>A card has only %n stamp.</numerusform>
            <numerusform>A card has only %n stamps.</numerusform>
        </translation>
    </message>
    <message id="staff_reward.next" numerus="yes">
        <source>Give the coupon to the customer. On the new card: %n stamps.</source>
        <translation>
            <numerusform>Give the coupon to the customer. On the new card: %n stamp.</numerusform>
            <numerusform>Give the coupon to the customer. On the new card: %n stamps.</numerusform>
        </translation>
    </message>
    <message id="paper.title">
        <source>Your reward</source>
        <translation>Your reward</translation>
    </message>
    <message id="paper.copy">
        <source>COPY</source>
        <translation>COPY</translation>
    </message>
    <message id="paper.issued">
        <source>Issued %1</source>
        <translation>Issued %1</translation>
    </message>
</context>
</TS>
