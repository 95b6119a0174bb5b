pragma ComponentBehavior: Bound
import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    readonly property var coupons: body.coupons || []
    readonly property real each: Math.min(Math.max(Theme.targetHeight, Theme.base * 1.5), Theme.small * 0.15)
    // more than two are found one after the other; the newest matter
    readonly property int offered: Math.min(2, coupons.length)
    // a low screen gives the room to the card; the tickets speak for themselves
    readonly property real titleHeight: roomHeight < 5 * each ? 0 : Math.min(Theme.fine * 1.4, roomHeight * 0.12) + Theme.gap * 0.5
    readonly property int offerRows: Theme.portrait ? offered : 1
    readonly property real couponHeight: offered ? titleHeight + offerRows * (each + Theme.gap) - Theme.gap : 0
    readonly property real column: Theme.portrait ? width : width * 0.4

    Standing {
        id: standing
        body: screen.body
        anchors.right: parent.right
        y: 0
        width: Theme.portrait ? parent.width : parent.width - screen.column - Theme.margin
        height: Theme.portrait ? screen.roomHeight * 0.42 : screen.roomHeight - (screen.couponHeight ? screen.couponHeight + Theme.gap : 0)
    }
    Words {
        id: words
        anchors.left: parent.left
        y: Theme.portrait ? standing.height + Theme.margin * 0.5 : 0
        width: screen.column
        height: screen.roomHeight - y - (Theme.portrait && screen.couponHeight ? screen.couponHeight + Theme.gap : 0)
        lift: Theme.portrait ? 1.7 : 1.2
        align: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
        lines: [
            {
                text: screen.body.headline,
                role: "title"
            },
            {
                text: screen.body.masked_email ? "\u2068" + screen.body.masked_email + "\u2069" : "",
                role: "fine"
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
                color: Theme.accent,
                bold: true
            }
        ]
    }
    // under the card: what is waiting to be used
    Item {
        id: shelf
        visible: screen.coupons.length > 0
        anchors.right: parent.right
        width: standing.width
        y: screen.roomHeight - height
        height: screen.couponHeight

        FitText {
            id: title
            visible: screen.titleHeight > 0
            width: parent.width
            height: Math.max(0, screen.titleHeight - Theme.gap * 0.5)
            text: screen.body.coupons_title || ""
            color: Theme.ink
            size: Theme.fine
            font.bold: true
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
        }
        Grid {
            id: offers
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            columns: Theme.portrait ? 1 : screen.offered
            spacing: Theme.gap

            Repeater {
                model: screen.offered

                KButton {
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
                    iconColour: Theme.accent
                    iconSize: Math.min(height * 0.6, width * 0.2)
                    align: Text.AlignLeft
                    textSize: Theme.fine
                    width: (offers.width - (offers.columns - 1) * Theme.gap) / Math.max(1, offers.columns)
                    height: screen.each
                }
            }
        }
    }
}
