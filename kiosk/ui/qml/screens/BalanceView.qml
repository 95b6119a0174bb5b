pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property var coupons: body.coupons || []
    readonly property real couponHeight: coupons.length ? Math.min(roomHeight * 0.46, Theme.fine * 1.6 + Math.min(2, coupons.length) * (each + Theme.gap)) : 0
    readonly property real each: Math.min(Math.max(Theme.targetHeight, Theme.base * 1.5), Theme.small * 0.15)
    readonly property real column: Theme.portrait ? width : width * 0.46

    Standing {
        id: standing
        body: screen.body
        anchors.right: parent.right
        y: 0
        width: Theme.portrait ? parent.width : parent.width - screen.column - Theme.margin
        height: Theme.portrait ? screen.roomHeight * 0.4 : screen.roomHeight
    }
    Words {
        id: words
        anchors.left: parent.left
        y: Theme.portrait ? standing.height + Theme.margin * 0.5 : 0
        width: screen.column
        height: screen.roomHeight - y - (screen.couponHeight ? screen.couponHeight + Theme.gap : 0)
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
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
                color: Theme.accent
            },
            {
                text: screen.body.masked_email ? "\u2068" + screen.body.masked_email + "\u2069" : "",
                role: "fine"
            }
        ]
    }
    Item {
        visible: screen.coupons.length > 0
        anchors.left: parent.left
        width: screen.column
        y: screen.roomHeight - height
        height: screen.couponHeight

        Text {
            id: title
            width: parent.width
            height: Theme.fine * 1.5
            text: screen.body.coupons_title || ""
            color: Theme.ink
            font.pixelSize: Theme.fine
            fontSizeMode: Text.Fit
            minimumPixelSize: 9
            font.bold: true
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
        Column {
            anchors.top: title.bottom
            anchors.topMargin: Theme.gap * 0.4
            width: parent.width
            spacing: Theme.gap

            Repeater {
                // more than two are found one after the other; the newest matter
                model: Math.min(2, screen.coupons.length)

                KButton {
                    id: offer
                    required property int index
                    readonly property var coupon: screen.coupons[index] || ({})
                    readonly property var first: (coupon.buttons || [])[0] || ({})
                    spec: ({
                            label: coupon.name,
                            action: first.action || "",
                            value: first.value || "",
                            style: "plain",
                            enabled: !!first.action
                        })
                    Accessible.name: (first.label || "") + " " + (coupon.name || "")
                    icon: "ticket"
                    width: parent.width
                    height: Math.min(screen.each, (screen.couponHeight - title.height) / Math.min(2, screen.coupons.length) - Theme.gap)
                }
            }
        }
    }
}
