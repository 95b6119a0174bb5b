pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property bool hasCoupon: !!body.coupon

    Loader {
        active: screen.hasCoupon
        width: parent.width
        height: screen.roomHeight
        sourceComponent: CouponTicket {
            coupon: screen.body.coupon || ({})
            headline: screen.body.headline || ""
            note: [screen.body.stamps_text, screen.body.points_text, screen.body.note].filter(text => text).join("\n")
            NumberAnimation on scale {
                from: Theme.motion ? 0.9 : 1
                to: 1
                duration: Theme.slow
                easing.type: Easing.OutBack
            }
        }
    }
    Standing {
        id: standing
        visible: !screen.hasCoupon
        body: screen.hasCoupon ? ({}) : screen.body
        anchors.right: parent.right
        y: 0
        width: Theme.portrait ? parent.width : parent.width * 0.6
        height: Theme.portrait ? screen.roomHeight * 0.5 : screen.roomHeight
    }
    Words {
        visible: !screen.hasCoupon
        anchors.left: parent.left
        y: Theme.portrait ? standing.height + Theme.margin * 0.6 : 0
        width: Theme.portrait ? parent.width : parent.width - standing.width - Theme.margin * 1.5
        height: screen.roomHeight - y
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        rest: Theme.portrait ? 0.35 : 0.5
        lift: Theme.portrait ? 2.4 : 1.9
        lines: [
            {
                text: screen.body.headline,
                role: "title",
                color: Theme.accent
            },
            {
                text: screen.body.stamps_text,
                role: "body"
            },
            {
                text: screen.body.points_text,
                role: "body"
            },
            {
                text: screen.body.note,
                role: "body",
                color: Theme.soft
            }
        ]
    }
}
