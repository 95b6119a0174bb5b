pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property bool hasCoupon: !!body.coupon

    Loader {
        id: hero
        anchors.right: parent.right
        y: 0
        width: Theme.portrait ? parent.width : parent.width * 0.6
        height: Theme.portrait ? screen.roomHeight * (screen.hasCoupon ? 0.6 : 0.5) : screen.roomHeight
        sourceComponent: screen.hasCoupon ? ticket : standing
    }
    Component {
        id: ticket
        CouponTicket {
            coupon: screen.body.coupon || ({})
            NumberAnimation on scale {
                from: Theme.motion ? 0.85 : 1
                to: 1
                duration: Theme.slow
                easing.type: Easing.OutBack
            }
        }
    }
    Component {
        id: standing
        Standing {
            body: screen.body
        }
    }
    Words {
        anchors.left: parent.left
        y: Theme.portrait ? hero.height + Theme.margin * 0.6 : 0
        width: Theme.portrait ? parent.width : parent.width - hero.width - Theme.margin
        height: screen.roomHeight - y
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "number",
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
                role: "body"
            }
        ]
    }
}
