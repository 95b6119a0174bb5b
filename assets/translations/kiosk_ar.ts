<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en_GB">
<context>
    <name></name>
    <message id="language.name">
        <source>English</source>
        <translation>العربية</translation>
    </message>
    <message id="still_there">
        <source>Are you still there?</source>
        <translation>هل ما زلت هنا؟</translation>
    </message>
    <message id="button.leave">
        <source>Leave</source>
        <translation>خروج</translation>
    </message>
    <message id="button.finish">
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message id="button.ok">
        <source>OK</source>
        <translation>حسنًا</translation>
    </message>
    <message id="button.back">
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message id="button.close">
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message id="button.more_time">
        <source>I need more time</source>
        <translation>أحتاج إلى مزيد من الوقت</translation>
    </message>
    <message id="button.access">
        <source>Accessibility</source>
        <translation>تسهيلات الاستخدام</translation>
    </message>
    <message id="button.lock">
        <source>Staff</source>
        <translation>الموظفون</translation>
    </message>
    <message id="button.new_code">
        <source>Send a new code</source>
        <translation>إرسال رمز جديد</translation>
    </message>
    <message id="button.cancel_keep">
        <source>Do not keep my visit</source>
        <translation>لا تحفظ زيارتي</translation>
    </message>
    <message id="button.show_coupon">
        <source>Show</source>
        <translation>عرض</translation>
    </message>
    <message id="button.print">
        <source>Print</source>
        <translation>طباعة</translation>
    </message>
    <message id="button.to_coupon">
        <source>To my coupon</source>
        <translation>إلى قسيمتي</translation>
    </message>
    <message id="button.type_code">
        <source>Type the code</source>
        <translation>كتابة الرمز</translation>
    </message>
    <message id="button.leave_staff">
        <source>Leave</source>
        <translation>خروج</translation>
    </message>
    <message id="button.continue">
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message id="button.later">
        <source>Later</source>
        <translation>لاحقًا</translation>
    </message>
    <message id="button.sign_up">
        <source>Sign up</source>
        <translation>تسجيل</translation>
    </message>
    <message id="button.try_again">
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message id="button.enrol_another">
        <source>Sign up another</source>
        <translation>تسجيل عضو آخر</translation>
    </message>
    <message id="button.earn_member">
        <source>Add points or stamps</source>
        <translation>إضافة نقاط أو أختام</translation>
    </message>
    <message id="keyboard.space">
        <source>Space</source>
        <translation>مسافة</translation>
    </message>
    <message id="keyboard.shift">
        <source>Capital letters</source>
        <translation>الأحرف الكبيرة</translation>
    </message>
    <message id="keyboard.more">
        <source>More keys</source>
        <translation>مفاتيح أخرى</translation>
    </message>
    <message id="access.title">
        <source>Accessibility</source>
        <translation>تسهيلات الاستخدام</translation>
    </message>
    <message id="access.size_title">
        <source>Text size</source>
        <translation>حجم الخط</translation>
    </message>
    <message id="access.size">
        <source>%1%</source>
        <translation>%1٪</translation>
    </message>
    <message id="access.theme_title">
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message id="access.light">
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message id="access.dark">
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message id="access.contrast">
        <source>High contrast</source>
        <translation>تباين عالٍ</translation>
    </message>
    <message id="access.hands_title">
        <source>Operation</source>
        <translation>التشغيل</translation>
    </message>
    <message id="access.reach">
        <source>All buttons low</source>
        <translation>الأزرار في الأسفل</translation>
    </message>
    <message id="access.steady">
        <source>Steady hands</source>
        <translation>تثبيت اليد</translation>
    </message>
    <message id="access.calm">
        <source>Less motion</source>
        <translation>حركة أقل</translation>
    </message>
    <message id="access.sound_title">
        <source>Sound %1%</source>
        <translation>الصوت %1٪</translation>
    </message>
    <message id="access.speech">
        <source>Read aloud</source>
        <translation>قراءة بصوت</translation>
    </message>
    <message id="access.softer">
        <source>Softer</source>
        <translation>أخفض</translation>
    </message>
    <message id="access.louder">
        <source>Louder</source>
        <translation>أعلى</translation>
    </message>
    <message id="speech.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="speech.language">
        <source>Language: %1</source>
        <translation>اللغة: %1</translation>
    </message>
    <message id="speech.account">
        <source>Account %1</source>
        <translation>الحساب %1</translation>
    </message>
    <message id="speech.chosen">
        <source>selected</source>
        <translation>محدد</translation>
    </message>
    <message id="speech.entry">
        <source>Entry %1</source>
        <translation>السجل %1</translation>
    </message>
    <message id="speech.entered" numerus="yes">
        <source>%n digits entered</source>
        <translation>
            <numerusform>لم يُدخل أي رقم</numerusform>
            <numerusform>أُدخل رقم واحد</numerusform>
            <numerusform>أُدخل رقمان</numerusform>
            <numerusform>أُدخلت %n أرقام</numerusform>
            <numerusform>أُدخل %n رقمًا</numerusform>
            <numerusform>أُدخل %n رقم</numerusform>
        </translation>
    </message>
    <message id="speech.headphones.next">
        <source>Put in headphones to hear what is personal.</source>
        <translation>وصّل سماعات الرأس لسماع المعلومات الشخصية.</translation>
    </message>
    <message id="speech.keys.next">
        <source>Move with the arrow keys, choose with Enter, hear it again with star.</source>
        <translation>تنقّل بمفاتيح الأسهم، واختر بمفتاح الإدخال، وأعد الاستماع بالنجمة.</translation>
    </message>
    <message id="attract.headline">
        <source>Show your QR code</source>
        <translation>أظهر رمز QR الخاص بك</translation>
    </message>
    <message id="attract.hint">
        <source>Hold your phone up to the camera.</source>
        <translation>وجّه شاشة هاتفك نحو الكاميرا.</translation>
    </message>
    <message id="attract.hint_scanner">
        <source>Hold your phone under the scanner.</source>
        <translation>ضع هاتفك تحت القارئ.</translation>
    </message>
    <message id="attract.no_reader">
        <source>We cannot read codes right now</source>
        <translation>لا يمكننا قراءة الرموز الآن</translation>
    </message>
    <message id="attract.no_reader.next">
        <source>Please ask our staff.</source>
        <translation>يُرجى سؤال أحد موظفينا.</translation>
    </message>
    <message id="attract.no_staff">
        <source>No staff are set up yet: touch the lock to begin.</source>
        <translation>لم يُسجَّل أي موظف بعد: المسوا القفل للبدء.</translation>
    </message>
    <message id="attract.no_journal">
        <source>Nothing can be booked here just now (%1).</source>
        <translation>لا يمكن تسجيل أي شيء هنا الآن (%1).</translation>
    </message>
    <message id="attract.clock_wrong">
        <source>For our staff: the clock of this kiosk is wrong.</source>
        <translation>لموظفينا: ساعة هذا الجهاز غير صحيحة.</translation>
    </message>
    <message id="attract.clock_refused">
        <source>For our staff: no secure connection. Is this kiosk’s date right?</source>
        <translation>لموظفينا: لا يوجد اتصال آمن. هل تاريخ هذا الجهاز صحيح؟</translation>
    </message>
    <message id="attract.card_mistake">
        <source>For staff: the settings on the card are not used. See %1</source>
        <translation>للموظفين: الإعدادات على البطاقة غير مستخدمة. انظر %1</translation>
    </message>
    <message id="aim.aim">
        <source>Hold the code inside the frame</source>
        <translation>ضع الرمز داخل الإطار</translation>
    </message>
    <message id="aim.closer">
        <source>A little closer</source>
        <translation>قرّبه قليلًا</translation>
    </message>
    <message id="aim.further">
        <source>A little further away</source>
        <translation>أبعده قليلًا</translation>
    </message>
    <message id="aim.still">
        <source>Hold still</source>
        <translation>ثبّته من فضلك</translation>
    </message>
    <message id="aim.brighter">
        <source>Turn up your screen</source>
        <translation>زِد سطوع شاشتك</translation>
    </message>
    <message id="aim.tilt">
        <source>Tilt the phone a little: a lamp shows in it</source>
        <translation>أمِل الهاتف قليلًا: ينعكس عليه ضوء</translation>
    </message>
    <message id="two_codes">
        <source>Two codes in view: please show one at a time</source>
        <translation>يظهر رمزان معًا: يُرجى عرض رمز واحد فقط</translation>
    </message>
    <message id="lookup.got_it">
        <source>Got it!</source>
        <translation>تمت القراءة!</translation>
    </message>
    <message id="lookup.one_moment">
        <source>One moment…</source>
        <translation>لحظة من فضلك…</translation>
    </message>
    <message id="lookup.busy">
        <source>Many people at once. We will go on by ourselves…</source>
        <translation>هناك ضغط كبير الآن. سنتابع تلقائيًا…</translation>
    </message>
    <message id="balance.headline">
        <source>Welcome back!</source>
        <translation>أهلًا بعودتك!</translation>
    </message>
    <message id="balance.stamps_of">
        <source>%1 of %2 stamps</source>
        <translation>%1 من %2 ختمًا</translation>
    </message>
    <message id="balance.stamps" numerus="yes">
        <source>%n stamps</source>
        <translation>
            <numerusform>لا أختام</numerusform>
            <numerusform>ختم واحد</numerusform>
            <numerusform>ختمان</numerusform>
            <numerusform>%n أختام</numerusform>
            <numerusform>%n ختمًا</numerusform>
            <numerusform>%n ختم</numerusform>
        </translation>
    </message>
    <message id="balance.points" numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>لا نقاط</numerusform>
            <numerusform>نقطة واحدة</numerusform>
            <numerusform>نقطتان</numerusform>
            <numerusform>%n نقاط</numerusform>
            <numerusform>%n نقطة</numerusform>
            <numerusform>%n نقطة</numerusform>
        </translation>
    </message>
    <message id="balance.earning">
        <source>Adding your visit…</source>
        <translation>جارٍ إضافة زيارتك…</translation>
    </message>
    <message id="balance.already">
        <source>Collected already. Next from %1.</source>
        <translation>سبق تسجيل زيارتك. الزيارة التالية من %1.</translation>
    </message>
    <message id="balance.no_journal">
        <source>Not counted: visits cannot be booked just now (%1).</source>
        <translation>لم تُحتسب: لا يمكن تسجيل الزيارات الآن (%1).</translation>
    </message>
    <message id="balance.coupons" numerus="yes">
        <source>Your coupons</source>
        <translation>
            <numerusform>قسائمك</numerusform>
            <numerusform>قسيمتك</numerusform>
            <numerusform>قسيمتاك</numerusform>
            <numerusform>قسائمك</numerusform>
            <numerusform>قسائمك</numerusform>
            <numerusform>قسائمك</numerusform>
        </translation>
    </message>
    <message id="pin.headline">
        <source>We sent you a code</source>
        <translation>أُرسل رمز إلى هاتفك</translation>
    </message>
    <message id="pin.sent">
        <source>Type the code from your phone.</source>
        <translation>أدخل الرمز الظاهر على هاتفك.</translation>
    </message>
    <message id="pin.wrong">
        <source>That code was not right.</source>
        <translation>هذا الرمز غير صحيح.</translation>
    </message>
    <message id="pin.expired">
        <source>That code is too old. Ask for a new one.</source>
        <translation>انتهت صلاحية هذا الرمز. اطلب رمزًا جديدًا.</translation>
    </message>
    <message id="pin.used_up">
        <source>Too many wrong codes. Ask for a new one.</source>
        <translation>محاولات خاطئة كثيرة. اطلب رمزًا جديدًا.</translation>
    </message>
    <message id="pin.busy">
        <source>One moment, we try again by ourselves…</source>
        <translation>لحظة، سنحاول مرة أخرى تلقائيًا…</translation>
    </message>
    <message id="pin.checking">
        <source>Checking…</source>
        <translation>جارٍ التحقق…</translation>
    </message>
    <message id="pin.tries" numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>لا محاولات متبقية</numerusform>
            <numerusform>بقيت محاولة واحدة</numerusform>
            <numerusform>بقيت محاولتان</numerusform>
            <numerusform>بقيت %n محاولات</numerusform>
            <numerusform>بقيت %n محاولة</numerusform>
            <numerusform>بقيت %n محاولة</numerusform>
        </translation>
    </message>
    <message id="pin.erase">
        <source>Erase</source>
        <translation>مسح</translation>
    </message>
    <message id="pin.confirm">
        <source>OK</source>
        <translation>تأكيد</translation>
    </message>
    <message id="reward.stamps" numerus="yes">
        <source>+%n stamps!</source>
        <translation>
            <numerusform>+%n ختم!</numerusform>
            <numerusform>+ ختم واحد!</numerusform>
            <numerusform>+ ختمان!</numerusform>
            <numerusform>+%n أختام!</numerusform>
            <numerusform>+%n ختمًا!</numerusform>
            <numerusform>+%n ختم!</numerusform>
        </translation>
    </message>
    <message id="reward.points">
        <source>Points added!</source>
        <translation>أُضيفت النقاط!</translation>
    </message>
    <message id="reward.card_full">
        <source>Your card is full!</source>
        <translation>اكتملت بطاقتك!</translation>
    </message>
    <message id="reward.in_app">
        <source>Your card filled up: the coupon is in your app.</source>
        <translation>اكتملت بطاقتك: القسيمة في تطبيقك.</translation>
    </message>
    <message id="reward.no_number">
        <source>Your visit counts. See your app for the balance.</source>
        <translation>احتُسبت زيارتك. تجد رصيدك في تطبيقك.</translation>
    </message>
    <message id="coupon.won">
        <source>Your reward!</source>
        <translation>مكافأتك!</translation>
    </message>
    <message id="coupon.yours">
        <source>Your coupon</source>
        <translation>قسيمتك</translation>
    </message>
    <message id="coupon.printing">
        <source>Printing…</source>
        <translation>جارٍ الطباعة…</translation>
    </message>
    <message id="coupon.sent">
        <source>Sent to the printer</source>
        <translation>أُرسلت إلى الطابعة</translation>
    </message>
    <message id="coupon.take">
        <source>Take your coupon</source>
        <translation>خذ قسيمتك</translation>
    </message>
    <message id="coupon.failed">
        <source>It could not be printed</source>
        <translation>تعذّرت الطباعة</translation>
    </message>
    <message id="coupon.unknown">
        <source>We cannot tell whether it was printed</source>
        <translation>لا نعرف هل طُبعت القسيمة</translation>
    </message>
    <message id="coupon.no_paper">
        <source>The printer is out of paper</source>
        <translation>نفد ورق الطابعة</translation>
    </message>
    <message id="coupon.cover_open">
        <source>The printer is open</source>
        <translation>الطابعة مفتوحة</translation>
    </message>
    <message id="coupon.printer_silent">
        <source>The printer does not answer</source>
        <translation>الطابعة لا تستجيب</translation>
    </message>
    <message id="coupon.printer_error">
        <source>The printer needs help</source>
        <translation>الطابعة تحتاج إلى مساعدة</translation>
    </message>
    <message id="coupon.no_printer">
        <source>No printer here</source>
        <translation>لا توجد طابعة هنا</translation>
    </message>
    <message id="coupon.in_app">
        <source>No paper needed: it is in your app too.</source>
        <translation>لا حاجة إلى ورق: القسيمة في تطبيقك أيضًا.</translation>
    </message>
    <message id="coupon.show_to_staff">
        <source>Show this code to our staff.</source>
        <translation>أظهر هذا الرمز لأحد موظفينا.</translation>
    </message>
    <message id="done.headline">
        <source>Thank you!</source>
        <translation>شكرًا لك!</translation>
    </message>
    <message id="done.detail">
        <source>See you soon.</source>
        <translation>نراك قريبًا.</translation>
    </message>
    <message id="problem.unknown_member">
        <source>We do not know this code</source>
        <translation>لا نعرف هذا الرمز</translation>
    </message>
    <message id="problem.unknown_member.next">
        <source>Is it your loyalty code? Please ask our staff to enrol you.</source>
        <translation>هل هو رمز الولاء الخاص بك؟ اطلب من موظفينا تسجيلك.</translation>
    </message>
    <message id="problem.old_code">
        <source>That code is too old</source>
        <translation>هذا الرمز قديم</translation>
    </message>
    <message id="problem.old_code.next">
        <source>Open your profile for a new one. A coupon? Show it to our staff.</source>
        <translation>افتح ملفك الشخصي للحصول على رمز جديد. أهي قسيمة؟ أظهرها لموظفينا.</translation>
    </message>
    <message id="problem.show_again">
        <source>Please show your code once more</source>
        <translation>يُرجى إظهار رمزك مرة أخرى</translation>
    </message>
    <message id="problem.show_again.next">
        <source>It changed while we were waiting.</source>
        <translation>لقد تغيّر أثناء الانتظار.</translation>
    </message>
    <message id="problem.not_a_code">
        <source>This is not a loyalty code</source>
        <translation>هذا ليس رمز ولاء</translation>
    </message>
    <message id="problem.not_a_code.next">
        <source>Show your loyalty account’s QR code.</source>
        <translation>أظهر رمز QR الخاص بحساب الولاء.</translation>
    </message>
    <message id="problem.coupon_to_staff">
        <source>That is a coupon</source>
        <translation>هذه قسيمة</translation>
    </message>
    <message id="problem.coupon_to_staff.next">
        <source>Show this coupon to our staff.</source>
        <translation>أظهر هذه القسيمة لأحد موظفينا.</translation>
    </message>
    <message id="problem.unavailable">
        <source>Not available just now</source>
        <translation>غير متاح الآن</translation>
    </message>
    <message id="problem.unavailable.next">
        <source>Please ask our staff.</source>
        <translation>يُرجى سؤال أحد موظفينا.</translation>
    </message>
    <message id="problem.unsure">
        <source>We could not finish</source>
        <translation>لم نتمكّن من إتمام العملية</translation>
    </message>
    <message id="problem.unsure.next">
        <source>We go on by ourselves. Look in your app later.</source>
        <translation>سنتابع تلقائيًا. تحقّق من تطبيقك لاحقًا.</translation>
    </message>
    <message id="problem.pin_failed">
        <source>The code did not work</source>
        <translation>لم ينجح الرمز</translation>
    </message>
    <message id="problem.pin_failed.next">
        <source>Try again later, or ask our staff.</source>
        <translation>حاول مرة أخرى لاحقًا، أو اسأل أحد موظفينا.</translation>
    </message>
    <message id="problem.refused">
        <source>That did not work</source>
        <translation>لم تنجح العملية</translation>
    </message>
    <message id="problem.refused.next">
        <source>Please ask our staff.</source>
        <translation>يُرجى سؤال أحد موظفينا.</translation>
    </message>
    <message id="offline.headline">
        <source>No connection</source>
        <translation>لا يوجد اتصال</translation>
    </message>
    <message id="offline.kept">
        <source>We keep your visit and add it later.</source>
        <translation>سنحفظ زيارتك ونضيفها لاحقًا.</translation>
    </message>
    <message id="offline.cancelled">
        <source>Your visit is not kept.</source>
        <translation>لم تُحفظ زيارتك.</translation>
    </message>
    <message id="offline.try_later">
        <source>Please try again in a little while.</source>
        <translation>يُرجى المحاولة مرة أخرى بعد قليل.</translation>
    </message>
    <message id="staff_lock.headline">
        <source>Staff: your PIN</source>
        <translation>الموظفون: رقمك السري</translation>
    </message>
    <message id="staff_lock.headline_person">
        <source>Hello, %1: your PIN</source>
        <translation>مرحبًا، %1: رقمك السري</translation>
    </message>
    <message id="staff_lock.wrong">
        <source>That PIN is not right.</source>
        <translation>هذا الرقم السري غير صحيح.</translation>
    </message>
    <message id="staff_lock.wrong_badge">
        <source>That badge is not known here.</source>
        <translation>هذه البطاقة غير معروفة هنا.</translation>
    </message>
    <message id="staff_lock.locked">
        <source>Locked for a while after wrong tries.</source>
        <translation>مقفل لبعض الوقت بعد محاولات خاطئة.</translation>
    </message>
    <message id="staff_lock.lost">
        <source>The list of staff was lost with a broken file. Set it up anew with “kiosk staff add”.</source>
        <translation>فُقدت قائمة الموظفين مع ملف تالف. أنشئها من جديد بالأمر ⁨kiosk staff add⁩.</translation>
    </message>
    <message id="staff_setup.headline">
        <source>First start: your name</source>
        <translation>التشغيل الأول: اسمكم</translation>
    </message>
    <message id="staff_setup.name">
        <source>You become the first of the staff. Type your name.</source>
        <translation>ستكونون أول موظف مسجَّل. اكتبوا اسمكم.</translation>
    </message>
    <message id="staff_setup.no_name">
        <source>Please type a name first.</source>
        <translation>يُرجى كتابة اسم أولًا.</translation>
    </message>
    <message id="staff_setup.pin">
        <source>%1: your PIN</source>
        <translation>%1: رقمكم السري</translation>
    </message>
    <message id="staff_setup.digits">
        <source>Choose 4 to 8 digits.</source>
        <translation>اختاروا من 4 إلى 8 أرقام.</translation>
    </message>
    <message id="staff_setup.again">
        <source>The same PIN once more.</source>
        <translation>أدخلوا الرقم نفسه مرة أخرى.</translation>
    </message>
    <message id="staff_setup.different">
        <source>The two PINs differ. Choose 4 to 8 digits.</source>
        <translation>الرقمان مختلفان. اختاروا من 4 إلى 8 أرقام.</translation>
    </message>
    <message id="staff_setup.not_stored">
        <source>It could not be stored. Choose 4 to 8 digits again.</source>
        <translation>تعذّر الحفظ. اختاروا من 4 إلى 8 أرقام مجددًا.</translation>
    </message>
    <message id="staff_setup.name_taken">
        <source>This name is taken. Please type another one.</source>
        <translation>هذا الاسم موجود من قبل. يُرجى كتابة اسم آخر.</translation>
    </message>
    <message id="staff_setup.pin_taken">
        <source>This PIN is taken. Choose another one.</source>
        <translation>هذا الرقم مستخدم من قبل. اختاروا رقمًا آخر.</translation>
    </message>
    <message id="staff_menu.headline">
        <source>Hello, %1</source>
        <translation>مرحبًا، %1</translation>
    </message>
    <message id="staff.task_coupon">
        <source>Redeem a coupon</source>
        <translation>صرف قسيمة</translation>
    </message>
    <message id="staff_coupon.headline">
        <source>Redeem a coupon</source>
        <translation>صرف قسيمة</translation>
    </message>
    <message id="staff_coupon.scan">
        <source>Hold the coupon up to the camera or scanner.</source>
        <translation>وجّه القسيمة نحو الكاميرا أو القارئ.</translation>
    </message>
    <message id="staff_coupon.please_scan">
        <source>Typed codes are switched off here. Please scan the coupon.</source>
        <translation>كتابة الرموز معطّلة هنا. يُرجى مسح القسيمة.</translation>
    </message>
    <message id="staff_coupon.bad_code">
        <source>That is not a coupon. Try another.</source>
        <translation>هذه ليست قسيمة. جرّب غيرها.</translation>
    </message>
    <message id="staff_coupon.type">
        <source>Type the code printed on the coupon.</source>
        <translation>اكتب الرمز المطبوع على القسيمة.</translation>
    </message>
    <message id="staff_coupon.asking">
        <source>One moment…</source>
        <translation>لحظة من فضلك…</translation>
    </message>
    <message id="staff_coupons.all">
        <source>All coupons</source>
        <translation>كل القسائم</translation>
    </message>
    <message id="staff_coupons.today">
        <source>Coupons of today</source>
        <translation>قسائم اليوم</translation>
    </message>
    <message id="staff_coupons.yesterday">
        <source>Coupons of yesterday</source>
        <translation>قسائم أمس</translation>
    </message>
    <message id="staff_coupons.day">
        <source>Coupons of %1</source>
        <translation>القسائم: %1</translation>
    </message>
    <message id="staff_coupons.customer">
        <source>Customer code %1</source>
        <translation>رمز العميل %1</translation>
    </message>
    <message id="staff_coupons.none">
        <source>No coupons here.</source>
        <translation>لا قسائم هنا.</translation>
    </message>
    <message id="staff_coupons.at">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_coupons.state_issued">
        <source>Not printed yet</source>
        <translation>لم تُطبع بعد</translation>
    </message>
    <message id="staff_coupons.state_printing">
        <source>Being printed</source>
        <translation>قيد الطباعة</translation>
    </message>
    <message id="staff_coupons.state_printed">
        <source>Printed</source>
        <translation>طُبعت</translation>
    </message>
    <message id="staff_coupons.state_print_unknown">
        <source>Print not certain</source>
        <translation>الطباعة غير مؤكدة</translation>
    </message>
    <message id="staff_coupons.state_print_failed">
        <source>Printing failed</source>
        <translation>تعذرت الطباعة</translation>
    </message>
    <message id="staff_coupons.state_handed_out">
        <source>Handed out</source>
        <translation>سُلّمت</translation>
    </message>
    <message id="staff_coupons.state_redeemed">
        <source>Redeemed</source>
        <translation>صُرفت</translation>
    </message>
    <message id="staff_coupons.issued_at">
        <source>Issued: %1</source>
        <translation>صدرت: %1</translation>
    </message>
    <message id="staff_coupons.paper_printed">
        <source>Printed: %1</source>
        <translation>طُبعت: %1</translation>
    </message>
    <message id="staff_coupons.copy_printed">
        <source>Copy printed: %1</source>
        <translation>طُبعت نسخة: %1</translation>
    </message>
    <message id="staff_coupons.paper_sent">
        <source>Sent to the printer: %1</source>
        <translation>أُرسلت إلى الطابعة: %1</translation>
    </message>
    <message id="staff_coupons.copy_sent">
        <source>Copy sent to the printer: %1</source>
        <translation>أُرسلت نسخة إلى الطابعة: %1</translation>
    </message>
    <message id="staff_coupons.paper_failed">
        <source>Printing failed: %1</source>
        <translation>تعذرت الطباعة: %1</translation>
    </message>
    <message id="staff_coupons.paper_unknown">
        <source>Print not certain: %1</source>
        <translation>الطباعة غير مؤكدة: %1</translation>
    </message>
    <message id="staff_coupons.handed_out_at">
        <source>Handed out: %1</source>
        <translation>سُلّمت: %1</translation>
    </message>
    <message id="staff_coupons.redeemed_at">
        <source>Redeemed: %1</source>
        <translation>صُرفت: %1</translation>
    </message>
    <message id="staff_coupons.take_copy">
        <source>Take the copy from the printer</source>
        <translation>خذ النسخة من الطابعة</translation>
    </message>
    <message id="staff_coupons.preview">
        <source>The copy as it would be printed</source>
        <translation>هكذا ستُطبع النسخة</translation>
    </message>
    <message id="staff_coupons.sure">
        <source>Was it handed out?</source>
        <translation>هل سُلّمت؟</translation>
    </message>
    <message id="staff_coupons.sure.next">
        <source>From then on this kiosk no longer offers it to the customer. It can still be redeemed.</source>
        <translation>بعد ذلك لن يعرضها هذا الجهاز على العميل، ويبقى صرفها ممكنًا.</translation>
    </message>
    <message id="staff_coupons.type">
        <source>Type the code on the coupon, or the six digits of a customer code.</source>
        <translation>اكتب الرمز المطبوع على القسيمة، أو الأرقام الستة لرمز العميل.</translation>
    </message>
    <message id="staff_coupons.not_ours">
        <source>That coupon was not issued here.</source>
        <translation>لم تصدر هذه القسيمة هنا.</translation>
    </message>
    <message id="staff_coupons.not_a_code">
        <source>That is not a code. Try another.</source>
        <translation>هذا ليس رمزًا. جرّب غيره.</translation>
    </message>
    <message id="staff_coupons.no_code">
        <source>Neither a coupon of ours nor a valid customer code.</source>
        <translation>ليس قسيمة صادرة هنا ولا رمز عميل صالحًا.</translation>
    </message>
    <message id="staff_coupons.unreachable">
        <source>The service cannot be reached. Type the customer code instead.</source>
        <translation>تعذر الوصول إلى الخدمة. اكتب رمز العميل بدلًا من ذلك.</translation>
    </message>
    <message id="staff_coupons.busy">
        <source>The service is busy. Wait a moment, or type the customer code.</source>
        <translation>الخدمة مشغولة. انتظر لحظة أو اكتب رمز العميل.</translation>
    </message>
    <message id="staff_coupons.no_journal">
        <source>The kiosk’s disk does not answer. Restart the kiosk, or call for help.</source>
        <translation>قرص الجهاز لا يستجيب. أعد تشغيل الجهاز أو اطلب المساعدة.</translation>
    </message>
    <message id="staff_coupons.gone">
        <source>It had been handed out or redeemed before.</source>
        <translation>سبق تسليمها أو صرفها.</translation>
    </message>
    <message id="staff_waiting.headline" numerus="yes">
        <source>%n operations wait</source>
        <translation>
            <numerusform>لا عمليات منتظرة</numerusform>
            <numerusform>عملية واحدة منتظرة</numerusform>
            <numerusform>عمليتان منتظرتان</numerusform>
            <numerusform>%n عمليات منتظرة</numerusform>
            <numerusform>%n عملية منتظرة</numerusform>
            <numerusform>%n عملية منتظرة</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.none">
        <source>Nothing waits: all has been answered.</source>
        <translation>لا شيء ينتظر: وصلت كل الردود.</translation>
    </message>
    <message id="staff_waiting.visit">
        <source>Visit kept while offline</source>
        <translation>زيارة حُفظت دون اتصال</translation>
    </message>
    <message id="staff_waiting.redeem_points" numerus="yes">
        <source>Redeem %n points</source>
        <translation>
            <numerusform>صرف لا نقاط</numerusform>
            <numerusform>صرف نقطة واحدة</numerusform>
            <numerusform>صرف نقطتين</numerusform>
            <numerusform>صرف %n نقاط</numerusform>
            <numerusform>صرف %n نقطة</numerusform>
            <numerusform>صرف %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.redeem_stamps" numerus="yes">
        <source>Redeem %n stamps</source>
        <translation>
            <numerusform>صرف لا أختام</numerusform>
            <numerusform>صرف ختم واحد</numerusform>
            <numerusform>صرف ختمين</numerusform>
            <numerusform>صرف %n أختام</numerusform>
            <numerusform>صرف %n ختمًا</numerusform>
            <numerusform>صرف %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_points" numerus="yes">
        <source>Add %n points</source>
        <translation>
            <numerusform>إضافة لا نقاط</numerusform>
            <numerusform>إضافة نقطة واحدة</numerusform>
            <numerusform>إضافة نقطتين</numerusform>
            <numerusform>إضافة %n نقاط</numerusform>
            <numerusform>إضافة %n نقطة</numerusform>
            <numerusform>إضافة %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.earn_stamps" numerus="yes">
        <source>Add %n stamps</source>
        <translation>
            <numerusform>إضافة لا أختام</numerusform>
            <numerusform>إضافة ختم واحد</numerusform>
            <numerusform>إضافة ختمين</numerusform>
            <numerusform>إضافة %n أختام</numerusform>
            <numerusform>إضافة %n ختمًا</numerusform>
            <numerusform>إضافة %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.since">
        <source>Since %1</source>
        <translation>منذ %1</translation>
    </message>
    <message id="staff_waiting.tried" numerus="yes">
        <source>Tried %n times</source>
        <translation>
            <numerusform>لم تُجرَّب بعد</numerusform>
            <numerusform>جُرّبت مرة واحدة</numerusform>
            <numerusform>جُرّبت مرتين</numerusform>
            <numerusform>جُرّبت %n مرات</numerusform>
            <numerusform>جُرّبت %n مرة</numerusform>
            <numerusform>جُرّبت %n مرة</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.tried_last" numerus="yes">
        <source>Tried %n times, last: %1</source>
        <translation>
            <numerusform>لم تُجرَّب بعد: %1</numerusform>
            <numerusform>جُرّبت مرة واحدة، آخرها: %1</numerusform>
            <numerusform>جُرّبت مرتين، آخرهما: %1</numerusform>
            <numerusform>جُرّبت %n مرات، آخرها: %1</numerusform>
            <numerusform>جُرّبت %n مرة، آخرها: %1</numerusform>
            <numerusform>جُرّبت %n مرة، آخرها: %1</numerusform>
        </translation>
    </message>
    <message id="staff_waiting.why_busy">
        <source>The service asked to wait</source>
        <translation>طلبت الخدمة الانتظار</translation>
    </message>
    <message id="staff_waiting.why_used">
        <source>Used, most likely by this attempt</source>
        <translation>مستعملة، وعلى الأرجح بهذه المحاولة</translation>
    </message>
    <message id="staff_waiting.why_offline">
        <source>The service could not be reached</source>
        <translation>تعذر الوصول إلى الخدمة</translation>
    </message>
    <message id="staff_waiting.why_no_answer">
        <source>No answer from the service</source>
        <translation>لا رد من الخدمة</translation>
    </message>
    <message id="staff_waiting.why_claimed">
        <source>It is being dealt with right now</source>
        <translation>تجري معالجتها الآن</translation>
    </message>
    <message id="staff_waiting.why_pin">
        <source>It waits for the code from the customer’s phone</source>
        <translation>تنتظر الرمز من هاتف العميل</translation>
    </message>
    <message id="staff_waiting.why_pending">
        <source>Not sent yet</source>
        <translation>لم تُرسل بعد</translation>
    </message>
    <message id="staff_waiting.reason_booked">
        <source>I checked: it is booked</source>
        <translation>تحققت: هي مسجلة</translation>
    </message>
    <message id="staff_waiting.reason_not_booked">
        <source>I checked: it is not booked</source>
        <translation>تحققت: ليست مسجلة</translation>
    </message>
    <message id="staff_waiting.reason_customer_gone">
        <source>The customer has gone</source>
        <translation>غادر العميل</translation>
    </message>
    <message id="staff_waiting.reason_mistake">
        <source>It was a mistake</source>
        <translation>كانت سهوًا</translation>
    </message>
    <message id="staff_waiting.choose">
        <source>Why is it given up?</source>
        <translation>لماذا يُتخلى عنها؟</translation>
    </message>
    <message id="staff_waiting.sure">
        <source>Give this up for good?</source>
        <translation>هل تتخلى عنها نهائيًا؟</translation>
    </message>
    <message id="staff_waiting.risk_coupon">
        <source>The coupon may have been redeemed. The kiosk forgets that it tried: a later scan only says “used before”.</source>
        <translation>ربما صُرفت القسيمة. ينسى الجهاز محاولته: المسح اللاحق يقول فقط «مستعملة من قبل».</translation>
    </message>
    <message id="staff_waiting.risk_doubt">
        <source>It may have been booked already. The kiosk stops asking, so it will not find out.</source>
        <translation>ربما سُجّلت بالفعل. يتوقف الجهاز عن السؤال فلن يعرف ذلك.</translation>
    </message>
    <message id="staff_waiting.risk_none">
        <source>Nothing has been booked, and nothing will be.</source>
        <translation>لم يُسجَّل شيء، ولن يُسجَّل شيء.</translation>
    </message>
    <message id="staff_waiting.advice_claimed">
        <source>A screen, or the kiosk itself, waits for the answer. Come back in a minute.</source>
        <translation>شاشة ما أو الجهاز نفسه ينتظر الرد. عُد بعد دقيقة.</translation>
    </message>
    <message id="staff_waiting.advice_coupon">
        <source>It cannot be tried again from here: the service keeps no number of it. Scan the coupon under “Redeem a coupon”, or give it up.</source>
        <translation>لا يمكن إعادة المحاولة من هنا: لا رقم لها لدى الخدمة. امسح القسيمة في «صرف قسيمة» أو تخلَّ عنها.</translation>
    </message>
    <message id="staff_waiting.advice_pin">
        <source>Nothing is booked without the code from the customer’s phone. Begin again with the customer, and give this one up.</source>
        <translation>لا يُسجَّل شيء دون الرمز من هاتف العميل. ابدأ من جديد مع العميل وتخلَّ عن هذه.</translation>
    </message>
    <message id="staff_waiting.advice_doubt">
        <source>It may have been booked. Trying again is safe: it never counts twice.</source>
        <translation>ربما سُجّلت. إعادة المحاولة آمنة: لا تُحسب مرتين.</translation>
    </message>
    <message id="staff_waiting.advice_not_sent">
        <source>Nothing is booked yet. The kiosk tries by itself as soon as it can.</source>
        <translation>لم يُسجَّل شيء بعد. يحاول الجهاز بنفسه في أقرب وقت.</translation>
    </message>
    <message id="staff_waiting.trying">
        <source>Asking the service…</source>
        <translation>جارٍ سؤال الخدمة…</translation>
    </message>
    <message id="staff_waiting.end_accepted">
        <source>It is booked.</source>
        <translation>تم التسجيل.</translation>
    </message>
    <message id="staff_waiting.end_refused">
        <source>The service refused it.</source>
        <translation>رفضتها الخدمة.</translation>
    </message>
    <message id="staff_waiting.end_closed">
        <source>It is closed: nothing more is done.</source>
        <translation>أُغلقت: لن يُفعل شيء آخر.</translation>
    </message>
    <message id="staff_waiting.end_pin">
        <source>The code from the customer’s phone is needed: nothing was booked. Begin again with the customer.</source>
        <translation>الرمز من هاتف العميل مطلوب: لم يُسجَّل شيء. ابدأ من جديد مع العميل.</translation>
    </message>
    <message id="staff_waiting.end_stale">
        <source>The customer’s code is too old by now. The visit is closed, nothing was booked.</source>
        <translation>صار رمز العميل قديمًا. أُغلقت الزيارة ولم يُسجَّل شيء.</translation>
    </message>
    <message id="staff_waiting.slow">
        <source>No answer yet. The kiosk goes on asking.</source>
        <translation>لا رد بعد. يواصل الجهاز السؤال.</translation>
    </message>
    <message id="staff_waiting.still_waits">
        <source>Still no answer. The kiosk goes on by itself.</source>
        <translation>ما زال لا رد. يواصل الجهاز بنفسه.</translation>
    </message>
    <message id="staff_waiting.given_up">
        <source>Given up.</source>
        <translation>تم التخلي عنها.</translation>
    </message>
    <message id="staff_waiting.over">
        <source>It had come to its end by itself.</source>
        <translation>كانت قد انتهت من تلقاء نفسها.</translation>
    </message>
    <message id="staff_pin.headline">
        <source>The customer has a code</source>
        <translation>لدى العميل رمز</translation>
    </message>
    <message id="staff_pin.sent">
        <source>Ask the customer to read the code from their phone.</source>
        <translation>اطلب من العميل قراءة الرمز من هاتفه.</translation>
    </message>
    <message id="staff_result.redeemed">
        <source>Redeemed</source>
        <translation>صُرفت</translation>
    </message>
    <message id="staff_result.redeemed_name">
        <source>Redeemed: %1</source>
        <translation>صُرفت: %1</translation>
    </message>
    <message id="staff_result.redeemed.next">
        <source>Hand it over.</source>
        <translation>سلّم المكافأة.</translation>
    </message>
    <message id="staff_result.probably_ours">
        <source>Most likely redeemed by this kiosk</source>
        <translation>صُرفت على الأرجح من هذا الجهاز</translation>
    </message>
    <message id="staff_result.probably_ours.next">
        <source>Our attempt at %1 had no answer, and the coupon is used now. Hand it over if it was this customer.</source>
        <translation>لم نتلقَّ ردًّا على محاولتنا عند %1، والقسيمة مستعملة الآن. سلّم المكافأة إن كان العميل نفسه.</translation>
    </message>
    <message id="staff_result.already_used">
        <source>Used before</source>
        <translation>مستعملة من قبل</translation>
    </message>
    <message id="staff_result.already_used.next">
        <source>This coupon was redeemed earlier.</source>
        <translation>صُرفت هذه القسيمة سابقًا.</translation>
    </message>
    <message id="staff_result.not_found">
        <source>No such coupon</source>
        <translation>لا توجد قسيمة كهذه</translation>
    </message>
    <message id="staff_result.not_found.next">
        <source>Check the code, or scan it.</source>
        <translation>تحقّق من الرمز أو امسحه.</translation>
    </message>
    <message id="staff_result.pin_failed">
        <source>The code did not work</source>
        <translation>لم ينجح الرمز</translation>
    </message>
    <message id="staff_result.pin_failed.next">
        <source>Begin again when the customer is ready.</source>
        <translation>ابدأ من جديد عندما يكون العميل مستعدًا.</translation>
    </message>
    <message id="staff_result.unsure">
        <source>No answer from the service</source>
        <translation>لا رد من الخدمة</translation>
    </message>
    <message id="staff_result.unsure.next">
        <source>It may have worked. Scan the coupon again in a minute to find out.</source>
        <translation>ربما نجحت العملية. امسح القسيمة مجددًا بعد دقيقة للتأكد.</translation>
    </message>
    <message id="staff_result.unreachable">
        <source>The service cannot be reached</source>
        <translation>يتعذّر الوصول إلى الخدمة</translation>
    </message>
    <message id="staff_result.unreachable.next">
        <source>Nothing was redeemed. Check the network and try again.</source>
        <translation>لم يُصرف شيء. تحقّق من الشبكة وحاول مرة أخرى.</translation>
    </message>
    <message id="staff_result.bad_key">
        <source>The API key is not accepted</source>
        <translation>مفتاح API غير مقبول</translation>
    </message>
    <message id="staff_result.bad_key.next">
        <source>The owner must set a new key.</source>
        <translation>على صاحب المتجر إدخال مفتاح جديد.</translation>
    </message>
    <message id="staff_result.subscription">
        <source>The Loyalite subscription has lapsed</source>
        <translation>انتهى اشتراك Loyalite</translation>
    </message>
    <message id="staff_result.subscription.next">
        <source>The owner must renew it.</source>
        <translation>على صاحب المتجر تجديده.</translation>
    </message>
    <message id="staff_result.refused">
        <source>The service refused it</source>
        <translation>رفضت الخدمة العملية</translation>
    </message>
    <message id="staff_result.refused.next">
        <source>Nothing was redeemed.</source>
        <translation>لم يُصرف شيء.</translation>
    </message>
    <message id="staff_result.no_journal">
        <source>The kiosk cannot write to its disk</source>
        <translation>لا يستطيع الجهاز الكتابة على قرصه</translation>
    </message>
    <message id="staff_result.no_journal.next">
        <source>Nothing was sent. Restart the kiosk, or call for help.</source>
        <translation>لم يُرسل شيء. أعد تشغيل الجهاز أو اطلب المساعدة.</translation>
    </message>
    <message id="button.ask_again">
        <source>Ask again</source>
        <translation>اسأل مجددًا</translation>
    </message>
    <message id="button.to_points">
        <source>Points instead</source>
        <translation>نقاط بدلًا منها</translation>
    </message>
    <message id="button.to_stamps">
        <source>Stamps instead</source>
        <translation>أختام بدلًا منها</translation>
    </message>
    <message id="button.type_customer">
        <source>Type the customer code</source>
        <translation>اكتب رمز العميل</translation>
    </message>
    <message id="button.today">
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message id="button.yesterday">
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message id="button.day_before">
        <source>Day before</source>
        <translation>اليوم السابق</translation>
    </message>
    <message id="button.day_after">
        <source>Day after</source>
        <translation>اليوم التالي</translation>
    </message>
    <message id="button.all">
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message id="button.newer">
        <source>Newer</source>
        <translation>الأحدث</translation>
    </message>
    <message id="button.older">
        <source>Older</source>
        <translation>الأقدم</translation>
    </message>
    <message id="button.previous">
        <source>Previous</source>
        <translation>السابق</translation>
    </message>
    <message id="button.next">
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message id="button.find">
        <source>Find</source>
        <translation>بحث</translation>
    </message>
    <message id="button.print_copy">
        <source>Print a copy</source>
        <translation>طباعة نسخة</translation>
    </message>
    <message id="button.hand_out">
        <source>Handed out</source>
        <translation>سُلّمت</translation>
    </message>
    <message id="button.handed_out_yes">
        <source>Yes, handed out</source>
        <translation>نعم، سُلّمت</translation>
    </message>
    <message id="button.new_checkout">
        <source>New checkout</source>
        <translation>عملية دفع جديدة</translation>
    </message>
    <message id="button.another_order">
        <source>Another order</source>
        <translation>طلب آخر</translation>
    </message>
    <message id="button.no_points">
        <source>No points</source>
        <translation>بدون نقاط</translation>
    </message>
    <message id="button.other_points">
        <source>Other points</source>
        <translation>نقاط أخرى</translation>
    </message>
    <message id="button.go_on">
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message id="button.change">
        <source>Change</source>
        <translation>تعديل</translation>
    </message>
    <message id="button.give_up">
        <source>Give up</source>
        <translation>إلغاء</translation>
    </message>
    <message id="button.give_up_yes">
        <source>Yes, give it up</source>
        <translation>نعم، تخلَّ عنها</translation>
    </message>
    <message id="button.try_now">
        <source>Try now</source>
        <translation>المحاولة الآن</translation>
    </message>
    <message id="button.keep">
        <source>Keep it</source>
        <translation>الاحتفاظ به</translation>
    </message>
    <message id="button.to_summary">
        <source>To the summary</source>
        <translation>إلى الملخص</translation>
    </message>
    <message id="staff.task_redeem">
        <source>Redeem points or stamps</source>
        <translation>صرف نقاط أو أختام</translation>
    </message>
    <message id="staff.task_earn">
        <source>Add points or stamps</source>
        <translation>إضافة نقاط أو أختام</translation>
    </message>
    <message id="staff.task_checkout">
        <source>Checkout</source>
        <translation>الدفع</translation>
    </message>
    <message id="staff.task_enrol">
        <source>New member</source>
        <translation>عضو جديد</translation>
    </message>
    <message id="staff_enrol.headline">
        <source>E-mail of the new member</source>
        <translation>بريد العضو الجديد الإلكتروني</translation>
    </message>
    <message id="staff_enrol.type">
        <source>Type the e-mail, and let the customer check it.</source>
        <translation>اكتبوا البريد الإلكتروني ودعوا الزبون يتحقق منه.</translation>
    </message>
    <message id="staff_enrol.letter">
        <source>An e-mail has no such letter or sign.</source>
        <translation>لا يوجد هذا الحرف أو الرمز في عنوان بريد إلكتروني.</translation>
    </message>
    <message id="staff_enrol.incomplete">
        <source>Something is missing. An e-mail looks like name@example.com.</source>
        <translation>ينقص شيء ما. يبدو البريد الإلكتروني هكذا: name@example.com</translation>
    </message>
    <message id="staff_enrol.email_refused">
        <source>The service does not accept this e-mail. Please check it.</source>
        <translation>الخدمة لا تقبل هذا البريد الإلكتروني. يُرجى التحقق منه.</translation>
    </message>
    <message id="staff_enrol.member">
        <source>That looks like a member’s code: whoever has one is signed up already.</source>
        <translation>يبدو هذا رمز عضو: من لديه رمز فهو مسجَّل بالفعل.</translation>
    </message>
    <message id="staff_enrol.coupon">
        <source>That is a coupon. It has a task of its own.</source>
        <translation>هذه قسيمة، ولها مهمة خاصة بها.</translation>
    </message>
    <message id="staff_enrol.not_a_code">
        <source>That code is not one of ours.</source>
        <translation>هذا الرمز ليس من رموزنا.</translation>
    </message>
    <message id="staff_enrol.as_is">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_consents.headline">
        <source>Please touch what you agree to</source>
        <translation>يُرجى لمس ما توافقون عليه</translation>
    </message>
    <message id="staff_consents.turn">
        <source>Staff: turn the screen to the customer. They tick for themselves.</source>
        <translation>للموظفين: أديروا الشاشة نحو الزبون، فهو من يضع العلامات بنفسه.</translation>
    </message>
    <message id="staff_consents.terms">
        <source>I accept the terms of the loyalty programme of %1. (Needed)</source>
        <translation>أوافق على شروط برنامج الولاء لدى %1. (مطلوب)</translation>
    </message>
    <message id="staff_consents.privacy">
        <source>I have read the privacy notice of %1 and agree to it. (Needed)</source>
        <translation>قرأت إشعار الخصوصية لدى %1 وأوافق عليه. (مطلوب)</translation>
    </message>
    <message id="staff_consents.marketing">
        <source>I would like news and offers from %1 by e-mail. (As you like)</source>
        <translation>أرغب في تلقي أخبار %1 وعروضه بالبريد الإلكتروني. (اختياري)</translation>
    </message>
    <message id="staff_consents.terms_refused">
        <source>The service asks for consent to the terms.</source>
        <translation>تطلب الخدمة الموافقة على الشروط.</translation>
    </message>
    <message id="staff_consents.privacy_refused">
        <source>The service asks for consent to the privacy notice.</source>
        <translation>تطلب الخدمة الموافقة على إشعار الخصوصية.</translation>
    </message>
    <message id="staff_enrol_result.new">
        <source>Signed up: a new member</source>
        <translation>تم التسجيل: عضو جديد</translation>
    </message>
    <message id="staff_enrol_result.existing">
        <source>This e-mail already belonged to a member</source>
        <translation>هذا البريد الإلكتروني لعضو مسجَّل من قبل</translation>
    </message>
    <message id="staff_enrol_result.existing.next">
        <source>Nobody was signed up twice. This is the member.</source>
        <translation>لم يُسجَّل أحد مرتين. هذا هو العضو.</translation>
    </message>
    <message id="staff_enrol_result.member">
        <source>Signed up</source>
        <translation>تم التسجيل</translation>
    </message>
    <message id="staff_enrol_result.doubtful.next">
        <source>An earlier try had no answer, so nobody knows whether the member is new.</source>
        <translation>بقيت محاولة سابقة بلا رد، لذا لا يُعرف إن كان العضو جديدًا.</translation>
    </message>
    <message id="staff_enrol_result.email">
        <source>E-mail: %1</source>
        <translation>البريد الإلكتروني: %1</translation>
    </message>
    <message id="staff_enrol_result.unreachable.next">
        <source>Check the network and try again. Nobody is signed up twice.</source>
        <translation>تحققوا من الشبكة وأعيدوا المحاولة. لن يُسجَّل أحد مرتين.</translation>
    </message>
    <message id="staff_enrol_result.refused.next">
        <source>Nobody was signed up.</source>
        <translation>لم يُسجَّل أحد.</translation>
    </message>
    <message id="staff.task_coupons">
        <source>Issued coupons</source>
        <translation>القسائم الصادرة</translation>
    </message>
    <message id="staff.task_waiting">
        <source>Waiting</source>
        <translation>عمليات معلّقة</translation>
    </message>
    <message id="staff.task_devices">
        <source>Devices</source>
        <translation>الأجهزة</translation>
    </message>
    <message id="staff.task_settings">
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message id="staff.task_people">
        <source>People</source>
        <translation>الموظفون</translation>
    </message>
    <message id="staff.task_close">
        <source>Out of service</source>
        <translation>خارج الخدمة</translation>
    </message>
    <message id="staff.badge_inside">
        <source>A badge changes nothing here. Leave first to change over.</source>
        <translation>البطاقة لا تغيّر شيئًا هنا. للتبديل، اخرج أولًا.</translation>
    </message>
    <message id="staff_entry.point">
        <source>Decimal point</source>
        <translation>الفاصلة العشرية</translation>
    </message>
    <message id="staff_amount.redeem_points">
        <source>How many points?</source>
        <translation>كم نقطة؟</translation>
    </message>
    <message id="staff_amount.redeem_stamps">
        <source>How many stamps?</source>
        <translation>كم ختمًا؟</translation>
    </message>
    <message id="staff_amount.earn_points">
        <source>Total of the purchase, before any discount?</source>
        <translation>إجمالي المشتريات قبل أي خصم؟</translation>
    </message>
    <message id="staff_amount.earn_stamps">
        <source>How many stamps?</source>
        <translation>كم ختمًا؟</translation>
    </message>
    <message id="staff_amount.purchase">
        <source>Purchase of %1</source>
        <translation>مشتريات بقيمة %1</translation>
    </message>
    <message id="staff_member.scan">
        <source>Ask the customer to show their code.</source>
        <translation>اطلب من العميل إظهار رمزه.</translation>
    </message>
    <message id="staff_member.type">
        <source>Type the six digits of the customer code.</source>
        <translation>اكتب الأرقام الستة لرمز العميل.</translation>
    </message>
    <message id="staff_member.unknown">
        <source>No such customer</source>
        <translation>لا يوجد عميل كهذا</translation>
    </message>
    <message id="staff_member.old_code">
        <source>That code is out of date. Ask the customer to open their profile for a new one.</source>
        <translation>انتهت صلاحية هذا الرمز. اطلب من العميل فتح ملفه للحصول على رمز جديد.</translation>
    </message>
    <message id="staff_member.not_a_code">
        <source>That is not a customer code. Try another.</source>
        <translation>هذا ليس رمز عميل. جرّب غيره.</translation>
    </message>
    <message id="staff_member.coupon">
        <source>That is a coupon. Ask for the customer code.</source>
        <translation>هذه قسيمة. اطلب رمز العميل.</translation>
    </message>
    <message id="staff_member.please_scan">
        <source>Typed codes are switched off here. Please scan the customer’s code.</source>
        <translation>كتابة الرموز معطّلة هنا. يُرجى مسح رمز العميل.</translation>
    </message>
    <message id="staff_member.unreachable">
        <source>The service cannot be reached. Check the network and try again.</source>
        <translation>يتعذّر الوصول إلى الخدمة. تحقّق من الشبكة وحاول مرة أخرى.</translation>
    </message>
    <message id="staff_amount_result.insufficient">
        <source>%1 is more than the balance</source>
        <translation>%1 أكثر من الرصيد</translation>
    </message>
    <message id="staff_amount_result.insufficient.next">
        <source>Nothing was redeemed. Choose a smaller amount.</source>
        <translation>لم يُصرف شيء. اختر مقدارًا أقل.</translation>
    </message>
    <message id="staff_amount_result.no_number">
        <source>The new balance is not known just now.</source>
        <translation>الرصيد الجديد غير معروف الآن.</translation>
    </message>
    <message id="staff_amount_result.in_app">
        <source>The card filled up: the coupon is in the customer’s app.</source>
        <translation>اكتملت البطاقة: القسيمة في تطبيق العميل.</translation>
    </message>
    <message id="staff_amount_result.purchase">
        <source>Added: purchase of %1</source>
        <translation>أُضيفت: مشتريات بقيمة %1</translation>
    </message>
    <message id="staff_amount_result.not_found.next">
        <source>Nothing was booked. Ask for the code again.</source>
        <translation>لم يُسجَّل شيء. اطلب الرمز مجددًا.</translation>
    </message>
    <message id="staff_amount_result.unsure.next">
        <source>It may have worked. Ask again: that never counts twice.</source>
        <translation>ربما نجحت العملية. اسأل مجددًا: لن تُحتسب مرتين.</translation>
    </message>
    <message id="staff_amount_result.goes_on">
        <source>It may have worked. The kiosk goes on asking: do not enter it again.</source>
        <translation>ربما نجحت العملية. يواصل الجهاز السؤال: لا تُدخلها مرة أخرى.</translation>
    </message>
    <message id="staff_amount_result.unreachable.next">
        <source>Nothing was booked. Check the network and try again.</source>
        <translation>لم يُسجَّل شيء. تحقّق من الشبكة وحاول مرة أخرى.</translation>
    </message>
    <message id="staff_amount_result.refused.next">
        <source>Nothing was booked.</source>
        <translation>لم يُسجَّل شيء.</translation>
    </message>
    <message id="staff_reward.headline">
        <source>The card is full</source>
        <translation>اكتملت البطاقة</translation>
    </message>
    <message id="staff_amount.has_points" numerus="yes">
        <source>Balance: %n points</source>
        <translation>
            <numerusform>الرصيد: لا نقاط</numerusform>
            <numerusform>الرصيد: نقطة واحدة</numerusform>
            <numerusform>الرصيد: نقطتان</numerusform>
            <numerusform>الرصيد: %n نقاط</numerusform>
            <numerusform>الرصيد: %n نقطة</numerusform>
            <numerusform>الرصيد: %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_amount.has_stamps" numerus="yes">
        <source>Balance: %n stamps</source>
        <translation>
            <numerusform>الرصيد: لا أختام</numerusform>
            <numerusform>الرصيد: ختم واحد</numerusform>
            <numerusform>الرصيد: ختمان</numerusform>
            <numerusform>الرصيد: %n أختام</numerusform>
            <numerusform>الرصيد: %n ختمًا</numerusform>
            <numerusform>الرصيد: %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_points" numerus="yes">
        <source>Before: %n points</source>
        <translation>
            <numerusform>قبل: لا نقاط</numerusform>
            <numerusform>قبل: نقطة واحدة</numerusform>
            <numerusform>قبل: نقطتان</numerusform>
            <numerusform>قبل: %n نقاط</numerusform>
            <numerusform>قبل: %n نقطة</numerusform>
            <numerusform>قبل: %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_amount.before_stamps" numerus="yes">
        <source>Before: %n stamps</source>
        <translation>
            <numerusform>قبل: لا أختام</numerusform>
            <numerusform>قبل: ختم واحد</numerusform>
            <numerusform>قبل: ختمان</numerusform>
            <numerusform>قبل: %n أختام</numerusform>
            <numerusform>قبل: %n ختمًا</numerusform>
            <numerusform>قبل: %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_points" numerus="yes">
        <source>Now: %n points</source>
        <translation>
            <numerusform>الآن: لا نقاط</numerusform>
            <numerusform>الآن: نقطة واحدة</numerusform>
            <numerusform>الآن: نقطتان</numerusform>
            <numerusform>الآن: %n نقاط</numerusform>
            <numerusform>الآن: %n نقطة</numerusform>
            <numerusform>الآن: %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_amount.after_stamps" numerus="yes">
        <source>Now: %n stamps</source>
        <translation>
            <numerusform>الآن: لا أختام</numerusform>
            <numerusform>الآن: ختم واحد</numerusform>
            <numerusform>الآن: ختمان</numerusform>
            <numerusform>الآن: %n أختام</numerusform>
            <numerusform>الآن: %n ختمًا</numerusform>
            <numerusform>الآن: %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_points" numerus="yes">
        <source>Redeemed: %n points</source>
        <translation>
            <numerusform>صُرف: لا نقاط</numerusform>
            <numerusform>صُرف: نقطة واحدة</numerusform>
            <numerusform>صُرف: نقطتان</numerusform>
            <numerusform>صُرف: %n نقاط</numerusform>
            <numerusform>صُرف: %n نقطة</numerusform>
            <numerusform>صُرف: %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.redeemed_stamps" numerus="yes">
        <source>Redeemed: %n stamps</source>
        <translation>
            <numerusform>صُرف: لا أختام</numerusform>
            <numerusform>صُرف: ختم واحد</numerusform>
            <numerusform>صُرف: ختمان</numerusform>
            <numerusform>صُرف: %n أختام</numerusform>
            <numerusform>صُرف: %n ختمًا</numerusform>
            <numerusform>صُرف: %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_amount_result.earned_stamps" numerus="yes">
        <source>Added: %n stamps</source>
        <translation>
            <numerusform>أُضيف: لا أختام</numerusform>
            <numerusform>أُضيف: ختم واحد</numerusform>
            <numerusform>أُضيف: ختمان</numerusform>
            <numerusform>أُضيف: %n أختام</numerusform>
            <numerusform>أُضيف: %n ختمًا</numerusform>
            <numerusform>أُضيف: %n ختم</numerusform>
        </translation>
    </message>
    <message id="staff_amount.too_many" numerus="yes">
        <source>A card has only %n stamps.</source>
        <translation>
            <numerusform>في البطاقة لا أختام فقط.</numerusform>
            <numerusform>في البطاقة ختم واحد فقط.</numerusform>
            <numerusform>في البطاقة ختمان فقط.</numerusform>
            <numerusform>في البطاقة %n أختام فقط.</numerusform>
            <numerusform>في البطاقة %n ختمًا فقط.</numerusform>
            <numerusform>في البطاقة %n ختم فقط.</numerusform>
        </translation>
    </message>
    <message id="staff_reward.next" numerus="yes">
        <source>Give the coupon to the customer. On the new card: %n stamps.</source>
        <translation>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: لا أختام.</numerusform>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: ختم واحد.</numerusform>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: ختمان.</numerusform>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: %n أختام.</numerusform>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: %n ختمًا.</numerusform>
            <numerusform>سلّم القسيمة للعميل. على البطاقة الجديدة: %n ختم.</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.unfinished">
        <source>Unfinished checkouts</source>
        <translation>عمليات دفع غير مكتملة</translation>
    </message>
    <message id="staff_checkout.row_nothing">
        <source>Order %1, %2: nothing booked</source>
        <translation>الطلب ⁦%1⁩، %2: لم يُسجَّل شيء</translation>
    </message>
    <message id="staff_checkout.row_spent">
        <source>Order %1, %2: points spent, earning missing</source>
        <translation>الطلب ⁦%1⁩، %2: صُرفت النقاط ولم تُضف المكافأة</translation>
    </message>
    <message id="staff_checkout.row_unsure">
        <source>Order %1, %2: not sure</source>
        <translation>الطلب ⁦%1⁩، %2: غير مؤكد</translation>
    </message>
    <message id="staff_checkout.order">
        <source>Order number</source>
        <translation>رقم الطلب</translation>
    </message>
    <message id="staff_checkout.order.type">
        <source>Type or scan the order number.</source>
        <translation>اكتب رقم الطلب أو امسحه.</translation>
    </message>
    <message id="staff_checkout.order_is">
        <source>Order %1</source>
        <translation>الطلب ⁦%1⁩</translation>
    </message>
    <message id="staff_checkout.order_total">
        <source>Order %1: %2</source>
        <translation>الطلب ⁦%1⁩: %2</translation>
    </message>
    <message id="staff_checkout.points">
        <source>How many points does the customer spend?</source>
        <translation>كم نقطة سيصرف العميل؟</translation>
    </message>
    <message id="staff_checkout.pin_redeem">
        <source>Code for spending points</source>
        <translation>رمز صرف النقاط</translation>
    </message>
    <message id="staff_checkout.pin_earn">
        <source>Another code, for the earning</source>
        <translation>رمز آخر لإضافة النقاط</translation>
    </message>
    <message id="staff_checkout.nothing">
        <source>Nothing is booked yet</source>
        <translation>لم يُسجَّل شيء بعد</translation>
    </message>
    <message id="staff_checkout.spent">
        <source>The points are spent, the earning is missing</source>
        <translation>صُرفت النقاط ولم تُضف المكافأة بعد</translation>
    </message>
    <message id="staff_checkout.spent_unsure">
        <source>The points are spent, the earning is not sure</source>
        <translation>صُرفت النقاط وإضافة المكافأة غير مؤكدة</translation>
    </message>
    <message id="staff_checkout.redeem_unsure">
        <source>Not sure whether the points are spent</source>
        <translation>ليس مؤكدًا أن النقاط قد صُرفت</translation>
    </message>
    <message id="staff_checkout.earn_unsure">
        <source>Not sure whether it is booked</source>
        <translation>ليس مؤكدًا أنه قد سُجِّل</translation>
    </message>
    <message id="staff_checkout.begun.next">
        <source>Begun %1. Go on where it was left: nothing counts twice.</source>
        <translation>بدأ %1. تابع من حيث توقف: لا شيء يُحتسب مرتين.</translation>
    </message>
    <message id="staff_checkout.goes_on">
        <source>It may have worked. The kiosk goes on asking; so may you.</source>
        <translation>ربما نجحت العملية. يواصل الجهاز السؤال، ويمكنك السؤال أيضًا.</translation>
    </message>
    <message id="staff_checkout.give_up">
        <source>Give up order %1?</source>
        <translation>هل تريد إلغاء الطلب ⁦%1⁩؟</translation>
    </message>
    <message id="staff_checkout.give_up_nothing">
        <source>Nothing of it is booked.</source>
        <translation>لم يُسجَّل منه شيء.</translation>
    </message>
    <message id="staff_checkout.give_up_spent">
        <source>The points stay spent, and nothing is earned for it.</source>
        <translation>تبقى النقاط مصروفة ولا تُضاف مكافأة عنه.</translation>
    </message>
    <message id="staff_checkout.give_up_unsure">
        <source>What is booked of it stays booked.</source>
        <translation>ما سُجِّل منه يبقى مسجَّلًا.</translation>
    </message>
    <message id="staff_checkout.done">
        <source>Order %1 is booked already</source>
        <translation>الطلب ⁦%1⁩ مسجَّل بالفعل</translation>
    </message>
    <message id="staff_checkout.done.next">
        <source>Booked %1. It was not booked again.</source>
        <translation>سُجِّل %1. لم يُسجَّل مرة أخرى.</translation>
    </message>
    <message id="staff_checkout.other">
        <source>Order %1 is another customer’s</source>
        <translation>الطلب ⁦%1⁩ لعميل آخر</translation>
    </message>
    <message id="staff_checkout.other.next">
        <source>Check number and customer. If it was a mistake, give it up in the list of unfinished checkouts first.</source>
        <translation>تحقق من الرقم والعميل. إن حدث ذلك سهوًا فألغه أولًا من قائمة عمليات الدفع غير المكتملة.</translation>
    </message>
    <message id="staff_checkout.taken">
        <source>The number %1 cannot be used</source>
        <translation>لا يمكن استخدام الرقم ⁦%1⁩</translation>
    </message>
    <message id="staff_checkout.taken.next">
        <source>Numbers that begin with redeem_ belong to the kiosk.</source>
        <translation>الأرقام التي تبدأ بـ redeem_ تخص الجهاز نفسه.</translation>
    </message>
    <message id="staff_checkout.booked">
        <source>Order %1 is booked</source>
        <translation>سُجِّل الطلب ⁦%1⁩</translation>
    </message>
    <message id="staff_checkout.known">
        <source>The service knew this order already: nothing was booked twice.</source>
        <translation>كانت الخدمة تعرف هذا الطلب: لم يُسجَّل شيء مرتين.</translation>
    </message>
    <message id="staff_checkout.printed">
        <source>The summary is printed</source>
        <translation>طُبع الملخص</translation>
    </message>
    <message id="staff_checkout.slip_title">
        <source>Your points</source>
        <translation>نقاطك</translation>
    </message>
    <message id="staff_checkout.slip_order">
        <source>Order</source>
        <translation>الطلب</translation>
    </message>
    <message id="staff_checkout.slip_total">
        <source>Total</source>
        <translation>الإجمالي</translation>
    </message>
    <message id="staff_checkout.slip_spent">
        <source>Spent</source>
        <translation>المصروف</translation>
    </message>
    <message id="staff_checkout.slip_before">
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message id="staff_checkout.slip_after">
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message id="staff_checkout.slip_value">
        <source>%1</source>
        <translation>⁦%1⁩</translation>
    </message>
    <message id="staff_checkout.to_spend" numerus="yes">
        <source>To spend: %n points</source>
        <translation>
            <numerusform>للصرف: لا نقاط</numerusform>
            <numerusform>للصرف: نقطة واحدة</numerusform>
            <numerusform>للصرف: نقطتان</numerusform>
            <numerusform>للصرف: %n نقاط</numerusform>
            <numerusform>للصرف: %n نقطة</numerusform>
            <numerusform>للصرف: %n نقطة</numerusform>
        </translation>
    </message>
    <message id="staff_checkout.too_many" numerus="yes">
        <source>There are only %n points.</source>
        <translation>
            <numerusform>لا توجد نقاط.</numerusform>
            <numerusform>توجد نقطة واحدة فقط.</numerusform>
            <numerusform>توجد نقطتان فقط.</numerusform>
            <numerusform>توجد %n نقاط فقط.</numerusform>
            <numerusform>توجد %n نقطة فقط.</numerusform>
            <numerusform>توجد %n نقطة فقط.</numerusform>
        </translation>
    </message>
    <message id="paper.title">
        <source>Your reward</source>
        <translation>مكافأتك</translation>
    </message>
    <message id="paper.copy">
        <source>COPY</source>
        <translation>نسخة</translation>
    </message>
    <message id="paper.issued">
        <source>Issued %1</source>
        <translation>صدرت: %1</translation>
    </message>
    <message id="closed.headline">
        <source>We are closed just now</source>
        <translation>نحن مغلقون الآن</translation>
    </message>
    <message id="closed.detail">
        <source>Come again later, or ask our staff.</source>
        <translation>يُرجى العودة لاحقًا أو سؤال موظفينا.</translation>
    </message>
    <message id="closed.scanned">
        <source>Nothing booked: we are closed.</source>
        <translation>لم يُسجَّل شيء: نحن مغلقون.</translation>
    </message>
    <message id="closed.out_of_order">
        <source>Please ask our staff. For them: %1</source>
        <translation>يُرجى سؤال أحد موظفينا. رمز للموظفين: %1</translation>
    </message>
    <message id="first.headline">
        <source>Set up this kiosk</source>
        <translation>إعداد هذا الكشك</translation>
    </message>
    <message id="first.headline.next">
        <source>Show the QR code with your settings here, or put kiosk.toml on the card.</source>
        <translation>اعرض هنا رمز QR الذي يحمل إعداداتك، أو ضع kiosk.toml على البطاقة.</translation>
    </message>
    <message id="first.no_reader.next">
        <source>Put kiosk.toml on the card, or connect a camera and show a QR code.</source>
        <translation>ضع kiosk.toml على البطاقة، أو وصّل كاميرا واعرض رمز QR.</translation>
    </message>
    <message id="first.mistakes" numerus="yes">
        <source>%n things to put right</source>
        <translation>
            <numerusform>لا شيء للتصحيح</numerusform>
            <numerusform>أمر واحد للتصحيح</numerusform>
            <numerusform>أمران للتصحيح</numerusform>
            <numerusform>%n أمور للتصحيح</numerusform>
            <numerusform>%n أمرًا للتصحيح</numerusform>
            <numerusform>%n أمر للتصحيح</numerusform>
        </translation>
    </message>
    <message id="first.mistakes.next">
        <source>Put them right in kiosk.toml on the card and restart, or show a new QR code.</source>
        <translation>صحّحها في kiosk.toml على البطاقة ثم أعد التشغيل، أو اعرض رمز QR جديدًا.</translation>
    </message>
    <message id="first.checking">
        <source>Got it!</source>
        <translation>تمت القراءة!</translation>
    </message>
    <message id="first.checking.next">
        <source>Your settings are being checked.</source>
        <translation>يجري التحقق من إعداداتك.</translation>
    </message>
    <message id="first.not_one">
        <source>This is no set-up code</source>
        <translation>هذا ليس رمز إعداد</translation>
    </message>
    <message id="first.not_one.next">
        <source>The manual says how to make one.</source>
        <translation>يشرح الدليل كيفية إنشائه.</translation>
    </message>
    <message id="first.newer">
        <source>This code is for a newer kiosk</source>
        <translation>هذا الرمز لكشك أحدث</translation>
    </message>
    <message id="first.newer.next">
        <source>Update the kiosk, or put kiosk.toml on the card.</source>
        <translation>حدّث الكشك، أو ضع kiosk.toml على البطاقة.</translation>
    </message>
    <message id="first.no_answer">
        <source>The settings could not be stored</source>
        <translation>تعذّر حفظ الإعدادات</translation>
    </message>
    <message id="first.no_answer.next">
        <source>Show the code again. If that does not help, restart the kiosk.</source>
        <translation>اعرض الرمز مرة أخرى. إن لم ينجح ذلك، أعد تشغيل الكشك.</translation>
    </message>
    <message id="first.done">
        <source>The kiosk is set up</source>
        <translation>اكتمل إعداد الكشك</translation>
    </message>
    <message id="first.done.next">
        <source>It starts anew in a moment.</source>
        <translation>سيُعاد التشغيل بعد لحظات.</translation>
    </message>
    <message id="first.key">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="first_why.did_you_mean">
        <source>is not known; is %1 meant?</source>
        <translation>غير معروف؛ هل المقصود %1؟</translation>
    </message>
    <message id="first_why.unknown">
        <source>is not known</source>
        <translation>غير معروف</translation>
    </message>
    <message id="first_why.missing">
        <source>is missing</source>
        <translation>مفقود</translation>
    </message>
    <message id="first_why.text">
        <source>must be text in quotation marks</source>
        <translation>يجب أن يكون نصًا بين علامتي اقتباس</translation>
    </message>
    <message id="first_why.number">
        <source>must be a number without quotation marks</source>
        <translation>يجب أن يكون رقمًا دون علامات اقتباس</translation>
    </message>
    <message id="first_why.switch">
        <source>must be true or false</source>
        <translation>يجب أن يكون true أو false</translation>
    </message>
    <message id="first_why.table">
        <source>must be a heading in square brackets</source>
        <translation>يجب أن يكون عنوانًا بين قوسين مربعين</translation>
    </message>
    <message id="first_why.least">
        <source>must be at least %1</source>
        <translation>يجب ألا يقل عن %1</translation>
    </message>
    <message id="first_why.most">
        <source>must be %1 at most</source>
        <translation>يجب ألا يزيد على %1</translation>
    </message>
    <message id="first_why.long">
        <source>is longer than %1 characters</source>
        <translation>أطول من %1 حرفًا</translation>
    </message>
    <message id="first_why.one_of">
        <source>must be one of these: %1</source>
        <translation>يجب أن يكون واحدًا من: %1</translation>
    </message>
    <message id="first_why.timezone">
        <source>is no time zone such as Europe/Istanbul</source>
        <translation>ليس منطقة زمنية مثل Europe/Istanbul</translation>
    </message>
    <message id="first_why.address">
        <source>must be a web address with https://</source>
        <translation>يجب أن يكون عنوان ويب يبدأ بـ https://</translation>
    </message>
    <message id="first_why.colour">
        <source>must be a colour such as #b3541e</source>
        <translation>يجب أن يكون لونًا مثل #b3541e</translation>
    </message>
    <message id="first_why.key">
        <source>is no API key; copy it once more</source>
        <translation>ليس مفتاح API؛ انسخه مرة أخرى</translation>
    </message>
    <message id="first_why.ssid">
        <source>is no name of a Wi-Fi network</source>
        <translation>ليس اسم شبكة Wi-Fi</translation>
    </message>
    <message id="first_why.password">
        <source>must have 8 to 63 characters without accents</source>
        <translation>يجب أن يتكون من 8 إلى 63 حرفًا لاتينيًا</translation>
    </message>
    <message id="first_why.country">
        <source>must be a country's code such as TR</source>
        <translation>يجب أن يكون رمز دولة مثل TR</translation>
    </message>
    <message id="first_why.line">
        <source>cannot be read from line %1 on; look at quotation marks</source>
        <translation>تتعذر القراءة من السطر %1؛ راجع علامات الاقتباس</translation>
    </message>
    <message id="first_why.curly">
        <source>has curly quotation marks; write straight ones</source>
        <translation>فيه علامات اقتباس مائلة؛ اكتبها مستقيمة</translation>
    </message>
    <message id="first_why.leave_out">
        <source>must be left out</source>
        <translation>يجب حذفه</translation>
    </message>
    <message id="first_why.belongs">
        <source>belongs under [setup], as api_key</source>
        <translation>مكانه تحت [setup] باسم api_key</translation>
    </message>
    <message id="first_why.twice">
        <source>is there twice; leave one out</source>
        <translation>موجود مرتين؛ احذف أحدهما</translation>
    </message>
    <message id="first_why.logo">
        <source>must be a PNG or SVG file beside kiosk.toml</source>
        <translation>يجب أن يكون ملف PNG أو SVG بجانب kiosk.toml</translation>
    </message>
    <message id="first_why.duration">
        <source>must be "day" or a time such as "30m" or "4h"</source>
        <translation>يجب أن يكون "day" أو مدة مثل "30m" أو "4h"</translation>
    </message>
    <message id="first_why.size">
        <source>must be a size such as "1280x720"</source>
        <translation>يجب أن يكون حجمًا مثل "1280x720"</translation>
    </message>
    <message id="first_why.port">
        <source>must be "auto", "none" or a device</source>
        <translation>يجب أن يكون "auto" أو "none" أو جهازًا</translation>
    </message>
    <message id="first_why.languages">
        <source>must be languages that there are here: %1</source>
        <translation>يجب أن تكون لغات متوفرة هنا: %1</translation>
    </message>
    <message id="first_why.other">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="button.test_page">
        <source>Print a test page</source>
        <translation>طباعة صفحة تجريبية</translation>
    </message>
    <message id="button.test_service">
        <source>Test the service</source>
        <translation>اختبار الخدمة</translation>
    </message>
    <message id="staff_devices.not_known">
        <source>Not known</source>
        <translation>غير معروف</translation>
    </message>
    <message id="staff_devices.works">
        <source>Works</source>
        <translation>يعمل</translation>
    </message>
    <message id="staff_devices.camera">
        <source>Camera</source>
        <translation>الكاميرا</translation>
    </message>
    <message id="staff_devices.pace">
        <source>%1 pictures a second, %2 ms each</source>
        <translation>%1 صورة في الثانية، %2 م.ث لكل منها</translation>
    </message>
    <message id="staff_devices.pace_unknown">
        <source>pace not known yet</source>
        <translation>السرعة غير معروفة بعد</translation>
    </message>
    <message id="staff_devices.why_missing">
        <source>Not plugged in</source>
        <translation>غير موصول</translation>
    </message>
    <message id="staff_devices.why_in_use">
        <source>Another program is using it</source>
        <translation>يستخدمه برنامج آخر</translation>
    </message>
    <message id="staff_devices.why_not_permitted">
        <source>The kiosk is not allowed to use it</source>
        <translation>لا يُسمح للجهاز باستخدامه</translation>
    </message>
    <message id="staff_devices.why_black">
        <source>Nothing but black: is the lens covered?</source>
        <translation>سواد فقط: هل العدسة مغطاة؟</translation>
    </message>
    <message id="staff_devices.why_frozen">
        <source>The picture stands still</source>
        <translation>الصورة متجمدة</translation>
    </message>
    <message id="staff_devices.why_none">
        <source>Switched off in the configuration</source>
        <translation>معطّل في الإعدادات</translation>
    </message>
    <message id="staff_devices.why_ever">
        <source>Does not work</source>
        <translation>لا يعمل</translation>
    </message>
    <message id="staff_devices.scanner">
        <source>Scanner</source>
        <translation>الماسح</translation>
    </message>
    <message id="staff_devices.code">
        <source>Last code</source>
        <translation>آخر رمز</translation>
    </message>
    <message id="staff_devices.code_none">
        <source>Hold any code up to try</source>
        <translation>اعرض أي رمز للتجربة</translation>
    </message>
    <message id="staff_devices.by_camera">
        <source>by the camera</source>
        <translation>بالكاميرا</translation>
    </message>
    <message id="staff_devices.by_scanner">
        <source>by the scanner</source>
        <translation>بالماسح</translation>
    </message>
    <message id="staff_devices.code_member">
        <source>customer code or other</source>
        <translation>رمز زبون أو غيره</translation>
    </message>
    <message id="staff_devices.code_coupon">
        <source>a coupon</source>
        <translation>قسيمة</translation>
    </message>
    <message id="staff_devices.code_invalid">
        <source>not a loyalty code</source>
        <translation>ليس رمز ولاء</translation>
    </message>
    <message id="staff_devices.code_length">
        <source>length %1</source>
        <translation>الطول %1</translation>
    </message>
    <message id="staff_devices.code_ago">
        <source>%1 s ago</source>
        <translation>قبل %1 ث</translation>
    </message>
    <message id="staff_devices.printer">
        <source>Printer</source>
        <translation>الطابعة</translation>
    </message>
    <message id="staff_devices.printer_ready">
        <source>Ready</source>
        <translation>جاهزة</translation>
    </message>
    <message id="staff_devices.printer_paper_low">
        <source>Ready; the paper is running low</source>
        <translation>جاهزة؛ الورق يوشك على النفاد</translation>
    </message>
    <message id="staff_devices.printer_paper_out">
        <source>Out of paper</source>
        <translation>نفد الورق</translation>
    </message>
    <message id="staff_devices.printer_cover_open">
        <source>The cover is open</source>
        <translation>الغطاء مفتوح</translation>
    </message>
    <message id="staff_devices.printer_error">
        <source>The printer reports a problem</source>
        <translation>تُبلغ الطابعة عن مشكلة</translation>
    </message>
    <message id="staff_devices.printer_silent">
        <source>No answer: is it on, is the cable in?</source>
        <translation>لا رد: هل هي مشغّلة والكابل موصول؟</translation>
    </message>
    <message id="staff_devices.printer_absent">
        <source>Not plugged in</source>
        <translation>غير موصولة</translation>
    </message>
    <message id="staff_devices.page">
        <source>Test page</source>
        <translation>صفحة تجريبية</translation>
    </message>
    <message id="staff_devices.page_sending">
        <source>Printing…</source>
        <translation>جارٍ الطباعة…</translation>
    </message>
    <message id="staff_devices.page_printed">
        <source>Printed</source>
        <translation>طُبعت</translation>
    </message>
    <message id="staff_devices.page_sent">
        <source>Sent; this printer does not say whether it came out</source>
        <translation>أُرسلت؛ هذه الطابعة لا تُخبر إن خرجت</translation>
    </message>
    <message id="staff_devices.page_failed">
        <source>Did not come out</source>
        <translation>لم تخرج</translation>
    </message>
    <message id="staff_devices.page_unknown">
        <source>Not known whether it came out</source>
        <translation>لا يُعرف إن خرجت</translation>
    </message>
    <message id="staff_devices.page_asked">
        <source>Asked for by</source>
        <translation>طلبها</translation>
    </message>
    <message id="staff_devices.page_letters">
        <source>Letters</source>
        <translation>الحروف</translation>
    </message>
    <message id="staff_devices.page_value">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_devices.page_note">
        <source>Can you read all of it? Then the printer is fine.</source>
        <translation>هل تُقرأ كلها بوضوح؟ إذًا الطابعة سليمة.</translation>
    </message>
    <message id="staff_devices.service">
        <source>Service</source>
        <translation>الخدمة</translation>
    </message>
    <message id="staff_devices.untested">
        <source>not tested yet</source>
        <translation>لم تُختبر بعد</translation>
    </message>
    <message id="staff_devices.testing">
        <source>Testing…</source>
        <translation>جارٍ الاختبار…</translation>
    </message>
    <message id="staff_devices.network_up">
        <source>Network connected</source>
        <translation>الشبكة متصلة</translation>
    </message>
    <message id="staff_devices.network_down">
        <source>No network: cable or Wi-Fi?</source>
        <translation>لا شبكة: الكابل أم الواي فاي؟</translation>
    </message>
    <message id="staff_devices.answers">
        <source>Answers</source>
        <translation>تُجيب</translation>
    </message>
    <message id="staff_devices.ms">
        <source>%1 ms</source>
        <translation>%1 م.ث</translation>
    </message>
    <message id="staff_devices.bad_key">
        <source>The API key is wrong</source>
        <translation>مفتاح الواجهة غير صحيح</translation>
    </message>
    <message id="staff_devices.subscription">
        <source>The subscription has lapsed</source>
        <translation>انتهى الاشتراك</translation>
    </message>
    <message id="staff_devices.limited">
        <source>Answers, but has too many requests just now</source>
        <translation>تُجيب، لكن الطلبات كثيرة الآن</translation>
    </message>
    <message id="staff_devices.refuses">
        <source>Answers, but not as expected</source>
        <translation>تُجيب، ولكن ليس كما هو متوقع</translation>
    </message>
    <message id="staff_devices.no_answer">
        <source>No answer</source>
        <translation>لا رد</translation>
    </message>
    <message id="staff_devices.no_name">
        <source>Its address is not found: is there internet?</source>
        <translation>العنوان غير موجود: هل يوجد إنترنت؟</translation>
    </message>
    <message id="staff_devices.no_tls">
        <source>No secure connection: is the clock right?</source>
        <translation>لا اتصال آمنًا: هل الساعة صحيحة؟</translation>
    </message>
    <message id="staff_devices.no_tls_time">
        <source>No secure connection: the certificate does not fit this date. Is the clock right?</source>
        <translation>لا يوجد اتصال آمن: الشهادة لا تناسب هذا التاريخ. هل الساعة صحيحة؟</translation>
    </message>
    <message id="staff_devices.portal">
        <source>Sent elsewhere: does the network want a sign-in?</source>
        <translation>أُعيد التوجيه: هل تطلب الشبكة تسجيل الدخول؟</translation>
    </message>
    <message id="staff_devices.out_of_order">
        <source>Out of order just now</source>
        <translation>معطّلة الآن</translation>
    </message>
    <message id="staff_devices.foreign">
        <source>Something else answers in its place</source>
        <translation>يُجيب شيء آخر بدلًا منها</translation>
    </message>
    <message id="staff_devices.clock">
        <source>Clock</source>
        <translation>الساعة</translation>
    </message>
    <message id="staff_devices.clock_now">
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message id="staff_devices.clock_unchecked">
        <source>not compared with the service yet</source>
        <translation>لم تُقارَن بالخدمة بعد</translation>
    </message>
    <message id="staff_devices.clock_agrees">
        <source>agrees with the service</source>
        <translation>تتفق مع الخدمة</translation>
    </message>
    <message id="staff_devices.clock_behind">
        <source>%1 s behind the service</source>
        <translation>متأخرة %1 ث عن الخدمة</translation>
    </message>
    <message id="staff_devices.clock_ahead">
        <source>%1 s ahead of the service</source>
        <translation>متقدمة %1 ث على الخدمة</translation>
    </message>
    <message id="staff_devices.clock_refused">
        <source>the service’s certificate does not fit this date: set the clock</source>
        <translation>شهادة الخدمة لا تناسب هذا التاريخ: اضبط الساعة</translation>
    </message>
    <message id="staff_devices.clock_service">
        <source>the service’s time is used: %1</source>
        <translation>يُستخدم وقت الخدمة: %1</translation>
    </message>
    <message id="staff_devices.storage">
        <source>Storage</source>
        <translation>التخزين</translation>
    </message>
    <message id="staff_devices.disk">
        <source>%1 GB of disk free</source>
        <translation>%1 غ.ب خالية على القرص</translation>
    </message>
    <message id="staff_devices.disk_unknown">
        <source>disk not known</source>
        <translation>القرص غير معروف</translation>
    </message>
    <message id="staff_devices.no_journal">
        <source>the disk takes nothing: no booking</source>
        <translation>القرص لا يقبل الكتابة: لا تسجيل</translation>
    </message>
    <message id="staff_devices.memory">
        <source>%1 GB of memory free</source>
        <translation>%1 غ.ب ذاكرة خالية</translation>
    </message>
    <message id="staff_devices.memory_unknown">
        <source>memory not known</source>
        <translation>الذاكرة غير معروفة</translation>
    </message>
    <message id="staff_devices.machine">
        <source>Machine</source>
        <translation>الجهاز</translation>
    </message>
    <message id="staff_devices.celsius">
        <source>%1 °C</source>
        <translation>%1 °م</translation>
    </message>
    <message id="staff_devices.celsius_unknown">
        <source>temperature not known</source>
        <translation>الحرارة غير معروفة</translation>
    </message>
    <message id="staff_devices.voltage_fine">
        <source>power supply fine</source>
        <translation>مصدر الطاقة جيد</translation>
    </message>
    <message id="staff_devices.voltage_was_low">
        <source>the power was too weak once since the start</source>
        <translation>ضعفت الطاقة مرة منذ التشغيل</translation>
    </message>
    <message id="staff_devices.voltage_low">
        <source>the power is too weak: another power supply?</source>
        <translation>الطاقة ضعيفة: جرّب مصدر طاقة آخر</translation>
    </message>
    <message id="staff_devices.voltage_unknown">
        <source>power supply not known</source>
        <translation>مصدر الطاقة غير معروف</translation>
    </message>
    <message id="staff_settings.language">
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message id="staff_settings.language.next">
        <source>The first language on screen, and that of coupons and other papers.</source>
        <translation>اللغة الأولى على الشاشة، ولغة القسائم والأوراق الأخرى.</translation>
    </message>
    <message id="staff_settings.language_is">
        <source>Language: %1</source>
        <translation>اللغة: %1</translation>
    </message>
    <message id="staff_settings.name">
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message id="staff_settings.text_size">
        <source>Text size</source>
        <translation>حجم الخط</translation>
    </message>
    <message id="staff_settings.text_size_is">
        <source>Text size: %1%</source>
        <translation>حجم الخط: %1٪</translation>
    </message>
    <message id="staff_settings.person.next">
        <source>What every customer begins with; each can choose something else for themselves.</source>
        <translation>ما يبدأ به كل زبون؛ ويمكن لكلٍّ أن يختار غيره لنفسه.</translation>
    </message>
    <message id="staff_settings.theme">
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message id="staff_settings.theme_light">
        <source>Colours: light</source>
        <translation>الألوان: فاتحة</translation>
    </message>
    <message id="staff_settings.theme_dark">
        <source>Colours: dark</source>
        <translation>الألوان: داكنة</translation>
    </message>
    <message id="staff_settings.theme_contrast">
        <source>Colours: high contrast</source>
        <translation>الألوان: تباين عالٍ</translation>
    </message>
    <message id="staff_settings.sound">
        <source>Sound</source>
        <translation>الصوت</translation>
    </message>
    <message id="staff_settings.sound_on">
        <source>Sound: on</source>
        <translation>الصوت: مفعّل</translation>
    </message>
    <message id="staff_settings.sound_off">
        <source>Sound: off</source>
        <translation>الصوت: متوقف</translation>
    </message>
    <message id="staff_settings.on">
        <source>On</source>
        <translation>تشغيل</translation>
    </message>
    <message id="staff_settings.off">
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message id="staff_settings.volume">
        <source>Volume</source>
        <translation>مستوى الصوت</translation>
    </message>
    <message id="staff_settings.volume_is">
        <source>Volume: %1%</source>
        <translation>مستوى الصوت: %1٪</translation>
    </message>
    <message id="staff_settings.percent">
        <source>%1%</source>
        <translation>%1٪</translation>
    </message>
    <message id="staff_settings.brightness">
        <source>Brightness</source>
        <translation>السطوع</translation>
    </message>
    <message id="staff_settings.brightness.next">
        <source>As configured: from the next start of the machine on, it sets the light itself.</source>
        <translation>حسب الإعدادات: من التشغيل التالي يضبط الجهاز السطوع بنفسه.</translation>
    </message>
    <message id="staff_settings.brightness_is">
        <source>Brightness: %1%</source>
        <translation>السطوع: %1٪</translation>
    </message>
    <message id="staff_settings.brightness_fixed">
        <source>Brightness: not adjustable here</source>
        <translation>السطوع: لا يمكن ضبطه هنا</translation>
    </message>
    <message id="staff_settings.brightness_unknown">
        <source>Brightness: not known yet</source>
        <translation>السطوع: غير معروف بعد</translation>
    </message>
    <message id="staff_settings.visits">
        <source>Visits</source>
        <translation>الزيارات</translation>
    </message>
    <message id="staff_settings.visits.next">
        <source>Without earning, customers see their balance only. Visits kept while offline are still booked.</source>
        <translation>بدون الكسب يرى الزبائن رصيدهم فقط. تُسجَّل مع ذلك الزيارات المحفوظة دون اتصال.</translation>
    </message>
    <message id="staff_settings.visits_on">
        <source>Visits: earn</source>
        <translation>الزيارات: تُكسب</translation>
    </message>
    <message id="staff_settings.visits_off">
        <source>Visits: balance only</source>
        <translation>الزيارات: الرصيد فقط</translation>
    </message>
    <message id="staff_settings.earn">
        <source>Visits earn</source>
        <translation>الزيارات تُكسب</translation>
    </message>
    <message id="staff_settings.balances">
        <source>Show balances only</source>
        <translation>عرض الرصيد فقط</translation>
    </message>
    <message id="staff_settings.configured">
        <source>As configured</source>
        <translation>حسب الإعدادات</translation>
    </message>
    <message id="staff_settings.at_once">
        <source>Takes effect at once and stays after a restart.</source>
        <translation>يسري فورًا ويبقى بعد إعادة التشغيل.</translation>
    </message>
    <message id="staff_settings.unkept">
        <source>It holds for now, but the disk did not take it: a restart undoes it.</source>
        <translation>يسري الآن، لكن القرص لم يقبله: إعادة التشغيل تُلغيه.</translation>
    </message>
    <message id="staff_settings.refused">
        <source>The screen did not take it.</source>
        <translation>لم تقبله الشاشة.</translation>
    </message>
    <message id="staff_close.close">
        <source>Close the kiosk</source>
        <translation>إغلاق الجهاز</translation>
    </message>
    <message id="staff_close.open">
        <source>Open the kiosk again</source>
        <translation>إعادة فتح الجهاز</translation>
    </message>
    <message id="staff_close.restart">
        <source>Restart the program</source>
        <translation>إعادة تشغيل البرنامج</translation>
    </message>
    <message id="staff_close.shut_down">
        <source>Shut down the machine</source>
        <translation>إيقاف تشغيل الجهاز كليًا</translation>
    </message>
    <message id="staff_close.close_sure">
        <source>Close the kiosk?</source>
        <translation>هل تُغلق الجهاز؟</translation>
    </message>
    <message id="staff_close.close_sure.next">
        <source>Customers see a friendly sign, also after a restart. You can open it again here.</source>
        <translation>يرى الزبائن لافتة لطيفة، حتى بعد إعادة التشغيل. يمكنك فتحه من هنا مجددًا.</translation>
    </message>
    <message id="staff_close.open_sure">
        <source>Open the kiosk again?</source>
        <translation>هل تُعيد فتح الجهاز؟</translation>
    </message>
    <message id="staff_close.open_sure.next">
        <source>Customers are served again at once.</source>
        <translation>يُخدم الزبائن مجددًا على الفور.</translation>
    </message>
    <message id="staff_close.restart_sure">
        <source>Restart the program?</source>
        <translation>هل تُعيد تشغيل البرنامج؟</translation>
    </message>
    <message id="staff_close.restart_sure.next">
        <source>It takes a few seconds. Nothing is lost: what is waiting goes on afterwards.</source>
        <translation>يستغرق بضع ثوانٍ. لا يضيع شيء: ما ينتظر يُستأنف بعدها.</translation>
    </message>
    <message id="staff_close.shut_down_sure">
        <source>Shut down the machine?</source>
        <translation>هل توقف الجهاز كليًا؟</translation>
    </message>
    <message id="staff_close.shut_down_sure.next">
        <source>It stays off until somebody switches it on by hand.</source>
        <translation>يبقى متوقفًا حتى يشغّله أحدٌ بيده.</translation>
    </message>
    <message id="staff_close.restarting">
        <source>Restarting…</source>
        <translation>جارٍ إعادة التشغيل…</translation>
    </message>
    <message id="staff_close.shutting_down">
        <source>Shutting down…</source>
        <translation>جارٍ الإيقاف…</translation>
    </message>
    <message id="staff_close.moment">
        <source>One moment, please.</source>
        <translation>لحظة من فضلك.</translation>
    </message>
    <message id="staff_close.not_permitted">
        <source>This machine does not allow the kiosk to switch it off.</source>
        <translation>لا يسمح هذا الجهاز للبرنامج بإيقافه.</translation>
    </message>
    <message id="staff_close.not_available">
        <source>This machine cannot be switched off from here.</source>
        <translation>لا يمكن إيقاف هذا الجهاز من هنا.</translation>
    </message>
    <message id="staff_close.failed">
        <source>Nothing came of it. Please try again, or use the switch.</source>
        <translation>لم يحدث شيء. حاول مجددًا أو استخدم مفتاح التشغيل.</translation>
    </message>
    <message id="staff_close.out_of_order">
        <source>The kiosk ended by itself several times in a row. Camera, scanner and printer are off. A restart tries them again.</source>
        <translation>توقّف الجهاز من تلقاء نفسه عدة مرات متتالية. الكاميرا والماسح والطابعة متوقفة. إعادة التشغيل تحاول من جديد.</translation>
    </message>
    <message id="staff_people.add">
        <source>Add a person</source>
        <translation>إضافة شخص</translation>
    </message>
    <message id="staff_people.you">
        <source>That is you</source>
        <translation>هذا أنت</translation>
    </message>
    <message id="staff_people.you.next">
        <source>Nobody takes themselves off the list. Somebody else of the staff can.</source>
        <translation>لا يزيل أحد نفسه من القائمة. يمكن لموظف آخر فعل ذلك.</translation>
    </message>
    <message id="staff_people.other">
        <source>Comes in with a PIN of their own.</source>
        <translation>يدخل برقمه السري الخاص.</translation>
    </message>
    <message id="staff_people.take_out">
        <source>Take off the list</source>
        <translation>إزالة من القائمة</translation>
    </message>
    <message id="staff_people.sure">
        <source>Take %1 off the list?</source>
        <translation>إزالة %1 من القائمة؟</translation>
    </message>
    <message id="staff_people.sure.next">
        <source>From then on neither PIN nor badge opens. The name can be added again.</source>
        <translation>بعد ذلك لا يفتح الرقم السري ولا البطاقة. يمكن إضافة الاسم من جديد.</translation>
    </message>
    <message id="staff_people.going">
        <source>Taking %1 off the list…</source>
        <translation>جارٍ إزالة %1 من القائمة…</translation>
    </message>
    <message id="staff_people.new">
        <source>A new person: their name</source>
        <translation>شخص جديد: اسمه</translation>
    </message>
    <message id="staff_people.new_name">
        <source>Type the name. After that they choose their PIN and type it themselves.</source>
        <translation>اكتب الاسم. بعد ذلك يختار الشخص رقمه السري ويدخله بنفسه.</translation>
    </message>
    <message id="staff_people.added">
        <source>%1 can come in now.</source>
        <translation>يمكن لـ %1 الدخول الآن.</translation>
    </message>
    <message id="staff_people.taken_out">
        <source>%1 can no longer come in.</source>
        <translation>لم يعد بإمكان %1 الدخول.</translation>
    </message>
    <message id="staff_people.gone">
        <source>%1 was off the list already.</source>
        <translation>كان %1 قد أُزيل من القائمة من قبل.</translation>
    </message>
</context>
</TS>
