import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    CouponTicket {
        id: ticket
        coupon: screen.body.coupon || ({})
        anchors.right: parent.right
        y: 0
        width: Theme.portrait ? parent.width : parent.width * 0.64
        height: Theme.portrait ? screen.roomHeight * 0.68 : screen.roomHeight
    }
    Words {
        anchors.left: parent.left
        y: Theme.portrait ? ticket.height + Theme.margin * 0.6 : 0
        width: Theme.portrait ? parent.width : parent.width - ticket.width - Theme.margin
        height: screen.roomHeight - y
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            },
            {
                text: screen.body.note,
                role: "body"
            }
        ]
    }
}
