<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name></name>
    <message id="language.name">
        <source>English</source>
        <translation>English</translation>
    </message>
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
        <source>Accessibility</source>
        <translation>Accessibility</translation>
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
    <message id="button.continue">
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message id="button.later">
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message id="button.sign_up">
        <source>Sign up</source>
        <translation>Sign up</translation>
    </message>
    <message id="button.try_again">
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message id="button.enrol_another">
        <source>Sign up another</source>
        <translation>Sign up another</translation>
    </message>
    <message id="button.earn_member">
        <source>Add points or stamps</source>
        <translation>Add points or stamps</translation>
    </message>
    <message id="keyboard.space">
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message id="keyboard.shift">
        <source>Capital letters</source>
        <translation>Capital letters</translation>
    </message>
    <message id="keyboard.more">
        <source>More keys</source>
        <translation>More keys</translation>
    </message>
    <message id="access.title">
        <source>Accessibility</source>
        <translation>Accessibility</translation>
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
    <message id="access.hands_title">
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message id="access.reach">
        <source>All buttons low</source>
        <translation>All buttons low</translation>
    </message>
    <message id="access.steady">
        <source>Steady hands</source>
        <translation>Steady hands</translation>
    </message>
    <message id="access.calm">
        <source>Less motion</source>
        <translation>Less motion</translation>
    </message>
    <message id="access.sound_title">
        <source>Sound %1%</source>
        <translation>Sound %1%</translation>
    </message>
    <message id="access.speech">
        <source>Read aloud</source>
        <translation>Read aloud</translation>
    </message>
    <message id="access.softer">
        <source>Softer</source>
        <translation>Softer</translation>
    </message>
    <message id="access.louder">
        <source>Louder</source>
        <translation>Louder</translation>
    </message>
    <message id="speech.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="speech.language">
        <source>Language: %1</source>
        <translation>Language: %1</translation>
    </message>
    <message id="speech.account">
        <source>Account %1</source>
        <translation>Account %1</translation>
    </message>
    <message id="speech.chosen">
        <source>selected</source>
        <translation>selected</translation>
    </message>
    <message id="speech.entry">
        <source>Entry %1</source>
        <translation>Entry %1</translation>
    </message>
    <message id="speech.entered" numerus="yes">
        <source>%n digits entered</source>
        <translation>
            <numerusform>%n digit entered</numerusform>
            <numerusform>%n digits entered</numerusform>
        </translation>
    </message>
    <message id="speech.headphones.next">
        <source>Put in headphones to hear what is personal.</source>
        <translation>Put in headphones to hear what is personal.</translation>
    </message>
    <message id="speech.keys.next">
        <source>Move with the arrow keys, choose with Enter, hear it again with star.</source>
        <translation>Move with the arrow keys, choose with Enter, hear it again with star.</translation>
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
    <message id="attract.no_staff">
        <source>No staff are set up yet: touch the lock to begin.</source>
        <translation>No staff are set up yet: touch the lock to begin.</translation>
    </message>
    <message id="attract.no_journal">
        <source>Nothing can be booked here just now (%1).</source>
        <translation>Nothing can be booked here just now (%1).</translation>
    </message>
    <message id="attract.clock_wrong">
        <source>For our staff: the clock of this kiosk is wrong.</source>
        <translation>For our staff: the clock of this kiosk is wrong.</translation>
    </message>
    <message id="attract.clock_refused">
        <source>For our staff: no secure connection. Is this kiosk’s date right?</source>
        <translation>For our staff: no secure connection. Is this kiosk’s date right?</translation>
    </message>
    <message id="attract.card_mistake">
        <source>For staff: the settings on the card are not used. See %1</source>
        <translation>For staff: the settings on the card are not used. See %1</translation>
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
    <message id="balance.no_journal">
        <source>Not counted: visits cannot be booked just now (%1).</source>
        <translation>Not counted: visits cannot be booked just now (%1).</translation>
    </message>
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>Your coupon</numerusform>
            <numerusform>Your coupons</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>We sent you a code</source>
        <translation>We sent you a code</translation>
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
        <source>Open your profile for a new one. A coupon? Show it to our staff.</source>
        <translation>Open your profile for a new one. A coupon? Show it to our staff.</translation>
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
        <source>Show your loyalty account’s QR code.</source>
        <translation>Show your loyalty account’s QR code.</translation>
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
        <source>Try again later, or ask our staff.</source>
        <translation>Try again later, or ask our staff.</translation>
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
    <message id="staff_lock.headline_person">
        <source>Hello, %1: your PIN</source>
        <translation>Hello, %1: your PIN</translation>
    </message>
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>That PIN is not right.</translation>
    </message>
    <message id="staff_lock.wrong_badge">
        <source>That badge is not known here.</source>
        <translation>That badge is not known here.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>Locked for a while after wrong tries.</translation>
    </message>
    <message id="staff_lock.lost">
        <source>The list of staff was lost with a broken file. Set it up anew with “kiosk staff add”.</source>
        <translation>The list of staff was lost with a broken file. Set it up anew with “kiosk staff add”.</translation>
    </message>
    <message id="staff_setup.headline">
        <source>First start: your name</source>
        <translation>First start: your name</translation>
    </message>
    <message id="staff_setup.name">
        <source>You become the first of the staff. Type your name.</source>
        <translation>You become the first of the staff. Type your name.</translation>
    </message>
    <message id="staff_setup.no_name">
        <source>Please type a name first.</source>
        <translation>Please type a name first.</translation>
    </message>
    <message id="staff_setup.pin">
        <source>%1: your PIN</source>
        <translation>%1: your PIN</translation>
    </message>
    <message id="staff_setup.digits">
        <source>Choose 4 to 8 digits.</source>
        <translation>Choose 4 to 8 digits.</translation>
    </message>
    <message id="staff_setup.again">
        <source>The same PIN once more.</source>
        <translation>The same PIN once more.</translation>
    </message>
    <message id="staff_setup.different">
        <source>The two PINs differ. Choose 4 to 8 digits.</source>
        <translation>The two PINs differ. Choose 4 to 8 digits.</translation>
    </message>
    <message id="staff_setup.not_stored">
        <source>It could not be stored. Choose 4 to 8 digits again.</source>
        <translation>It could not be stored. Choose 4 to 8 digits again.</translation>
    </message>
    <message id="staff_setup.name_taken">
        <source>This name is taken. Please type another one.</source>
        <translation>This name is taken. Please type another one.</translation>
    </message>
    <message id="staff_setup.pin_taken">
        <source>This PIN is taken. Choose another one.</source>
        <translation>This PIN is taken. Choose another one.</translation>
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
    <message id="button.new_checkout">
        <source>New checkout</source>
        <translation>New checkout</translation>
    </message>
    <message id="button.another_order">
        <source>Another order</source>
        <translation>Another order</translation>
    </message>
    <message id="button.no_points">
        <source>No points</source>
        <translation>No points</translation>
    </message>
    <message id="button.other_points">
        <source>Other points</source>
        <translation>Other points</translation>
    </message>
    <message id="button.go_on">
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message id="button.change">
        <source>Change</source>
        <translation>Change</translation>
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
    <message id="button.keep">
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message id="button.to_summary">
        <source>To the summary</source>
        <translation>To the summary</translation>
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
    <message id="staff_enrol.headline">
        <source>E-mail of the new member</source>
        <translation>E-mail of the new member</translation>
    </message>
    <message id="staff_enrol.type">
        <source>Type the e-mail, and let the customer check it.</source>
        <translation>Type the e-mail, and let the customer check it.</translation>
    </message>
    <message id="staff_enrol.letter">
        <source>An e-mail has no such letter or sign.</source>
        <translation>An e-mail has no such letter or sign.</translation>
    </message>
    <message id="staff_enrol.incomplete">
        <source>Something is missing. An e-mail looks like name@example.com.</source>
        <translation>Something is missing. An e-mail looks like name@example.com.</translation>
    </message>
    <message id="staff_enrol.email_refused">
        <source>The service does not accept this e-mail. Please check it.</source>
        <translation>The service does not accept this e-mail. Please check it.</translation>
    </message>
    <message id="staff_enrol.member">
        <source>That looks like a member’s code: whoever has one is signed up already.</source>
        <translation>That looks like a member’s code: whoever has one is signed up already.</translation>
    </message>
    <message id="staff_enrol.coupon">
        <source>That is a coupon. It has a task of its own.</source>
        <translation>That is a coupon. It has a task of its own.</translation>
    </message>
    <message id="staff_enrol.not_a_code">
        <source>That code is not one of ours.</source>
        <translation>That code is not one of ours.</translation>
    </message>
    <message id="staff_enrol.as_is">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_consents.headline">
        <source>Please touch what you agree to</source>
        <translation>Please touch what you agree to</translation>
    </message>
    <message id="staff_consents.turn">
        <source>Staff: turn the screen to the customer. They tick for themselves.</source>
        <translation>Staff: turn the screen to the customer. They tick for themselves.</translation>
    </message>
    <message id="staff_consents.terms">
        <source>I accept the terms of the loyalty programme of %1. (Needed)</source>
        <translation>I accept the terms of the loyalty programme of %1. (Needed)</translation>
    </message>
    <message id="staff_consents.privacy">
        <source>I have read the privacy notice of %1 and agree to it. (Needed)</source>
        <translation>I have read the privacy notice of %1 and agree to it. (Needed)</translation>
    </message>
    <message id="staff_consents.marketing">
        <source>I would like news and offers from %1 by e-mail. (As you like)</source>
        <translation>I would like news and offers from %1 by e-mail. (As you like)</translation>
    </message>
    <message id="staff_consents.terms_refused">
        <source>The service asks for consent to the terms.</source>
        <translation>The service asks for consent to the terms.</translation>
    </message>
    <message id="staff_consents.privacy_refused">
        <source>The service asks for consent to the privacy notice.</source>
        <translation>The service asks for consent to the privacy notice.</translation>
    </message>
    <message id="staff_enrol_result.new">
        <source>Signed up: a new member</source>
        <translation>Signed up: a new member</translation>
    </message>
    <message id="staff_enrol_result.existing">
        <source>This e-mail already belonged to a member</source>
        <translation>This e-mail already belonged to a member</translation>
    </message>
    <message id="staff_enrol_result.existing.next">
        <source>Nobody was signed up twice. This is the member.</source>
        <translation>Nobody was signed up twice. This is the member.</translation>
    </message>
    <message id="staff_enrol_result.member">
        <source>Signed up</source>
        <translation>Signed up</translation>
    </message>
    <message id="staff_enrol_result.doubtful.next">
        <source>An earlier try had no answer, so nobody knows whether the member is new.</source>
        <translation>An earlier try had no answer, so nobody knows whether the member is new.</translation>
    </message>
    <message id="staff_enrol_result.email">
        <source>E-mail: %1</source>
        <translation>E-mail: %1</translation>
    </message>
    <message id="staff_enrol_result.unreachable.next">
        <source>Check the network and try again. Nobody is signed up twice.</source>
        <translation>Check the network and try again. Nobody is signed up twice.</translation>
    </message>
    <message id="staff_enrol_result.refused.next">
        <source>Nobody was signed up.</source>
        <translation>Nobody was signed up.</translation>
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
    <message id="staff.task_people">
        <source>People</source>
        <translation>People</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>Out of service</translation>
    </message>
    <message id="staff.badge_inside">
        <source>A badge changes nothing here. Leave first to change over.</source>
        <translation>A badge changes nothing here. Leave first to change over.</translation>
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
    <message id="staff_checkout.unfinished">
        <source>Unfinished checkouts</source>
        <translation>Unfinished checkouts</translation>
    </message>
    <message id="staff_checkout.row_nothing">
        <source>Order %1, %2: nothing booked</source>
        <translation>Order %1, %2: nothing booked</translation>
    </message>
    <message id="staff_checkout.row_spent">
        <source>Order %1, %2: points spent, earning missing</source>
        <translation>Order %1, %2: points spent, earning missing</translation>
    </message>
    <message id="staff_checkout.row_unsure">
        <source>Order %1, %2: not sure</source>
        <translation>Order %1, %2: not sure</translation>
    </message>
    <message id="staff_checkout.order">
        <source>Order number</source>
        <translation>Order number</translation>
    </message>
    <message id="staff_checkout.order.type">
        <source>Type or scan the order number.</source>
        <translation>Type or scan the order number.</translation>
    </message>
    <message id="staff_checkout.order_is">
        <source>Order %1</source>
        <translation>Order %1</translation>
    </message>
    <message id="staff_checkout.order_total">
        <source>Order %1: %2</source>
        <translation>Order %1: %2</translation>
    </message>
    <message id="staff_checkout.points">
        <source>How many points does the customer spend?</source>
        <translation>How many points does the customer spend?</translation>
    </message>
    <message id="staff_checkout.pin_redeem">
        <source>Code for spending points</source>
        <translation>Code for spending points</translation>
    </message>
    <message id="staff_checkout.pin_earn">
        <source>Another code, for the earning</source>
        <translation>Another code, for the earning</translation>
    </message>
    <message id="staff_checkout.nothing">
        <source>Nothing is booked yet</source>
        <translation>Nothing is booked yet</translation>
    </message>
    <message id="staff_checkout.spent">
        <source>The points are spent, the earning is missing</source>
        <translation>The points are spent, the earning is missing</translation>
    </message>
    <message id="staff_checkout.spent_unsure">
        <source>The points are spent, the earning is not sure</source>
        <translation>The points are spent, the earning is not sure</translation>
    </message>
    <message id="staff_checkout.redeem_unsure">
        <source>Not sure whether the points are spent</source>
        <translation>Not sure whether the points are spent</translation>
    </message>
    <message id="staff_checkout.earn_unsure">
        <source>Not sure whether it is booked</source>
        <translation>Not sure whether it is booked</translation>
    </message>
    <message id="staff_checkout.begun.next">
        <source>Begun %1. Go on where it was left: nothing counts twice.</source>
        <translation>Begun %1. Go on where it was left: nothing counts twice.</translation>
    </message>
    <message id="staff_checkout.goes_on">
        <source>It may have worked. The kiosk goes on asking; so may you.</source>
        <translation>It may have worked. The kiosk goes on asking; so may you.</translation>
    </message>
    <message id="staff_checkout.give_up">
        <source>Give up order %1?</source>
        <translation>Give up order %1?</translation>
    </message>
    <message id="staff_checkout.give_up_nothing">
        <source>Nothing of it is booked.</source>
        <translation>Nothing of it is booked.</translation>
    </message>
    <message id="staff_checkout.give_up_spent">
        <source>The points stay spent, and nothing is earned for it.</source>
        <translation>The points stay spent, and nothing is earned for it.</translation>
    </message>
    <message id="staff_checkout.give_up_unsure">
        <source>What is booked of it stays booked.</source>
        <translation>What is booked of it stays booked.</translation>
    </message>
    <message id="staff_checkout.done">
        <source>Order %1 is booked already</source>
        <translation>Order %1 is booked already</translation>
    </message>
    <message id="staff_checkout.done.next">
        <source>Booked %1. It was not booked again.</source>
        <translation>Booked %1. It was not booked again.</translation>
    </message>
    <message id="staff_checkout.other">
        <source>Order %1 is another customer’s</source>
        <translation>Order %1 is another customer’s</translation>
    </message>
    <message id="staff_checkout.other.next">
        <source>Check number and customer. If it was a mistake, give it up in the list of unfinished checkouts first.</source>
        <translation>Check number and customer. If it was a mistake, give it up in the list of unfinished checkouts first.</translation>
    </message>
    <message id="staff_checkout.taken">
        <source>The number %1 cannot be used</source>
        <translation>The number %1 cannot be used</translation>
    </message>
    <message id="staff_checkout.taken.next">
        <source>Numbers that begin with redeem_ belong to the kiosk.</source>
        <translation>Numbers that begin with redeem_ belong to the kiosk.</translation>
    </message>
    <message id="staff_checkout.booked">
        <source>Order %1 is booked</source>
        <translation>Order %1 is booked</translation>
    </message>
    <message id="staff_checkout.known">
        <source>The service knew this order already: nothing was booked twice.</source>
        <translation>The service knew this order already: nothing was booked twice.</translation>
    </message>
    <message id="staff_checkout.printed">
        <source>The summary is printed</source>
        <translation>The summary is printed</translation>
    </message>
    <message id="staff_checkout.slip_title">
        <source>Your points</source>
        <translation>Your points</translation>
    </message>
    <message id="staff_checkout.slip_order">
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message id="staff_checkout.slip_total">
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message id="staff_checkout.slip_spent">
        <source>Spent</source>
        <translation>Spent</translation>
    </message>
    <message id="staff_checkout.slip_before">
        <source>Before</source>
        <translation>Before</translation>
    </message>
    <message id="staff_checkout.slip_after">
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message id="staff_checkout.slip_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_checkout.to_spend" numerus="yes">
        <source>To spend: %n points</source>
        <translation>
            <numerusform>To spend: %n point</numerusform>
            <numerusform>To spend: %n points</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.too_many" numerus="yes">
        <source>There are only %n points.</source>
        <translation>
            <numerusform>There is only %n point.</numerusform>
            <numerusform>There are only %n points.</numerusform>
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
    <message id="closed.headline">
        <source>We are closed just now</source>
        <translation>We are closed just now</translation>
    </message>
    <message id="closed.detail">
        <source>Come again later, or ask our staff.</source>
        <translation>Come again later, or ask our staff.</translation>
    </message>
    <message id="closed.scanned">
        <source>Nothing booked: we are closed.</source>
        <translation>Nothing booked: we are closed.</translation>
    </message>
    <message id="closed.out_of_order">
        <source>Please ask our staff. For them: %1</source>
        <translation>Please ask our staff. For them: %1</translation>
    </message>
    <message id="first.headline">
        <source>Set up this kiosk</source>
        <translation>Set up this kiosk</translation>
    </message>
    <message id="first.headline.next">
        <source>Show the QR code with your settings here, or put kiosk.toml on the card.</source>
        <translation>Show the QR code with your settings here, or put kiosk.toml on the card.</translation>
    </message>
    <message id="first.no_reader.next">
        <source>Put kiosk.toml on the card, or connect a camera and show a QR code.</source>
        <translation>Put kiosk.toml on the card, or connect a camera and show a QR code.</translation>
    </message>
    <message id="first.mistakes" numerus="yes">
        <source>%n things to put right</source>
        <translation>
            <numerusform>%n thing to put right</numerusform>
            <numerusform>%n things to put right</numerusform>
        </translation>
    </message>
    <message id="first.mistakes.next">
        <source>Put them right in kiosk.toml on the card and restart, or show a new QR code.</source>
        <translation>Put them right in kiosk.toml on the card and restart, or show a new QR code.</translation>
    </message>
    <message id="first.checking">
        <source>Got it!</source>
        <translation>Got it!</translation>
    </message>
    <message id="first.checking.next">
        <source>Your settings are being checked.</source>
        <translation>Your settings are being checked.</translation>
    </message>
    <message id="first.not_one">
        <source>This is no set-up code</source>
        <translation>This is no set-up code</translation>
    </message>
    <message id="first.not_one.next">
        <source>The manual says how to make one.</source>
        <translation>The manual says how to make one.</translation>
    </message>
    <message id="first.newer">
        <source>This code is for a newer kiosk</source>
        <translation>This code is for a newer kiosk</translation>
    </message>
    <message id="first.newer.next">
        <source>Update the kiosk, or put kiosk.toml on the card.</source>
        <translation>Update the kiosk, or put kiosk.toml on the card.</translation>
    </message>
    <message id="first.no_answer">
        <source>The settings could not be stored</source>
        <translation>The settings could not be stored</translation>
    </message>
    <message id="first.no_answer.next">
        <source>Show the code again. If that does not help, restart the kiosk.</source>
        <translation>Show the code again. If that does not help, restart the kiosk.</translation>
    </message>
    <message id="first.done">
        <source>The kiosk is set up</source>
        <translation>The kiosk is set up</translation>
    </message>
    <message id="first.done.next">
        <source>It starts anew in a moment.</source>
        <translation>It starts anew in a moment.</translation>
    </message>
    <message id="first.key">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="first_why.did_you_mean">
        <source>is not known; is %1 meant?</source>
        <translation>is not known; is %1 meant?</translation>
    </message>
    <message id="first_why.unknown">
        <source>is not known</source>
        <translation>is not known</translation>
    </message>
    <message id="first_why.missing">
        <source>is missing</source>
        <translation>is missing</translation>
    </message>
    <message id="first_why.text">
        <source>must be text in quotation marks</source>
        <translation>must be text in quotation marks</translation>
    </message>
    <message id="first_why.number">
        <source>must be a number without quotation marks</source>
        <translation>must be a number without quotation marks</translation>
    </message>
    <message id="first_why.switch">
        <source>must be true or false</source>
        <translation>must be true or false</translation>
    </message>
    <message id="first_why.table">
        <source>must be a heading in square brackets</source>
        <translation>must be a heading in square brackets</translation>
    </message>
    <message id="first_why.least">
        <source>must be at least %1</source>
        <translation>must be at least %1</translation>
    </message>
    <message id="first_why.most">
        <source>must be %1 at most</source>
        <translation>must be %1 at most</translation>
    </message>
    <message id="first_why.long">
        <source>is longer than %1 characters</source>
        <translation>is longer than %1 characters</translation>
    </message>
    <message id="first_why.one_of">
        <source>must be one of these: %1</source>
        <translation>must be one of these: %1</translation>
    </message>
    <message id="first_why.timezone">
        <source>is no time zone such as Europe/Istanbul</source>
        <translation>is no time zone such as Europe/Istanbul</translation>
    </message>
    <message id="first_why.address">
        <source>must be a web address with https://</source>
        <translation>must be a web address with https://</translation>
    </message>
    <message id="first_why.colour">
        <source>must be a colour such as #b3541e</source>
        <translation>must be a colour such as #b3541e</translation>
    </message>
    <message id="first_why.key">
        <source>is no API key; copy it once more</source>
        <translation>is no API key; copy it once more</translation>
    </message>
    <message id="first_why.ssid">
        <source>is no name of a Wi-Fi network</source>
        <translation>is no name of a Wi-Fi network</translation>
    </message>
    <message id="first_why.password">
        <source>must have 8 to 63 characters without accents</source>
        <translation>must have 8 to 63 characters without accents</translation>
    </message>
    <message id="first_why.country">
        <source>must be a country's code such as TR</source>
        <translation>must be a country's code such as TR</translation>
    </message>
    <message id="first_why.line">
        <source>cannot be read from line %1 on; look at quotation marks</source>
        <translation>cannot be read from line %1 on; look at quotation marks</translation>
    </message>
    <message id="first_why.curly">
        <source>has curly quotation marks; write straight ones</source>
        <translation>has curly quotation marks; write straight ones</translation>
    </message>
    <message id="first_why.leave_out">
        <source>must be left out</source>
        <translation>must be left out</translation>
    </message>
    <message id="first_why.belongs">
        <source>belongs under [setup], as api_key</source>
        <translation>belongs under [setup], as api_key</translation>
    </message>
    <message id="first_why.twice">
        <source>is there twice; leave one out</source>
        <translation>is there twice; leave one out</translation>
    </message>
    <message id="first_why.logo">
        <source>must be a PNG or SVG file beside kiosk.toml</source>
        <translation>must be a PNG or SVG file beside kiosk.toml</translation>
    </message>
    <message id="first_why.duration">
        <source>must be "day" or a time such as "30m" or "4h"</source>
        <translation>must be "day" or a time such as "30m" or "4h"</translation>
    </message>
    <message id="first_why.size">
        <source>must be a size such as "1280x720"</source>
        <translation>must be a size such as "1280x720"</translation>
    </message>
    <message id="first_why.port">
        <source>must be "auto", "none" or a device</source>
        <translation>must be "auto", "none" or a device</translation>
    </message>
    <message id="first_why.languages">
        <source>must be languages that there are here: %1</source>
        <translation>must be languages that there are here: %1</translation>
    </message>
    <message id="first_why.other">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="button.test_page">
        <source>Print a test page</source>
        <translation>Print a test page</translation>
    </message>
    <message id="button.test_service">
        <source>Test the service</source>
        <translation>Test the service</translation>
    </message>
    <message id="staff_devices.not_known">
        <source>Not known</source>
        <translation>Not known</translation>
    </message>
    <message id="staff_devices.works">
        <source>Works</source>
        <translation>Works</translation>
    </message>
    <message id="staff_devices.camera">
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message id="staff_devices.pace">
        <source>%1 pictures a second, %2 ms each</source>
        <translation>%1 pictures a second, %2 ms each</translation>
    </message>
    <message id="staff_devices.pace_unknown">
        <source>pace not known yet</source>
        <translation>pace not known yet</translation>
    </message>
    <message id="staff_devices.why_missing">
        <source>Not plugged in</source>
        <translation>Not plugged in</translation>
    </message>
    <message id="staff_devices.why_in_use">
        <source>Another program is using it</source>
        <translation>Another program is using it</translation>
    </message>
    <message id="staff_devices.why_not_permitted">
        <source>The kiosk is not allowed to use it</source>
        <translation>The kiosk is not allowed to use it</translation>
    </message>
    <message id="staff_devices.why_black">
        <source>Nothing but black: is the lens covered?</source>
        <translation>Nothing but black: is the lens covered?</translation>
    </message>
    <message id="staff_devices.why_frozen">
        <source>The picture stands still</source>
        <translation>The picture stands still</translation>
    </message>
    <message id="staff_devices.why_none">
        <source>Switched off in the configuration</source>
        <translation>Switched off in the configuration</translation>
    </message>
    <message id="staff_devices.why_ever">
        <source>Does not work</source>
        <translation>Does not work</translation>
    </message>
    <message id="staff_devices.scanner">
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message id="staff_devices.code">
        <source>Last code</source>
        <translation>Last code</translation>
    </message>
    <message id="staff_devices.code_none">
        <source>Hold any code up to try</source>
        <translation>Hold any code up to try</translation>
    </message>
    <message id="staff_devices.by_camera">
        <source>by the camera</source>
        <translation>by the camera</translation>
    </message>
    <message id="staff_devices.by_scanner">
        <source>by the scanner</source>
        <translation>by the scanner</translation>
    </message>
    <message id="staff_devices.code_member">
        <source>customer code or other</source>
        <translation>customer code or other</translation>
    </message>
    <message id="staff_devices.code_coupon">
        <source>a coupon</source>
        <translation>a coupon</translation>
    </message>
    <message id="staff_devices.code_invalid">
        <source>not a loyalty code</source>
        <translation>not a loyalty code</translation>
    </message>
    <message id="staff_devices.code_length">
        <source>length %1</source>
        <translation>length %1</translation>
    </message>
    <message id="staff_devices.code_ago">
        <source>%1 s ago</source>
        <translation>%1 s ago</translation>
    </message>
    <message id="staff_devices.printer">
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message id="staff_devices.printer_ready">
        <source>Ready</source>
        <translation>Ready</translation>
    </message>
    <message id="staff_devices.printer_paper_low">
        <source>Ready; the paper is running low</source>
        <translation>Ready; the paper is running low</translation>
    </message>
    <message id="staff_devices.printer_paper_out">
        <source>Out of paper</source>
        <translation>Out of paper</translation>
    </message>
    <message id="staff_devices.printer_cover_open">
        <source>The cover is open</source>
        <translation>The cover is open</translation>
    </message>
    <message id="staff_devices.printer_error">
        <source>The printer reports a problem</source>
        <translation>The printer reports a problem</translation>
    </message>
    <message id="staff_devices.printer_silent">
        <source>No answer: is it on, is the cable in?</source>
        <translation>No answer: is it on, is the cable in?</translation>
    </message>
    <message id="staff_devices.printer_absent">
        <source>Not plugged in</source>
        <translation>Not plugged in</translation>
    </message>
    <message id="staff_devices.page">
        <source>Test page</source>
        <translation>Test page</translation>
    </message>
    <message id="staff_devices.page_sending">
        <source>Printing…</source>
        <translation>Printing…</translation>
    </message>
    <message id="staff_devices.page_printed">
        <source>Printed</source>
        <translation>Printed</translation>
    </message>
    <message id="staff_devices.page_sent">
        <source>Sent; this printer does not say whether it came out</source>
        <translation>Sent; this printer does not say whether it came out</translation>
    </message>
    <message id="staff_devices.page_failed">
        <source>Did not come out</source>
        <translation>Did not come out</translation>
    </message>
    <message id="staff_devices.page_unknown">
        <source>Not known whether it came out</source>
        <translation>Not known whether it came out</translation>
    </message>
    <message id="staff_devices.page_asked">
        <source>Asked for by</source>
        <translation>Asked for by</translation>
    </message>
    <message id="staff_devices.page_letters">
        <source>Letters</source>
        <translation>Letters</translation>
    </message>
    <message id="staff_devices.page_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_devices.page_note">
        <source>Can you read all of it? Then the printer is fine.</source>
        <translation>Can you read all of it? Then the printer is fine.</translation>
    </message>
    <message id="staff_devices.service">
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message id="staff_devices.untested">
        <source>not tested yet</source>
        <translation>not tested yet</translation>
    </message>
    <message id="staff_devices.testing">
        <source>Testing…</source>
        <translation>Testing…</translation>
    </message>
    <message id="staff_devices.network_up">
        <source>Network connected</source>
        <translation>Network connected</translation>
    </message>
    <message id="staff_devices.network_down">
        <source>No network: cable or Wi-Fi?</source>
        <translation>No network: cable or Wi-Fi?</translation>
    </message>
    <message id="staff_devices.answers">
        <source>Answers</source>
        <translation>Answers</translation>
    </message>
    <message id="staff_devices.ms">
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message id="staff_devices.bad_key">
        <source>The API key is wrong</source>
        <translation>The API key is wrong</translation>
    </message>
    <message id="staff_devices.subscription">
        <source>The subscription has lapsed</source>
        <translation>The subscription has lapsed</translation>
    </message>
    <message id="staff_devices.limited">
        <source>Answers, but has too many requests just now</source>
        <translation>Answers, but has too many requests just now</translation>
    </message>
    <message id="staff_devices.refuses">
        <source>Answers, but not as expected</source>
        <translation>Answers, but not as expected</translation>
    </message>
    <message id="staff_devices.no_answer">
        <source>No answer</source>
        <translation>No answer</translation>
    </message>
    <message id="staff_devices.no_name">
        <source>Its address is not found: is there internet?</source>
        <translation>Its address is not found: is there internet?</translation>
    </message>
    <message id="staff_devices.no_tls">
        <source>No secure connection: is the clock right?</source>
        <translation>No secure connection: is the clock right?</translation>
    </message>
    <message id="staff_devices.no_tls_time">
        <source>No secure connection: the certificate does not fit this date. Is the clock right?</source>
        <translation>No secure connection: the certificate does not fit this date. Is the clock right?</translation>
    </message>
    <message id="staff_devices.portal">
        <source>Sent elsewhere: does the network want a sign-in?</source>
        <translation>Sent elsewhere: does the network want a sign-in?</translation>
    </message>
    <message id="staff_devices.out_of_order">
        <source>Out of order just now</source>
        <translation>Out of order just now</translation>
    </message>
    <message id="staff_devices.foreign">
        <source>Something else answers in its place</source>
        <translation>Something else answers in its place</translation>
    </message>
    <message id="staff_devices.clock">
        <source>Clock</source>
        <translation>Clock</translation>
    </message>
    <message id="staff_devices.clock_now">
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message id="staff_devices.clock_unchecked">
        <source>not compared with the service yet</source>
        <translation>not compared with the service yet</translation>
    </message>
    <message id="staff_devices.clock_agrees">
        <source>agrees with the service</source>
        <translation>agrees with the service</translation>
    </message>
    <message id="staff_devices.clock_behind">
        <source>%1 s behind the service</source>
        <translation>%1 s behind the service</translation>
    </message>
    <message id="staff_devices.clock_ahead">
        <source>%1 s ahead of the service</source>
        <translation>%1 s ahead of the service</translation>
    </message>
    <message id="staff_devices.clock_refused">
        <source>the service’s certificate does not fit this date: set the clock</source>
        <translation>the service’s certificate does not fit this date: set the clock</translation>
    </message>
    <message id="staff_devices.clock_service">
        <source>the service’s time is used: %1</source>
        <translation>the service’s time is used: %1</translation>
    </message>
    <message id="staff_devices.storage">
        <source>Storage</source>
        <translation>Storage</translation>
    </message>
    <message id="staff_devices.disk">
        <source>%1 GB of disk free</source>
        <translation>%1 GB of disk free</translation>
    </message>
    <message id="staff_devices.disk_unknown">
        <source>disk not known</source>
        <translation>disk not known</translation>
    </message>
    <message id="staff_devices.no_journal">
        <source>the disk takes nothing: no booking</source>
        <translation>the disk takes nothing: no booking</translation>
    </message>
    <message id="staff_devices.memory">
        <source>%1 GB of memory free</source>
        <translation>%1 GB of memory free</translation>
    </message>
    <message id="staff_devices.memory_unknown">
        <source>memory not known</source>
        <translation>memory not known</translation>
    </message>
    <message id="staff_devices.machine">
        <source>Machine</source>
        <translation>Machine</translation>
    </message>
    <message id="staff_devices.celsius">
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message id="staff_devices.celsius_unknown">
        <source>temperature not known</source>
        <translation>temperature not known</translation>
    </message>
    <message id="staff_devices.voltage_fine">
        <source>power supply fine</source>
        <translation>power supply fine</translation>
    </message>
    <message id="staff_devices.voltage_was_low">
        <source>the power was too weak once since the start</source>
        <translation>the power was too weak once since the start</translation>
    </message>
    <message id="staff_devices.voltage_low">
        <source>the power is too weak: another power supply?</source>
        <translation>the power is too weak: another power supply?</translation>
    </message>
    <message id="staff_devices.voltage_unknown">
        <source>power supply not known</source>
        <translation>power supply not known</translation>
    </message>
    <message id="staff_settings.language">
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message id="staff_settings.language.next">
        <source>The first language on screen, and that of coupons and other papers.</source>
        <translation>The first language on screen, and that of coupons and other papers.</translation>
    </message>
    <message id="staff_settings.language_is">
        <source>Language: %1</source>
        <translation>Language: %1</translation>
    </message>
    <message id="staff_settings.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_settings.text_size">
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message id="staff_settings.text_size_is">
        <source>Text size: %1%</source>
        <translation>Text size: %1%</translation>
    </message>
    <message id="staff_settings.person.next">
        <source>What every customer begins with; each can choose something else for themselves.</source>
        <translation>What every customer begins with; each can choose something else for themselves.</translation>
    </message>
    <message id="staff_settings.theme">
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message id="staff_settings.theme_light">
        <source>Colours: light</source>
        <translation>Colours: light</translation>
    </message>
    <message id="staff_settings.theme_dark">
        <source>Colours: dark</source>
        <translation>Colours: dark</translation>
    </message>
    <message id="staff_settings.theme_contrast">
        <source>Colours: high contrast</source>
        <translation>Colours: high contrast</translation>
    </message>
    <message id="staff_settings.sound">
        <source>Sound</source>
        <translation>Sound</translation>
    </message>
    <message id="staff_settings.sound_on">
        <source>Sound: on</source>
        <translation>Sound: on</translation>
    </message>
    <message id="staff_settings.sound_off">
        <source>Sound: off</source>
        <translation>Sound: off</translation>
    </message>
    <message id="staff_settings.on">
        <source>On</source>
        <translation>On</translation>
    </message>
    <message id="staff_settings.off">
        <source>Off</source>
        <translation>Off</translation>
    </message>
    <message id="staff_settings.volume">
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message id="staff_settings.volume_is">
        <source>Volume: %1%</source>
        <translation>Volume: %1%</translation>
    </message>
    <message id="staff_settings.percent">
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message id="staff_settings.brightness">
        <source>Brightness</source>
        <translation>Brightness</translation>
    </message>
    <message id="staff_settings.brightness.next">
        <source>As configured: from the next start of the machine on, it sets the light itself.</source>
        <translation>As configured: from the next start of the machine on, it sets the light itself.</translation>
    </message>
    <message id="staff_settings.brightness_is">
        <source>Brightness: %1%</source>
        <translation>Brightness: %1%</translation>
    </message>
    <message id="staff_settings.brightness_fixed">
        <source>Brightness: not adjustable here</source>
        <translation>Brightness: not adjustable here</translation>
    </message>
    <message id="staff_settings.brightness_unknown">
        <source>Brightness: not known yet</source>
        <translation>Brightness: not known yet</translation>
    </message>
    <message id="staff_settings.visits">
        <source>Visits</source>
        <translation>Visits</translation>
    </message>
    <message id="staff_settings.visits.next">
        <source>Without earning, customers see their balance only. Visits kept while offline are still booked.</source>
        <translation>Without earning, customers see their balance only. Visits kept while offline are still booked.</translation>
    </message>
    <message id="staff_settings.visits_on">
        <source>Visits: earn</source>
        <translation>Visits: earn</translation>
    </message>
    <message id="staff_settings.visits_off">
        <source>Visits: balance only</source>
        <translation>Visits: balance only</translation>
    </message>
    <message id="staff_settings.earn">
        <source>Visits earn</source>
        <translation>Visits earn</translation>
    </message>
    <message id="staff_settings.balances">
        <source>Show balances only</source>
        <translation>Show balances only</translation>
    </message>
    <message id="staff_settings.configured">
        <source>As configured</source>
        <translation>As configured</translation>
    </message>
    <message id="staff_settings.at_once">
        <source>Takes effect at once and stays after a restart.</source>
        <translation>Takes effect at once and stays after a restart.</translation>
    </message>
    <message id="staff_settings.unkept">
        <source>It holds for now, but the disk did not take it: a restart undoes it.</source>
        <translation>It holds for now, but the disk did not take it: a restart undoes it.</translation>
    </message>
    <message id="staff_settings.refused">
        <source>The screen did not take it.</source>
        <translation>The screen did not take it.</translation>
    </message>
    <message id="staff_close.close">
        <source>Close the kiosk</source>
        <translation>Close the kiosk</translation>
    </message>
    <message id="staff_close.open">
        <source>Open the kiosk again</source>
        <translation>Open the kiosk again</translation>
    </message>
    <message id="staff_close.restart">
        <source>Restart the program</source>
        <translation>Restart the program</translation>
    </message>
    <message id="staff_close.shut_down">
        <source>Shut down the machine</source>
        <translation>Shut down the machine</translation>
    </message>
    <message id="staff_close.close_sure">
        <source>Close the kiosk?</source>
        <translation>Close the kiosk?</translation>
    </message>
    <message id="staff_close.close_sure.next">
        <source>Customers see a friendly sign, also after a restart. You can open it again here.</source>
        <translation>Customers see a friendly sign, also after a restart. You can open it again here.</translation>
    </message>
    <message id="staff_close.open_sure">
        <source>Open the kiosk again?</source>
        <translation>Open the kiosk again?</translation>
    </message>
    <message id="staff_close.open_sure.next">
        <source>Customers are served again at once.</source>
        <translation>Customers are served again at once.</translation>
    </message>
    <message id="staff_close.restart_sure">
        <source>Restart the program?</source>
        <translation>Restart the program?</translation>
    </message>
    <message id="staff_close.restart_sure.next">
        <source>It takes a few seconds. Nothing is lost: what is waiting goes on afterwards.</source>
        <translation>It takes a few seconds. Nothing is lost: what is waiting goes on afterwards.</translation>
    </message>
    <message id="staff_close.shut_down_sure">
        <source>Shut down the machine?</source>
        <translation>Shut down the machine?</translation>
    </message>
    <message id="staff_close.shut_down_sure.next">
        <source>It stays off until somebody switches it on by hand.</source>
        <translation>It stays off until somebody switches it on by hand.</translation>
    </message>
    <message id="staff_close.restarting">
        <source>Restarting…</source>
        <translation>Restarting…</translation>
    </message>
    <message id="staff_close.shutting_down">
        <source>Shutting down…</source>
        <translation>Shutting down…</translation>
    </message>
    <message id="staff_close.moment">
        <source>One moment, please.</source>
        <translation>One moment, please.</translation>
    </message>
    <message id="staff_close.not_permitted">
        <source>This machine does not allow the kiosk to switch it off.</source>
        <translation>This machine does not allow the kiosk to switch it off.</translation>
    </message>
    <message id="staff_close.not_available">
        <source>This machine cannot be switched off from here.</source>
        <translation>This machine cannot be switched off from here.</translation>
    </message>
    <message id="staff_close.failed">
        <source>Nothing came of it. Please try again, or use the switch.</source>
        <translation>Nothing came of it. Please try again, or use the switch.</translation>
    </message>
    <message id="staff_close.out_of_order">
        <source>The kiosk ended by itself several times in a row. Camera, scanner and printer are off. A restart tries them again.</source>
        <translation>The kiosk ended by itself several times in a row. Camera, scanner and printer are off. A restart tries them again.</translation>
    </message>
    <message id="staff_people.add">
        <source>Add a person</source>
        <translation>Add a person</translation>
    </message>
    <message id="staff_people.you">
        <source>That is you</source>
        <translation>That is you</translation>
    </message>
    <message id="staff_people.you.next">
        <source>Nobody takes themselves off the list. Somebody else of the staff can.</source>
        <translation>Nobody takes themselves off the list. Somebody else of the staff can.</translation>
    </message>
    <message id="staff_people.other">
        <source>Comes in with a PIN of their own.</source>
        <translation>Comes in with a PIN of their own.</translation>
    </message>
    <message id="staff_people.take_out">
        <source>Take off the list</source>
        <translation>Take off the list</translation>
    </message>
    <message id="staff_people.sure">
        <source>Take %1 off the list?</source>
        <translation>Take %1 off the list?</translation>
    </message>
    <message id="staff_people.sure.next">
        <source>From then on neither PIN nor badge opens. The name can be added again.</source>
        <translation>From then on neither PIN nor badge opens. The name can be added again.</translation>
    </message>
    <message id="staff_people.going">
        <source>Taking %1 off the list…</source>
        <translation>Taking %1 off the list…</translation>
    </message>
    <message id="staff_people.new">
        <source>A new person: their name</source>
        <translation>A new person: their name</translation>
    </message>
    <message id="staff_people.new_name">
        <source>Type the name. After that they choose their PIN and type it themselves.</source>
        <translation>Type the name. After that they choose their PIN and type it themselves.</translation>
    </message>
    <message id="staff_people.added">
        <source>%1 can come in now.</source>
        <translation>%1 can come in now.</translation>
    </message>
    <message id="staff_people.taken_out">
        <source>%1 can no longer come in.</source>
        <translation>%1 can no longer come in.</translation>
    </message>
    <message id="staff_people.gone">
        <source>%1 was off the list already.</source>
        <translation>%1 was off the list already.</translation>
    </message>
</context>
</TS>
