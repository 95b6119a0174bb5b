import QtQuick
import "../controls"

Page {
    id: screen

    CouponTicket {
        coupon: screen.body.coupon || ({})
        headline: screen.body.headline || ""
        note: screen.body.note || ""
        width: parent.width
        height: screen.roomHeight
    }
}
